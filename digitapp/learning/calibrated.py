"""A support vector machine with probabilities, and what is kept of the one that takes longest to fit."""

from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.svm import SVC

from digitapp import ASSETS
from digitapp.drawing.arrays import Bytes, Floats, Ints

SUPPORT_FILE = ASSETS / "support.npz"  # `python -m digitapp train` writes it


class CalibratedSVC(ClassifierMixin, BaseEstimator):
    """An SVC whose decision values become probabilities: through a sigmoid for each digit, fitted by cross-validation.

    It is CalibratedClassifierCV(svc, ensemble=False), which fits an SVC six times. Of the digits that `SUPPORT_FILE` was made
    for, the sigmoids are kept there, and which of them are support vectors: the SVC that learns from these alone is the same.

    Fitted, it has `svc_`; `support_`, int (n,), the index of each of its support vectors among all it was given; and
    `sigmoids_`, float64 (10, 2), the slope and the offset of each.
    """

    def __init__(self, svc: SVC) -> None:
        self.svc = svc

    def fit(self, X: Bytes, y: Ints) -> "CalibratedSVC":  # noqa: N803
        """Learn from X (n, 64), levels 0..16, and y (n,), 0..9."""
        with np.load(SUPPORT_FILE) as kept:
            if kept["checksum"] != self._checksum(X, y):
                return self.fit_all(X, y)
            chosen, self.sigmoids_ = np.flatnonzero(kept["is_support"]), kept["sigmoids"]
        self.svc_ = clone(self.svc).fit(X[chosen], y[chosen])
        self.support_ = chosen[self.svc_.support_]
        return self

    def fit_all(self, X: Bytes, y: Ints) -> "CalibratedSVC":  # noqa: N803
        """`fit` that goes by nothing that is kept."""
        [found] = CalibratedClassifierCV(self.svc, ensemble=False).fit(X, y).calibrated_classifiers_
        self.svc_, self.support_ = found.estimator, found.estimator.support_
        self.sigmoids_ = np.array([(sigmoid.a_, sigmoid.b_) for sigmoid in found.calibrators])
        return self

    def write(self, X: Bytes, y: Ints, path: Path = SUPPORT_FILE) -> None:  # noqa: N803
        """Keep what it has found, fitted to all of these."""
        is_support = np.isin(np.arange(len(y)), self.support_)
        found = {"checksum": self._checksum(X, y), "is_support": is_support, "sigmoids": self.sigmoids_}
        np.savez_compressed(path, allow_pickle=False, **found)

    def predict_proba(self, X: Bytes | Floats) -> Floats:  # noqa: N803
        slopes, offsets = self.sigmoids_.T
        found = expit(-(slopes * self.svc_.decision_function(X) + offsets))
        return found / found.sum(axis=1, keepdims=True)

    def _checksum(self, X: Bytes, y: Ints) -> int:  # noqa: N803
        """Of the SVC's settings and of all that it learns from."""
        return crc32(
            repr(self.svc).encode() + np.asarray(X, dtype=np.uint8).tobytes() + np.asarray(y, dtype=np.uint8).tobytes()
        )
