"""The verdict, large, and the model's ten probabilities as bars under it."""

import streamlit as st

from digitapp.models import Prediction

ROW = '<tr{mark}><th scope="row">{digit}</th><td><span style="width:{percent:.1f}%"></span></td><td>{text}</td></tr>'


def show(prediction: Prediction | None, source: str) -> None:
    """Show what was read, or "?" and what to do if there is no prediction; `source` says what was read."""
    is_sure = prediction is not None and prediction.doubt is None
    with st.container(key="verdict"):
        st.metric(f"Read from {source}", prediction.label if is_sure else "?")
    if prediction is None:
        st.markdown("**Draw a digit in the box.**")
    elif not is_sure:
        st.markdown(f"**Not sure.** {prediction.doubt} Best guess: {prediction.label}.")
    else:
        st.empty()  # so that the bars stay where they are
    st.html(_bars(prediction, is_sure))


def _bars(prediction: Prediction | None, is_sure: bool) -> str:
    rows = []
    for digit in range(10):
        probability = 0.0 if prediction is None else float(prediction.probabilities[digit])
        is_verdict = is_sure and digit == prediction.label
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
