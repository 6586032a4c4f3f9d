"""Samples: scikit-learn's `load_digits` and the blocks of writers in it."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from digitapp import ASSETS
from digitapp.drawing.arrays import Bools, Bytes, Floats, Ints, OwnArrays
from digitapp.drawing.digit import SIDE

# Where a new writer's form begins, from "Sample grouping" in scikit-learn's MOOC. There are 14 blocks, while the data
# set's description counts 13 writers, so a block is not quite a writer.
BLOCK_STARTS = (0, 130, 256, 386, 516, 646, 776, 915, 1029, 1157, 1287, 1415, 1545, 1667)

HANDWRITING_FILE = ASSETS / "handwriting.npz"  # `python -m digitapp train` writes it


@dataclass(frozen=True, eq=False)
class Samples(OwnArrays):
    """`digits`, uint8 (n, 8, 8), 0..16; `labels`, int (n,), 0..9; `blocks`, int (n,), 0..13; all read-only."""

    digits: Bytes
    labels: Ints
    blocks: Ints

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def rows(self) -> Bytes:
        """The 64 levels of each, as scikit-learn takes them: uint8 (n, 64)."""
        return self.digits.reshape(len(self), SIDE * SIDE)

    def where(self, chosen: Bools) -> "Samples":
        """Those where `chosen`, bool (n,), is True."""
        return Samples(self.digits[chosen], self.labels[chosen], self.blocks[chosen])

    def mean(self) -> Floats:
        """The mean picture, float64 (8, 8), 0..16."""
        return self.digits.mean(axis=0)

    def spread(self) -> Floats:
        """The standard deviation of each cell, float64 (8, 8), 0..8."""
        return self.digits.std(axis=0)

    @classmethod
    def from_load_digits(cls) -> "Samples":
        """All 1,797 samples of `load_digits`, in their order, from the file that it reads.

        The first verdict needs them, and loading scikit-learn takes more than a second.
        """
        scikit_learn = find_spec("sklearn")
        assert scikit_learn and scikit_learn.origin
        file = Path(scikit_learn.origin).parent / "datasets/data/digits.csv.gz"
        rows = np.loadtxt(file, dtype=np.uint8, delimiter=",")
        blocks = np.searchsorted(BLOCK_STARTS, np.arange(len(rows)), side="right") - 1
        return cls(rows[:, :-1].reshape(-1, SIDE, SIDE), rows[:, -1].astype(int), blocks)

    @classmethod
    def from_handwriting(cls, blocks: str = "writers") -> "Samples":
        """Digits that handwriting.py drew, none by a person; `blocks` are its "writers", 0..799, or its "forms", 0..188."""
        with np.load(HANDWRITING_FILE) as data:
            return cls(data["digits"], data["labels"].astype(int), data[blocks].astype(int))


def description() -> str:
    """What scikit-learn says about load_digits: its DESCR."""
    from sklearn.datasets import load_digits

    return load_digits().DESCR
