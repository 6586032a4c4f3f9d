"""A fitted model, or a sentence why there is none."""

import logging
from collections.abc import Mapping

import streamlit as st

from digitapp.drawing.digit import Readable
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.web import cached, waiting
from digitapp.web.jobs import Job

LOG = logging.getLogger(__name__)


def chosen(key: str) -> Model | None:
    """The model of a key of `models.KEYS`, which may have to be fitted first; None, and a sentence, if that failed."""
    try:
        return cached.model(key)
    except Exception:
        LOG.exception("%s could not be fitted", models.title(key))
        say_failed()
        return None


def say_failed() -> None:
    """Say that the chosen model could not be fitted."""
    st.error("This model could not be trained: choose another one.", icon=":material/error:")


def fitted(job: Job | None, asker: str) -> Mapping[str, Model] | None:
    """All models by key, from their job; until it is done None, a sentence and the page's promise to come back.

    `asker`: the section that asks, in one word.
    """
    if job is None:
        return None
    if job.error:
        st.error("One of the models could not be trained.", icon=":material/error:")
        st.button("Try again", key=f"draw.{asker}.again", on_click=cached.job.clear, args=("models",))
    elif not job.is_done:
        st.markdown(
            f"The other models are still being trained ({100 * (job.share or 0):.0f} %); this usually takes half a minute."
        )
        waiting.promise(job)
    return job.result


def predictions(
    readable: Readable, models: Mapping[str, Model], chosen: Model | None, prediction: Prediction | None
) -> dict[str, Prediction]:
    """What all models say by key; `prediction` is what the chosen one has said already."""
    return {key: prediction if prediction and model is chosen else model.predict(readable) for key, model in models.items()}
