"""The only caches: thin wrappers, shared by all visitors.

What Explore and Class need is loaded when they ask for it: with scikit-learn and SQLAlchemy it takes two seconds, for which the
first stroke need not wait.
"""

import gc
import sys
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import streamlit as st

from digitapp.board import limits
from digitapp.drawing import pictures
from digitapp.drawing.digit import readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.samples import Samples
from digitapp.web.jobs import Do, Job, Work

if TYPE_CHECKING:
    from sklearn.decomposition import PCA

    from digitapp.board.results import Results as ClassResults
    from digitapp.board.store import Store
    from digitapp.measuring.benchmark import Results
    from digitapp.measuring.comparison_kept import Comparison, Kept
    from digitapp.measuring.experiments import Experiment, Outcome
    from digitapp.measuring.teaching import Lesson
    from digitapp.web.board.reading import Reading

ONE_AT_A_TIME = Lock()

T = TypeVar("T")


@st.cache_resource(show_spinner=False)
def samples() -> Samples:
    return Samples.from_load_digits()


@st.cache_resource(show_spinner=False)
def pca() -> "tuple[PCA, np.ndarray]":
    from digitapp.measuring import maps

    return maps.pca(samples())


@st.cache_resource(show_spinner=False)
def tsne() -> np.ndarray:
    from digitapp.measuring import maps

    return maps.tsne()


@st.cache_resource(show_spinner=False)
def sample_pictures() -> tuple[str, ...]:
    """Of each sample a picture 64 pixels wide, as a data URL."""
    return tuple(pictures.data_url(pictures.grey(levels, cell=8)) for levels in samples().digits)


def _kept(loaded: T) -> T:
    """Have no garbage collection look through what is loaded by now, as all of it stays: it would hold a class up for 0.2 s."""
    gc.freeze()
    return loaded


@st.cache_resource(show_spinner=False)
def model(key: str, _do: Do | None = None) -> models.Model:
    """A model of `models.KEYS`, fitted once, by whoever asks first: here, or by `_do` in a job's process. The others wait."""
    if key == models.DEFAULT:
        reader = models.from_saved()
        one = readable(Strokes((np.array([(140, 60), (140, 220)]),)))
        assert one
        reader.predict(one)  # what it needs is made at its first reading
        return _kept(reader)
    if _do is None:
        return models.fit(key, samples())
    return _do(partial(models.fit_each, [key], samples()), quiet)[key]


@st.cache_resource(show_spinner=False)
def scikit_learn() -> Thread:
    """Load, beside all else, what the other models come with once they are fitted: only then, it would hold a class up."""
    thread = Thread(target=_load_scikit_learn, name="scikit-learn", daemon=True)
    thread.start()
    return thread


def _load_scikit_learn() -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(interval / 10)  # how long others wait for this thread, many times during a stroke
    try:
        _kept([import_module(f"digitapp.learning.{name}") for name in ("estimators", "calibrated")])
    finally:
        sys.setswitchinterval(interval)


@st.cache_resource(show_spinner=False)
def boards() -> "Store":
    """The class boards. Raises BoardError, as all that it does may, with a sentence for whoever sees the page."""
    from digitapp.board.store import Store

    return Store.from_environment()


@st.cache_resource(show_spinner=False, max_entries=limits.BOARDS, ttl=timedelta(hours=limits.HOURS))
def reading(code: str) -> "Reading":
    """What the models read of the drawings of the board with this code."""
    from digitapp.web.board.reading import Reading

    return Reading(model)


@st.cache_resource(show_spinner=False, max_entries=limits.BOARDS, ttl=timedelta(hours=limits.HOURS))
def class_teaching(code: str, drawings: tuple[int, ...], key: str, _results: "ClassResults") -> Job:
    """A job that teaches a model the drawings of a board by their numbers, which `_results` has."""
    from digitapp.board import teach

    return Job(lambda do, progress: do(partial(teach.teach, _results, key), progress))


def forget_board(code: str) -> None:
    """Keep nothing of a board that was deleted."""
    reading.clear(code)
    class_teaching.clear()


@st.cache_resource(show_spinner=False, max_entries=200)
def experiment(wanted: "Experiment") -> "Outcome":
    with ONE_AT_A_TIME:
        return wanted.run(samples())


@st.cache_resource(
    show_spinner=False, max_entries=30, hash_funcs={Samples: lambda mine: (mine.rows.tobytes(), *mine.labels, *mine.blocks)}
)
def lesson(wanted: "Experiment", mine: Samples) -> "Lesson":
    from digitapp.measuring import teaching

    return teaching.lesson(wanted, samples(), mine, ONE_AT_A_TIME)


def _fit_models(do: Do, progress: Progress) -> dict[str, models.Model]:
    """All models by key, those that visitors have had fitted among them."""
    return _kept({key: model(key, do) for key in counted(list(models.KEYS), progress)})


@st.cache_resource(show_spinner=False)
def comparison() -> "Kept":
    """The comparison that is shipped."""
    from digitapp.measuring import comparison_kept

    return comparison_kept.read(samples())


@st.cache_resource(show_spinner=False)
def real_handwriting() -> "dict[str, Results]":
    """How real handwriting is read, as it was published."""
    from digitapp.measuring import published

    return published.measured()


def _compare(do: Do, progress: Progress) -> "Comparison":
    """The comparison as it comes out here."""
    from digitapp.measuring import comparison_kept

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
