"""What all models say about one drawing, on both training sets, side by side."""

import streamlit as st

from digitapp.drawing.digit import Readable
from digitapp.web import figures, fitting


def show(readable: Readable | None) -> None:
    """Show the verdicts as a table: a line for each model, a column for each training set."""
    with st.expander("What do the other models say?", key="others", icon=":material/groups:", on_change="rerun") as section:
        if not section.open:
            return
        if readable is None:
            st.markdown("Draw a digit, and every model says here what it reads.")
            return
        if models := fitting.fitted("others"):
            st.html(figures.models({key: figures.verdict(model.predict(readable)) for key, model in models.items()}))
