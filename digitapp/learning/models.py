"""The models: what each learns from, and what they say about a drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from digitapp import ASSETS
from digitapp.drawing import layout, views
from digitapp.drawing.arrays import Bytes, Floats
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import SIDE, Digit, Readable
from digitapp.drawing.views import View
from digitapp.learning.limits import Limits
from digitapp.learning.prediction import Prediction
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.reader import NO_DIGIT, Evidence, Machine, Reader, scores
from digitapp.learning.recipes import RECIPES, Recipe
from digitapp.learning.samples import Samples

if TYPE_CHECKING:
    from sklearn.base import ClassifierMixin

DEFAULT = "default"
WITH_HANDWRITING = "+handwriting"  # ends the key of a model that has learnt from generated handwriting as well
READER_FILES = ASSETS / "reader"  # the default's machines: `python -m digitapp train` writes them
REFUSED = 0.99  # how probable "no digit" is where the layout says so, whatever the machines say of the first view
DATA_SET = "data set"  # the one that learns from load_digits

TRAINING_SETS = {"": "data set only", WITH_HANDWRITING: "data set + handwriting"}
READER = Recipe(
    "Best reader",
    "looks at a drawing in three ways, and adds up what a support vector machine (SVC) says to each of them",
    Reader,
)

# Every model the app can fit: the page's default, and each of the others on both training sets
KEYS: Mapping[str, Recipe] = MappingProxyType(
    {DEFAULT: READER, **{name + ending: recipe for name, recipe in RECIPES.items() for ending in TRAINING_SETS}}
)


def title(key: str) -> str:
    """What the model of a key of `KEYS` is called, with what it has learnt from."""
    if key == DEFAULT:
        return KEYS[key].title
    return f"{KEYS[key].title}, {TRAINING_SETS[WITH_HANDWRITING if key.endswith(WITH_HANDWRITING) else '']}"


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model of the table.

    Its ten probabilities are: for the SVC, its decision values through a sigmoid fitted by cross-validation; for the tree,
    the shares of the digits in the leaf; for the forest, their mean over its trees; for nearest neighbours, the shares of
    the neighbours; for logistic regression, its softmax. The verdict is always the highest of them.
    """

    name: str
    estimator: "ClassifierMixin"
    known: Samples  # what it has learnt from: first those of load_digits, then generated handwriting
    real_count: int  # how many of them are of load_digits

    def probabilities(self, digits: Bytes) -> Floats:
        """For digits of levels 0..16, shape (n, 8, 8): the probability of each digit, float64 (n, 10), rows sum to 1."""
        return self.estimator.predict_proba(digits.reshape(len(digits), -1))

    def predict(self, readable: Readable) -> Prediction:
        return self.predictions([readable])[0]

    def predictions(self, readables: Sequence[Readable]) -> list[Prediction]:
        """What it says of several drawings at once."""
        return [Prediction(row) for row in self.probabilities(np.array([Digit.of(readable).levels for readable in readables]))]


@dataclass(frozen=True, eq=False)
class Default(Model):
    """The Draw page's model: reads all views of a drawing, is calibrated, and says when it isn't sure.

    `known` are load_digits and the support vectors of the first view's machine that are digits.
    """

    limits: Limits

    def evidence(self, drawings: Bytes) -> Evidence:
        """What its machines say about drawings, views of levels 0..16 in shape (n, views, 8, 8)."""
        return self.estimator.evidence(drawings)

    def evidence_of(self, shown: Sequence[View]) -> Evidence:
        """The same about the views of one drawing, by what each counts."""
        levels, weights = np.array([[view.digit.levels for view in shown]]), np.array([view.weight for view in shown])
        return self.evidence(levels) if len(shown) == 1 else Evidence(self.evidence(levels).decisions * weights[:, None, None])

    def probabilities(self, digits: Bytes) -> Floats:
        found = self.limits.probabilities(self.evidence(digits[:, None]).scores, is_alone=True)[:, :NO_DIGIT]
        return found / found.sum(axis=1, keepdims=True)

    def predictions(self, readables: Sequence[Readable]) -> list[Prediction]:
        """A Bitmap is read in all its views, a Digit as the only view of itself."""
        return [self._prediction(readable) for readable in readables]

    def _prediction(self, readable: Readable) -> Prediction:
        evidence = self.evidence_of(views.of(readable))
        [probabilities] = self.limits.probabilities(evidence.scores, evidence.is_alone)
        votes = scores(evidence.decisions[0])[:, :NO_DIGIT].argmax(axis=1)
        if isinstance(readable, Bitmap) and readable.ink is not None and (doubt := layout.refusal(readable.ink)):
            return Prediction((1 - REFUSED) * probabilities[:NO_DIGIT] / probabilities[:NO_DIGIT].sum(), doubt, REFUSED)
        return Prediction(probabilities[:NO_DIGIT], self.limits.doubt(probabilities, votes), float(probabilities[NO_DIGIT]))


def fit(key: str, samples: Samples | None = None, handwriting: Samples | None = None) -> Model:
    """Fit the model of a key of `KEYS`.

    `samples` are of `load_digits`, by default all of it. What ends in "+handwriting" learns from generated `handwriting` too,
    by default from all of it. Raises ValueError for another key, or if any of these is empty.
    """
    if key not in KEYS:
        raise ValueError(f"key must be one of {list(KEYS)}, got {key!r}")
    if key == DEFAULT:
        return fit_default(samples)
    known, real_count = training_set(key, samples, handwriting)
    from digitapp.learning.calibrated import CalibratedSVC  # with scikit-learn, which the default is read without

    estimator = KEYS[key].make()
    if not hasattr(estimator, "predict_proba"):  # the SVC
        estimator = CalibratedSVC(estimator)
    return Model(key, estimator.fit(known.rows, known.labels), known, real_count)


def fit_default(samples: Samples | None = None) -> Default:
    """`fit` for the default: it learns from load_digits now; what it has learnt from generated drawings is kept in assets/."""
    real = _real(DEFAULT, samples)
    return _default(Reader(kept_machines()).fit(real.rows, real.labels), real)


def fit_each(keys: Sequence[str], samples: Samples, progress: Progress = quiet) -> dict[str, Model]:
    """The models of these keys of `KEYS`, fitted."""
    return {key: fit(key, samples) for key in counted(keys, progress)}


def from_saved() -> Default:
    """Restore what `fit("default")` gives from assets/reader/, without fitting."""
    reader = Reader(kept_machines())
    reader.data_set_ = Machine.from_file(machine_file(DATA_SET))
    return _default(reader, Samples.from_load_digits())


def kept_machines() -> tuple[Machine, ...]:
    """The machine of each view, as `python -m digitapp train` left it."""
    return tuple(Machine.from_file(machine_file(name)) for name in views.NAMES)


def machine_file(name: str) -> Path:
    """Where the machine of a view, or DATA_SET, is kept."""
    return READER_FILES / f"{name.replace(' ', '_')}.npz"


def _default(reader: Reader, real: Samples) -> Default:
    first = reader.machines[0]
    digits = first.labels != NO_DIGIT
    generated = first.vectors[digits].reshape(-1, SIDE, SIDE)
    known = Samples(
        np.concatenate([real.digits, generated]),
        np.concatenate([real.labels, first.labels[digits]]),
        np.concatenate([real.blocks, np.zeros(len(generated), dtype=int)]),
    )
    return Default(DEFAULT, reader, known, len(real), Limits.from_file())


def _real(key: str, samples: Samples | None) -> Samples:
    real = Samples.from_load_digits() if samples is None else samples
    if not len(real):
        raise ValueError(f"{key} must have digits to learn from, got 0")
    return real


def training_set(key: str, samples: Samples | None = None, handwriting: Samples | None = None) -> tuple[Samples, int]:
    """What a model learns from, and how many of them are of load_digits."""
    real = _real(key, samples)
    if not key.endswith(WITH_HANDWRITING):
        return real, len(real)
    training_set = [real, Samples.from_handwriting() if handwriting is None else handwriting]
    if not len(training_set[1]):
        raise ValueError(f"{key} must have digits to learn from, got {len(real)} and 0")
    known = (np.concatenate([getattr(part, name) for part in training_set]) for name in ("digits", "labels", "blocks"))
    return Samples(*known), len(real)
