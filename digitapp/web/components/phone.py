"""A pupil's phone on a class board: what is asked, a square to draw it on, and an outbox for what was sent."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from digitapp.drawing.pictures import INK
from digitapp.drawing.strokes import CANVAS

HERE = Path(__file__)
KEY = "class.phone"

_phone = st.components.v2.component(
    "digitapp_phone",
    html=(HERE.parents[1] / "templates" / "phone.html").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def pupil(board: str) -> str | None:
    """The random id that this phone has on a board, which may be any text; None as long as it has not told."""
    value = st.session_state.get(KEY)
    match value.get("pupil") if isinstance(value, Mapping) else None:
        case {"board": of, "pupil": str(pupil)} if of == board:
            return pupil
    return None


def phone(board: str, told: Mapping[str, object], pen: int, on_sent: Callable[[Mapping[str, object]], None]) -> None:
    """Show what this phone is asked on a board, to be drawn with a pen `pen` canvas units wide.

    `on_sent` is called with what the phone sends, which may be anything, and comes again until `told["done"]` answers it.
    """

    def take() -> None:
        request = st.session_state.get(KEY, {}).get("sent")
        if isinstance(request, Mapping) and request.get("board") == board:
            on_sent(request)

    _phone(
        data={"board": board, "look": {"side": CANVAS, "pen": pen, "ink": INK}, **told},
        key=KEY,
        on_pupil_change=lambda: None,
        on_sent_change=take,
    )
