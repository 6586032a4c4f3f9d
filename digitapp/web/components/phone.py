"""A pupil's phone on a class board: what is asked, a square to draw it on, an outbox for what was sent, and own drawings."""

from pathlib import Path

import streamlit as st

from digitapp.board.task import ROUNDS
from digitapp.drawing.pictures import INK
from digitapp.drawing.strokes import CANVAS
from digitapp.web.routes import PHONE

HERE = Path(__file__)

_phone = st.components.v2.component(
    "digitapp_phone",
    html=(HERE.parents[1] / "templates" / "phone.html").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def phone(board: str, pen: int) -> None:
    """Show what this phone is asked on a board, to be drawn with a pen `pen` canvas units wide; it speaks to `routes.PHONE`."""
    look = {"side": CANVAS, "pen": pen, "ink": INK}
    _phone(data={"board": board, "path": PHONE, "look": look, "rounds": dict(ROUNDS)}, key="class.phone")
