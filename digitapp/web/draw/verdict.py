"""The verdict, large, and the model's probabilities as bars under it."""

import streamlit as st
from markupsafe import Markup

from digitapp.learning.models import DEFAULT
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT
from digitapp.measuring.answers import Answer
from digitapp.probing.reading import is_told_before
from digitapp.web import figures

NONE = "no digit"  # what the best reader's eleventh answer is called


def show(prediction: Prediction | None, source: str, first: str, key: str) -> None:
    """Show what the model of the key read, or "?" and what to do `first` if there is no prediction.

    `source` says what was read.
    """
    with st.container(key="draw.verdict"):
        st.metric(f"Read from {source}", said(prediction))
    if prediction is None:
        st.markdown(f"**{first}**")
    elif prediction.doubt is not None:
        # Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
        st.html(doubt(prediction))
    else:
        st.empty()  # so that the bars stay where they are
    st.html(bars(prediction, key))


def said(prediction: Prediction | None) -> str:
    """The verdict: a digit, or "?"."""
    return "?" if prediction is None or prediction.doubt is not None else str(prediction.label)


def name(answer: int) -> str:
    """What an answer, 0..9 or NO_DIGIT, is called."""
    return NONE if answer == NO_DIGIT else str(answer)


def read_as(answer: int) -> str:
    """The same after "read as": "a 7", "no digit"."""
    return NONE if answer == NO_DIGIT else figures.a(answer)


def doubt(prediction: Prediction) -> Markup:
    """Why it is refused, and what it would be all the same, if that makes sense."""
    label = prediction.label
    if is_told_before(prediction):
        return figures.render("doubt.html", head=prediction.doubt, words="")
    if Answer.of(prediction).digit is None:
        return figures.render("doubt.html", head=prediction.doubt, words=f"If it must be a digit, {figures.a(label)}.")
    return figures.render("doubt.html", head="Not sure.", words=f"{prediction.doubt} Best guess: {label}.")


def bars(prediction: Prediction | None, key: str) -> Markup:
    """The probabilities of the ten digits, and of none if the model of the key knows that, as bars; empty ones for None."""
    rows = [(str(digit), 0.0 if prediction is None else float(prediction.probabilities[digit])) for digit in range(10)]
    if key == DEFAULT:
        rows.append((NONE, 0.0 if prediction is None else prediction.no_digit))
    shown = [(name, share, "" if prediction is None else _percent(name, share)) for name, share in rows]
    answer = None if prediction is None else Answer.of(prediction)
    marked = None if answer is None else NONE if answer.digit is None else str(answer.digit) if answer.is_sure else None
    return figures.bars("How likely the model thinks each digit is", shown, marked)


def _percent(name: str, share: float) -> str:
    """A dash for "no digit" where it reads a digit: the ten shares say which, and it has no number for that (limits.py)."""
    return "\N{EN DASH}" if name == NONE and not share else figures.cautious_percent(share)
