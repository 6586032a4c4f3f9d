"""HTML with buttons in it that tell the page which was pressed: rows of a chart, cells of a matrix."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

_press = st.components.v2.component(
    "digitapp_press",
    html='<div class="shown"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's own style.css
)


class Press(NamedTuple):
    """The word of the button that was pressed, and what the slider in its row says, 0..1, if there is one."""

    word: str
    share: float | None


def press(shown: Markup, key: str, on_press: Callable[[Press], None]) -> None:
    """Show HTML, whose buttons with a `data-press` call `on_press` with that word before the script runs again.

    A word may be anything that a browser sends, so whoever is called checks it. An `input` in the same `data-row`, from 0 to
    100, gives the share. After a change the focus stays in its row.
    """

    def take() -> None:
        match st.session_state.get(key, {}).get("pressed"):
            case {"word": str(word), "number": int() | float() | None as number}:
                on_press(Press(word, None if number is None else min(max(number, 0), 100) / 100))

    _press(data=str(shown), key=key, on_pressed_change=take)
