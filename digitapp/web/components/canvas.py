"""The drawing canvas: streamlit-drawable-canvas and its companion, the drawing kept over the app's pages.

The drawing is the canvas's JSON, held in the session's state. What the visitor does on the canvas happens in the browser at
once, Undo and Clear too, and is told afterwards. To put another drawing there (a restored one) the canvas is given another
initial drawing, which it loads and sends back. What it sends names the paper it is on: each replacement lies on paper of its
own, of the same colour in other letters, and what is on other paper is older and passed over.
"""

import json
import re
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from streamlit_drawable_canvas import st_canvas

from digitapp.drawing.pictures import INK, PAPER
from digitapp.drawing.strokes import CANVAS, Strokes
from digitapp.web.components.told import KEY as TOLD

LABEL = "Drawing area: write one digit with a mouse, a pen or a finger"

# Of each stroke what the tab keeps, and what all of them look like
KEPT = ("path", "strokeWidth")
LOOK = {"type": "Path", "stroke": INK, "fill": None, "strokeLineCap": "round", "strokeLineJoin": "round"}

EMPTY: Mapping = MappingProxyType({"objects": []})
KEY, COMPANION = "drawing_canvas", "companion"
DRAWING, START, REVISION, PLACED, LAST, WRITTEN, ANSWERS = (
    f"canvas.{name}" for name in ("drawing", "start", "revision", "placed", "last", "written", "answers")
)
PAPERS = ["#" + "".join(letters) for letters in product(*((letter, letter.lower()) for letter in PAPER.removeprefix("#")))]

_companion = st.components.v2.component(
    "digitapp_companion", js=Path(__file__).with_name("companion.js").read_text(encoding="utf-8"), isolate_styles=False
)


def canvas(pen: int, on_stroke: Callable[[], None]) -> None:
    """Show the canvas with a pen `pen` pixels wide; `on_stroke` is called when what is on it is another drawing."""
    state = st.session_state

    def take() -> None:
        before, now = state.get(DRAWING, EMPTY), _drawing()
        state[DRAWING], state[WRITTEN] = now, _stroke_in_motion().get("stroke")
        if before["objects"]:
            state[LAST] = before
        # A drawing that was put on the canvas comes back from there, and is no new stroke.
        is_back = state.get(PLACED) and len(now["objects"]) == len(before["objects"])
        state[PLACED] = False
        if not is_back:
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


def strokes() -> Strokes:
    """What is on the canvas, on any page, also where that is nothing. Raises ValueError, or TooLongError, as Strokes does."""
    return Strokes.from_canvas(_drawing())


def kept() -> Strokes | None:
    """What is on the canvas; None if there is nothing that can be read."""
    return read(_drawing())


def read(drawing: object) -> Strokes | None:
    """What is on a canvas, from its JSON; None if there is nothing that can be read."""
    try:
        found = Strokes.from_canvas(drawing)
    except ValueError:
        return None
    return None if found.is_blank else found


def is_empty() -> bool:
    """Whether nothing is on the canvas, not even a dot."""
    return not _drawing()["objects"]


def in_motion() -> Strokes | None:
    """What is on the canvas and the stroke that is being drawn, as far as it has been told; None if the pen is up."""
    writing = _stroke_in_motion()
    if not writing or writing.get("stroke") == st.session_state.get(WRITTEN):
        return None
    try:
        (x, y), *others = writing["points"]
        path = {"type": "Path", "path": [["M", x, y], *(["L", x, y] for x, y in others)]}
        return Strokes.from_canvas({"objects": [*_drawing()["objects"], path]})
    except (ValueError, TypeError, KeyError):
        return None


def _stroke_in_motion() -> Mapping:
    """What the companion told last of a stroke: which it is, and its points."""
    value = st.session_state.get(TOLD)
    writing = value.get("writing") if isinstance(value, Mapping) else None
    return writing if isinstance(writing, Mapping) else {}


def companion(on_clear: Callable[[], None]) -> None:
    """The canvas's helper in the browser; `on_clear` is called when the visitor has emptied the canvas."""
    _companion(data={"label": LABEL, "side": CANVAS}, key=COMPANION, on_cleared_change=on_clear)


def told(is_undone_here: bool, is_replaced: bool, is_busy: bool) -> dict[str, object]:
    """What the companion is to be told with each answer.

    If `is_undone_here`, Undo is for the server to do; if `is_replaced`, that gives the canvas another drawing, should the
    browser have nothing to take back. If `is_busy`, a pen in motion is seldom to be told of.
    """
    state = st.session_state
    state[ANSWERS] = state.get(ANSWERS, 0) + 1
    return {
        "answer": state[ANSWERS],  # another one each time, for which the companion waits
        "paper": _paper(),
        "isBlank": is_empty(),
        "beganBlank": not (state.get(START) or EMPTY)["objects"],
        "isUndoneHere": is_undone_here,
        "isReplaced": is_replaced,
        "isBusy": is_busy,
    }


def as_text() -> str:
    """The drawing as JSON, for the tab to keep: of each stroke what LOOK does not say."""
    strokes = [
        {name: stroke[name] for name in KEPT if name in stroke}
        for stroke in _drawing()["objects"]
        if isinstance(stroke, Mapping)
    ]
    # Browsers give all digits that a number has: the first seven after the point are enough for the same pixels.
    return re.sub(r"(\.\d{7})\d+", r"\1", json.dumps({"objects": strokes}, separators=(",", ":")))


def from_text(text: str) -> Strokes | None:
    """What `as_text` gave, read again; None if there is nothing that can be read."""
    try:
        return read(json.loads(text))
    except (ValueError, RecursionError):
        return None


def replace_by_text(text: str) -> None:
    """Put what `as_text` gave on the canvas, unless there is nothing that can be read."""
    if from_text(text):
        _replace({"objects": [{**LOOK, **stroke} for stroke in json.loads(text)["objects"]]})


def replace(strokes: Strokes, pen: int) -> None:
    """Put strokes on the canvas, drawn with a pen `pen` pixels wide."""
    _replace({"objects": [{**LOOK, **stroke, "strokeWidth": pen} for stroke in strokes.to_canvas()["objects"]]})


def clear() -> Mapping:
    """Empty the canvas; what was on it, for `put_back`."""
    drawing = _drawing()
    if drawing["objects"]:
        _replace(EMPTY)
    return drawing


def cleared() -> Mapping:
    """What was on the canvas when the visitor emptied it in the browser; its own news of that may still be on the way."""
    drawing = _drawing()
    return drawing if drawing["objects"] else st.session_state.get(LAST, EMPTY)


def put_back(drawing: Mapping) -> None:
    """Put on the canvas what `clear` or `cleared` gave."""
    _replace(drawing)


def undo() -> None:
    """Take back the last stroke."""
    drawing = _drawing()
    if drawing["objects"]:
        _replace({**drawing, "objects": drawing["objects"][:-1]})


def _replace(drawing: Mapping) -> None:
    state = st.session_state
    state[REVISION] = state.get(REVISION, 0) + 1
    # The number makes it another initial drawing even if it is as empty as the one before.
    state[DRAWING], state[PLACED] = drawing, True
    state[START] = {**drawing, "revision": state[REVISION]}
