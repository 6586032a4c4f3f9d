"""The only caches: thin wrappers, shared by all visitors."""

import streamlit as st

from digitapp import models
from digitapp.samples import Samples


@st.cache_resource(show_spinner=False)
def samples() -> Samples:
    return Samples.of_load_digits()


@st.cache_resource(show_spinner="A model is learning from 1,797 digits ...", max_entries=len(models.RECIPES))
def model(name: str) -> models.Model:
    return models.fit(name, samples())
