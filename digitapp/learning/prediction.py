"""Prediction: what a model says about a drawing."""

from dataclasses import dataclass

from digitapp.drawing.arrays import Floats, OwnArrays


@dataclass(frozen=True, eq=False)
class Prediction(OwnArrays):
    """What a model says about one drawing.

    `probabilities`, float64 (10,), read-only; `no_digit`, how probable it is that it is none, which makes their sum 1;
    `label`, 0..9, the most probable digit, the lowest if several are; `doubt`, None or a sentence: why it is refused.
    """

    probabilities: Floats
    doubt: str | None = None
    no_digit: float = 0.0

    def __post_init__(self) -> None:
        if self.probabilities.shape != (10,):
            raise ValueError(f"probabilities must have shape (10,), got {self.probabilities.shape}")
        super().__post_init__()

    @property
    def label(self) -> int:
        return int(self.probabilities.argmax())
