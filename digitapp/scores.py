"""Honest numbers about how well a model reads."""

from scipy.stats import binomtest


def interval(correct: int, total: int) -> tuple[float, float]:
    """The exact (Clopper-Pearson) 95 % interval of the share `correct / total`, two numbers in 0..1.

    It takes the samples as drawn independently; those of one writer are not quite.
    """
    low, high = binomtest(correct, total).proportion_ci(0.95, method="exact")
    return float(low), float(high)
