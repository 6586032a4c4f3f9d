"""What all models say about one drawing, on both training sets, side by side."""

import logging
from collections.abc import Mapping
from html import escape

import streamlit as st

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.web import cached

WAITS = "fitting.waits"
LOG = logging.getLogger(__name__)


def show(read: Bitmap | Digit | None) -> None:
    """Show the verdicts as a table: a line for each model, a column for each training set."""
    with st.expander("What do the other models say?", key="others", icon=":material/groups:", on_change="rerun") as section:
        if not section.open:
            return
        if read is None:
            st.markdown("Draw a digit, and every model says here what it reads.")
            return
        if every := fitted("others"):
            st.html(table({key: verdict(model.predict(read)) for key, model in every.items()}))


def chosen(key: str) -> Model | None:
    """The model of a key of `models.KEYS`; None, and a sentence, if it could not be fitted."""
    try:
        return cached.model(key)
    except Exception:
        LOG.exception("%s could not be fitted", models.title(key))
        st.error("This model could not learn: choose another one.", icon=":material/error:")
        return None


def fitted(asker: str) -> Mapping[str, Model] | None:
    """All models by key; None, and a sentence and the page's promise to come back, until they have all been fitted.

    `asker`: the section that asks, in one word.
    """
    job = cached.job("models")
    if job.error:
        st.error("One of the models could not learn.", icon=":material/error:")
        st.button("Try again", key=f"{asker}-again", on_click=cached.job.clear, args=("models",))
    elif not job.is_done:
        st.markdown(f"The other models are still learning ({100 * (job.share or 0):.0f} %), usually for half a minute ...")
        if not st.session_state.get(WAITS):
            st.session_state[WAITS] = True
            st.rerun()  # all of the page, so that it waits
    return cached.all_models()


def wait() -> None:
    """Draw the page anew when the models are there, if some section waits for them; for the page to call beside what waits.

    A fragment that runs by itself must not stand inside another one: what Streamlit 1.67 has not yet sent of the outer one
    it drops when the outer one starts again, but not what is inside, which the browser then has no place for.
    """
    if not st.session_state.get(WAITS):
        return
    if cached.job("models").is_done:
        st.session_state[WAITS] = False
    else:
        _look()


@st.fragment(run_every=1)
def _look() -> None:
    if cached.job("models").is_done:
        st.rerun()


def verdict(prediction: models.Prediction) -> str:
    return f"<b>{prediction.label}</b> {100 * prediction.probabilities.max():.0f} %"


def table(cells: Mapping[str, str]) -> str:
    """What is to be said of each model of `models.KEYS`, HTML by key: a line for each model, a column for each training set."""
    head = "".join(f'<th scope="col">{words.capitalize()}</th>' for words in models.TRAINING_SETS.values())
    lines = "".join(
        f'<tr><th scope="row">{escape(recipe.title)}</th>{line}</tr>'
        for name, recipe in models.RECIPES.items()
        for line in ["".join(f"<td>{cells[name + ending]}</td>" for ending in models.TRAINING_SETS)]
    )
    best = f'<tr><th scope="row">{models.title(models.DEFAULT)}</th><td></td><td>{cells[models.DEFAULT]}</td></tr>'
    return f'<table class="models"><tr><th scope="col">Model</th>{head}</tr>{best}{lines}</table>'
