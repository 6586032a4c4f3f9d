"""The visitor's own experiment, held by the address so that it can be shared."""

from urllib.parse import urlencode

import streamlit as st

from digitapp.drawing import pictures
from digitapp.learning.recipes import RECIPES
from digitapp.measuring.experiments import MAX_SEED, MIN_SIZE, SPLITS, Experiment, Outcome, max_size
from digitapp.web import cached, figures, matrices
from digitapp.web.explore import outcomes, parts

LINKED = "explore.linked"  # the experiment that the address held, and what had to be changed of it
MAX_MISREAD = 60  # pictures


def show() -> None:
    samples = cached.samples()
    state = st.session_state
    if "explore.model" not in state:
        state[LINKED] = Experiment.from_link(st.query_params, samples)
        _fill(state[LINKED][0])
    notes = st.container()
    st.markdown("Choose a model, its settings and what it learns from, and see how well it reads the rest of the data set.")
    wanted = _chosen()
    linked, changed = state[LINKED]
    if wanted == linked:
        for sentence in changed:
            notes.warning(sentence, icon=":material/link_off:")
    enlarged: list[str] = []
    experiment = wanted.with_all_digits(samples, enlarged)
    for sentence in enlarged:
        st.warning(sentence, icon=":material/error:")
    _hold(experiment)
    with st.spinner("Training the model ..."):
        found = cached.experiment(experiment)
    outcomes.outcome(found.score)
    st.markdown(
        f"It learnt from {experiment.size:,} digits in {_duration(found.fit_seconds)} and read {found.score.total:,} in "
        f"{_duration(found.predict_seconds)}, in this run, on this server."
    )
    _confusion(found)
    _misread(found)
    st.header("Digit by digit", anchor=False)
    outcomes.report(experiment, found.score, "experiment")


def _fill(experiment: Experiment) -> None:
    """Put an experiment into the controls."""
    state = st.session_state
    for name in ("model", "split", "size", "seed"):
        state[f"explore.{name}"] = getattr(experiment, name)
    for name, value in experiment.parameters:
        state[_key(experiment.model, name)] = value


def _key(model: str, parameter: str) -> str:
    """The key of the widget that sets a hyperparameter of a model."""
    return f"explore.{model}.{parameter}"


def _chosen() -> Experiment:
    """Show the controls, and give what they say."""
    state, samples = st.session_state, cached.samples()
    left, right = st.columns([5, 6], gap="medium")
    with left:
        model = st.selectbox("Model", list(RECIPES), format_func=parts.title, key="explore.model", persist_state="session")
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
    with right:
        split = st.segmented_control(
            "Splitting",
            list(SPLITS),
            format_func=lambda key: SPLITS[key].title,
            key="explore.split",
            default="shuffled",
            required=True,
            persist_state="session",
        )
        st.caption(SPLITS[split].idea)
        largest = max_size(split, samples)
        state["explore.size"] = min(state["explore.size"], largest)
        size = st.slider("Digits to learn from", MIN_SIZE, largest, key="explore.size", persist_state="session")
        seed = st.number_input(
            "Seed (another number, another random split)", 0, MAX_SEED, key="explore.seed", persist_state="session"
        )
    return Experiment.of(model, size, split, seed, **parameters)


def _hold(experiment: Experiment) -> None:
    """Let the address hold the experiment, and offer it to be copied."""
    words = experiment.as_link()
    for name in {name for recipe in RECIPES.values() for name in recipe.parameters} - words.keys():
        st.query_params.pop(name, None)
    st.query_params.update(words)
    with st.expander("Share this experiment", icon=":material/share:"):
        st.markdown("Anyone who opens this address sees the same experiment:")
        st.code(f"{st.context.url}?{urlencode(st.query_params.to_dict())}", language=None, wrap_lines=True)


def _confusion(found: Outcome) -> None:
    st.header("What was mistaken for what", anchor=False)
    matrix = found.score.confusion
    wrong = found.score.total - found.score.correct
    left, _ = st.columns([3, 2])
    with left:
        st.pyplot(
            matrices.confusion(matrix),
            alt=f"Confusion matrix: what was meant in rows, what was read in columns; {wrong} of {found.score.total} are wrong",
        )
    columns = {"meant": list(range(10)), **{f"read as {digit}": matrix[:, digit].tolist() for digit in range(10)}}
    parts.numbers(columns, "confusion")


def _misread(found: Outcome) -> None:
    score = found.score
    wrong = (~score.right).nonzero()[0]
    st.header(f"Misread: {len(wrong)}", anchor=False)
    if not len(wrong):
        st.markdown("It read every digit right.")
        return
    columns = {
        "sample": found.tested[wrong].tolist(),
        "meant": score.labels[wrong].tolist(),
        "read": score.predicted[wrong].tolist(),
    }
    shown = [
        figures.figure(
            pictures.grey(cached.samples().digits[number]), f"Sample {number}", f"{meant}, read as {read}", f"no. {number}"
        )
        for number, meant, read in list(zip(*columns.values(), strict=True))[:MAX_MISREAD]
    ]
    st.html(figures.grid(shown, "views"))
    if len(wrong) > MAX_MISREAD:
        st.caption(f"The first {MAX_MISREAD} of {len(wrong)}; all of them are in the file.")
    parts.download(columns, "misread")


def _duration(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
