"""Training: draws the handwriting, fits the best reader, finds its limits, and writes down each of these in assets/.

The limits are found with what the reader has not learnt from: blocks of `load_digits`, read by a reader that has learnt from
the other blocks; drawings by generated writers that it doesn't know; and those of them in forms, or of kinds of things, that a
second reader was never shown. `python -m digitapp train` runs all of this, in a quarter of an hour.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from digitapp.drawing import views
from digitapp.drawing.arrays import Bools, Bytes, Floats, Ints, OwnArrays
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.learning import models, symbols
from digitapp.learning.calibrated import SUPPORT_FILE, CalibratedSVC
from digitapp.learning.handwriting import FORM_NAMES, SEED, drawings
from digitapp.learning.limits import LIMITS_FILE, Limits
from digitapp.learning.reader import NO_DIGIT, Machine, Reader
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import HANDWRITING_FILE, Samples

WRITERS = 800  # people who write what the other models learn from
READER_WRITERS = 2400  # and the best reader, each digit twice
SYMBOL_WRITERS = 350  # who draw what is no digit, each kind once
LOOSER = 2  # how many times looser than people the writers are from whom models learn
UNKNOWN = range(10_000, 10_160)  # writers whom no reader knows, and who are as loose as people

FOLDS = 4
# At most 4 % of people's digits may be refused. Some groups of people were refused nearly half as often again as an earlier
# rule of this kind allowed, so 3 %: half of it for each of the two reasons, whatever comes of it.
NONE = 0.015  # of the digits by unknown writers, and of those in unknown forms, are refused as none
UNSURE = 0.015  # of the digits by unknown writers, and of those in blocks of load_digits, are refused as unsure


Row = tuple[Bytes, int, int]  # of `Drawn`


@dataclass(frozen=True, eq=False)
class Drawn(OwnArrays):
    """Generated drawings: `views`, uint8 (n, views, 8, 8); `labels`, int (n,), 0..NO_DIGIT; `forms`, int (n,).

    A form is an index of `FORM_NAMES` or, after those, the number of a kind of `symbols.LEARNT`.
    """

    views: Bytes
    labels: Ints
    forms: Ints

    @classmethod
    def by(cls, writers: range, symbol_writers: range, looser: float = 1) -> "Drawn":
        """The digits that some writers draw, and the symbols that others do; as many at once as there are processors."""
        with ProcessPoolExecutor() as pool:
            parts = chain(
                pool.map(_digits_by, writers, repeat(looser), chunksize=10),
                pool.map(_symbols_by, symbol_writers, repeat(looser), chunksize=10),
            )
            rows = [row for part in parts for row in part]
        return cls(*(np.array(column) for column in zip(*rows, strict=True)))

    def where(self, chosen: Bools) -> "Drawn":
        return Drawn(self.views[chosen], self.labels[chosen], self.forms[chosen])

    def machines(self) -> tuple[Machine, ...]:
        """One for each view, fitted."""
        return tuple(
            Machine.fit(self.views[:, view].reshape(len(self.labels), -1), self.labels) for view in range(self.views.shape[1])
        )


@dataclass(frozen=True, eq=False)
class Part(OwnArrays):
    """What a reader says about drawings that it hasn't learnt from: `scores`, float64 (n, CLASSES), and the `labels` (n,)."""

    scores: Floats
    labels: Ints

    def __add__(self, other: "Part") -> "Part":
        return Part(np.concatenate([self.scores, other.scores]), np.concatenate([self.labels, other.labels]))

    @property
    def of_digits(self) -> "Part":
        return Part(self.scores[self.labels != NO_DIGIT], self.labels[self.labels != NO_DIGIT])

    @property
    def margins(self) -> Floats:
        """By how much the best digit is worth more than NO_DIGIT, float64 (n,)."""
        return self.scores[:, :NO_DIGIT].max(axis=1) - self.scores[:, NO_DIGIT]

    def loss(self, sharpness: float) -> float:
        """The mean logarithmic loss of the digits' probabilities, given that it is a digit."""
        logarithms = log_softmax(sharpness * self.scores[:, :NO_DIGIT], axis=1)
        return -float(logarithms[np.arange(len(self.labels)), self.labels].mean())

    def figures(self) -> dict[str, int]:
        """What a reader of assets/reader.json can compute again: how many digits there are, and are read right."""
        digits = self.of_digits
        right = digits.scores[:, :NO_DIGIT].argmax(axis=1) == digits.labels
        return {"samples": len(digits.labels), "right": int(right.sum())}


def train() -> None:
    """Write everything that is made from the forms, the symbols and load_digits."""
    write_handwriting()
    write_support()
    drawn = Drawn.by(range(READER_WRITERS), range(SYMBOL_WRITERS), LOOSER)
    unknown = Drawn.by(UNKNOWN, UNKNOWN)
    write_reader(drawn)
    write_limits(drawn, unknown)


def write_handwriting(path: Path = HANDWRITING_FILE) -> None:
    """Draw the handwriting, and write it for `Samples.from_handwriting`: no person's drawing is in it."""
    source = f"generated by python -m digitapp train with seed {SEED}, drawn by no person"
    arrays = drawn_by(range(WRITERS)) | {"form_names": np.array(FORM_NAMES), "source": np.array(source)}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def write_support(path: Path = SUPPORT_FILE) -> None:
    """Fit the support vector machine that learns from handwriting too, and keep what makes it quick to fit again."""
    known, _ = models.training_set("svc" + models.WITH_HANDWRITING)
    CalibratedSVC(RECIPES["svc"].make()).fit_all(known.rows, known.labels).write(known.rows, known.labels, path)


def write_reader(drawn: Drawn) -> None:
    """Fit the best reader and write what `models.from_saved` restores it from, a file for each machine."""
    real, machines = Samples.from_load_digits(), drawn.machines()
    fitted = Reader(machines).fit(real.rows, real.labels).data_set_
    for name, machine in zip((*views.NAMES, models.DATA_SET), (*machines, fitted), strict=True):
        machine.write(models.machine_file(name))


def write_limits(drawn: Drawn, unknown: Drawn, path: Path = LIMITS_FILE) -> None:
    """Find the limits and write them, with the figures of each part they were found on."""
    blocks = [read_blocks(fold) for fold in range(FOLDS)]
    writers = read(models.kept_machines(), unknown)
    forms = read_new_forms(drawn, unknown)
    limits = limits_of(blocks[0] + blocks[1] + blocks[2] + blocks[3], writers, forms)
    found = {"load_digits": [part.figures() for part in blocks], "writers": writers.figures(), "forms": forms.figures()}
    path.write_text(json.dumps({"limits": limits.as_numbers(), "found": found}, indent=1) + "\n", encoding="utf-8")


def limits_of(blocks: Part, writers: Part, forms: Part) -> Limits:
    """By the rule above: what is no digit, how bold to be, for which blocks count as much as writers, and what is unsure."""
    writers, forms = writers.of_digits, forms.of_digits
    prior, alone = (float(np.quantile(part.margins, NONE)) for part in (writers + forms, blocks))

    def loss(sharpness: float) -> float:
        return blocks.loss(sharpness) + writers.loss(sharpness)

    sharpness = float(minimize_scalar(loss, bounds=(0.1, 10), method="bounded").x)
    best = softmax(sharpness * (blocks + writers).scores[:, :NO_DIGIT], axis=1).max(axis=1)
    return Limits(*(round(number, 3) for number in (sharpness, prior, alone, float(np.quantile(best, UNSURE)))))


def read(machines: tuple[Machine, ...], drawn: Drawn) -> Part:
    """Read drawings with these machines and all of load_digits."""
    real = Samples.from_load_digits()
    return Part(Reader(machines).fit(real.rows, real.labels).evidence(drawn.views).scores, drawn.labels)


def read_blocks(fold: int) -> Part:
    """Read every fourth block of load_digits without having seen its writers."""
    samples = Samples.from_load_digits()
    held = samples.blocks % FOLDS == fold
    model = models.fit_default(samples.where(~held))
    return Part(model.evidence(samples.digits[held][:, None]).scores, samples.labels[held])


def read_new_forms(drawn: Drawn, unknown: Drawn) -> Part:
    """Read drawings in every fourth form, and of every fourth kind of symbol, without having seen any of these."""
    machines = drawn.where(drawn.forms % FOLDS != 0).machines()
    return read(machines, unknown.where(unknown.forms % FOLDS == 0))


def _digits_by(writer: int, looser: float) -> list[Row]:
    return [(_views(bitmap), label, form) for label, form, _, bitmap in drawings(writer, looser)]


def _symbols_by(writer: int, looser: float) -> list[Row]:
    drawn = enumerate(symbols.drawings(writer, looser=looser), start=len(FORM_NAMES))
    return [(_views(Bitmap.of(strokes.ink())), NO_DIGIT, number) for number, (_, strokes) in drawn if not strokes.is_blank]


def _views(bitmap: Bitmap) -> Bytes:
    """All views of a drawing, uint8 (views, 8, 8)."""
    return np.array([view.digit.levels for view in views.of(bitmap)])


def drawn_by(writers: Iterable[int]) -> dict[str, np.ndarray]:
    """What these writers draw, as the file holds it.

    uint8 `digits` (n, 8, 8), 0..16, and `labels` (n,), 0..9; uint16 `forms` (n,), indexes of `FORM_NAMES`, and `writers`.
    """
    drawn = ((writer, *drawing) for writer in writers for drawing in drawings(writer, LOOSER))
    rows = [(Digit.of(bitmap).levels, label, form, writer) for writer, label, form, _, bitmap in drawn]
    digits, labels, forms, numbers = (np.array(column) for column in zip(*rows, strict=True))
    return {
        "digits": digits.astype(np.uint8),
        "labels": labels.astype(np.uint8),
        "forms": forms.astype(np.uint16),
        "writers": numbers.astype(np.uint16),
    }
