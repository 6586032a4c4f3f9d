"""Confusion matrices: what was meant against what was read; a cell that is pressed opens its drawings."""

import streamlit as st

from digitapp.drawing.arrays import Ints
from digitapp.measuring.scores import Score
from digitapp.web import cached, figures
from digitapp.web.components.press import Press, press
from digitapp.web.figures import Figure

MOST_SHOWN = 60
STRONGEST = 4  # of the colours of style.css; the weakest is 1


@st.fragment
def show(score: Score, tested: Ints, key: str, words: str = "What was mistaken for what") -> None:
    """The matrix of a score; `tested`, int (n,), are the samples in the order of the score, whose drawings a cell opens."""
    state = f"explore.confusion.{key}.cell"

    def take(pressed: Press) -> None:
        st.session_state[state] = None if pressed.word == st.session_state.get(state) else pressed.word

    matrix = score.confusion
    opened = st.session_state.get(state)
    cells = {f"{meant}{read}": (meant, read) for meant in range(10) for read in range(10) if matrix[meant, read]}
    caption = f"{words}: {score.total - score.correct} of {score.total:,} are wrong. Press a number to see its drawings."
    table = figures.render("confusion.html", matrix=matrix.tolist(), caption=caption, opened=opened, strength=strength)
    press(table, f"explore.confusion.{key}", take)
    if opened in cells:
        _drawings(score, tested, *cells[opened])


def strength(count: int) -> int:
    """How strong a colour is, 1 to STRONGEST: 1 for one mistake, one more each time they double."""
    return min(count.bit_length(), STRONGEST)


def _drawings(score: Score, tested: Ints, meant: int, read: int) -> None:
    """The samples that were meant as one digit and read as another, or the same."""
    found = tested[(score.labels == meant) & (score.predicted == read)]
    pictures = cached.sample_pictures()
    shown = [Figure(pictures[number], f"Sample {number}", f"{number}", ()) for number in found[:MOST_SHOWN]]
    more = f", of which the first {MOST_SHOWN} are shown" if len(found) > MOST_SHOWN else ""
    st.markdown(f"**{meant} read as {read}**: {figures.count(len(found), 'drawing')}{more}. Below each is its number.")
    st.html(figures.grid(shown, "small"))


def columns(score: Score) -> dict[str, list[int]]:
    """The matrix as a table of numbers."""
    return {"meant": list(range(10)), **{f"read as {digit}": score.confusion[:, digit].tolist() for digit in range(10)}}
