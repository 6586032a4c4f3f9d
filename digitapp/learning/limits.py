"""Limits: when the best reader is not sure about a drawing, and why, in plain words."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.special import softmax

from digitapp import ASSETS
from digitapp.drawing.arrays import Floats, Ints
from digitapp.drawing.digit import a
from digitapp.learning.reader import NO_DIGIT

LIMITS_FILE = ASSETS / "reader.json"  # `python -m digitapp train` writes it


@dataclass(frozen=True)
class Limits:
    """What was found with drawings that the reader has not learnt from (training.py), kept as numbers in assets/reader.json.

    A drawing is refused if NO_DIGIT, whose score gets `prior` more (`alone`, where there is but one view), is worth more than
    every digit; or if its best digit is less probable than `sure`. `sharpness` turns scores into probabilities that come true
    as often as they say.
    """

    sharpness: float
    prior: float
    alone: float
    sure: float

    @classmethod
    def from_file(cls, path: Path = LIMITS_FILE) -> "Limits":
        return cls(**json.loads(path.read_text(encoding="utf-8"))["limits"])

    def as_numbers(self) -> dict[str, float]:
        return asdict(self)

    def probabilities(self, scores: Floats, is_alone: bool = False) -> Floats:
        """How probable each class is by its score (n, CLASSES): float64 of the same shape, rows sum to 1.

        What is taken for a digit is one for certain, so that the ten say which.
        """
        ahead = scores.copy()
        ahead[:, NO_DIGIT] += self.alone if is_alone else self.prior
        ahead[ahead.argmax(axis=1) != NO_DIGIT, NO_DIGIT] = -np.inf
        return softmax(self.sharpness * ahead, axis=1)

    def doubt(self, probabilities: Floats, votes: Ints) -> str | None:
        """Why not to trust a reading, in a sentence, or None.

        `probabilities`, float64 (CLASSES,); `votes`, int (machines,): the digit that each machine, on its own, reads.
        """
        if probabilities.argmax() == NO_DIGIT:
            return "It is unlike every digit this model has seen."
        if probabilities[:NO_DIGIT].max() >= self.sure:
            return None
        one, *others = dict.fromkeys(votes.tolist())
        if others:
            return f"Two ways of reading it disagree: one sees {a(one)}, the other {a(others[0])}."
        second, first = np.argsort(probabilities[:NO_DIGIT])[-2:]
        return f"It could be {a(first)} or {a(second)}."
