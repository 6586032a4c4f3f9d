"""What all models say about one drawing, on both training sets, side by side."""

import streamlit as st

from digitapp.drawing.digit import Readable
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.web import figures, fitting
from digitapp.web.jobs import Job


def show(readable: Readable | None, model: Model | None, prediction: Prediction | None, job: Job | None) -> None:
    """Show the verdicts as a table: a line for each model, a column for each training set."""
    with st.expander(
        "What do the other models say?", key="draw.others", icon=":material/groups:", on_change="rerun"
    ) as section:
        if not section.open:
            return
        if readable is None:
            st.markdown("Draw a digit, and see here how every model reads it.")
            return
        if fitted := fitting.fitted(job, "others"):
            said = fitting.predictions(readable, fitted, model, prediction)
            st.html(figures.models({key: figures.verdict(prediction) for key, prediction in said.items()}))
