"""Pictures in a row, each a button."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

HERE = Path(__file__)

_gallery = st.components.v2.component(
    "digitapp_gallery",
    html="<ul></ul>",
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


class Picture(NamedTuple):
    """An address, what stands below, and what the button is called for those who don't see it."""

    src: str
    words: str
    label: str


def gallery(pictures: Sequence[Picture], key: str, on_choice: Callable[[int], None]) -> None:
    """Show the pictures; `on_choice` is called with the number of the one that was pressed."""

    def take() -> None:
        chosen = st.session_state[key].get("chosen")
        if isinstance(chosen, int) and 0 <= chosen < len(pictures):
            on_choice(chosen)

    _gallery(data=[picture._asdict() for picture in pictures], key=key, on_chosen_change=take)
