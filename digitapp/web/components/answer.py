"""Where the answer to a drawing is shown and spoken."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__)

_answer = st.components.v2.component(
    "digitapp_answer",
    html=(HERE.parents[1] / "templates" / "answer.html").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's own style.css
)


def answer() -> None:
    """The place, which hears of the answer (draw/verdict.py) from told.py.

    Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
    """
    _answer(key="draw.answer")
