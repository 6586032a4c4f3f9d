"""Drawings: from what a phone sends to what a board keeps, and back."""

import json
from collections.abc import Mapping

from digitapp.board.events import Sent
from digitapp.board.limits import CANVAS_TEXT, DRAWING_TEXT, TOO_LONG, BoardError
from digitapp.board.task import Asked
from digitapp.drawing import links
from digitapp.drawing.digit import Readable, readable
from digitapp.drawing.strokes import Strokes, TooLongError
from digitapp.learning.models import Model
from digitapp.measuring.answers import Answer
from digitapp.measuring.history import FINENESS

NOTHING = "Nothing drawn yet: draw the digit, then press Send."
DAMAGED = "This drawing did not arrive whole: press Clear and draw it again."

# What a phone sends: a name and the type of what it holds
FIELDS: Mapping[str, type] = {"pupil": str, "client": str, "digit": int, "round": str, "canvas": str, "pointer": str}


def sent(request: object, reader: Model) -> Sent:
    """What a phone sends, `{"pupil", "client", "digit", "round", "canvas", "pointer"}`, read by the best reader.

    "canvas" is the canvas's JSON as text, whose length is checked before it is parsed. Raises BoardError for anything else.
    """
    if not isinstance(request, Mapping) or any(type(request.get(name)) is not kind for name, kind in FIELDS.items()):
        raise BoardError(DAMAGED)
    asked = Asked(request["digit"], request["round"])
    text = packed(request["canvas"])
    # The text is what is kept, so the text is what is read
    answer = Answer.of(reader.predict(_readable(strokes_of(text))))
    return Sent(request["pupil"], request["client"], asked, text, request["pointer"], answer)


def packed(canvas: str) -> str:
    """The canvas's JSON as the text that a board keeps, thinned if it is long; raises BoardError if it is nothing to read."""
    if len(canvas) > CANVAS_TEXT:
        raise BoardError(TOO_LONG)
    try:
        strokes = Strokes.from_canvas(json.loads(canvas))
    except TooLongError:
        raise BoardError(TOO_LONG) from None
    except (ValueError, RecursionError):
        raise BoardError(DAMAGED) from None
    if strokes.is_blank:
        raise BoardError(NOTHING)
    text = links.finest(strokes, DRAWING_TEXT, choices=FINENESS)
    if text is None:
        raise BoardError(TOO_LONG)
    return text


def strokes_of(text: str) -> Strokes:
    """The strokes of a text that a board keeps; raises BoardError for any other."""
    if len(text) > DRAWING_TEXT:
        raise BoardError(TOO_LONG)
    try:
        strokes = links.unpack(text)
    except links.LinkError:
        raise BoardError(DAMAGED) from None
    if not isinstance(strokes, Strokes):
        raise BoardError(DAMAGED)
    return strokes


def _readable(strokes: Strokes) -> Readable:
    found = readable(strokes)
    if found is None:
        raise BoardError(NOTHING)
    return found
