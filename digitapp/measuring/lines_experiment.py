"""An experiment as lines of plain scikit-learn that print what the page shows of it."""

from collections.abc import Iterable

from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import BLOCK_STARTS, Samples
from digitapp.measuring.experiments import DATA_SET, SOURCES, SPLITS, YOURS, Experiment
from digitapp.measuring.notebook import Lines
from digitapp.measuring.teaching import FOLDS, SEED, writers

MAX_LITERAL = 20  # drawings that stand in the lines themselves; more are read from the file that the page gives
FILE = "my-drawings"  # that file, without its ending

# Of each model where it is in scikit-learn, what it is called there, and whether chance plays a part in it
CLASSES = {
    "svc": ("svm", "SVC", False),
    "tree": ("tree", "DecisionTreeClassifier", True),
    "forest": ("ensemble", "RandomForestClassifier", True),
    "knn": ("neighbors", "KNeighborsClassifier", False),
    "logistic": ("linear_model", "LogisticRegression", False),
}

SPLITTING = {
    "articles": """\
# The first to learn from; the next one is skipped, as in the article; all others for the test.
train, test = np.arange({size}), np.arange({size} + 1, len(y))""",
    "shuffled": """\
train, test = train_test_split(np.arange(len(y)), train_size={size}, random_state={seed})""",
    "writers": """\
# Where a new writer's form begins (roughly): whole blocks are kept for the test.
starts = {starts}
blocks = np.searchsorted(starts, np.arange(len(y)), side="right") - 1
rng = np.random.default_rng({seed})
order = rng.permutation(np.unique(blocks))
counts = np.cumsum(np.bincount(blocks)[order])
is_known = np.isin(blocks, order[: np.searchsorted(counts, {size}) + 1])
train, test = rng.permutation(np.flatnonzero(is_known))[:{size}], np.flatnonzero(~is_known)""",
}

COUNTED = """\
correct = int((predicted == meant).sum())
low, high = binomtest(correct, len(meant)).proportion_ci(0.95, method="exact")
print(f"{correct} of {len(meant)} right")
print(f"accuracy {accuracy_score(meant, predicted):.1%}")
print(f"exact 95 % interval {low:.1%} to {high:.1%}")
print(classification_report(meant, predicted, labels=range(10), zero_division=0))"""

MISREAD = """\
print(confusion_matrix(meant, predicted, labels=range(10)))  # meant in rows, read in columns
for sample, was, read in zip(test, meant, predicted):
    if read != was:
        print(f"sample {sample}: {was}, read as {read}")"""

COMPARED = """\
for name, right in [("before", before), ("after", after)]:
    low, high = binomtest(int(right.sum()), len(right)).proportion_ci(0.95, method="exact")
    print(f"{name}: {right.sum()} of {len(right)} right, exact 95 % interval {low:.1%} to {high:.1%}")

# Only drawings that were read right once tell before from after (McNemar's exact test).
only_before, only_after = int((before & ~after).sum()), int((after & ~before).sum())
p = binomtest(only_before, only_before + only_after).pvalue if only_before + only_after else 1.0
print(f"right only before: {only_before}, right only after: {only_after}, p = {p:.3g}")"""


def every(wanted: Experiment, drawings: Samples | None = None) -> list[Lines]:
    """All lines of an experiment; of one that learns from the visitor's drawings, these are needed."""
    if wanted.learns != YOURS:
        return [experiment(wanted), mistakes(wanted)]
    return [] if drawings is None else [taught(wanted, drawings)]


def experiment(wanted: Experiment) -> Lines:
    """Accuracy, interval, classification report."""
    needed = ["scipy.stats binomtest", "sklearn.metrics accuracy_score", "sklearn.metrics classification_report"]
    return Lines(f"{_named(wanted)}: accuracy and report", "\n".join([_fitted(wanted, needed), "", COUNTED]))


def mistakes(wanted: Experiment) -> Lines:
    """Confusion matrix, and what was misread."""
    python = "\n".join([_fitted(wanted, ["sklearn.metrics confusion_matrix"]), "", MISREAD])
    return Lines(f"{_named(wanted)}: what was mistaken for what", python)


def taught(wanted: Experiment, drawings: Samples) -> Lines:
    """How the drawings are read before and after the model has learnt from the others."""
    count = writers(drawings)
    kind, parts, by = ("GroupKFold", count, ", groups=writer") if count > 1 else ("KFold", len(drawings), "")
    needed = ["scipy.stats binomtest", "sklearn.datasets load_digits", f"sklearn.model_selection {kind}"]
    rows = drawings.rows.tolist()
    if len(drawings) <= MAX_LITERAL:
        mine = ["# The drawings: of each its 64 levels, row by row, and which digit it was meant to be.", "mine = np.array(["]
        mine += [f"    {row}," for row in rows] + ["])", f"meant = np.array({drawings.labels.tolist()})"]
        mine += [f"writer = np.array({drawings.blocks.tolist()})"] if by else []
    else:
        mine = [f'# The drawings, from the file that the page gives ("{FILE}.csv").']
        mine += [f'table = np.loadtxt("{FILE}.csv", delimiter=",", skiprows=1, dtype=int)']
        mine += [
            "mine, meant, writer = table[:, 2:], table[:, 0], table[:, 1]" if by else "mine, meant = table[:, 1:], table[:, 0]"
        ]
    lines = [
        *_imports(wanted, needed),
        "",
        "digits = load_digits()",
        f"known = np.random.default_rng({wanted.seed}).permutation(len(digits.target))[:{wanted.size}]",
        "x, y = digits.data[known], digits.target[known]",
        *mine,
        *_scaled(wanted, "x", "mine"),
        "",
        f"model = {_model(wanted)}",
        "before = model.fit(x, y).predict(mine) == meant",
        "after = np.empty_like(before)",
        f"for others, left_out in {kind}({min(FOLDS, parts)}, shuffle=True, random_state={SEED}).split(mine{by}):",
        "    model.fit(np.concatenate([x, mine[others]]), np.concatenate([y, meant[others]]))",
        "    after[left_out] = model.predict(mine[left_out]) == meant[left_out]",
        "",
        COMPARED,
    ]
    return Lines(f"{RECIPES[wanted.model].title}: the drawings, before and after", "\n".join(lines))


def _named(wanted: Experiment) -> str:
    how = SPLITS[wanted.split].title if wanted.learns == DATA_SET else f"learning from {SOURCES[wanted.learns].title}"
    return f"{RECIPES[wanted.model].title}, {how}"


def _fitted(wanted: Experiment, needed: list[str]) -> str:
    """The lines that fit it, with what else has to be imported; then `meant` and `predicted` are those of the test."""
    needed = [*needed, "sklearn.datasets load_digits"]
    if wanted.learns == DATA_SET:
        if wanted.split == "shuffled":
            needed.append("sklearn.model_selection train_test_split")
        data = [
            "digits = load_digits()",
            "x, y = digits.data, digits.target",
            *_scaled(wanted, "x"),
            SPLITTING[wanted.split].format(size=wanted.size, seed=wanted.seed, starts=list(BLOCK_STARTS)),
            "",
            f"model = {_model(wanted)}",
            "model.fit(x[train], y[train])",
            "meant, predicted = y[test], model.predict(x[test])",
        ]
        return "\n".join([*_imports(wanted, needed), "", *data])
    data = [
        'drawn = np.load("assets/handwriting.npz")',
        f'train = np.random.default_rng({wanted.seed}).permutation(len(drawn["labels"]))[:{wanted.size}]',
        'x, y = drawn["digits"].reshape(-1, 64)[train], drawn["labels"][train]',
        "digits = load_digits()",
        "x_test, meant, test = digits.data, digits.target, np.arange(len(digits.target))",
        *_scaled(wanted, "x", "x_test"),
        "",
        f"model = {_model(wanted)}",
        "model.fit(x, y)",
        "predicted = model.predict(x_test)",
    ]
    return "\n".join(
        [
            "# This needs digitapp's generated handwriting: run it in digitapp's folder.",
            *_imports(wanted, needed),
            "",
            *data,
        ]
    )


def _imports(wanted: Experiment, needed: Iterable[str]) -> list[str]:
    """Lines that import numpy, the model, and what is needed, each as a module and a name; of a module all in one line."""
    module, name, _ = CLASSES[wanted.model]
    pairs = [f"sklearn.{module} {name}", *needed]
    names: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        where, what = pair.split()
        names.setdefault(where, []).append(what)
    return ["import numpy as np", *(f"from {where} import {', '.join(what)}" for where, what in names.items())]


def _scaled(wanted: Experiment, *names: str) -> list[str]:
    """Of logistic regression, which needs small numbers."""
    if wanted.model != "logistic":
        return []
    return [f"{', '.join(names)} = {', '.join(f'{name} / 16' for name in names)}  # from 0 to 1, so that it learns sooner"]


def _model(wanted: Experiment) -> str:
    _, name, is_random = CLASSES[wanted.model]
    arguments = [f"{parameter}={value!r}" for parameter, value in wanted.parameters]
    arguments += ["max_iter=1000"] if wanted.model == "logistic" else []
    arguments += [f"random_state={wanted.seed}"] if is_random else []
    return f"{name}({', '.join(arguments)})"
