"""Honest numbers about how well a model reads."""

import numpy as np
from scipy.stats import binomtest


def interval(correct: int, total: int) -> tuple[float, float]:
    """The exact (Clopper-Pearson) 95 % interval of the share `correct / total`, two numbers in 0..1.

    It takes the samples as drawn independently; those of one writer are not quite.
    """
    low, high = binomtest(correct, total).proportion_ci(0.95, method="exact")
    return float(low), float(high)


def calibration_error(probabilities: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The expected calibration error, 0..1, of probabilities (n,) that came true or not, `right` bool (n,).

    In equal bins of probability, how far the share that came true is from the mean probability, weighed by the samples
    in the bin (Naeini et al., 2015).
    """
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    samples = np.bincount(place, minlength=bins)
    gaps = np.bincount(place, probabilities, bins) - np.bincount(place, right, bins)
    return float(np.abs(gaps).sum() / samples.sum())
