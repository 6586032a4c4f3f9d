"""Sweep: a drawing disturbed more and more, what every model says of it, and where each gives up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from digitapp.drawing.digit import Drawing, Readable, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.probing.disturbances import DISTURBANCES, disturbed

HOLDS, CHANGES, DOUBTS, BLANK = "holds", "changes", "doubts", "blank"  # what becomes of a verdict


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

    def outcome(self, key: str, place: int) -> str:
        """What has become of a model's verdict at a place of `strengths`.

        It HOLDS if it is that of the undisturbed drawing, CHANGES to another digit, DOUBTS (refuses), or the page is BLANK.
        """
        prediction = self.said[key][place]
        if prediction is None:
            return BLANK
        if prediction.doubt is not None:
            return DOUBTS
        return HOLDS if prediction.label == self.undisturbed[key].label else CHANGES

    def gives_up(self, key: str) -> tuple[int | None, int | None]:
        """The places of `strengths`, from 0 down and from 0 up, where a model's verdict first no longer holds."""
        start = self.strengths.index(0)
        ways = [range(start, -1, -1), range(start, len(self.strengths))]
        down, up = (next((place for place in way if self.outcome(key, place) != HOLDS), None) for way in ways)
        return down, up
