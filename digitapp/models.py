"""The roster of models, and what they say about a Digit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from digitapp.digit import MAX_LEVEL, Digit
from digitapp.samples import Samples

SEED = 0


@dataclass(frozen=True)
class Recipe:
    """How a model is called, in full and in one sentence, and how it is made."""

    title: str
    idea: str
    make: Callable[[], ClassifierMixin]


def _share_of_ink(levels: np.ndarray) -> np.ndarray:
    return levels / MAX_LEVEL


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "svc": Recipe(
            "Support vector machine",
            "draws borders between the digits, as far from both sides as it can (SVC)",
            lambda: CalibratedClassifierCV(SVC(gamma=0.001, C=100), ensemble=False),
        ),
        "tree": Recipe(
            "Decision tree",
            "asks one question after another about single pixels (DecisionTreeClassifier)",
            lambda: DecisionTreeClassifier(criterion="gini", random_state=SEED),
        ),
        "forest": Recipe(
            "Random forest",
            "lets 150 different decision trees vote (RandomForestClassifier)",
            lambda: RandomForestClassifier(n_estimators=150, random_state=SEED),
        ),
        "knn": Recipe(
            "Nearest neighbours",
            "looks up the 3 most similar digits it knows (KNeighborsClassifier)",
            lambda: KNeighborsClassifier(n_neighbors=3),
        ),
        "logistic": Recipe(
            "Logistic regression",
            "adds up the pixels, each with a weight for and against each digit (LogisticRegression)",
            lambda: make_pipeline(FunctionTransformer(_share_of_ink), LogisticRegression(max_iter=1000)),
        ),
    }
)


@dataclass(frozen=True, eq=False)
class Prediction:
    """`probabilities`, float64 (10,), sum 1, read-only; `label`, 0..9, the most probable digit, the lowest if several are."""

    probabilities: np.ndarray

    def __post_init__(self):
        if self.probabilities.shape != (10,):
            raise ValueError(f"probabilities must have shape (10,), got {self.probabilities.shape}")
        self.probabilities.setflags(write=False)

    @property
    def label(self) -> int:
        return int(self.probabilities.argmax())


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model of the roster.

    Its ten probabilities are: for the SVC, its decision values through a sigmoid fitted by cross-validation; for the tree,
    the shares of the digits in the leaf; for the forest, their mean over its trees; for nearest neighbours, the shares of
    the neighbours; for logistic regression, its softmax. The verdict is always the highest of them.
    """

    name: str
    estimator: ClassifierMixin

    def probabilities(self, digits: np.ndarray) -> np.ndarray:
        """For digits of levels 0..16, shape (n, 8, 8): the probability of each digit, float64 (n, 10), rows sum to 1."""
        return self.estimator.predict_proba(digits.reshape(len(digits), -1))

    def predict(self, digit: Digit) -> Prediction:
        return Prediction(self.probabilities(digit.levels[None])[0])


def fit(name: str, samples: Samples | None = None) -> Model:
    """Fit a model of the roster on `samples`, by default all of `load_digits`."""
    if name not in RECIPES:
        raise ValueError(f"name must be one of {list(RECIPES)}, got {name!r}")
    if samples is None:
        samples = Samples.of_load_digits()
    digits = samples.digits.reshape(len(samples), -1)
    return Model(name, RECIPES[name].make().fit(digits, samples.labels))
