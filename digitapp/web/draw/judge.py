"""What the visitor says of the verdict: right, or what it was."""

import streamlit as st

from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction
from digitapp.web import figures
from digitapp.web.draw import visit

MEANT = "draw.judge.meant"


def show(strokes: Strokes, prediction: Prediction) -> None:
    """Show two buttons for a drawing that was read, and what was said of it before."""

    def was_another() -> None:
        visit.remember(strokes, st.session_state[MEANT])

    with st.container(horizontal=True, key="draw.judge"):
        st.button(
            "Right" if prediction.doubt is None else f"Right: {prediction.label}",
            key="draw.judge.right",
            icon=":material/check:",
            on_click=visit.remember,
            args=(strokes, prediction.label),
        )
        st.menu_button("This was a ...", list(range(10)), key=MEANT, on_click=was_another)
    meant = visit.history().meant(strokes)
    if meant is not None:
        st.caption(f"You said: this was {figures.a(meant)}. It counts in your score, under Your drawings.")
