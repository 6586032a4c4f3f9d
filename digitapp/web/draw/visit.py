"""The visit: what is being looked at, the drawings before it, and how they come back from the tab or from a link.

Nothing of it needs scikit-learn until there is something to look at, so that the canvas shows while that is being loaded.
"""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.strokes import Strokes
from digitapp.web.components import canvas, tab

DRAW, PAINT = "Draw", "Paint the pixels"
PENS = {"Thin": 14, "Normal": 28, "Thick": 40}  # in canvas pixels
LINK = "drawing"  # the name in an address

WAY_KEY, PEN_KEY = "way", "pen"  # keys of widgets
PICTURE, PICTURE_ERROR, UPLOADS = "draw.picture", "draw.picture_error", "draw.uploads"
HISTORY, LINK_ERROR, WITH_LINK = "visit.history", "visit.link_error", "visit.with_link"


def pen() -> int:
    """The width of the pen, in canvas pixels."""
    return PENS[st.session_state.get(PEN_KEY) or "Normal"]


def is_painting() -> bool:
    return st.session_state.get(WAY_KEY) == PAINT


def go_on() -> None:
    """Go back from a picture or a link's error to the drawing; the uploader begins anew, without the file."""
    state = st.session_state
    state[LINK_ERROR] = None
    if state.get(PICTURE) is not None:
        state[PICTURE] = None
        state[UPLOADS] += 1


def take_picture() -> None:
    """Find the ink in the picture that was just chosen, or say why not."""
    state = st.session_state
    file = state[f"draw.upload.{state[UPLOADS]}"]
    state[PICTURE] = state[PICTURE_ERROR] = None
    if file is not None:
        try:
            state[PICTURE] = Ink.from_picture(file.getvalue())
        except PictureError as error:
            state[PICTURE_ERROR] = str(error)


def change_way() -> None:
    """Whoever goes on to paint finds what was just read on the grid, unless something is painted there."""
    if is_painting():
        from digitapp.web.components import paint

        if st.session_state.get(PICTURE) is not None or paint.painted().is_blank:
            paint_drawing()
    go_on()


def paint_drawing() -> None:
    """Put the picture or the drawing on the grid, as its 64 levels."""
    from digitapp.drawing.digit import Digit, readable

    drawing = st.session_state.get(PICTURE) or canvas.kept()
    read = None if drawing is None else readable(drawing)
    if read is not None:
        paint(Digit.of(read).levels)


def paint(levels: np.ndarray) -> None:
    """Put levels, (8, 8), 0..16, on the grid."""
    from digitapp.drawing.digit import Digit
    from digitapp.web.components import paint

    go_on()
    paint.replace(Digit(levels))


def undo() -> None:
    """Take back the last stroke or what was painted last."""
    go_on()
    if is_painting():
        from digitapp.web.components import paint

        paint.undo()
    else:
        canvas.undo()


def clear() -> None:
    """Empty the canvas, whose drawing goes into the history, or the grid."""
    go_on()
    if is_painting():
        from digitapp.web.components import paint

        paint.replace(None)
    else:
        remember(canvas.kept())
        canvas.clear()


def history():
    """The drawings before this one, a digitapp.measuring.history.History."""
    from digitapp.measuring.history import History

    return st.session_state.setdefault(HISTORY, History())


def remember(strokes: Strokes | None, meant: int | None = None) -> None:
    """Take a drawing into the history, with what was meant by it if somebody has said."""
    from digitapp.measuring.history import Entry

    if strokes is not None:
        st.session_state[HISTORY] = history().adding(Entry.of(strokes, meant))


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
    from digitapp.drawing.links import LinkError, unpack

    try:
        drawing = unpack(text)
    except LinkError as error:
        st.session_state[LINK_ERROR] = str(error)
        return
    if isinstance(drawing, Strokes):
        bring_back(drawing)
    else:
        paint(drawing.levels)
        st.session_state[WAY_KEY] = PAINT
    st.session_state[WITH_LINK] = True


def keep() -> None:
    """Let the tab keep the visit; to be shown after everything that answers a stroke."""
    from digitapp.web.components import paint

    texts = {
        "drawing": canvas.as_text(),
        "painted": paint.as_text(),
        "way": st.session_state.get(WAY_KEY) or DRAW,
    }
    tab.keep("tab", texts, _restore)
    tab.keep("tab.history", {"history": history().as_text()}, _restore)


@st.fragment(run_every="1d")
def send_again() -> None:
    """Nothing, for the page to end with: where something runs by itself, a browser that lost its connection sends all anew.

    Streamlit 1.67 would otherwise send what was drawn meanwhile with the next stroke only, if there is one.
    """


def _restore(texts: Mapping[str, str]) -> None:
    """Take what the tab had kept; what has come since, by a link or a quick hand, goes before it, and nothing is lost."""
    from digitapp.measuring.history import History
    from digitapp.web.components import paint

    state = st.session_state
    since = history()
    state[HISTORY] = History.from_text(texts.get("history", ""))
    for entry in since.entries:
        state[HISTORY] = state[HISTORY].adding(entry)
    if canvas.kept() is None:
        canvas.replace_by_text(texts.get("drawing", ""))
    else:
        remember(canvas.from_text(texts.get("drawing", "")))
    paint.restore(texts.get("painted", ""))
    if not state.get(WITH_LINK) and texts.get("way") in (DRAW, PAINT):
        state[WAY_KEY] = texts["way"]
