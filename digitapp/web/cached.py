"""The only caches: thin wrappers, shared by all visitors."""

import gc
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
import streamlit as st
from sklearn.decomposition import PCA

from digitapp.drawing import pictures
from digitapp.learning import models
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison, maps
from digitapp.measuring.experiments import Experiment, Outcome
from digitapp.web.jobs import Do, Job

ONE_AT_A_TIME = Lock()


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
def model(key: str, _do: Do | None = None) -> models.Model:
    """A model of `models.KEYS`, fitted once, by whoever asks first: here, or by `_do` in a job's process. The others wait."""
    if key == models.DEFAULT:
        reader = models.from_saved()
        # All that is loaded by now stays: a garbage collection that looked through it would hold a class up for 0.2 s.
        gc.freeze()
        return reader
    if _do is None:
        return models.fit(key, samples())
    return _do(partial(models.fit_each, [key], samples()), quiet)[key]


@st.cache_resource(show_spinner=False, max_entries=200)
def experiment(wanted: Experiment) -> Outcome:
    with ONE_AT_A_TIME:
        return wanted.run(samples())


def _fit_models(do: Do, progress: Progress) -> dict[str, models.Model]:
    """All models by key, those that visitors have had fitted among them."""
    return {key: model(key, do) for key in counted(list(models.KEYS), progress)}


WORK: Mapping[str, Callable[..., Any]] = {
    "cross-validation": comparison.cross_validation,
    "costs": comparison.costs,
    "learning curves": comparison.learning_curves,
    "hyperparameter": comparison.hyperparameter,
}


@st.cache_resource(show_spinner=False)
def job(kind: str, *arguments: str) -> Job:
    """A job, started by whoever asks first: "models", or of `WORK`, whose functions take `arguments` after the samples."""
    if kind == "models":
        return Job(_fit_models)
    return Job(lambda do, progress: do(partial(WORK[kind], samples(), *arguments), progress))
