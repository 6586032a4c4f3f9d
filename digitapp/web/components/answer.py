"""Where the answer to a drawing is shown, as HTML that is replaced as a whole, and spoken."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

_answer = st.components.v2.component(
    "digitapp_answer",
    html='<div class="shown"></div><div class="said" role="status"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's own style.css
)


def answer() -> None:
    """The place, which hears of the answer from `told.py`.

    Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
    """
    _answer(key="draw.answer")


def told(shown: Markup, said: str | None, of: str) -> dict[str, object]:
    """HTML to be shown; `said` is spoken if it has not been for the same `of`, None is not spoken."""
    return {"shown": str(shown), "said": said, "of": of}
