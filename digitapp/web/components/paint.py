"""An 8x8 grid of cells to be painted, by mouse, finger or keyboard, kept over the app's pages."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit
from digitapp.drawing.links import LinkError, pack, unpack

HERE = Path(__file__)
BLANK = "0" * 64
MAX_UNDONE = 100
HELP = "Press or drag over the cells. On a keyboard: arrow keys move, Space fills or empties a cell, + and - change it by one."

KEY, LEVELS, PAST, REVISION = "paint", "paint.levels", "paint.past", "paint.revision"

_grid = st.components.v2.component(
    "digitapp_paint",
    html=f"""<div class="grid" role="group" aria-label="8 by 8 cells to be painted" aria-describedby="help"></div>
<label>Ink of the brush <input type="range" min="0" max="{MAX_LEVEL}" value="{MAX_LEVEL}"> <output></output></label>
<p id="help">{HELP}</p>""",
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def grid(on_paint: Callable[[], None]) -> Digit:
    """Show the grid; return what is painted on it. `on_paint` is called when a cell has been painted."""
    state = st.session_state
    digit = painted()

    def take() -> None:
        if _take():
            on_paint()

    _grid(
        data={"levels": digit.levels.ravel().tolist(), "revision": state.get(REVISION, 0)},
        key=KEY,
        on_painted_change=take,
    )
    return digit


def painted() -> Digit:
    """What is on the grid, on any page."""
    digit = unpack(as_text())
    assert isinstance(digit, Digit)
    return digit


def as_text() -> str:
    """What is painted, as links.py packs it."""
    return st.session_state.get(LEVELS, BLANK)


def replace(digit: Digit | None) -> None:
    """Put a digit on the grid, or nothing; what was there can be had back by `undo`."""
    _remember(BLANK if digit is None else pack(digit))
    st.session_state[REVISION] = st.session_state.get(REVISION, 0) + 1


def restore(text: str) -> None:
    """Put what `as_text` gave on the grid or, if there is something by now, behind its Undo."""
    try:
        digit = unpack(text)
    except LinkError:
        return
    if not isinstance(digit, Digit) or digit.is_blank:
        return
    now = painted()
    replace(digit)
    if not now.is_blank:
        replace(now)


def undo() -> None:
    """Take back the last change, also one that came with the wish to take it back."""
    _take()
    state = st.session_state
    if state.get(PAST):
        *state[PAST], state[LEVELS] = state[PAST]
        state[REVISION] = state.get(REVISION, 0) + 1


def _remember(text: str) -> None:
    state = st.session_state
    if text != as_text():
        state[PAST] = [*state.get(PAST, []), as_text()][-MAX_UNDONE:]
        state[LEVELS] = text


def _take() -> bool:
    """Take what was painted, unless the grid has been given something else in the meantime; whether it was taken."""
    try:
        painted = st.session_state[KEY]["painted"]
        revision, levels = painted["revision"], painted["levels"]
        digit = Digit(np.reshape(levels, (SIDE, SIDE)))
    except (TypeError, ValueError, KeyError):
        return False
    if revision != st.session_state.get(REVISION, 0):
        return False
    _remember(pack(digit))
    return True
