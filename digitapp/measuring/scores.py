"""Honest numbers about how well a model reads: intervals, the articles' claim, and when two models can be told apart.

scipy.stats and scikit-learn are loaded where they are needed, as they take more than a second and the Draw page counts too.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from digitapp.drawing.arrays import Bools, Floats, Ints, OwnArrays

DIGITS = np.arange(10)
# What one of the articles asks about: "Some Scientist claims that it predicts the digit accurately 95% of the times."
CLAIM = 0.95

REJECTED, ACCEPTED, OPEN = "rejected", "accepted", "cannot tell"


def interval(correct: int, total: int) -> tuple[float, float]:
    """The exact (Clopper-Pearson) 95 % interval of the share `correct / total`, two numbers in 0..1.

    It takes the samples for independent of each other, which those of one writer are not quite. The ends are quantiles of
    beta distributions (Clopper and Pearson, 1934), as binomtest gives them, which looks for each a hundred times as long.
    """
    low = betaincinv(correct, total - correct + 1, 0.025) if correct else 0.0
    high = betaincinv(correct + 1, total - correct, 0.975) if correct < total else 1.0
    return float(low), float(high)


def claim_p(correct: int, total: int, claim: float = CLAIM) -> float:
    """The probability of this few or fewer correct if accuracy were exactly the claim (one-sided exact binomial test)."""
    from scipy.stats import binomtest

    return float(binomtest(correct, total, claim, alternative="less").pvalue)


def verdict(correct: int, total: int, claim: float = CLAIM) -> str:
    """On the claim of an accuracy: `REJECTED` if the whole interval is below it, `ACCEPTED` if none of it is, else `OPEN`."""
    low, high = interval(correct, total)
    if high < claim:
        return REJECTED
    return ACCEPTED if low >= claim else OPEN


class _Counted:
    """What follows from how many were read right, `correct`, of how many, `total`."""

    correct: int
    total: int

    @property
    def accuracy(self) -> float:
        return self.correct / self.total

    @cached_property
    def interval(self) -> tuple[float, float]:
        return interval(self.correct, self.total)

    @property
    def verdict(self) -> str:
        return verdict(self.correct, self.total)

    @property
    def claim_p(self) -> float:
        return claim_p(self.correct, self.total)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.correct} of {self.total} = {100 * self.accuracy:.1f} % ({100 * low:.1f} to {100 * high:.1f} %)"


@dataclass(frozen=True)
class Tally(_Counted):
    """How many were read right, of how many, at least one."""

    correct: int
    total: int


@dataclass(frozen=True, eq=False)
class Score(OwnArrays, _Counted):
    """How a model read digits: `labels`, what was meant, and `predicted`, what was read, int (n,) each, read-only."""

    labels: Ints
    predicted: Ints

    def __post_init__(self) -> None:
        if self.labels.shape != self.predicted.shape or self.labels.ndim != 1 or not len(self.labels):
            raise ValueError(f"labels and predicted must have shape (n,), got {self.labels.shape}, {self.predicted.shape}")
        super().__post_init__()

    @property
    def right(self) -> Bools:
        """Which were read as they were meant, bool (n,)."""
        return self.labels == self.predicted

    @property
    def total(self) -> int:  # type: ignore[override]
        return len(self.labels)

    @property
    def correct(self) -> int:  # type: ignore[override]
        return int(self.right.sum())

    @property
    def tally(self) -> Tally:
        return Tally(self.correct, self.total)

    @property
    def confusion(self) -> Ints:
        """How often each digit (rows) was read as each (columns), int (10, 10)."""
        from sklearn.metrics import confusion_matrix

        return confusion_matrix(self.labels, self.predicted, labels=DIGITS)

    def report(self) -> dict[str, list[float]]:
        """The classification report, a column each: digit, precision, recall and F1 (0..1; 0 if undefined), and support."""
        from sklearn.metrics import precision_recall_fscore_support

        precision, recall, f1, support = precision_recall_fscore_support(
            self.labels, self.predicted, labels=DIGITS, zero_division=0
        )
        return {
            "digit": DIGITS.tolist(),
            "precision": precision.tolist(),
            "recall": recall.tolist(),
            "F1": f1.tolist(),
            "support": support.tolist(),
        }


class Paired(NamedTuple):
    """Two models on the same digits: how many only the first read right, how many only the second, and the p-value."""

    only_first: int
    only_second: int
    p: float


def paired(first: Bools, second: Bools) -> Paired:
    """McNemar's exact test of two models by which digits they read right, bool (n,) each.

    Only digits that one of them alone reads right tell the models apart: if the models were as good as each other, each
    of these would fall to either with a chance of a half (McNemar, 1947).
    """
    from scipy.stats import binomtest

    only_first, only_second = int((first & ~second).sum()), int((second & ~first).sum())
    differing = only_first + only_second
    return Paired(only_first, only_second, float(binomtest(only_first, differing).pvalue) if differing else 1.0)


def calibration_error(probabilities: Floats, right: Bools, bins: int = 10) -> float:
    """The expected calibration error, 0..1, of probabilities (n,) that came true or not, `right` bool (n,).

    In equal bins of probability, how far the share that came true is from the mean probability, weighted by the samples
    in the bin (Naeini et al., 2015).
    """
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    samples = np.bincount(place, minlength=bins)
    gaps = np.bincount(place, probabilities, bins) - np.bincount(place, right, bins)
    return float(np.abs(gaps).sum() / samples.sum())
