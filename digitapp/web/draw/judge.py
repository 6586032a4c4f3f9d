"""What the visitor says of the verdict: right, or what it was; and takes back."""

import streamlit as st

from digitapp.drawing.files import NOT_A_DIGIT
from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer
from digitapp.web import figures
from digitapp.web.draw import visit

MEANT = "draw.judge.meant"


def show(strokes: Strokes, prediction: Prediction) -> None:
    """Show two buttons for a drawing that was read; or what was said of it, and a button that takes it back."""

    def judge(meant: int | str) -> None:
        visit.remember(strokes, meant)
        visit.answer_again()

    def was_another() -> None:
        judge(st.session_state[MEANT])

    def take_back() -> None:
        visit.forget(strokes)
        visit.answer_again()

    answer = Answer.of(prediction)
    said = NOT_A_DIGIT if answer.digit is None else answer.digit
    meant = visit.history().meant(strokes)
    with st.container(horizontal=True, key="draw.judge", vertical_alignment="center"):
        if meant is None:
            st.button(
                "Right" if answer.is_sure else f"Right, {figures.meant(said)}",
                key="draw.judge.right",
                icon=":material/check:",
                on_click=judge,
                args=(said,),
            )
            st.menu_button("It was ...", [*range(10), NOT_A_DIGIT], key=MEANT, on_click=was_another, format_func=figures.meant)
        else:
            st.caption(f"You said: this was {figures.meant(meant)}.")
            st.button("Take back", key="draw.judge.back", icon=":material/undo:", on_click=take_back)
