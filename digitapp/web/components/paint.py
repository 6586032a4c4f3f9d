"""The 64 numbers as an 8x8 grid of cells, which can be painted by mouse, finger or keyboard.

What is painted begins with what is shown, is kept over the app's pages, and stands until the visitor draws on. The grid in
the browser goes on with what is painted there until it is given something else. That has a name, which what comes from the
browser tells: the levels it began with, and how often they have been replaced.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from digitapp.drawing.digit import SIDE, Digit
from digitapp.drawing.links import LinkError, pack, unpack

HERE = Path(__file__)
BLANK = "0" * 64
MAX_UNDONE = 100

KEY, LEVELS, PAST, GIVEN, REPLACED = "paint", "paint.levels", "paint.past", "paint.given", "paint.replaced"

_grid = st.components.v2.component(
    "digitapp_paint",
    html=(HERE.parents[1] / "templates" / "paint.html").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def grid(on_paint: Callable[[], None]) -> None:
    """Show the grid; `on_paint` is called when a cell has been painted."""

    def take() -> None:
        if _take():
            on_paint()

    _grid(key=KEY, on_painted_change=take)


def told(seen: Digit | None) -> dict[str, object]:
    """What the grid is to be told with each answer: what is painted or, if nothing is, what is `seen`."""
    digit = painted()
    if digit is None:
        digit = seen
        _name(BLANK if seen is None else pack(seen))
    levels = [0] * SIDE**2 if digit is None else digit.levels.ravel().tolist()
    return {"levels": levels, "given": st.session_state[GIVEN]}


def painted() -> Digit | None:
    """What is painted, on any page; None if nothing is."""
    text = as_text()
    digit = unpack(text) if text else None
    assert digit is None or isinstance(digit, Digit)
    return digit


def as_text() -> str:
    """What is painted, as links.py packs it; "" if nothing is."""
    return st.session_state.get(LEVELS, "")


def replace(digit: Digit) -> None:
    """Put a digit on the grid; what was there can be had back by `undo`."""
    _remember(pack(digit))
    _replaced()


def restore(text: str) -> None:
    """Put what `as_text` gave on the grid or, if there is something by now, behind its Undo."""
    try:
        digit = unpack(text)
    except LinkError:
        return
    if not isinstance(digit, Digit):
        return
    now = painted()
    replace(digit)
    if now is not None:
        replace(now)


def undo() -> None:
    """Take back the last change, also one that came with the wish to take it back."""
    _take()
    state = st.session_state
    if state.get(PAST):
        *state[PAST], state[LEVELS] = state[PAST]
        _replaced()


def put_away() -> None:
    """Paint nothing: the grid shows again what is seen of the drawing."""
    if as_text():
        st.session_state[LEVELS], st.session_state[PAST] = "", []
        _replaced()


def _replaced() -> None:
    st.session_state[REPLACED] = st.session_state.get(REPLACED, 0) + 1
    _name(as_text())


def _name(text: str) -> None:
    """Name what the grid is given."""
    st.session_state[GIVEN] = f"{st.session_state.get(REPLACED, 0)} {text}"


def _remember(text: str) -> None:
    state = st.session_state
    if text != as_text():
        state[PAST] = [*state.get(PAST, []), as_text()][-MAX_UNDONE:]
        state[LEVELS] = text


def _take() -> bool:
    """Take what was painted, unless the grid has been given something else in the meantime; whether it was taken."""
    try:
        painted = st.session_state[KEY]["painted"]
        given, levels = painted["given"], painted["levels"]
        digit = Digit(np.reshape(levels, (SIDE, SIDE)))
    except (TypeError, ValueError, KeyError):
        return False
    if given != st.session_state.get(GIVEN) or pack(digit) == (as_text() or given.split()[1]):
        return False
    _remember(pack(digit))
    return True
