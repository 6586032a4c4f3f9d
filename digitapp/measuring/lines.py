"""What lines of Python share: how scikit-learn makes each model of `RECIPES`, where the blocks of writers begin."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import BLOCK_STARTS
from digitapp.measuring.notebook import Lines

LOAD = "from sklearn.datasets import load_digits"
NUMPY = "import numpy as np"
BINOMIAL = "from scipy.stats import binomtest"
DATA = "digits = load_digits()"
BLOCKS = (
    "# Where a new writer's form begins, as scikit-learn's MOOC gives it\n"
    f"starts = {list(BLOCK_STARTS)}\n"
    'blocks = np.searchsorted(starts, np.arange(len(digits.target)), side="right") - 1'
)


class Made(NamedTuple):
    """How a model of `RECIPES` is made: imports; the call, with its settings and its seed; and what stands before it."""

    imports: tuple[str, ...]
    call: str
    before: tuple[str, ...] = ()


MODELS = {
    "svc": Made(("from sklearn.svm import SVC",), "SVC(gamma={gamma}, C={C})"),
    "tree": Made(
        ("from sklearn.tree import DecisionTreeClassifier",),
        "DecisionTreeClassifier(max_depth={max_depth}, criterion={criterion}, random_state={seed})",
    ),
    "forest": Made(
        ("from sklearn.ensemble import RandomForestClassifier",),
        "RandomForestClassifier(n_estimators={n_estimators}, random_state={seed})",
    ),
    "knn": Made(("from sklearn.neighbors import KNeighborsClassifier",), "KNeighborsClassifier(n_neighbors={n_neighbors})"),
    "logistic": Made(
        (
            "from sklearn.linear_model import LogisticRegression",
            "from sklearn.pipeline import make_pipeline",
            "from sklearn.preprocessing import FunctionTransformer",
        ),
        "make_pipeline(FunctionTransformer(share_of_ink), LogisticRegression(C={C}, max_iter=1000))",
        ("", "def share_of_ink(levels):", "    return levels / 16", ""),
    ),
}


def written(about: str, imports: Iterable[str], *body: str) -> Lines:
    """Lines with the imports sorted, each once, then the body."""
    ordered = sorted(set(imports), key=lambda line: (line.startswith("from"), line))
    return Lines(about, "\n".join([*ordered, "", *body]))


def imports(keys: Iterable[str]) -> list[str]:
    return [line for key in keys for line in MODELS[key].imports]


def before(keys: Iterable[str]) -> list[str]:
    """What has to be defined before these models are made."""
    return [line for key in keys for line in MODELS[key].before]


def call(key: str, seed: int | str = 0, **values: str) -> str:
    """The call that makes a model, with these settings and the recipe's defaults for the others, each as Python writes it."""
    defaults = {name: repr(parameter.default) for name, parameter in RECIPES[key].parameters.items()}
    return MODELS[key].call.format(seed=seed, **defaults | values)


def models(keys: Sequence[str]) -> list[str]:
    """A dictionary of models by their titles."""
    return ["models = {", *(f'    "{RECIPES[key].title}": {call(key)},' for key in keys), "}"]
