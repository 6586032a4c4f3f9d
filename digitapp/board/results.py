"""Results: how well each model reads a class's handwriting, with intervals over its pupils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from digitapp.board.board import Board
from digitapp.board.events import Sent
from digitapp.board.limits import FEWEST_PUPILS
from digitapp.drawing.arrays import Bools, Ints, OwnArrays
from digitapp.learning.models import DEFAULT, Model
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison, comparison_kept, history
from digitapp.measuring.answers import Answer
from digitapp.measuring.history import Entry, Readings
from digitapp.measuring.scores import ACCEPTED, CLAIM, OPEN, REJECTED, Score, Tally, interval

RESAMPLES = 2_000
SEED = 0
LEVEL = (2.5, 97.5)  # percentiles of what came out of the resamples
NO_DIGIT = -1  # what is read as no digit

KEYS = comparison.COMPARED  # the models a class is read by, so that load_digits stands beside each


@dataclass(frozen=True)
class PupilTally(Tally):
    """A tally with the 95 % interval over pupils, None below `FEWEST_PUPILS` of them: then we cannot tell.

    It is wider than the exact one, which takes each drawing for independent of the others, those of one pupil included.
    """

    over_pupils: tuple[float, float] | None = None

    @cached_property
    def interval(self) -> tuple[float, float]:
        return self.over_pupils or (0.0, 1.0)

    @property
    def verdict(self) -> str:
        low, high = self.interval
        return REJECTED if high < CLAIM else ACCEPTED if low >= CLAIM else OPEN

    @classmethod
    def of(cls, right: Bools, pupils: Ints, seed: int = SEED) -> "PupilTally":
        """Of which drawings were read right, bool (n,) with n at least 1, by the numbers of their pupils, int (n,)."""
        return cls(int(right.sum()), len(right), interval_over_pupils(right, pupils, seed))


@dataclass(frozen=True)
class Difference:
    """The accuracy of one group less that of another, -1..1, with the 95 % interval over pupils, if there are enough."""

    first: Tally
    second: Tally
    over_pupils: tuple[float, float] | None

    @property
    def share(self) -> float:
        return self.first.accuracy - self.second.accuracy


@dataclass(frozen=True, eq=False)
class Results(OwnArrays):
    """What each model of `keys` read in n drawings.

    `pupils`, the number of each drawing's pupil, int (n,); `digits`, what was asked, int (n,), 0..9; `read`, what each model
    took it for, int (models, n), 0..9 or NO_DIGIT. Of pictures, only what `Board.may_be_shown` is for everybody to see.
    """

    drawings: tuple[Sent, ...]
    keys: tuple[str, ...]
    pupils: Ints
    digits: Ints
    read: Ints

    @classmethod
    def of(cls, board: Board, readings: Readings, keys: Sequence[str] = KEYS) -> "Results":
        """Of the drawings that a board keeps, whose `readings` there are."""
        kept = board.kept
        read = [[_digit(readings[sent.strokes, key].digit) for sent in kept] for key in keys]
        pupils, digits = [board.pupils[sent.pupil] for sent in kept], [sent.asked.digit for sent in kept]
        arrays = (np.array(numbers, dtype=int) for numbers in (pupils, digits, np.reshape(read, (len(keys), len(kept)))))
        return cls(kept, tuple(keys), *arrays)

    def __len__(self) -> int:
        return len(self.drawings)

    def right(self, key: str) -> Bools:
        """Which drawings a model read right, bool (n,)."""
        return self.read[self.keys.index(key)] == self.digits

    def score(self, key: str) -> Score:
        """Of at least one drawing; its confusion leaves out what was read as no digit, which `cell` has."""
        return Score(self.digits, self.read[self.keys.index(key)])

    def tally(self, key: str, chosen: Bools | None = None) -> PupilTally:
        """How a model read the drawings, or the `chosen`, bool (n,), at least one."""
        chosen = np.ones(len(self), dtype=bool) if chosen is None else chosen
        return PupilTally.of(self.right(key)[chosen], self.pupils[chosen])

    def cell(self, key: str, digit: int, read: int) -> list[Sent]:
        """The drawings of a cell of the confusion matrix, `read` 0..9 or NO_DIGIT."""
        return self._where((self.digits == digit) & (self.read[self.keys.index(key)] == read))

    @property
    def most_misread(self) -> list[tuple[Sent, int]]:
        """What any model misread, with how many did, the most misread first, then in the order in which they came."""
        wrong = (self.read != self.digits).sum(axis=0)
        return [(self.drawings[place], int(wrong[place])) for place in np.argsort(-wrong, kind="stable") if wrong[place]]

    @property
    def differing(self) -> list[Sent]:
        """Those that the models do not all read as the same."""
        return self._where((self.read != self.read[0]).any(axis=0))

    def groups(self, name: str) -> dict[str, Bools]:
        """Which drawings, bool (n,), are of each "round" or "pointer" that there is, the most frequent first."""
        values = [sent.asked.round if name == "round" else sent.pointer for sent in self.drawings]
        names = sorted(set(values), key=lambda value: (-values.count(value), value))
        return {value: np.array([one == value for one in values]) for value in names}

    def difference(self, key: str, first: Bools, second: Bools) -> Difference:
        """How much better a model reads one group of drawings than another, bool (n,) each, neither of them empty."""
        return difference_over_pupils(self.right(key), self.right(key), self.pupils, first, second)

    def _where(self, chosen: Bools) -> list[Sent]:
        return [self.drawings[place] for place in np.flatnonzero(chosen)]


def readings(board: Board, models: Mapping[str, Model], known: Readings) -> dict[tuple[str, str], Answer]:
    """What the best reader said and each of the other models says of each drawing that a board keeps.

    The best reader's verdicts were kept with the drawings; what else is already `known` is not read again.
    """
    kept = {(sent.strokes, DEFAULT): sent.answer for sent in board.kept}
    others = {key: model for key, model in models.items() if key != DEFAULT}
    entries = [Entry(sent.strokes, sent.asked.digit) for sent in board.kept]
    return kept | history.readings(entries, others, known)


def beside(key: str) -> dict[str, Tally]:
    """How the model read load_digits, by way of `comparison.WAYS`: digits by the same writers, and by new ones."""
    kept = comparison_kept.read(Samples.from_load_digits()).comparison
    return {way: kept.scores[way][key].tally for way in comparison.WAYS}


def interval_over_pupils(right: Bools, pupils: Ints, seed: int = SEED) -> tuple[float, float] | None:
    """The 95 % interval of the share that is right, bool (n,), two numbers in 0..1; None below `FEWEST_PUPILS`.

    A cluster bootstrap (Field and Welsh, 2007): as many pupils are drawn again and again, with replacement, each with all
    their drawings. Where all have the same share it has no width, so the exact interval over drawings stands for it.
    """
    correct, total = _by_pupil(right, pupils)
    if len(total) < FEWEST_PUPILS:
        return None
    if np.ptp(correct / total) == 0:
        return interval(int(correct.sum()), int(total.sum()))
    chosen = _resamples(len(total), seed)
    low, high = np.percentile(correct[chosen].sum(axis=1) / total[chosen].sum(axis=1), LEVEL)
    return float(low), float(high)


def difference_over_pupils(
    right: Bools, other: Bools, pupils: Ints, first: Bools, second: Bools, seed: int = SEED
) -> Difference:
    """The share of `right` in the `first` drawings less that of `other` in the `second`, bool (n,) each, neither empty.

    Pupils are drawn as for `interval_over_pupils`, so that what both groups have from the same pupils is compared within
    them; each group must have drawings of at least `FEWEST_PUPILS`.
    """
    tallies = Tally(int(right[first].sum()), int(first.sum())), Tally(int(other[second].sum()), int(second.sum()))
    if min(len(np.unique(pupils[group])) for group in (first, second)) < FEWEST_PUPILS:
        return Difference(*tallies, None)
    chosen = _resamples(len(np.unique(pupils)), seed)
    shares = []
    for read_right, group in ((right, first), (other, second)):
        correct, total = (_by_pupil(marks, pupils)[0][chosen].sum(axis=1) for marks in (read_right & group, group))
        shares.append(np.divide(correct, total, out=np.full(len(chosen), np.nan), where=total > 0))
    low, high = np.nanpercentile(shares[0] - shares[1], LEVEL)
    return Difference(*tallies, (float(low), float(high)))


def _by_pupil(marks: Bools, pupils: Ints) -> tuple[Ints, Ints]:
    """How many of each pupil's drawings are marked, and how many there are, int (pupils,) each."""
    _, places = np.unique(pupils, return_inverse=True)
    return np.bincount(places[marks], minlength=places.max() + 1), np.bincount(places)


def _resamples(pupils: int, seed: int) -> Ints:
    return np.random.default_rng(seed).integers(pupils, size=(RESAMPLES, pupils))


def _digit(digit: int | None) -> int:
    return NO_DIGIT if digit is None else digit
