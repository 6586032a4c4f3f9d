"""Pictures in a row, each a button, with two small ones below it."""

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
    """An address, what stands below, and what its buttons are called for those who don't see them.

    `label` brings it back, `deletes` it, and `takes_back` what was said of it; None where nothing was.
    """

    src: str
    words: str
    label: str
    deletes: str
    takes_back: str | None


def gallery(
    pictures: Sequence[Picture],
    key: str,
    on_choice: Callable[[int], None],
    on_delete: Callable[[int], None],
    on_take_back: Callable[[int], None],
) -> None:
    """Show the pictures; what is called gets the number of the one whose button was pressed."""

    def taker(trigger: str, call: Callable[[int], None]) -> Callable[[], None]:
        def take() -> None:
            number = st.session_state.get(key, {}).get(trigger)
            if isinstance(number, int) and 0 <= number < len(pictures):
                call(number)

        return take

    _gallery(
        data=[picture._asdict() for picture in pictures],
        key=key,
        on_chosen_change=taker("chosen", on_choice),
        on_deleted_change=taker("deleted", on_delete),
        on_unjudged_change=taker("unjudged", on_take_back),
    )
