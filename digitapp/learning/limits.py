"""Limits: when the best reader is not sure about a drawing, and why, in plain words."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from digitapp import ASSETS
from digitapp.drawing.arrays import Floats
from digitapp.drawing.digit import a

LIMITS_FILE = ASSETS / "reader.json"  # `python -m digitapp train` writes it


@dataclass(frozen=True)
class Limits:
    """What cross-validation found (training.py), kept as numbers in assets/reader.json.

    `sharpness` turns the votes into probabilities that come true as often as they say. A drawing is refused if its nearest
    known digits are further away than `far` (in levels: the length of the difference of two 8x8 forms), or if its best
    digit is less probable than `sure`.
    """

    sharpness: float
    far: float
    sure: float

    @classmethod
    def from_file(cls, path: Path = LIMITS_FILE) -> "Limits":
        return cls(**json.loads(path.read_text(encoding="utf-8"))["limits"])

    def as_numbers(self) -> dict[str, float]:
        return asdict(self)

    def doubt(self, probabilities: Floats, rivals: Floats, distance: float) -> str | None:
        """Why not to trust a reading, in a sentence, or None.

        `probabilities` (10,); `rivals` (2, 10), what the two ways of reading say, each on its own.
        """
        if distance > self.far:
            return "It is unlike every digit this model has seen."
        if probabilities.max() >= self.sure:
            return None
        one, other = rivals.argmax(axis=1)
        if one != other:
            return f"Two ways of reading it disagree: one sees {a(one)}, the other {a(other)}."
        second, first = np.argsort(probabilities)[-2:]
        return f"It could be {a(first)} or {a(second)}."
