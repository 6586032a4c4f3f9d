"""The only caches: thin wrappers, shared by all visitors."""

import gc
from functools import partial
from threading import Lock

import numpy as np
import streamlit as st
from sklearn.decomposition import PCA

from digitapp.drawing import pictures
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison, maps
from digitapp.measuring.experiments import Experiment, Outcome
from digitapp.web.jobs import Job

ONE_AT_A_TIME = Lock()
# Strokes are answered one after the other: many at once hinder each other so much that a hundred visitors wait for seconds.
TURN = Lock()


@st.cache_resource(show_spinner=False)
def samples() -> Samples:
    return Samples.from_load_digits()


@st.cache_resource(show_spinner=False)
def pca() -> tuple[PCA, np.ndarray]:
    return maps.pca(samples())


@st.cache_resource(show_spinner=False)
def tsne() -> np.ndarray:
    return maps.tsne()


@st.cache_resource(show_spinner=False)
def sample_pictures() -> tuple[str, ...]:
    """Of each sample a picture 64 pixels wide, as a data URL."""
    return tuple(pictures.data_url(pictures.grey(levels, cell=8)) for levels in samples().digits)


@st.cache_resource(show_spinner=False)
def model(key: str) -> models.Model:
    """A model of `models.KEYS`, fitted here and now unless the models' job has done so."""
    if key == models.DEFAULT:
        reader = models.from_saved()
        # All that is loaded by now stays: a garbage collection that looked through it would hold a class up for 0.2 s.
        gc.freeze()
        return reader
    return (job("models").result or {}).get(key) or models.fit(key, samples())


@st.cache_resource(show_spinner=False, max_entries=200)
def experiment(wanted: Experiment) -> Outcome:
    with ONE_AT_A_TIME:
        return wanted.run(samples())


WORK = {
    "models": models.fit_all,
    "cross-validation": comparison.cross_validation,
    "costs": comparison.costs,
    "learning curves": comparison.learning_curves,
    "hyperparameter": comparison.hyperparameter,
}


@st.cache_resource(show_spinner=False)
def job(kind: str, *arguments: str) -> Job:
    """A job of `WORK`, started by whoever asks first; `arguments` are those of its function, after the samples."""
    return Job(partial(WORK[kind], samples(), *arguments))


def all_models() -> dict[str, models.Model] | None:
    """All models by key; None until the job has fitted them."""
    return {key: model(key) for key in models.KEYS} if job("models").result else None
