"""A fitted model, or a sentence why there is none."""

import logging
from collections.abc import Mapping

import streamlit as st

from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.web import cached

WAITS = "fitting.waits"
LOG = logging.getLogger(__name__)


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
