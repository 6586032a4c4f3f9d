"""The visit: what is being looked at, the drawings before it, and how they come back from the tab or from a link.

Keys of widgets, and of what else the page keeps in the session, begin with "draw."; only a widget that is bound to the address
has the word in the address as its key.
"""

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from digitapp.drawing.digit import Digit, Drawing, readable
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.links import LinkError, unpack
from digitapp.drawing.strokes import Strokes, TooLongError
from digitapp.web.components import canvas, paint, tab

if TYPE_CHECKING:
    from digitapp.measuring.history import History

DRAW, PAINT = "Draw", "Paint the pixels"
PENS = {"Thin": 14, "Normal": 28, "Thick": 40}  # in canvas pixels
LINK = "drawing"  # the name in an address

WAY_KEY, PEN_KEY, UPLOAD_KEY = "draw.way", "pen", "draw.upload"
PICTURE, PICTURE_ERROR, UPLOADS = "draw.picture", "draw.picture_error", "draw.uploads"
HISTORY, LINK_ERROR, WITH_LINK = "draw.history", "draw.link_error", "draw.with_link"


def pen() -> int:
    """The width of the pen, in canvas pixels."""
    return PENS[st.session_state.get(PEN_KEY) or "Normal"]


def is_painting() -> bool:
    return st.session_state.get(WAY_KEY) == PAINT


def looked_at(sent: object) -> tuple[Drawing | None, str, str | None]:
    """What is to be read, and what it is called: picture, grid, or what the canvas sent; None, and why, if that fails."""
    picture = st.session_state.get(PICTURE)
    if picture is not None:
        return picture, "your picture", None
    if is_painting():
        return paint.painted(), "your painted pixels", None
    try:
        return Strokes.from_canvas(sent), "your drawing", None
    except TooLongError as error:
        return None, "your drawing", str(error)
    except ValueError:
        return None, "your drawing", "This drawing could not be read: press Clear and draw it again."


def go_on() -> None:
    """Go back to the drawing from a picture, or from what was wrong with one or with a link.

    The uploader begins again, without the file.
    """
    state = st.session_state
    state[LINK_ERROR] = None
    if state.get(PICTURE) is not None or state.get(PICTURE_ERROR):
        state[PICTURE] = state[PICTURE_ERROR] = None
        state[UPLOADS] += 1


def upload_key() -> str:
    """The key of the uploader, another one for each picture."""
    return f"{UPLOAD_KEY}.{st.session_state.setdefault(UPLOADS, 0)}"


def take_picture() -> None:
    """Find the ink in the picture that was just chosen, or say why that failed."""
    state = st.session_state
    file = state[upload_key()]
    state[PICTURE] = state[PICTURE_ERROR] = None
    if file is not None:
        try:
            state[PICTURE] = Ink.from_picture(file.getvalue())
        except PictureError as error:
            state[PICTURE_ERROR] = str(error)


def change_way() -> None:
    """Whoever goes on to paint finds on the grid what was just read, unless something is painted there."""
    if is_painting() and (st.session_state.get(PICTURE) is not None or paint.painted().is_blank):
        paint_drawing()
    go_on()


def paint_drawing() -> None:
    """Put the picture or the drawing on the grid, as its 64 levels."""
    drawing = st.session_state.get(PICTURE) or canvas.kept()
    found = None if drawing is None else readable(drawing)
    if found is not None:
        put_on_grid(Digit.of(found).levels)


def put_on_grid(levels: np.ndarray) -> None:
    """Put levels, (8, 8), 0..16, on the grid."""
    go_on()
    paint.replace(Digit(levels))


def undo() -> None:
    """Take back the last stroke or what was painted last."""
    go_on()
    if is_painting():
        paint.undo()
    else:
        canvas.undo()


def clear() -> None:
    """Empty the canvas, whose drawing goes into the history, or the grid."""
    go_on()
    if is_painting():
        paint.replace(None)
    else:
        remember(canvas.kept())
        canvas.clear()


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


def bring_back(strokes: Strokes) -> None:
    """Put strokes on the canvas; what is there goes into the history."""
    go_on()
    remember(canvas.kept())
    canvas.replace(strokes, pen())
    st.session_state[WAY_KEY] = DRAW


def open_link() -> None:
    """Take over what the page's address holds, and take it out of there: from then on it is the visitor's own."""
    text = st.query_params.get(LINK)
    if text is None:
        return
    del st.query_params[LINK]
    try:
        drawing = unpack(text)
    except LinkError as error:
        st.session_state[LINK_ERROR] = str(error)
        return
    if isinstance(drawing, Strokes):
        bring_back(drawing)
    else:
        put_on_grid(drawing.levels)
        st.session_state[WAY_KEY] = PAINT
    st.session_state[WITH_LINK] = True


def keep() -> None:
    """Let the tab keep the visit; to be shown after everything that answers a stroke."""
    texts = {
        "drawing": canvas.as_text(),
        "painted": paint.as_text(),
        "way": st.session_state.get(WAY_KEY) or DRAW,
    }
    tab.keep("tab", texts, _restore)
    tab.keep("tab.history", {"history": history().as_text()}, _restore)


@st.fragment(run_every="1d")
def send_again() -> None:
    """Nothing, for the page to end with: where something runs by itself, a browser that lost its connection sends all again.

    Streamlit 1.67 would otherwise send what was drawn meanwhile with the next stroke only, if there is one.
    """


def _restore(texts: Mapping[str, str]) -> None:
    """Take what the tab kept; what came since then, from a link or a quick hand, goes before it, and nothing is lost."""
    state = st.session_state
    since = history()
    state[HISTORY] = _histories().History.from_text(texts.get("history", ""))
    for entry in since.entries:
        state[HISTORY] = state[HISTORY].adding(entry)
    if canvas.kept() is None:
        canvas.replace_by_text(texts.get("drawing", ""))
    else:
        remember(canvas.from_text(texts.get("drawing", "")))
    paint.restore(texts.get("painted", ""))
    if not state.get(WITH_LINK) and texts.get("way") in (DRAW, PAINT):
        state[WAY_KEY] = texts["way"]


def _histories() -> ModuleType:
    """digitapp.measuring.history, loaded only here, as scikit-learn comes with it: the canvas shows before."""
    from digitapp.measuring import history

    return history
