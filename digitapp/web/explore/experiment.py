"""The visitor's own experiment, held by the address so that it can be shared, and so that Back leads to the one before."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring import lines_experiment as lines
from digitapp.measuring.experiment_links import WORDS, from_link
from digitapp.measuring.experiments import (
    ARTICLES,
    DATA_SET,
    MAX_SEED,
    MIN_SIZE,
    SECOND_ARTICLE,
    SOURCES,
    SPLITS,
    YOURS,
    Experiment,
    largest,
)
from digitapp.web import cached
from digitapp.web.explore import outcomes, parts, teach

HELD = "explore.held"  # the words of the address that the controls follow
PRESET = "explore.preset"


class Preset(NamedTuple):
    """An experiment to begin with: what it is called, and what to think of it."""

    title: str
    experiment: Experiment
    about: str


PRESETS: Mapping[str, Preset] = {
    **{name: Preset(parts.title(name), experiment, parts.PUBLISHED[name]) for name, experiment in ARTICLES.items()},
    "second": Preset(
        "Shuffled",
        SECOND_ARTICLE,
        "The second article shuffles the digits, keeps a quarter for the test (train_test_split) and looks at each digit "
        "separately: the report is at the end.",
    ),
}


def show() -> None:
    samples = cached.samples()
    linked, changed = from_link(st.query_params, samples)
    _follow(linked)
    notes, beginnings = st.container(), st.container()
    wanted = _chosen()
    with beginnings:
        _presets(wanted)
    enlarged: list[str] = []
    experiment = wanted.with_all_digits(samples, enlarged)
    if experiment == linked:
        for sentence in changed:
            notes.warning(sentence, icon=":material/link_off:")
    for sentence in enlarged:
        st.warning(sentence, icon=":material/error:")
    _hold(experiment, linked)
    if experiment.learns == YOURS:
        every = lines.every(experiment, teach.show(experiment))
    else:
        with st.spinner("Training the model ..."):
            found = cached.experiment(experiment)
        outcomes.show(experiment, found)
        every = lines.every(experiment)
    if every:
        parts.offer_notebook("Your experiment", "experiment", every)
    _share(experiment)


def _follow(linked: Experiment) -> None:
    """Let the controls follow the address where somebody else has changed it: a link, or the browser's Back.

    One without words is that of a page that has just been opened again, which has the experiment from before; or it is where
    Back led, while the controls were there.
    """
    state, words = st.session_state, _words()
    if HELD not in state or (words != state[HELD] and (words or PRESET in state)):
        state[HELD] = words
        _fill(linked)


def _words() -> dict[str, str]:
    return {name: word for name, word in st.query_params.to_dict().items() if name in WORDS}


def _fill(experiment: Experiment) -> None:
    """Put an experiment into the controls."""
    state = st.session_state
    for name in ("model", "learns", "split", "size", "seed"):
        state[f"explore.{name}"] = getattr(experiment, name)
    for name, value in experiment.parameters:
        state[_key(experiment.model, name)] = value


def _key(model: str, parameter: str) -> str:
    """The key of the widget that sets a hyperparameter of a model."""
    return f"explore.{model}.{parameter}"


def _presets(wanted: Experiment) -> None:
    """Offer experiments to begin with; the one that the controls show is marked."""
    state = st.session_state

    def begin() -> None:
        if preset := PRESETS.get(state[PRESET]):
            _fill(preset.experiment)

    state[PRESET] = next((name for name, preset in PRESETS.items() if preset.experiment == wanted), None)
    chosen = st.pills(
        "Begin with the articles", list(PRESETS), format_func=lambda name: PRESETS[name].title, key=PRESET, on_change=begin
    )
    st.caption(PRESETS[chosen].about if chosen else "Or change what you like, and see how well it reads.")


def _chosen() -> Experiment:
    """Show the controls, and give what they say."""
    state, samples = st.session_state, cached.samples()
    left, right = st.columns(2, gap="medium")
    with left:
        model = st.selectbox("Model", list(RECIPES), format_func=parts.title, key="explore.model", persist_state="session")
        learns = st.selectbox(
            "Learns from",
            list(SOURCES),
            format_func=lambda key: SOURCES[key].title,
            key="explore.learns",
            persist_state="session",
        )
        split = "shuffled"
        if learns == DATA_SET:
            split = st.selectbox(
                "Splitting",
                list(SPLITS),
                format_func=lambda key: SPLITS[key].title,
                key="explore.split",
                persist_state="session",
            )
        st.caption(SPLITS[split].idea if learns == DATA_SET else SOURCES[learns].idea)
    with right:
        most = largest(learns, split, samples)
        state["explore.size"] = min(state["explore.size"], most)
        size = st.slider("Digits to learn from", MIN_SIZE, most, key="explore.size", persist_state="session")
        parameters = {}
        for name, parameter in RECIPES[model].parameters.items():
            key = _key(model, name)
            state.setdefault(key, parameter.default)
            parameters[name] = st.select_slider(
                f"{parameter.title} ({name})",
                parameter.values,
                format_func=parts.setting,
                key=key,
                persist_state="session",
            )
        seed = st.number_input("Seed of the random choices", 0, MAX_SEED, key="explore.seed", persist_state="session")
    return Experiment.of(model, size, split, seed, learns=learns, **parameters)


def _hold(experiment: Experiment, linked: Experiment) -> None:
    """Let the address hold the experiment, unless it leads there already: a step that Back would only take again."""
    if experiment == linked:
        st.session_state[HELD] = _words()
        return
    st.session_state[HELD] = experiment.as_link()
    st.query_params.from_dict({**_others(), **experiment.as_link()})


def _others() -> dict[str, str]:
    return {name: word for name, word in st.query_params.to_dict().items() if name not in WORDS}


def _share(experiment: Experiment) -> None:
    with st.expander("Share this experiment", icon=":material/share:"):
        drawings = ", with drawings of their own" if experiment.learns == YOURS else ""
        st.markdown(f"Anyone who opens this address sees the same experiment{drawings}:")
        words = {"section": "experiment"} | _others() | experiment.as_link()
        st.code(f"{st.context.url}?{urlencode(words)}", language=None, wrap_lines=True)
