"""Sweep: a drawing disturbed more and more, what every model says of it, and where each gives up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from types import MappingProxyType

from digitapp.drawing.digit import Drawing, Readable, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.probing.disturbances import DISTURBANCES, disturbed

# What becomes of a verdict
HOLDS, TURNS_RIGHT, DIFFERS, DOUBTS, BLANK = "holds", "turns_right", "differs", "doubts", "blank"


@dataclass(frozen=True, eq=False)
class Sweep:
    """A drawing disturbed more and more: what is read at each of the `strengths`, and what the models, by key, say of it.

    `undisturbed` is what each says of the drawing as it is, with all steps; None stands for a page without ink.
    """

    strengths: tuple[int, ...]
    read: tuple[Readable | None, ...]
    undisturbed: Mapping[str, Prediction]
    said: Mapping[str, tuple[Prediction | None, ...]]

    @classmethod
    def of(cls, drawing: Drawing, name: str, models: Mapping[str, Model], skip: Collection[str] = ()) -> "Sweep | None":
        """Sweep a disturbance of `DISTURBANCES`, without the steps in `skip`; None if there is nothing to read."""
        if isinstance(drawing, Strokes):
            if drawing.is_blank:
                return None
            drawing = drawing.ink()
        whole = readable(drawing)
        if whole is None:
            return None
        strengths = DISTURBANCES[name].strengths
        read = tuple(readable(disturbed(drawing, name, strength), skip) for strength in strengths)
        inked = [one for one in read if one is not None]
        undisturbed, said = {}, {}
        for key, model in models.items():
            undisturbed[key], *others = model.predictions([whole, *inked])
            rest = iter(others)
            said[key] = tuple(None if one is None else next(rest) for one in read)
        return cls(strengths, read, MappingProxyType(undisturbed), MappingProxyType(said))

    def is_right(self, key: str, truth: int | None) -> bool:
        """Whether a model is sure of the drawing as it is, and reads it as the `truth`, 0..9 (None if that is not known)."""
        prediction = self.undisturbed[key]
        return prediction.doubt is None and truth in (None, prediction.label)

    def outcome(self, key: str, place: int, truth: int | None = None) -> str:
        """What has become of a model's verdict at a place of `strengths`.

        The page is BLANK, or the model DOUBTS (refuses), or its verdict DIFFERS from the truth (where that is not known, from
        the model's own of the undisturbed drawing). If it does not, it HOLDS, or it TURNS_RIGHT where it was not right before.
        """
        prediction = self.said[key][place]
        if prediction is None:
            return BLANK
        if prediction.doubt is not None:
            return DOUBTS
        if prediction.label != (self.undisturbed[key].label if truth is None else truth):
            return DIFFERS
        return HOLDS if truth is None or self.is_right(key, truth) else TURNS_RIGHT

    def gives_up(self, key: str, truth: int | None = None) -> tuple[int | None, int | None]:
        """The places of `strengths`, from 0 down and from 0 up, where the verdict of a model first no longer holds."""
        down, up = (next((place for place in way if self.outcome(key, place, truth) != HOLDS), None) for way in self._ways())
        return down, up

    def turns_right(self, key: str, truth: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """From which place to which, from 0 down and from 0 up, a model that was not right before first turns right."""

        def is_right(place: int) -> bool:
            return self.outcome(key, place, truth) == TURNS_RIGHT

        runs = ([*takewhile(is_right, dropwhile(lambda place: not is_right(place), way))] for way in self._ways())
        down, up = ((run[0], run[-1]) if run else None for run in runs)
        return down, up

    def _ways(self) -> tuple[range, range]:
        """The places from the strength 0 down, and from it up."""
        start = self.strengths.index(0)
        return range(start, -1, -1), range(start, len(self.strengths))
