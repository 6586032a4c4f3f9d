"""The visit: what is being looked at, the drawings before it, and how they come back from the tab or from a link.

Keys of widgets, and of what else the page keeps in the session, begin with "draw."; only a widget that is bound to the address
has the word in the address as its key.
"""

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from digitapp.drawing.digit import Drawing
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.links import LinkError, unpack
from digitapp.drawing.strokes import Strokes, TooLongError
from digitapp.web.components import canvas, paint, tab, uploads

if TYPE_CHECKING:
    from digitapp.measuring.history import History

PENS = {"Thin": 14, "Normal": 28, "Thick": 40}  # in canvas pixels
LINK = "drawing"  # the name in an address

# The page's fragments: what is done to the canvas, the canvas and what answers, what the model is, what the visitor says of the
# answer, and what explains it. What a callback has changed is drawn again by their names, in this order.
TOOLS, DRAWING, READER, JUDGED, TABS = "draw.tools", "draw.drawing", "draw.reader", "draw.judged", "draw.tabs"

MODEL, TAB, PEN_KEY = "model", "draw.tab", "pen"
PICTURE, PICTURE_ERROR, UPLOADS, CAMERA = "draw.picture", "draw.picture_error", "draw.uploads", "draw.has_camera"
HISTORY, LINK_ERROR, CLEARED = "draw.history", "draw.link_error", "draw.cleared"
SUBJECT, IS_JUDGED = "draw.subject", "draw.is_judged"  # what the page is about at the moment; whether it says what was meant


class Looked(NamedTuple):
    """What is to be read, and what it is called; or None and a sentence why not. A stroke in motion is not yet drawn."""

    drawing: Drawing | None
    words: str
    error: str | None = None
    is_in_motion: bool = False


def pen() -> int:
    """The width of the pen, in canvas pixels."""
    return PENS[st.session_state.get(PEN_KEY) or "Normal"]


def looked_at() -> Looked:
    """The picture, what is painted, or what is on the canvas."""
    picture = st.session_state.get(PICTURE)
    if picture is not None:
        return Looked(picture, "your picture")
    moving = canvas.in_motion()
    if moving is not None:
        return Looked(moving, "your drawing", is_in_motion=True)
    painted = paint.painted()
    if painted is not None:
        return Looked(painted, "your painted cells")
    try:
        return Looked(canvas.strokes(), "your drawing")
    except TooLongError as error:
        return Looked(None, "your drawing", str(error))
    except ValueError:
        return Looked(None, "your drawing", "This drawing could not be read: press Clear and draw it again.")


def stroke_ended() -> None:
    """Read what is on the canvas now, whatever was looked at before; what does not change with it is not drawn again."""
    state = st.session_state
    is_more = state.get(IS_JUDGED) or state.get(TAB) is not None or state.get(LINK_ERROR)
    if go_on():
        begin_again()
    if is_more:
        answer_again()


def answer_again() -> None:
    """Read again what is there."""
    st.rerun([DRAWING, JUDGED, TABS])


def begin_again() -> None:
    """The same, with another drawing on the canvas, or a picture in its place."""
    st.rerun([TOOLS, DRAWING, JUDGED, TABS])


def go_on() -> bool:
    """Go back to the drawing from a picture, from what is painted, or from what was wrong with a picture or a link.

    The uploader begins again, without the file: whether that is so.
    """
    state = st.session_state
    state[LINK_ERROR] = None
    paint.put_away()
    if state.get(PICTURE) is None and not state.get(PICTURE_ERROR):
        return False
    state[PICTURE] = state[PICTURE_ERROR] = None
    state[UPLOADS] += 1
    return True


def go_back() -> None:
    """Go back to the drawing."""
    go_on()
    begin_again()


def switch_camera(on: bool) -> None:
    st.session_state[CAMERA] = on


def take_picture(key: str) -> None:
    """Find the ink in the picture that the widget with this key has just brought, or say why that failed."""
    state = st.session_state
    if (file := state[key]) is None:
        return
    state[PICTURE] = state[PICTURE_ERROR] = None
    state[UPLOADS] += 1
    switch_camera(False)
    try:
        state[PICTURE] = Ink.from_picture(file.getvalue())
    except PictureError as error:
        state[PICTURE_ERROR] = str(error)
    uploads.forget(file)
    begin_again()


def is_emptied() -> bool:
    """Whether Undo has something to bring back that was cleared."""
    return bool(st.session_state.get(CLEARED)) and canvas.is_empty()


def is_replaced_by_undo() -> bool:
    """Whether Undo gives the canvas another drawing."""
    if paint.painted() is not None:
        return False
    return bool(st.session_state[CLEARED][0]["objects"]) if is_emptied() else not canvas.is_empty()


def undo() -> None:
    """Take back what was painted last, the last stroke, or Clear."""
    state = st.session_state
    if paint.painted() is not None:
        paint.undo()
    elif is_emptied():
        drawing, painted = state[CLEARED]
        state[CLEARED] = None
        if drawing["objects"]:
            canvas.put_back(drawing)
        paint.restore(painted)
    else:
        go_on()
        canvas.undo()
    begin_again()


def clear() -> None:
    """Empty the canvas and the grid; the drawing goes into the history."""
    _clear(canvas.clear())
    begin_again()


def cleared() -> None:
    """The visitor has emptied the canvas."""
    _clear(canvas.cleared())
    answer_again()


def _clear(drawing: Mapping) -> None:
    state = st.session_state
    painted = paint.as_text()
    if drawing["objects"] or painted:  # pressing Clear twice loses nothing
        state[CLEARED] = drawing, painted
    remember(canvas.read(drawing))
    go_on()


def history() -> "History":
    """The drawings before this one."""
    state = st.session_state
    if HISTORY not in state:
        state[HISTORY] = _histories().History()
    return state[HISTORY]


def remember(strokes: Strokes | None, meant: int | str | None = None) -> None:
    """Take a drawing into the history, with what was meant by it if somebody has said."""
    if strokes is not None:
        st.session_state[HISTORY] = history().adding(_histories().Entry.of(strokes, meant))


def forget(strokes: Strokes) -> None:
    """Take back what was said of a drawing."""
    st.session_state[HISTORY] = history().unjudged(strokes)


def bring_back(strokes: Strokes) -> None:
    """Put strokes on the canvas; what is there goes into the history."""
    go_on()
    remember(canvas.kept())
    canvas.replace(strokes, pen())


def open_link() -> None:
    """Take over what the page's address holds, and take it out of there: from then on it is the visitor's own."""
    text = st.query_params.pop(LINK, None)
    if text is None:
        return
    try:
        drawing = unpack(text)
    except LinkError as error:
        st.session_state[LINK_ERROR] = str(error)
        return
    if isinstance(drawing, Strokes):
        bring_back(drawing)
    else:
        paint.replace(drawing)


def kept() -> dict[str, str]:
    """What the tab is told to keep of what is looked at."""
    return tab.kept("tab", _texts())


def _texts() -> dict[str, str]:
    return {"drawing": canvas.as_text(), "painted": paint.as_text()}


def keep(*, has_canvas: bool = True) -> None:
    """Let the tab keep the visit, without a canvas only its history; to be shown after everything that answers a stroke."""
    if has_canvas:
        tab.keep("tab", _texts(), _restore, is_told=True)
    tab.keep("tab.history", {"history": history().as_text()}, _restore)


def _restore(texts: Mapping[str, str]) -> None:
    """Take what the tab kept; what came since then, from a link or a quick hand, goes before it, and nothing is lost."""
    state = st.session_state
    since = history()
    state[HISTORY] = _histories().History.from_text(texts.get("history", ""))
    for entry in since.entries:
        state[HISTORY] = state[HISTORY].adding(entry)
    drawing = texts.get("drawing", "")
    if canvas.kept() is None:
        canvas.replace_by_text(drawing)
    elif canvas.as_text() != drawing:
        remember(canvas.from_text(drawing))
        return
    paint.restore(texts.get("painted", ""))


def _histories() -> ModuleType:
    """digitapp.measuring.history, loaded only here, as scikit-learn comes with it: the canvas shows before."""
    from digitapp.measuring import history

    return history
