"""The drawing canvas: streamlit-drawable-canvas and its companion, the drawing kept over pages and reloads of the tab.

The drawing is the canvas's JSON, held in the session's state. To replace it (Undo, Clear, a restored one), the canvas is
mounted anew with a next revision number in its key: the old one's late messages then reach nobody.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from digitapp.strokes import CANVAS, Strokes

INK = "#23211C"
PAPER = "#FFFEFA"
LABEL = "Drawing area: write one digit with a mouse, a pen or a finger"
MOST_STORED = 1_000_000  # characters of a drawing that a tab gives back

DRAWING, START, REVISION, SETTLED = "canvas.drawing", "canvas.start", "canvas.revision", "canvas.settled"

_companion = st.components.v2.component(
    "digitapp_companion", js=Path(__file__).with_name("companion.js").read_text(encoding="utf-8"), isolate_styles=False
)


def canvas(pen: int, on_stroke: Callable[[], None]) -> Mapping | None:
    """Show the canvas with a pen of so many pixels; return its drawing. `on_stroke` is called when there is a new one."""
    state = st.session_state
    key = f"canvas.{state.setdefault(REVISION, 0)}"
    if key not in state:  # new, or back from another page: it begins with what was drawn
        state[START] = state.get(DRAWING)
    drawing = st_canvas(
        stroke_width=pen,
        stroke_color=INK,
        background_color=PAPER,
        height=CANVAS,
        width=CANVAS,
        initial_drawing=state[START],
        key=key,
        on_change=on_stroke,
    ).json_data
    state[DRAWING] = drawing
    return drawing


def companion() -> None:
    """The canvas's helper in the browser; to be shown after everything that answers a stroke."""
    state = st.session_state
    drawing = state.get(DRAWING)
    _companion(
        data={
            "drawing": json.dumps(drawing),
            "label": LABEL,
            "revision": state[REVISION],
            "settled": state.get(SETTLED, False) or _has_strokes(drawing),
        },
        key="companion",
        on_stored_change=_restore,
    )


def clear() -> None:
    """Empty the canvas."""
    _replace(None)


def undo() -> None:
    """Take back the last stroke."""
    drawing = st.session_state.get(DRAWING)
    if _has_strokes(drawing):
        _replace({**drawing, "objects": drawing["objects"][:-1]})


def _replace(drawing: Mapping | None) -> None:
    state = st.session_state
    state[REVISION] += 1
    state[DRAWING] = drawing
    state[SETTLED] = True


def _restore() -> None:
    """Take what the tab had kept from before its reload, unless it is no drawing or there is one already."""
    state = st.session_state
    stored = state["companion"].get("stored")
    state[SETTLED] = True
    if _has_strokes(state.get(DRAWING)) or not isinstance(stored, str) or len(stored) > MOST_STORED:
        return
    try:
        drawing = json.loads(stored)
        Strokes.from_canvas(drawing)
    except ValueError:
        return
    _replace(drawing)


def _has_strokes(drawing: Mapping | None) -> bool:
    return bool(drawing and drawing.get("objects"))
