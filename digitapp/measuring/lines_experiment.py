"""An experiment as lines of plain scikit-learn that print what the page shows of it."""

from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring import lines
from digitapp.measuring.experiments import DATA_SET, SOURCES, SPLITS, YOURS, Experiment
from digitapp.measuring.notebook import Lines
from digitapp.measuring.teaching import FOLDS, SEED, writers

MAX_LITERAL = 20  # drawings that stand in the lines themselves; more are read from the file that the page gives
FILE = "my-drawings"  # that file, without its ending

SPLITTING = {
    "articles": """\
# The first to learn from; the next one is skipped, as in the article; all others for the test.
train, test = np.arange({size}), np.arange({size} + 1, len(y))""",
    "shuffled": """\
train, test = train_test_split(np.arange(len(y)), train_size={size}, random_state={seed})""",
    "writers": """\
# Whole blocks of writers are kept for the test.
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
    needed = [lines.BINOMIAL, "from sklearn.metrics import accuracy_score, classification_report"]
    imports, fitted = _fitted(wanted, needed)
    return lines.written(f"{_named(wanted)}: accuracy and report", imports, *fitted, "", COUNTED)


def mistakes(wanted: Experiment) -> Lines:
    """Confusion matrix, and what was misread."""
    imports, fitted = _fitted(wanted, ["from sklearn.metrics import confusion_matrix"])
    return lines.written(f"{_named(wanted)}: what was mistaken for what", imports, *fitted, "", MISREAD)


def taught(wanted: Experiment, drawings: Samples) -> Lines:
    """How the drawings are read before and after the model has learnt from the others."""
    count = writers(drawings)
    kind, parts, by = ("GroupKFold", count, ", groups=writer") if count > 1 else ("KFold", len(drawings), "")
    needed = [lines.NUMPY, lines.BINOMIAL, lines.LOAD, f"from sklearn.model_selection import {kind}"]
    if len(drawings) <= MAX_LITERAL:
        mine = ["# The drawings: of each its 64 levels, row by row, and which digit it was meant to be.", "mine = np.array(["]
        mine += [f"    {row}," for row in drawings.rows.tolist()] + ["])", f"meant = np.array({drawings.labels.tolist()})"]
        mine += [f"writer = np.array({drawings.blocks.tolist()})"] if by else []
    else:
        mine = [f'# The drawings, from the file that the page gives ("{FILE}.csv").']
        mine += [f'table = np.loadtxt("{FILE}.csv", delimiter=",", skiprows=1, dtype=int)']
        mine += [
            "mine, meant, writer = table[:, 2:], table[:, 0], table[:, 1]" if by else "mine, meant = table[:, 1:], table[:, 0]"
        ]
    return lines.written(
        f"{RECIPES[wanted.model].title}: the drawings, before and after",
        [*needed, *lines.imports([wanted.model])],
        *lines.before([wanted.model]),
        lines.DATA,
        f"known = np.random.default_rng({wanted.seed}).permutation(len(digits.target))[:{wanted.size}]",
        "x, y = digits.data[known], digits.target[known]",
        *mine,
        "",
        f"model = {_call(wanted)}",
        "before = model.fit(x, y).predict(mine) == meant",
        "after = np.empty_like(before)",
        f"for others, left_out in {kind}({min(FOLDS, parts)}, shuffle=True, random_state={SEED}).split(mine{by}):",
        "    model.fit(np.concatenate([x, mine[others]]), np.concatenate([y, meant[others]]))",
        "    after[left_out] = model.predict(mine[left_out]) == meant[left_out]",
        "",
        COMPARED,
    )


def _named(wanted: Experiment) -> str:
    how = SPLITS[wanted.split].title if wanted.learns == DATA_SET else f"learning from {SOURCES[wanted.learns].title}"
    return f"{RECIPES[wanted.model].title}, {how}"


def _fitted(wanted: Experiment, needed: list[str]) -> tuple[list[str], list[str]]:
    """What has to be imported, with what is `needed`, and lines that fit it; `meant` and `predicted` are then the test's."""
    needed = [*needed, lines.NUMPY, lines.LOAD, *lines.imports([wanted.model])]
    before, model = lines.before([wanted.model]), f"model = {_call(wanted)}"
    if wanted.learns == DATA_SET:
        if wanted.split == "shuffled":
            needed.append("from sklearn.model_selection import train_test_split")
        data = [
            lines.DATA,
            "x, y = digits.data, digits.target",
            *([lines.BLOCKS] if wanted.split == "writers" else []),
            SPLITTING[wanted.split].format(size=wanted.size, seed=wanted.seed),
            "",
            model,
            "model.fit(x[train], y[train])",
            "meant, predicted = y[test], model.predict(x[test])",
        ]
        return needed, [*before, *data]
    data = [
        "# This needs digitapp's generated handwriting: run it in digitapp's folder.",
        'drawn = np.load("assets/handwriting.npz")',
        f'train = np.random.default_rng({wanted.seed}).permutation(len(drawn["labels"]))[:{wanted.size}]',
        'x, y = drawn["digits"].reshape(-1, 64)[train], drawn["labels"][train]',
        lines.DATA,
        "meant, test = digits.target, np.arange(len(digits.target))",
        "",
        model,
        "model.fit(x, y)",
        "predicted = model.predict(digits.data)",
    ]
    return needed, [*before, *data]


def _call(wanted: Experiment) -> str:
    return lines.call(wanted.model, wanted.seed, **{name: repr(value) for name, value in wanted.parameters})
