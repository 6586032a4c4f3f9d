"""The only caches: thin wrappers, shared by all visitors."""

from threading import Thread

import numpy as np
import streamlit as st

from digitapp import maps, models, pictures
from digitapp.samples import Samples


@st.cache_resource(show_spinner=False)
def samples() -> Samples:
    return Samples.of_load_digits()


@st.cache_resource(show_spinner=False)
def pca() -> maps.Pca:
    return maps.Pca.of(samples())


@st.cache_resource(show_spinner=False)
def tsne() -> np.ndarray:
    return maps.tsne()


@st.cache_resource(show_spinner=False)
def sample_pictures() -> tuple[str, ...]:
    """Of each sample a picture 64 pixels wide, as a data URL."""
    return tuple(pictures.data_url(pictures.grey(levels, cell=8)) for levels in samples().digits)


@st.cache_resource(show_spinner=False)
def model(key: str) -> models.Model:
    return models.fit(key, samples())


@st.cache_resource(show_spinner=False)
def roster() -> Thread:
    """Fit every model once, one after another, behind the pages; started by whoever comes first."""
    thread = Thread(target=lambda: [model(key) for key in models.KEYS], name="fit the roster", daemon=True)
    thread.start()
    return thread
