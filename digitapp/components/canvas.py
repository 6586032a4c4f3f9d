"""The drawing canvas: streamlit-drawable-canvas and its companion, the drawing kept over pages and reloads of the tab.

The drawing is the canvas's JSON, held in the session's state. To replace it (Undo, Clear, a restored one) the canvas is
given another initial drawing, which it loads and sends back; what it had sent before is passed over until then.
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

KEY = "drawing_canvas"
DRAWING, START, REPLACED, REVISION, SETTLED = (
    f"canvas.{name}" for name in ("drawing", "start", "replaced", "revision", "settled")
)

_companion = st.components.v2.component(
    "digitapp_companion", js=Path(__file__).with_name("companion.js").read_text(encoding="utf-8"), isolate_styles=False
)


def canvas(pen: int, on_stroke: Callable[[], None]) -> Mapping | None:
    """Show the canvas with a pen of so many pixels; return its drawing. `on_stroke` is called when there is a new one."""
    state = st.session_state
    if KEY not in state:  # new, or back from another page: it begins with what was drawn
        state[START], state[REPLACED] = state.get(DRAWING), None
    elif not _is_of_a_canvas(state[KEY]):
        del state[KEY]  # the package would not get over it
    st_canvas(
        stroke_width=pen,
        stroke_color=INK,
        background_color=PAPER,
        height=CANVAS,
        width=CANVAS,
        initial_drawing=state[START],
        key=KEY,
        on_change=on_stroke,
    )
    state[DRAWING] = _drawing()
    if _sent() != state[REPLACED]:
        state[REPLACED] = None  # the canvas has loaded the new one; the same strokes drawn again are strokes like others
    return state[DRAWING]


def _sent() -> Mapping | None:
    """What the canvas sent last; None for what no canvas sends."""
    sent = (st.session_state.get(KEY) or {}).get("drawing")
    raw = sent.get("raw") if isinstance(sent, Mapping) else None
    return raw if isinstance(raw, Mapping) and isinstance(raw.get("objects"), list) else None


def _is_of_a_canvas(value: Mapping | None) -> bool:
    """Whether the canvas may have sent this."""
    return not value or (isinstance(value.get("drawing") or {}, Mapping) and value.get("backgroundFit") is None)


def _drawing() -> Mapping | None:
    """The drawing of this moment, with strokes that came while the page was busy."""
    sent = _sent()
    return st.session_state.get(DRAWING) if sent is None or sent == st.session_state.get(REPLACED) else sent


def kept() -> Strokes | None:
    """What the visitor drew, on any page; None if there is nothing that can be read."""
    try:
        strokes = Strokes.from_canvas(st.session_state.get(DRAWING))
    except ValueError:
        return None
    return None if strokes.is_blank else strokes


def companion() -> None:
    """The canvas's helper in the browser; to be shown after everything that answers a stroke."""
    state = st.session_state
    drawing = state.get(DRAWING)
    _companion(
        data={
            "drawing": json.dumps(drawing),
            "label": LABEL,
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
    drawing = _drawing()
    if _has_strokes(drawing):
        _replace({**drawing, "objects": drawing["objects"][:-1]})


def _replace(drawing: Mapping | None) -> None:
    state = st.session_state
    state[REVISION] = state.get(REVISION, 0) + 1
    state[DRAWING], state[REPLACED] = drawing, _sent()
    # The number makes it another initial drawing even if it is as empty as the one before.
    state[START] = {**(drawing or {"objects": []}), "revision": state[REVISION]}
    state[SETTLED] = True


def _restore() -> None:
    """Take what the tab had kept from before its reload, unless it is no drawing or there is one already."""
    state = st.session_state
    stored = state["companion"].get("stored")
    state[SETTLED] = True
    if _has_strokes(_drawing()) or not isinstance(stored, str) or len(stored) > MOST_STORED:
        return
    try:
        drawing = json.loads(stored)
        Strokes.from_canvas(drawing)
    except ValueError:
        return
    _replace(drawing)


def _has_strokes(drawing: Mapping | None) -> bool:
    return bool(drawing and drawing.get("objects"))
