"""What the visitor says of the verdict: right, or what it was."""

import streamlit as st

from digitapp.drawing.files import NOT_A_DIGIT
from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer
from digitapp.web import figures
from digitapp.web.draw import visit

MEANT = "draw.judge.meant"


def show(strokes: Strokes, prediction: Prediction) -> None:
    """Show two buttons for a drawing that was read, and what was said of it before."""

    def was_another() -> None:
        visit.remember(strokes, st.session_state[MEANT])

    answer = Answer.of(prediction)
    said = NOT_A_DIGIT if answer.digit is None else answer.digit
    with st.container(horizontal=True, key="draw.judge"):
        st.button(
            "Right" if answer.is_sure else f"Right, {figures.meant(said)}",
            key="draw.judge.right",
            icon=":material/check:",
            on_click=visit.remember,
            args=(strokes, said),
        )
        st.menu_button("This was ...", [*range(10), NOT_A_DIGIT], key=MEANT, on_click=was_another, format_func=figures.meant)
    meant = visit.history().meant(strokes)
    if meant is not None:
        st.caption(f"You said: this was {figures.meant(meant)}. It counts in your score, under Your drawings.")
