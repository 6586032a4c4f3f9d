"""The answer to a drawing: HTML that is replaced as a whole, what is spoken of it, and what canvas and grid are told of it.

With each answer Streamlit sends a component's code again. What has much of it (companion.js, paint.js) is therefore shown once,
and hears from here, in the browser, what is new.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

_answer = st.components.v2.component(
    "digitapp_answer",
    html='<div class="shown"></div><div class="said" role="status"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's own style.css
)


def answer(shown: Markup, said: str | None, of: str, told: Mapping[str, Any]) -> None:
    """Show HTML; `said` is spoken if it has not been for the same `of`, None is not spoken; `told` is heard by name.

    Not Markdown: where a browser has translated the page, React fails to take out a text that stands beside bold words.
    """
    _answer(data={"shown": str(shown), "said": said, "of": of, "told": dict(told)}, key="draw.answer")
