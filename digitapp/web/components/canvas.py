"""The drawing canvas: streamlit-drawable-canvas and its companion, the drawing kept over the app's pages.

The drawing is the canvas's JSON, held in the session's state. To replace it (Undo, Clear, a restored one) the canvas is
given another initial drawing, which it loads and sends back. What it sends names the paper it is on: each replacement lies
on paper of its own, of the same colour in other letters, and what is on other paper is older and passed over.
"""

import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from digitapp.drawing.pictures import INK, PAPER
from digitapp.drawing.strokes import CANVAS, Strokes

LABEL = "Drawing area: write one digit with a mouse, a pen or a finger"

EMPTY: Mapping = MappingProxyType({"objects": []})
KEY = "drawing_canvas"
DRAWING, START, REVISION = (f"canvas.{name}" for name in ("drawing", "start", "revision"))
PAPERS = ["#" + "".join(letters) for letters in product(*((letter, letter.lower()) for letter in PAPER.removeprefix("#")))]

_companion = st.components.v2.component(
    "digitapp_companion", js=Path(__file__).with_name("companion.js").read_text(encoding="utf-8"), isolate_styles=False
)


def canvas(pen: int, on_stroke: Callable[[], None]) -> Mapping:
    """Show the canvas with a pen `pen` pixels wide; return its drawing. `on_stroke` is called when there is a new one."""
    state = st.session_state

    def take() -> None:
        # A drawing that was put on the canvas comes back from there, and is no new stroke.
        if len(_drawing()["objects"]) != len(state.get(DRAWING, EMPTY)["objects"]):
            on_stroke()

    if REVISION not in state:  # a new session, whose canvas may be older: the server was restarted
        sent = _sent() or {}
        state[REVISION] = PAPERS.index(sent["background"]) if sent.get("background") in PAPERS else 0
    if KEY not in state:  # new, or back from another page: it begins with what was drawn
        state[START] = state.get(DRAWING)
    elif not _is_of_a_canvas(state[KEY]):
        del state[KEY]  # the package would not get over it
    st_canvas(
        stroke_width=pen,
        stroke_color=INK,
        background_color=_paper(),
        height=CANVAS,
        width=CANVAS,
        initial_drawing=state.get(START),
        key=KEY,
        on_change=take,
    )
    state[DRAWING] = _drawing()
    return state[DRAWING]


def _paper() -> str:
    """The colour of the paper that the drawing is on."""
    return PAPERS[st.session_state.get(REVISION, 0) % len(PAPERS)]


def _sent() -> Mapping | None:
    """What the canvas sent last; None if that is nothing, or nothing that a canvas sends."""
    value = st.session_state.get(KEY)
    for name in ("drawing", "raw"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) and isinstance(value.get("objects"), list) else None


def _is_of_a_canvas(value: object) -> bool:
    """Whether the canvas may have sent this."""
    if not isinstance(value, Mapping):
        return value is None
    return isinstance(value.get("drawing") or {}, Mapping) and value.get("backgroundFit") is None


def _drawing() -> Mapping:
    """The drawing of this moment, with strokes that came while the page was busy."""
    sent = _sent()
    if sent is None or sent.get("background") != _paper():
        return st.session_state.get(DRAWING, EMPTY)
    return sent


def kept() -> Strokes | None:
    """What the visitor drew, on any page; None if there is nothing that can be read."""
    try:
        strokes = Strokes.from_canvas(_drawing())
    except ValueError:
        return None
    return None if strokes.is_blank else strokes


def companion() -> None:
    """The canvas's helper in the browser; to be shown after everything that answers a stroke."""
    _companion(data={"label": LABEL}, key="companion")


def as_text() -> str:
    """The drawing as JSON, for the tab to keep."""
    return json.dumps(dict(_drawing()))


def from_text(text: str) -> Strokes | None:
    """What `as_text` gave, read again; None if there is nothing that can be read."""
    try:
        strokes = Strokes.from_canvas(json.loads(text))
    except (ValueError, RecursionError):
        return None
    return None if strokes.is_blank else strokes


def replace_by_text(text: str) -> None:
    """Put what `as_text` gave on the canvas, unless there is nothing that can be read."""
    if from_text(text):
        _replace(json.loads(text))


def replace(strokes: Strokes, pen: int) -> None:
    """Put strokes on the canvas, drawn with a pen `pen` pixels wide."""
    look = {"stroke": INK, "strokeWidth": pen, "fill": None, "strokeLineCap": "round", "strokeLineJoin": "round"}
    _replace({"objects": [{**stroke, **look} for stroke in strokes.to_canvas()["objects"]]})


def clear() -> None:
    """Empty the canvas."""
    _replace(EMPTY)


def undo() -> None:
    """Take back the last stroke."""
    drawing = _drawing()
    if drawing["objects"]:
        _replace({**drawing, "objects": drawing["objects"][:-1]})


def _replace(drawing: Mapping) -> None:
    state = st.session_state
    state[REVISION] = state.get(REVISION, 0) + 1
    # The number makes it another initial drawing even if it is as empty as the one before.
    state[DRAWING] = drawing
    state[START] = {**drawing, "revision": state[REVISION]}
