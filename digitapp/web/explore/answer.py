"""The answer: is the 95 % claim true? Every test of it on one axis; a surprising one may be guessed first."""

from collections.abc import Mapping

import streamlit as st

from digitapp.measuring import claim, lines_answer
from digitapp.measuring.claim import Tested
from digitapp.measuring.experiments import ARTICLES
from digitapp.web import accuracies, cached
from digitapp.web.accuracies import Row
from digitapp.web.components.press import Press, press
from digitapp.web.explore import details, parts

GUESSED = "explore.guesses"  # in the session's state: by key of a row, the visitor's guess, 0..1, or None if it was skipped
CHOSEN = "explore.test"  # and there: the row whose details are shown
SURPRISING = (*ARTICLES, "new")

CLAIM = (
    "**It depends on who wrote the digits, and on how many were tested.** The claim is that of an article for beginners: “Some "
    "Scientist claims that it predicts the digit accurately 95% of the times.” These are our tests of it."
)
ASKED = "**Guess first:** some of these surprise most people. Guesses are not kept."
READ = (
    "Press a name for its details. A bar spans the accuracies compatible with the count (exact 95 % interval). If all of it "
    "lies below 95 %, the claim is **rejected**; if all of it lies at or above, **accepted**; otherwise we **cannot tell**. "
    "The thin upright lines are what other seeds gave."
)


def show() -> None:
    st.header("Is the 95 % claim true?", anchor=False)
    st.markdown(CLAIM)
    _tests()
    parts.offer_notebook("Is the 95 % claim true?", "answer", lines_answer.every())


@st.fragment
def _tests() -> None:
    """The tests, what they say together, and the details of the one that is chosen."""
    state = st.session_state
    guesses: Mapping[str, float | None] = state.setdefault(GUESSED, {})
    tests = claim.tests(cached.comparison().comparison.scores, cached.real_handwriting())
    covered = [key for key in SURPRISING if key not in guesses]
    if covered:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(ASKED, width="content")
            st.button("Show all results", key="explore.show", on_click=_show_all, icon=":material/visibility:")
    chosen = state.get(CHOSEN)
    shown = []
    for number, (words, group) in enumerate(tests.items()):
        st.subheader(words, anchor=False)
        rows = [_row(test, guesses, covered) for test in group]
        press(accuracies.chart(rows, words, chosen, is_pressed=True, has_head=number == 0), f"explore.tests.{number}", _take)
        for test in group:
            if test.key == chosen and chosen not in covered:
                with st.container(border=True):
                    details.show(test)
        shown += [row for row in rows if not row.is_covered]
    st.caption(READ)
    if not covered:
        st.markdown(claim.conclusion(tests))
    parts.numbers(accuracies.columns(shown), "answer")


def _row(test: Tested, guesses: Mapping[str, float | None], covered: list[str]) -> Row:
    return Row(test.key, test.name, test.tested, test.tally, test.spread, guesses.get(test.key), test.key in covered)


def _take(pressed: Press) -> None:
    """Take a press: of a row, or of what shows one that is covered, with a guess or without."""
    action, _, key = pressed.word.rpartition(":")
    state = st.session_state
    if action and key in SURPRISING:
        state[GUESSED] = {**state[GUESSED], key: pressed.share if action == "guess" else None}
        state[CHOSEN] = key
    elif not action:
        state[CHOSEN] = None if state.get(CHOSEN) == key else key


def _show_all() -> None:
    st.session_state[GUESSED] = dict.fromkeys(SURPRISING) | st.session_state[GUESSED]
