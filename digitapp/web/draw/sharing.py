"""Sharing: the text of a link that opens to the same verdict."""

from digitapp.drawing import links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import Model, Prediction


def text_of(drawing: Strokes | Digit, model: Model, said: Prediction, most: int) -> str | None:
    """The text of at most so many characters that keeps most of a drawing and that the model reads as it `said`, or None."""
    for fineness in links.FINENESS:
        text = links.pack(drawing, fineness)
        if len(text) > most:
            continue
        seen = readable(links.unpack(text))
        if seen is None:
            return None
        says = model.predict(seen)
        if (says.label, says.doubt is None) == (said.label, said.doubt is None):
            return text
    return None
