"""Lines of Python for The answer: the articles' three fits, their seeds, the same model on everybody, and the claim itself."""

from digitapp.measuring import lines, lines_compare, lines_experiment
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.notebook import Lines
from digitapp.measuring.seeds import LUCKY, SEEDS

# The collections themselves are not shipped, so this asks for a file of somebody's own.
_STEPS = """# This needs digitapp's preprocessing: run it in digitapp's folder, after pip install -r requirements.txt.
# The drawings are a file that "My handwriting" on the Draw page saves, or one of a whole class.
from pathlib import Path

from digitapp.drawing import files
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from scipy.stats import binomtest
from sklearn.datasets import load_digits
from sklearn.svm import SVC

digits = load_digits()
model = SVC(gamma=0.001, C=100).fit(digits.data, digits.target)
drawings = [one for one in files.read(Path("drawings.json.gz").read_bytes()) if isinstance(one.label, int)]
for skipped in [], ["equalise"], ["straighten"]:
    prepared = [Bitmap.of(one.on_canvas().ink(), skipped) for one in drawings]
    predicted = model.predict([Digit.of(bitmap).levels.ravel() for bitmap in prepared])
    right = sum(int(read == one.label) for read, one in zip(predicted, drawings))
    interval = binomtest(right, len(drawings)).proportion_ci(0.95)
    print("without", skipped, right, "of", len(drawings), "right, interval", interval.low, "to", interval.high)"""


def article(model: str) -> Lines:
    """One of the articles' three fits, with the indexes as published."""
    return lines_experiment.experiment(ARTICLES[model])


def seeds(model: str) -> Lines:
    """The article's tree or forest with nothing changed but the seed."""
    size = ARTICLES[model].size
    return lines.written(
        f"The article's {model} with {len(SEEDS)} seeds",
        [lines.BINOMIAL, lines.LOAD, *lines.imports([model])],
        lines.DATA,
        f"x, y = digits.data[{size + 1}:], digits.target[{size + 1}:]",
        "rejected = 0",
        f"for seed in range({len(SEEDS)}):",
        f"    model = {lines.call(model, 'seed')}",
        f"    model.fit(digits.data[:{size}], digits.target[:{size}])",
        "    right = int((model.predict(x) == y).sum())",
        "    rejected += binomtest(right, len(y)).proportion_ci(0.95).high < 0.95",
        '    print("seed", seed, "right", right, "of", len(y))',
        f'print(rejected, "of {len(SEEDS)} reject the claim")',
    )


def cross_validated(way: str) -> Lines:
    """Scikit-learn's models, on the same writers or on new ones."""
    return lines_compare.accuracy(way)


def steps() -> Lines:
    """What a step is worth, on drawings of one's own."""
    return Lines("What a step is worth, on your own drawings", _STEPS)


def every() -> list[Lines]:
    return [*map(article, ARTICLES), *map(seeds, LUCKY), *map(cross_validated, ("same", "new"))]
