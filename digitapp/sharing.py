"""Sharing: the text of a link that opens to the same verdict."""

from digitapp import links
from digitapp.bitmap import read
from digitapp.digit import Digit
from digitapp.models import Model, Prediction
from digitapp.strokes import Strokes


def text_of(drawing: Strokes | Digit, model: Model, said: Prediction, most: int) -> str | None:
    """The text of at most so many characters that keeps most of a drawing and that the model reads as it `said`, or None."""
    for fineness in links.FINENESS:
        text = links.pack(drawing, fineness)
        if len(text) > most:
            continue
        opened = links.unpack(text)
        seen = opened if isinstance(opened, Digit) else read(opened)
        if seen is None:
            return None
        says = model.predict(seen)
        if (says.label, says.doubt is None) == (said.label, said.doubt is None):
            return text
    return None
