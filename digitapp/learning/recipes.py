"""The recipes: a table of how each model of scikit-learn is made, and which of its settings experiments may change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sklearn.base import ClassifierMixin

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
    make: "Callable[..., ClassifierMixin]"
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def _sklearn() -> ModuleType:
    """What the recipes make, only when they do: to load scikit-learn takes a second, for which no page need wait."""
    from digitapp.learning import estimators

    return estimators


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "svc": Recipe(
            "Support vector machine",
            "draws borders between the digits, as far from both sides as it can (SVC)",
            lambda seed=SEED, gamma=0.001, C=100: _sklearn().SVC(gamma=gamma, C=C),  # noqa: N803
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
            lambda seed=SEED, max_depth=None, criterion="gini": _sklearn().DecisionTreeClassifier(
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
            lambda seed=SEED, n_estimators=150: _sklearn().Forest(n_estimators=n_estimators, random_state=seed),
            {"n_estimators": Parameter("Trees", 150, (1, 2, 3, 5, 10, 20, 50, 100, 150, 300))},
        ),
        "knn": Recipe(
            "Nearest neighbours",
            "looks up the 3 most similar digits it knows (KNeighborsClassifier)",
            lambda seed=SEED, n_neighbors=3: _sklearn().Neighbours(n_neighbors=n_neighbors),
            {"n_neighbors": Parameter("Neighbours that vote", 3, (1, 2, 3, 4, 5, 7, 10, 15, 20, 40))},
        ),
        "logistic": Recipe(
            "Logistic regression",
            "adds up the pixels, each with a weight for and against each digit (LogisticRegression)",
            lambda seed=SEED, C=1: _sklearn().logistic(C),  # noqa: N803
            {"C": Parameter("Freedom of the weights", 1, (0.0001, 0.001, 0.01, 0.1, 1, 10, 100))},
        ),
    }
)
