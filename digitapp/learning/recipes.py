"""The recipes: a table of how each model of scikit-learn is made, and which of its settings experiments may change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits

from digitapp.drawing.arrays import Bytes, Floats, Ints
from digitapp.drawing.digit import MAX_LEVEL

SEED = 0

Value = float | str | None  # of a hyperparameter; None is "no limit"


@dataclass(frozen=True)
class Parameter:
    """A hyperparameter that experiments may change: what it is called, its default, and its possible values in order."""

    title: str
    default: Value
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Recipe:
    """What a model is called, how it works in one sentence, how it is made, and what of it experiments may change.

    `make(seed, **parameters)` takes the seed of its randomness, if it has any, and the hyperparameters by their names in
    `parameters`, which are scikit-learn's; the first of them is the one that matters most.
    """

    title: str
    idea: str
    make: Callable[..., ClassifierMixin]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def _share_of_ink(levels: Bytes) -> Floats:
    return levels / MAX_LEVEL


class _Forest(RandomForestClassifier):
    """The forest, asked tree by tree: for one drawing scikit-learn takes ten times as long, setting up threads."""

    def predict_proba(self, X: Bytes) -> Floats:  # noqa: N803
        rows = np.ascontiguousarray(X, dtype=np.float32)
        return np.mean([tree.tree_.predict(rows) for tree in self.estimators_], axis=0)


class _Neighbours(KNeighborsClassifier):
    """Asked about one drawing by one matrix product: scikit-learn takes 15 times as long, converting all it knows each time."""

    def fit(self, X: Bytes | Floats, y: Ints) -> "_Neighbours":  # noqa: N803
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


class _Logistic(LogisticRegression):
    """Fitted in one thread: with two, the many small steps wait for each other and take ten times as long, or sixty.

    The limit is the whole process's, and is lifted afterwards. In the server it is 1 for good (web/server.py), so two fits at
    the same time cannot leave a wrong one behind.
    """

    def fit(self, X: Floats, y: Ints, sample_weight: Floats | None = None) -> "_Logistic":  # noqa: N803
        with threadpool_limits(limits=1):
            return super().fit(X, y, sample_weight)


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "svc": Recipe(
            "Support vector machine",
            "draws borders between the digits, as far from both sides as it can (SVC)",
            lambda seed=SEED, gamma=0.001, C=100: SVC(gamma=gamma, C=C),  # noqa: N803
            {
                "gamma": Parameter(
                    "Reach of each sample (smaller reaches farther)", 0.001, (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.1)
                ),
                "C": Parameter("Price of a mistake", 100, (0.01, 0.1, 1, 10, 100, 1000)),
            },
        ),
        "tree": Recipe(
            "Decision tree",
            "asks one question after another about single pixels (DecisionTreeClassifier)",
            lambda seed=SEED, max_depth=None, criterion="gini": DecisionTreeClassifier(
                criterion=criterion, max_depth=max_depth, random_state=seed
            ),
            {
                "max_depth": Parameter("Most questions in a row", None, (1, 2, 3, 4, 6, 8, 10, 12, 15, 20, None)),
                "criterion": Parameter("How a question is judged", "gini", ("gini", "entropy", "log_loss")),
            },
        ),
        "forest": Recipe(
            "Random forest",
            "lets 150 different decision trees vote (RandomForestClassifier)",
            lambda seed=SEED, n_estimators=150: _Forest(n_estimators=n_estimators, random_state=seed),
            {"n_estimators": Parameter("Trees", 150, (1, 2, 3, 5, 10, 20, 50, 100, 150, 300))},
        ),
        "knn": Recipe(
            "Nearest neighbours",
            "looks up the 3 most similar digits it knows (KNeighborsClassifier)",
            lambda seed=SEED, n_neighbors=3: _Neighbours(n_neighbors=n_neighbors),
            {"n_neighbors": Parameter("Neighbours that vote", 3, (1, 2, 3, 4, 5, 7, 10, 15, 20, 40))},
        ),
        "logistic": Recipe(
            "Logistic regression",
            "adds up the pixels, each with a weight for and against each digit (LogisticRegression)",
            lambda seed=SEED, C=1: make_pipeline(FunctionTransformer(_share_of_ink), _Logistic(C=C, max_iter=1000)),  # noqa: N803
            {"C": Parameter("Freedom of the weights", 1, (0.0001, 0.001, 0.01, 0.1, 1, 10, 100))},
        ),
    }
)
