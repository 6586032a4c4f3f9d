"""The verdict, large, and the model's ten probabilities as bars under it."""

import streamlit as st

from digitapp.learning.models import Prediction

ROW = '<tr{mark}><th scope="row">{digit}</th><td><span style="width:{percent:.1f}%"></span></td><td>{text}</td></tr>'


def show(prediction: Prediction | None, source: str, first: str) -> None:
    """Show what was read, or "?" and what to do `first` if there is no prediction; `source` says what was read."""
    with st.container(key="draw.verdict"):
        st.metric(f"Read from {source}", said(prediction))
    if prediction is None:
        st.markdown(f"**{first}**")
    elif prediction.doubt is not None:
        # Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
        st.html(f"<strong>Not sure.</strong> {guess(prediction)}")
    else:
        st.empty()  # so that the bars stay where they are
    st.html(bars(prediction))


def said(prediction: Prediction | None) -> str:
    """The verdict: a digit, or "?"."""
    return "?" if prediction is None or prediction.doubt is not None else str(prediction.label)


def guess(prediction: Prediction) -> str:
    """Why it is not sure, and what it would be if it had to say."""
    return f"{prediction.doubt} Best guess: {prediction.label}."


def bars(prediction: Prediction | None) -> str:
    """The ten probabilities as an HTML table with bars."""
    rows = []
    for digit in range(10):
        probability = 0.0 if prediction is None else float(prediction.probabilities[digit])
        is_verdict = said(prediction) == str(digit)
        rows.append(
            ROW.format(
                mark=' class="verdict"' if is_verdict else "",
                digit=digit,
                percent=100 * probability,
                text="" if prediction is None else _percent(probability),
            )
        )
    return f'<table class="bars"><caption>How likely the model thinks each digit is</caption>{"".join(rows)}</table>'


def _percent(probability: float) -> str:
    """A probability in whole per cent; one that is not quite 0 or 1 is not called so."""
    if 0 < probability < 0.01:
        return "< 1 %"
    if 0.99 < probability < 1:
        return "> 99 %"
    return f"{100 * probability:.0f} %"
