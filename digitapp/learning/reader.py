"""The Draw page's own reader: two ways to compare a drawing with digits it knows, voting over several views of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsClassifier

from digitapp.drawing.arrays import Bytes, Floats, Ints, OwnArrays

VOTE_WEIGHTS = (4, 1)  # of the radial basis functions and of the neighbours
EPSILON = 1e-4  # added to every share of the votes, so that it has a logarithm

Levels = Bytes | Floats
Numbers = NDArray[np.integer]  # whole ones of any width


class RadialBasis(ClassifierMixin, BaseEstimator):
    """Ridge regression on the nearness to known samples, exp(-gamma * squared distance).

    A network of radial basis functions (Broomhead & Lowe, 1988) whose centres are drawn from the samples. Each class is
    an output, 1 for its samples and 0 for others, so far from all that is known every output is 0.
    """

    def __init__(
        self,
        centres: int = 2500,
        gamma: float = 0.0006,
        alpha: float = 0.0003,
        sharpness: float = 7.0,
        random_state: int = 0,
    ) -> None:
        self.centres = centres
        self.gamma = gamma
        self.alpha = alpha
        self.sharpness = sharpness
        self.random_state = random_state

    def fit(self, X: Levels, y: Ints, sample_weight: Floats | None = None) -> "RadialBasis":  # noqa: N803
        """Learn from X (n, features) and y (n,); a sample of weight 2 counts for two, and is as likely to be a centre."""
        weights = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
        rng = np.random.default_rng(self.random_state)
        count = min(self.centres, len(X))
        self.chosen_: Numbers = rng.choice(len(X), count, replace=False, p=weights / weights.sum())
        self.centres_ = X[self.chosen_]
        self.classes_, codes = np.unique(y, return_inverse=True)
        # Ridge's own sample_weight would copy the largest array twice, which takes longer than the arithmetic.
        roots = np.sqrt(weights)[:, None]
        nearness, targets = self._nearness(X), roots * np.eye(len(self.classes_))[codes]
        nearness *= roots
        self.ridge_ = Ridge(self.alpha, fit_intercept=False, copy_X=False, solver="cholesky").fit(nearness, targets)
        return self

    @classmethod
    def from_saved(cls, X: Floats, y: Ints, chosen: Numbers, weights: Floats) -> "RadialBasis":  # noqa: N803
        """Restore what `fit` made of X and y: `chosen`, which of X are centres, and the weights (classes, centres)."""
        restored = cls()
        restored.chosen_, restored.centres_, restored.classes_ = chosen, X[chosen], np.unique(y)
        restored.ridge_ = Ridge(restored.alpha, fit_intercept=False)
        restored.ridge_.coef_, restored.ridge_.intercept_ = weights, 0.0
        return restored

    def _nearness(self, X: Levels) -> Floats:  # noqa: N803
        # The arithmetic of scikit-learn's rbf_kernel, whose checks take longer than that for a few rows.
        X = np.asarray(X, dtype=float)  # noqa: N806
        nearness = X @ (-2.0 * self.centres_.T)
        nearness += np.square(X).sum(axis=1)[:, None]
        nearness += np.square(self.centres_, dtype=float).sum(axis=1)
        nearness *= -self.gamma
        return np.exp(nearness, out=nearness)

    def decision_function(self, X: Levels) -> Floats:  # noqa: N803
        """The outputs for X (n, features), float64 (n, classes): about 1 for the right class and 0 for others."""
        return self._nearness(X) @ self.ridge_.coef_.T

    def predict_proba(self, X: Levels) -> Floats:  # noqa: N803
        return softmax(self.sharpness * self.decision_function(X), axis=1)


@dataclass(frozen=True, eq=False)
class Evidence(OwnArrays):
    """What two ways of reading say about n drawings.

    `rivals`, float64 (2, n, 10), sums 1: the radial basis functions and the neighbours, each on average over the views;
    `distances`, float64 (n,): how far the nearest known digits are from the first view, on average.
    """

    rivals: Floats
    distances: Floats

    def probabilities(self, sharpness: float) -> Floats:
        """The votes, made bolder by a `sharpness` above 1 and more cautious by one below, float64 (n, 10)."""
        votes = np.average(self.rivals, axis=0, weights=VOTE_WEIGHTS)
        return softmax(sharpness * np.log(votes + EPSILON), axis=1)


class Reader(BaseEstimator):
    """Radial basis functions and the nearest neighbours, who vote."""

    def fit(self, X: Levels, y: Ints, sample_weight: Floats | None = None) -> "Reader":  # noqa: N803
        """Learn from X (n, 64), levels 0..16, and y (n,), 0..9."""
        levels = np.asarray(X, dtype=float)
        return self._beside_neighbours(RadialBasis().fit(levels, y, sample_weight), levels, y)

    @classmethod
    def from_saved(cls, X: Levels, y: Ints, chosen: Numbers, weights: Floats) -> "Reader":  # noqa: N803
        """Restore what `fit` made of the same X and y, from what that found; see `RadialBasis.from_saved`."""
        levels = np.asarray(X, dtype=float)
        return cls()._beside_neighbours(RadialBasis.from_saved(levels, y, chosen, weights), levels, y)

    def _beside_neighbours(self, basis: RadialBasis, X: Floats, y: Ints) -> "Reader":  # noqa: N803
        self.basis_ = basis
        self.neighbours_ = KNeighborsClassifier(3, weights=_closeness, algorithm="brute").fit(X, y)
        self.votes_ = np.eye(len(self.neighbours_.classes_))[np.unique(y, return_inverse=True)[1]]  # of each known sample
        return self

    def evidence(self, views: np.ndarray) -> Evidence:
        """Of drawings, views of levels 0..16 in shape (n, views, 8, 8)."""
        n, count = views.shape[:2]
        rows = views.reshape(n * count, -1).astype(float)
        distances, places = self.neighbours_.kneighbors(rows)  # once for votes and distance: it takes the most time
        votes = (_closeness(distances)[..., None] * self.votes_[places]).sum(axis=1)
        says = np.stack([self.basis_.predict_proba(rows), votes / votes.sum(axis=1, keepdims=True)])
        return Evidence(says.reshape(2, n, count, -1).mean(axis=2), distances[::count].mean(axis=1))


def _closeness(distances: Floats) -> Floats:
    """A neighbour's weight; within a distance of 1 level all are the same digit."""
    return 1 / np.maximum(distances, 1)
