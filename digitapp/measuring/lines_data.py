"""Lines of Python for "The data": what the page shows of load_digits, in plain numpy, scikit-learn and matplotlib."""

from collections.abc import Sequence

from digitapp.drawing.digit import Digit
from digitapp.measuring import lines, maps
from digitapp.measuring.notebook import Lines

LOAD = f"{lines.LOAD}\n"
NUMPY = f"{lines.NUMPY}\n"
PLOT = "import matplotlib.pyplot as plt\n"
DIGITS = f"\n{lines.DATA}\n"


def every(drawing: Digit | None = None) -> list[Lines]:
    """All lines of the section; with the visitor's drawing, if there is one, on the maps."""
    return [counts(), blocks(), gallery(None, None), sample(0), mean_and_spread(), pca(drawing), tsne(drawing)]


def counts() -> Lines:
    return Lines(
        "How many pictures there are of each digit",
        f"{NUMPY}{LOAD}{DIGITS}print(digits.images.shape)\nprint(np.bincount(digits.target))\n",
    )


def blocks() -> Lines:
    return Lines(
        "How many samples each block of writers has",
        f"{NUMPY}{LOAD}{DIGITS}{lines.BLOCKS}\nprint(np.bincount(blocks))\n",
    )


def gallery(digit: int | None, block: int | None) -> Lines:
    """The samples of one digit, and of one block, 0..13; None is all of them."""
    conditions = [f"(digits.target == {digit})"] * (digit is not None) + [f"(blocks == {block})"] * (block is not None)
    known = f"{lines.BLOCKS}\n" if block is not None else ""
    some = f"np.flatnonzero({' & '.join(conditions)})" if conditions else "np.arange(len(digits.target))"
    return Lines(
        "The gallery's pictures",
        f"{PLOT}{NUMPY}{LOAD}{DIGITS}{known}some = {some}\nprint(len(some), some)\n\n"
        "figure, frames = plt.subplots(5, 8, figsize=(8, 6))\n"
        "for number, frame in zip(some, frames.flat):  # the first 40\n"
        '    frame.imshow(digits.images[number], cmap="gray_r", vmin=0, vmax=16)\n'
        '    frame.set_title(f"{digits.target[number]} (no. {number})", fontsize=7)\n'
        "for frame in frames.flat:\n"
        '    frame.axis("off")\n'
        "plt.show()\n",
    )


def sample(number: int) -> Lines:
    """One sample by its number, as the articles show it."""
    return Lines(
        f"Sample {number}",
        f"{PLOT}{LOAD}{DIGITS}number = {number}\nprint(digits.images[number])\nprint(digits.target[number])\n\n"
        'plt.matshow(digits.images[number], cmap="gray_r")\nplt.show()\n',
    )


def mean_and_spread(digit: int = 0) -> Lines:
    return Lines(
        "The mean and the spread of a digit",
        f"{PLOT}{LOAD}{DIGITS}digit = {digit}  # any from 0 to 9\n"
        "some = digits.images[digits.target == digit]\nmean, spread = some.mean(axis=0), some.std(axis=0)\n"
        "print(mean.round(1))\nprint(spread.round(1))\n\n"
        "figure, (left, right) = plt.subplots(1, 2)\n"
        'left.imshow(mean, cmap="gray_r", vmin=0, vmax=16)\nright.imshow(spread, cmap="gray_r", vmin=0, vmax=8)\nplt.show()\n',
    )


def pca(drawing: Digit | None = None) -> Lines:
    """The map by PCA, and the exact place of a drawing on it."""
    return Lines(
        "The map made by PCA",
        f"{PLOT}{LOAD}from sklearn.decomposition import PCA\n{DIGITS}"
        'pca = PCA(2, svd_solver="full")\nplaces = pca.fit_transform(digits.data)\n'
        f"print(pca.explained_variance_ratio_.sum())\n{_plotted()}"
        + (
            ""
            if drawing is None
            else f"\n{_own(drawing)}[place] = pca.transform([drawing])\nprint(place)\n" + _ringed("place", "your drawing")
        )
        + "plt.show()\n",
    )


def tsne(drawing: Digit | None = None) -> Lines:
    """The map by t-SNE, and a drawing amid its nearest neighbours on it."""
    return Lines(
        "The map made by t-SNE",
        f"{PLOT}{NUMPY}{LOAD}from sklearn.manifold import TSNE\n{DIGITS}"
        "# This takes some ten seconds. The page's map was made by the same lines, but another processor rounds differently:\n"
        "# the groups are the same, their places may not be.\n"
        f'places = TSNE(2, init="pca", random_state={maps.SEED}).fit_transform(digits.data)\n{_plotted()}'
        + (
            ""
            if drawing is None
            else f"\n{_own(drawing)}distances = np.linalg.norm(digits.data - drawing, axis=1)\n"
            f'neighbours = np.argsort(distances, kind="stable")[:{maps.NEIGHBOURS}]\n'
            "print(neighbours, digits.target[neighbours])\n"
            "place = np.median(places[neighbours], axis=0)  # near them: t-SNE cannot place a new drawing exactly\n"
            + _ringed("place", "your drawing")
        )
        + "plt.show()\n",
    )


def contest(numbers: Sequence[int], answers: Sequence[int]) -> Lines:
    """How a person and the five plain models read the samples with these numbers."""
    keys = list(lines.MODELS)
    return lines.written(
        "How you and scikit-learn's models read these digits",
        [lines.NUMPY, lines.BINOMIAL, lines.LOAD, *lines.imports(keys)],
        *lines.before(keys),
        lines.DATA,
        lines.BLOCKS,
        f"numbers = {list(numbers)}",
        f'read = {{"You": {list(answers)}}}',
        "",
        *lines.models(keys),
        "for name, model in models.items():  # some seconds each",
        "    read[name] = []",
        "    for number in numbers:",
        "        others = blocks != blocks[number]  # it has not learnt from whoever wrote this one",
        "        model.fit(digits.data[others], digits.target[others])",
        "        read[name].append(model.predict(digits.data[[number]])[0])",
        "",
        "for name, answers in read.items():",
        "    correct = int((np.array(answers) == digits.target[numbers]).sum())",
        "    interval = binomtest(correct, len(numbers)).proportion_ci(0.95)",
        '    print(f"{name}: {correct} of {len(numbers)}, {interval.low:.3f} to {interval.high:.3f}")',
    )


def _plotted() -> str:
    return (
        "\nplt.figure(figsize=(9, 7))\n"
        'plt.scatter(places[:, 0], places[:, 1], c=digits.target, cmap="tab10", s=8)\nplt.colorbar(label="digit")\n'
    )


def _own(drawing: Digit) -> str:
    rows = ",\n".join(f"    {_row(row)}" for row in drawing.levels.tolist())
    return f"drawing = [  # your drawing's 64 numbers\n{rows},\n]\n"


def _row(levels: Sequence[int]) -> str:
    return ", ".join(map(str, levels))


def _ringed(place: str, words: str) -> str:
    return f'plt.scatter(*{place}, s=300, facecolors="none", edgecolors="black")\nplt.annotate("{words}", {place})\n'
