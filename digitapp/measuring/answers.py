"""Answers: what a model says of a drawing in the end, and whether that is right."""

from typing import NamedTuple

from digitapp.drawing.files import NOT_A_DIGIT
from digitapp.learning.prediction import Prediction


class Answer(NamedTuple):
    """What it reads a drawing as: `digit`, 0..9, or None if it takes it for no digit; and whether it is sure that it is one."""

    digit: int | None
    is_sure: bool

    @classmethod
    def of(cls, prediction: Prediction) -> "Answer":
        is_digit = prediction.no_digit <= prediction.probabilities.max()
        return cls(prediction.label if is_digit else None, prediction.doubt is None)

    @property
    def meant(self) -> int | str:
        """What was meant if it is right: a digit, or NOT_A_DIGIT."""
        return NOT_A_DIGIT if self.digit is None else self.digit

    def is_right(self, meant: int | str) -> bool:
        """Whether it is, of a digit, 0..9, or of what is no digit, whose label is a letter or "?".

        A digit is read right if it is the best guess, sure or not; one that is taken for no digit is not. What is no digit is
        read right if it is refused, for whatever reason.
        """
        return not self.is_sure if isinstance(meant, str) else self.digit == meant

    def __str__(self) -> str:
        if self.digit is None:
            return "read as no digit"
        return f"read as {self.digit}" if self.is_sure else f"not sure, perhaps {self.digit}"
