"""The verdict, large, and the model's ten probabilities as bars under it."""

import streamlit as st
from markupsafe import Markup

from digitapp.learning.prediction import Prediction
from digitapp.web import figures


def show(prediction: Prediction | None, source: str, first: str) -> None:
    """Show what was read, or "?" and what to do `first` if there is no prediction; `source` says what was read."""
    with st.container(key="draw.verdict"):
        st.metric(f"Read from {source}", said(prediction))
    if prediction is None:
        st.markdown(f"**{first}**")
    elif prediction.doubt is not None:
        # Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
        st.html(figures.render("doubt.html", guess=guess(prediction)))
    else:
        st.empty()  # so that the bars stay where they are
    st.html(bars(prediction))


def said(prediction: Prediction | None) -> str:
    """The verdict: a digit, or "?"."""
    return "?" if prediction is None or prediction.doubt is not None else str(prediction.label)


def guess(prediction: Prediction) -> str:
    """Why it is not sure, and what it would be if it had to say."""
    return f"{prediction.doubt} Best guess: {prediction.label}."


def bars(prediction: Prediction | None) -> Markup:
    """The ten probabilities as a table with bars, empty ones if there is no prediction."""
    shares = [0.0] * 10 if prediction is None else prediction.probabilities.tolist()
    rows = [(digit, share, "" if prediction is None else figures.cautious_percent(share)) for digit, share in enumerate(shares)]
    sure = prediction.label if prediction and prediction.doubt is None else None
    return figures.bars("How likely the model thinks each digit is", rows, sure)
