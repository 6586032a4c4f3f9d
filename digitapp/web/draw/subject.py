"""What the page is about at the moment."""

from typing import NamedTuple

from digitapp.drawing import digit
from digitapp.drawing.digit import Drawing, Readable
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.web.jobs import Job


class Subject(NamedTuple):
    """A drawing, what a model takes of it, and what the model that is chosen says of it.

    `readable` is None where there is nothing to read, `model` where it could not be fitted, `prediction` where either is,
    `job` (which fits all models) as long as nothing has been drawn.
    """

    drawing: Drawing | None
    key: str  # of the model, in models.KEYS
    model: Model | None
    prediction: Prediction | None
    job: Job | None

    @property
    def readable(self) -> Readable | None:
        """Made again from the drawing, as the page of its ink would take most of what a visitor costs."""
        return None if self.drawing is None else digit.readable(self.drawing)
