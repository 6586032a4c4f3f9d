"""The only caches: thin wrappers, shared by all visitors."""

import gc
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from sklearn.decomposition import PCA

from digitapp.board import limits, teach
from digitapp.board import results as class_results
from digitapp.drawing import pictures
from digitapp.learning import models
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison_kept, maps, published, teaching
from digitapp.measuring.benchmark import Results
from digitapp.measuring.experiments import Experiment, Outcome
from digitapp.measuring.teaching import Lesson
from digitapp.web.board.reading import Reading
from digitapp.web.jobs import Do, Job, Work

if TYPE_CHECKING:
    from digitapp.board.store import Store

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


@st.cache_resource(show_spinner=False)
def boards() -> "Store":
    """The class boards. Raises BoardError, as all that it does may, with a sentence for whoever sees the page."""
    from digitapp.board.store import Store  # only here, as the Draw page need not wait for SQLAlchemy

    return Store.from_environment()


@st.cache_resource(show_spinner=False, max_entries=limits.BOARDS, ttl=timedelta(hours=limits.HOURS))
def reading(code: str) -> Reading:
    """What the models read of the drawings of the board with this code."""
    return Reading(model)


@st.cache_resource(show_spinner=False, max_entries=limits.BOARDS, ttl=timedelta(hours=limits.HOURS))
def class_teaching(code: str, drawings: tuple[int, ...], key: str, _results: class_results.Results) -> Job:
    """A job that teaches a model the drawings of a board by their numbers, which `_results` has."""
    return Job(lambda do, progress: do(partial(teach.teach, _results, key), progress))


def forget_board(code: str) -> None:
    """Keep nothing of a board that was deleted."""
    reading.clear(code)
    class_teaching.clear()


@st.cache_resource(show_spinner=False, max_entries=200)
def experiment(wanted: Experiment) -> Outcome:
    with ONE_AT_A_TIME:
        return wanted.run(samples())


@st.cache_resource(
    show_spinner=False, max_entries=30, hash_funcs={Samples: lambda mine: (mine.rows.tobytes(), *mine.labels, *mine.blocks)}
)
def lesson(wanted: Experiment, mine: Samples) -> Lesson:
    return teaching.lesson(wanted, samples(), mine, ONE_AT_A_TIME)


def _fit_models(do: Do, progress: Progress) -> dict[str, models.Model]:
    """All models by key, those that visitors have had fitted among them."""
    return {key: model(key, do) for key in counted(list(models.KEYS), progress)}


@st.cache_resource(show_spinner=False)
def comparison() -> comparison_kept.Kept:
    """The comparison that is shipped."""
    return comparison_kept.read(samples())


@st.cache_resource(show_spinner=False)
def real_handwriting() -> dict[str, Results]:
    """How real handwriting is read, as it was published."""
    return published.measured()


def _compare(do: Do, progress: Progress) -> comparison_kept.Comparison:
    """The comparison as it comes out here."""
    return do(partial(comparison_kept.measure, samples()), progress)


WORK: Mapping[str, Work] = {"models": _fit_models, "comparison": _compare}


@st.cache_resource(show_spinner=False)
def job(kind: str) -> Job:
    """A job of `WORK`, started by whoever asks first."""
    return Job(WORK[kind])


@st.cache_resource(show_spinner=False)
def begun() -> set[str]:
    """The kinds of jobs that a visitor has begun by a button, which others do not begin by looking; the one set that grows."""
    return set()
