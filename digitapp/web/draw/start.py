"""What the visitor may begin to paint from."""

import streamlit as st

from digitapp.learning.samples import Samples
from digitapp.web.draw import visit

SAMPLE = "draw.start.sample"


def show(samples: Samples) -> None:
    """Show how to begin from one's own drawing or from a sample of the data set."""

    def from_sample() -> None:
        number = st.session_state[SAMPLE]
        if number is not None:
            visit.put_on_grid(samples.digits[number])

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            "Start from a sample of the data set",
            0,
            len(samples) - 1,
            value=None,
            key=SAMPLE,
            placeholder=f"Its number, 0 to {len(samples) - 1}",
            on_change=from_sample,
            width=300,
        )
        st.button("Start from my drawing", key="draw.start.drawing", icon=":material/draw:", on_click=visit.paint_drawing)
