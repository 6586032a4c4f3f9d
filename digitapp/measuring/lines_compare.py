"""Lines of Python that give what Compare shows, with scikit-learn and scipy alone, but for the best reader."""

from collections.abc import Iterable, Sequence

from digitapp.learning.models import DEFAULT
from digitapp.learning.recipes import RECIPES
from digitapp.measuring import lines
from digitapp.measuring.comparison import REPEATS, SIZES, WAYS
from digitapp.measuring.lines import BINOMIAL, BLOCKS, DATA, LOAD, MODELS, NUMPY, written
from digitapp.measuring.notebook import Lines

NEEDS_DIGITAPP = "# This needs digitapp: run it in its folder, after pip install -r requirements.txt"
CROSS = "from sklearn.model_selection import cross_val_predict"
# What is learnt from and tested on in turn, by way of `WAYS`: imports and lines
TURNS = {
    "same": (
        ("from sklearn.model_selection import StratifiedKFold",),
        "# Five parts chosen at random: the same writers are in all of them\n"
        "turns = list(StratifiedKFold(5, shuffle=True, random_state=0).split(digits.data, digits.target))",
    ),
    "new": (
        (NUMPY, "from sklearn.model_selection import LeaveOneGroupOut"),
        f"{BLOCKS}\n"
        "# Each block is read by a model that has learnt from all the others\n"
        "turns = list(LeaveOneGroupOut().split(digits.data, groups=blocks))",
    ),
}


def _turned(about: str, way: str, keys: Sequence[str], imports: Iterable[str], *body: str) -> Lines:
    """Models in turns; the body finds them as `models`, by title."""
    more, turns = TURNS[way]
    needed = [LOAD, CROSS, *more, *lines.imports(keys), *imports]
    return written(about, needed, *lines.before(keys), DATA, turns, *lines.models(keys), *body)


def accuracy(way: str) -> Lines:
    """How many each model reads right, with the interval."""
    return _turned(
        f"Accuracy of five models on {WAYS[way]}",
        way,
        list(MODELS),
        [BINOMIAL],
        "for name, model in models.items():",
        "    read = cross_val_predict(model, digits.data, digits.target, cv=turns)",
        "    correct, total = int((read == digits.target).sum()), len(read)",
        '    low, high = binomtest(correct, total).proportion_ci(0.95, method="exact")',
        '    print(f"{name}: {correct} of {total} = {100 * correct / total:.1f} % ({100 * low:.1f} to {100 * high:.1f} %)")',
    )


def best_reader(way: str) -> Lines:
    python = [
        NEEDS_DIGITAPP,
        "from digitapp.learning.samples import Samples",
        "from digitapp.measuring.comparison import folds, read_folds",
        "",
        "samples = Samples.from_load_digits()",
        f'print(read_folds(samples, "{DEFAULT}", folds(samples, "{way}")))',
    ]
    return Lines(f"Accuracy of the best reader on {WAYS[way]}", "\n".join(python))


def confusion(way: str, key: str) -> Lines:
    return _turned(
        f"What the {RECIPES[key].title.lower()} mistakes for what, {WAYS[way]}",
        way,
        [key],
        ["from sklearn.metrics import confusion_matrix"],
        "for model in models.values():",
        "    read = cross_val_predict(model, digits.data, digits.target, cv=turns)",
        "    print(confusion_matrix(digits.target, read))  # rows: meant, columns: read as",
    )


def paired(way: str, first: str, second: str) -> Lines:
    """McNemar's exact test; `first` and `second` are keys of `MODELS`."""
    return _turned(
        f"Two models in a paired test (McNemar), {WAYS[way]}",
        way,
        [first, second],
        [BINOMIAL],
        "one, other = (",
        "    cross_val_predict(model, digits.data, digits.target, cv=turns) == digits.target for model in models.values()",
        ")",
        "only_one, only_other = int((one & ~other).sum()), int((other & ~one).sum())",
        "print(only_one, only_other, binomtest(only_one, only_one + only_other).pvalue)",
    )


def misread_by_all(way: str) -> Lines:
    return _turned(
        f"What all five models misread, {WAYS[way]}",
        way,
        list(MODELS),
        [NUMPY],
        "wrong = [",
        "    cross_val_predict(model, digits.data, digits.target, cv=turns) != digits.target for model in models.values()",
        "]",
        "print(np.flatnonzero(np.all(wrong, axis=0)).tolist())",
    )


def costs() -> Lines:
    keys = list(MODELS)
    return written(
        "What each model costs, on your computer",
        [LOAD, "import pickle", "import time", *lines.imports(keys)],
        *lines.before(keys),
        DATA,
        *lines.models(keys),
        "for name, model in models.items():",
        "    start = time.perf_counter()",
        "    model.fit(digits.data, digits.target)",
        "    fitted = time.perf_counter()",
        "    model.predict(digits.data)",
        "    each = (time.perf_counter() - fitted) / len(digits.data)",
        "    size = len(pickle.dumps(model)) / 1000",
        '    print(f"{name}: {fitted - start:.2g} s to fit, {1000 * each:.2g} ms to read a digit, {size:,.0f} KB")',
    )


# By way of `WAYS`: imports and lines that split the digits with a seed, `size` of them to learn from
SPLITS = {
    "same": (
        ("from sklearn.model_selection import train_test_split",),
        ["        known, tested = train_test_split(np.arange(len(digits.target)), train_size=size, random_state=seed)"],
    ),
    "new": (
        (),
        [
            "        rng = np.random.default_rng(seed)",
            "        order = rng.permutation(np.unique(blocks))",
            "        held = np.cumsum([np.sum(blocks == block) for block in order])",
            "        seen = np.isin(blocks, order[: np.searchsorted(held, size) + 1])",
            "        known, tested = rng.permutation(np.flatnonzero(seen))[:size], np.flatnonzero(~seen)",
        ],
    ),
}


def learning_curve(way: str, key: str = "svc") -> Lines:
    imports, split = SPLITS[way]
    return written(
        f"The learning curve of the {RECIPES[key].title.lower()}, {WAYS[way]}",
        [LOAD, NUMPY, *imports, *lines.imports([key])],
        *lines.before([key]),
        DATA,
        *([BLOCKS] if way == "new" else []),
        f"for size in {list(SIZES)}:",
        "    found = []",
        f"    for seed in range({REPEATS}):",
        *split,
        f"        model = {lines.call(key, 'seed')}",
        "        model.fit(digits.data[known], digits.target[known])",
        "        found.append(model.score(digits.data[tested], digits.target[tested]))",
        '    print(f"{size}: {np.mean(found):.1%}, worst {min(found):.1%}, best {max(found):.1%}")',
    )


def hyperparameters(key: str) -> Lines:
    """All settings of a model, and the best of them."""
    imports, turns = TURNS["same"]
    parameters = RECIPES[key].parameters
    names = ", ".join(parameters)
    return written(
        f"Every setting of the {RECIPES[key].title.lower()}",
        [LOAD, CROSS, "from itertools import product", *imports, *lines.imports([key])],
        *lines.before([key]),
        DATA,
        turns,
        "found = {}",
        f"for {names}{',' if len(parameters) == 1 else ''} in product(",
        *(f"    {list(parameter.values)},  # {name}" for name, parameter in parameters.items()),
        "):",
        f"    model = {lines.call(key, **{name: name for name in parameters})}",
        "    read = cross_val_predict(model, digits.data, digits.target, cv=turns)",
        f"    found[{names}] = int((read == digits.target).sum())",
        "best = max(found, key=found.get)",
        f'print("{names}:", best, "with", found[best], "of", len(digits.target))',
    )


def every() -> list[Lines]:
    """All of the section's."""
    of_ways = [make(way) for way in WAYS for make in (accuracy, best_reader, misread_by_all, lambda way: confusion(way, "svc"))]
    pairs = [paired(way, "svc", "knn") for way in WAYS]
    return [*of_ways, *pairs, costs(), *map(learning_curve, WAYS), *map(hyperparameters, RECIPES)]
