"""The Draw page's own reader: a support vector machine for each view of a drawing, whose decisions are added up."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitapp.drawing.arrays import Bytes, Floats, Ints, OwnArrays, Singles

NO_DIGIT = 10  # the class after the ten digits
CLASSES = 11
C, GAMMA = 10, 0.0014
WEIGHT = 2  # how much the machine that learns from load_digits counts, beside that of the first view

SPARED = 2  # every second of those vectors, which are many

ROWS = 500  # that are read at once, which bounds the memory


@dataclass(frozen=True, eq=False)
class Machine(OwnArrays):
    """A support vector machine with an RBF kernel, fitted by SVC, as plain numbers in libsvm's layout.

    `vectors`, uint8 (n, 64), levels 0..16, its support vectors, class by class; `counts`, int (classes,), how many of each;
    `coefficients`, float16 (classes - 1, n), and `intercepts`, float32 (pairs,), of the functions that decide between two
    classes each: (0, 1), (0, 2), ... A vector of class i has its coefficient against class j in row j, or j - 1 if i < j.
    """

    vectors: Bytes
    counts: NDArray[np.int32]
    coefficients: NDArray[np.float16]
    intercepts: Singles

    @classmethod
    def fit(cls, levels: Bytes, labels: Ints) -> "Machine":
        """Learn from levels (n, 64), 0..16, and labels (n,): all classes from 0 up."""
        from sklearn.svm import SVC  # which takes a second to load, and is not needed to read

        svc = SVC(C=C, gamma=GAMMA).fit(np.asarray(levels, dtype=float), labels)
        numbers = svc.dual_coef_.astype(np.float16), svc.intercept_.astype(np.float32)
        return cls(svc.support_vectors_.astype(np.uint8), svc.n_support_.astype(np.int32), *numbers)

    @classmethod
    def from_file(cls, path: Path) -> "Machine":
        with np.load(path) as found:
            return cls(**{field.name: found[field.name] for field in fields(cls)})

    def write(self, path: Path) -> None:
        np.savez_compressed(path, allow_pickle=False, **{field.name: getattr(self, field.name) for field in fields(self)})

    @cached_property
    def labels(self) -> Ints:
        """The class of each support vector, int (n,)."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def _ends(self) -> Ints:
        return np.concatenate([[0], np.cumsum(self.counts)])

    @cached_property
    def _numbers(self) -> tuple[Singles, Singles, Singles]:
        """The vectors, times 2 and turned, their squares' sums, and the coefficients, in float32 for speed."""
        vectors = self.vectors.astype(np.float32)
        return 2 * vectors.T.copy(), np.square(vectors).sum(axis=1), self.coefficients.T.astype(np.float32)

    @cached_property
    def _pairs(self) -> tuple[Ints, Ints]:
        return np.triu_indices(len(self.counts), 1)

    def nearness(self, rows: Bytes) -> Singles:
        """exp(-gamma * squared distance) of levels (m, 64) to each support vector, float32 (m, n)."""
        twice, squares, _ = self._numbers
        rows = np.asarray(rows, dtype=np.float32)
        near = rows @ twice  # whole numbers, which float32 holds exactly
        near -= np.square(rows).sum(axis=1)[:, None]
        near -= squares
        near *= np.float32(GAMMA)
        return np.exp(near, out=near)

    def decisions(self, rows: Bytes) -> Floats:
        """How levels (m, 64) are decided between any two classes, float64 (m, CLASSES, CLASSES).

        Above 0 for the class of the row, below 0 for that of the column; 0 where it knows one of the two not.
        """
        found = np.zeros((len(rows), CLASSES, CLASSES))
        coefficients, (i, j) = self._numbers[2], self._pairs
        for start in range(0, len(rows), ROWS):
            part = slice(start, start + ROWS)
            near = self.nearness(rows[part])
            sums = np.array([near[:, a:b] @ coefficients[a:b] for a, b in pairwise(self._ends)])
            found[part, i, j] = (sums[i, :, j - 1] + sums[j, :, i]).T + self.intercepts
        return found - found.transpose(0, 2, 1)


@dataclass(frozen=True, eq=False)
class Evidence(OwnArrays):
    """What the machines say about n drawings: `decisions`, float64 (n, machines, CLASSES, CLASSES), as `Machine.decisions`.

    The machines are the views', in their order; where there is but one view, the second is the one that has learnt from
    load_digits, times WEIGHT.
    """

    decisions: Floats

    @property
    def total(self) -> Floats:
        """All machines' decisions added up, float64 (n, CLASSES, CLASSES)."""
        return self.decisions.sum(axis=1)

    @property
    def is_alone(self) -> bool:
        """Whether there was but one view."""
        return self.decisions.shape[1] == 2

    @property
    def scores(self) -> Floats:
        """What each class is worth, float64 (n, CLASSES)."""
        return scores(self.total)


def scores(decisions: Floats) -> Floats:
    """What each class is worth by decisions between any two (..., CLASSES, CLASSES): 0, less all defeats and narrow wins."""
    return -np.logaddexp(0, -2 * decisions).sum(axis=-1)


class Reader:
    """A machine for each view, which has learnt from generated drawings, and one more for what has but one view.

    That one learns from `load_digits` and, so that it knows what is no digit, from support vectors of the first view's machine.
    It is the only one that `fit` fits. Drawings are read without it: it made them be read worse (choose_reader.py).
    """

    def __init__(self, machines: Sequence[Machine] = ()) -> None:
        self.machines = machines

    def fit(self, X: Bytes, y: Ints) -> "Reader":  # noqa: N803
        """Learn from X (n, 64), levels 0..16, and y (n,), 0..9."""
        none = self.machines[0].vectors[self.machines[0].labels == NO_DIGIT][::SPARED]
        levels, labels = np.concatenate([X, none]), np.concatenate([y, np.full(len(none), NO_DIGIT)])
        self.data_set_ = Machine.fit(levels, labels)
        return self

    def evidence(self, drawings: Bytes) -> Evidence:
        """Of drawings, views of levels 0..16 in shape (n, views, 8, 8): all of them, or the first alone."""
        rows = drawings.reshape(*drawings.shape[:2], -1)
        said = [machine.decisions(rows[:, view]) for view, machine in enumerate(self.machines[: rows.shape[1]])]
        if len(said) == 1:
            said.append(WEIGHT * self.data_set_.decisions(rows[:, 0]))
        return Evidence(np.stack(said, axis=1))
