"""The details of one test of the claim."""

import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring import claim, comparison, lines_answer
from digitapp.measuring.claim import Tested
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.scores import Tally
from digitapp.measuring.seeds import spreads
from digitapp.web import accuracies, cached
from digitapp.web.accuracies import Row
from digitapp.web.components.press import Press, press
from digitapp.web.explore import parts

STEP = "slanted"  # the way of reading that may be guessed first
GUESSED = "explore.steps"  # in the session's state: by collection, the guess, 0..1, or None if it was skipped
TESTED = {
    "same": (
        "Each digit is read once, by a model that has learnt from the other four of five parts. The parts are chosen at "
        "random, so every writer is in all of them: the model has seen everyone's handwriting before."
    ),
    "new": (
        "One block of the data at a time, roughly one writer's, is read by a model that has learnt nothing from it. Your "
        "handwriting is just as new to it."
    ),
}


def show(test: Tested) -> None:
    """Show a test's details, whatever it is of."""
    st.subheader(f"{test.name}, {test.tested}", anchor=False)
    if test.key in ARTICLES:
        _article(test)
    elif test.key in comparison.WAYS:
        _compared(test)
    else:
        _collection(test)


def _article(test: Tested) -> None:
    experiment = ARTICLES[test.key]
    st.markdown(
        f"Learnt from the first {experiment.size:,} digits, tested on the last {test.tally.total}; sample {experiment.size:,} "
        "is skipped, as in the article. " + parts.PUBLISHED[test.key]
    )
    if test.spread:
        _seeds(test.key)
    parts.lead_to("Repeat it live, and change it", ":material/experiment:", section="experiment", **experiment.as_link())
    parts.code(lines_answer.article(test.key))


def _seeds(model: str) -> None:
    spread, seed = spreads()[model], ARTICLES[model].seed
    seeds, least, most = len(spread.correct), min(spread.correct), max(spread.correct)
    st.markdown(
        "Growing a tree or a forest is partly left to chance, as if dice were rolled, and the **seed** is the number that "
        f"fixes how the dice fall, so that it can be repeated. The article gives no seed; the bar is that of seed {seed}. "
        f"Nothing changed but the seed (0 to {seeds - 1}), between {least} and {most} of the {spread.total} are read right, "
        f"and **with {spread.rejected} of the {seeds} seeds the claim is rejected**"
        + (", whatever the dice say." if spread.rejected == seeds else "; with the others we cannot tell.")
    )
    with st.expander(f"All {seeds} seeds", icon=":material/casino:"):
        rows = [Row(str(number), f"Seed {number}", "", Tally(one, spread.total)) for number, one in enumerate(spread.correct)]
        st.html(accuracies.chart(rows, f"{RECIPES[model].title}, with one seed after the other"))
        parts.download(accuracies.columns(rows), f"seeds-{model}")
    parts.code(lines_answer.seeds(model))


def _compared(test: Tested) -> None:
    st.markdown(TESTED[test.key])
    scores = cached.comparison().comparison.scores[test.key]
    rows = [Row(key, parts.title(key), test.name.lower(), scores[key].tally) for key in comparison.COMPARED]
    st.html(accuracies.chart(rows, f"Every model, {test.name.lower()}"))
    parts.lead_to("Compare them", ":material/bar_chart:", section="compare")
    parts.code(lines_answer.cross_validated(test.key))


def _collection(test: Tested) -> None:
    guesses = st.session_state.setdefault(GUESSED, {})
    is_covered = test.key not in guesses
    st.markdown(
        "No model has learnt from any of these drawings. Before a model reads one, it is prepared as the data set's digits "
        "were, in five steps, of which one pushes the drawing upright (straighten). **What is each step worth?** All but the "
        "last are read by a support vector machine." + (" Guess what is read right without that step." if is_covered else "")
    )
    rows = [
        Row(
            way.key,
            way.name,
            "",
            way.tally,
            guess=guesses.get(test.key) if way.key == STEP else None,
            is_covered=is_covered and way.key == STEP,
        )
        for way in claim.ways_of_reading(test.key, cached.real_handwriting())
    ]

    def take(pressed: Press) -> None:
        action, _, _ = pressed.word.partition(":")
        st.session_state[GUESSED] = {**guesses, test.key: pressed.share if action == "guess" else None}

    press(
        accuracies.chart(rows, f"{test.name}, read by a support vector machine, and by the best reader"),
        f"explore.steps.{test.key}",
        take,
    )
    parts.lead_to("More on real handwriting", ":material/draw:", section="compare")
    parts.code(lines_answer.steps())
