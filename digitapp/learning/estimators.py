"""Estimators: what the recipes make, as scikit-learn has it or quicker."""

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits

from digitapp.drawing.arrays import Bytes, Floats, Ints
from digitapp.drawing.digit import MAX_LEVEL

__all__ = ["SVC", "DecisionTreeClassifier", "Forest", "Neighbours", "logistic"]


def _share_of_ink(levels: Bytes) -> Floats:
    return levels / MAX_LEVEL


class Forest(RandomForestClassifier):
    """The forest, asked tree by tree: for one drawing scikit-learn takes ten times as long, setting up threads."""

    def predict_proba(self, X: Bytes) -> Floats:  # noqa: N803
        rows = np.ascontiguousarray(X, dtype=np.float32)
        return np.mean([tree.tree_.predict(rows) for tree in self.estimators_], axis=0)


class Neighbours(KNeighborsClassifier):
    """Asked about one drawing by one matrix product: scikit-learn takes 15 times as long, converting all it knows each time."""

    def fit(self, X: Bytes | Floats, y: Ints) -> "Neighbours":  # noqa: N803
        rows = np.asarray(X, dtype=np.float32)
        self._twice, self._squares = 2 * rows.T.copy(), np.square(rows).sum(axis=1)
        return super().fit(X, y)

    def predict_proba(self, X: Bytes | Floats) -> Floats:  # noqa: N803
        if len(X) == 1:
            further = self._squares - np.asarray(X[0], dtype=np.float32) @ self._twice  # whole numbers, so exactly
            nearest = further.argpartition(self.n_neighbors - 1)[: self.n_neighbors]
            if np.count_nonzero(further <= further[nearest[-1]]) == self.n_neighbors:
                return np.bincount(self._y[nearest], minlength=len(self.classes_))[None] / self.n_neighbors
        return super().predict_proba(X)  # which also says who has the last place, where several are as near


class Logistic(LogisticRegression):
    """Fitted in one thread: with two, the many small steps wait for each other and take ten times as long, or sixty.

    The limit is the whole process's, and is lifted afterwards. In the server it is 1 for good (web/server.py), so two fits at
    the same time cannot leave a wrong one behind.
    """

    def fit(self, X: Floats, y: Ints, sample_weight: Floats | None = None) -> "Logistic":  # noqa: N803
        with threadpool_limits(limits=1):
            return super().fit(X, y, sample_weight)


def logistic(freedom: float) -> Pipeline:
    """Logistic regression on the shares of ink."""
    return make_pipeline(FunctionTransformer(_share_of_ink), Logistic(C=freedom, max_iter=1000))
