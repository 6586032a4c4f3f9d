"""What the visitor says of the verdict: right, or what it was; and takes back."""

import streamlit as st

from digitapp.drawing.files import NOT_A_DIGIT
from digitapp.drawing.strokes import Strokes
from digitapp.measuring.answers import Answer
from digitapp.web import figures
from digitapp.web.draw import visit
from digitapp.web.draw.subject import Subject

MEANT = "draw.judge.meant"


def show(subject: Subject) -> None:
    """Show two buttons for a drawing; or what was said of it, and a button that takes it back.

    What the buttons are for may have changed since they were shown: they judge what is on the page when they are pressed. What
    "Right" means beside a "?" is added in the browser (answer.js).
    """
    meant = visit.history().meant(subject.drawing) if isinstance(subject.drawing, Strokes) else None
    st.session_state[visit.IS_JUDGED] = meant is not None
    with st.container(horizontal=True, key="draw.judge", vertical_alignment="center"):
        if meant is None:
            st.button("Right", key="draw.judge.right", icon=":material/check:", on_click=_was_right)
            st.menu_button("It was ...", [*range(10), NOT_A_DIGIT], key=MEANT, on_click=_was_another, format_func=figures.meant)
        else:
            st.caption(f"You said: this was {figures.meant(meant)}.")
            st.button("Take back", key="draw.judge.back", icon=":material/undo:", on_click=_take_back)


def is_for(subject: Subject) -> bool:
    """Whether there is something to be said of it: it is a drawing that was read."""
    return isinstance(subject.drawing, Strokes) and subject.prediction is not None


def _was_right() -> None:
    prediction = st.session_state[visit.SUBJECT].prediction
    if prediction is not None:
        _judge(Answer.of(prediction).meant)


def _was_another() -> None:
    _judge(st.session_state[MEANT])


def _judge(meant: int | str) -> None:
    subject: Subject = st.session_state[visit.SUBJECT]
    if isinstance(subject.drawing, Strokes) and subject.prediction is not None:
        visit.remember(subject.drawing, meant)
    visit.answer_again()


def _take_back() -> None:
    subject: Subject = st.session_state[visit.SUBJECT]
    if isinstance(subject.drawing, Strokes):
        visit.forget(subject.drawing)
    visit.answer_again()
