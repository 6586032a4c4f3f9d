"""A pupil's phone. The page is sent once; what is asked and what is sent goes over `answering`, not through its session."""

from datetime import UTC, datetime

import streamlit as st

from digitapp.board import codes
from digitapp.web import cached
from digitapp.web.board import joining
from digitapp.web.components import phone

PEN = 28  # canvas units: the normal one of the Draw page (draw/visit.py), whose package this page need not load


def show(typed: str) -> None:
    """Show a board to a phone; raises BoardError if there is none with this code."""
    code = codes.read(typed)
    cached.boards().board(code, datetime.now(UTC))
    st.title(f"Board {codes.spoken(code)}", anchor=False)
    phone.phone(code, PEN)
    st.caption("Your drawings go to your teacher's board, without your name, and are deleted within 24 hours.")
    joining.keep_tries()
