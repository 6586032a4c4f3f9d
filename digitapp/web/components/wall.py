"""Drawings as they come, in sections; the browser keeps those it has and is sent each only once."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

HERE = Path(__file__)
PATIENCE = 5  # seconds without a word from the server until the browser says that it is offline

_wall = st.components.v2.component(
    "digitapp_wall",
    html='<div class="wall"><p class="offline" role="status"></p><p class="told" role="status"></p>'
    '<div class="sections"></div></div>',
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


class Tile(NamedTuple):
    """A drawing by its number, as the text that links.py packs its strokes into; nothing of it changes once it is shown.

    `alt` says what it is, `verdict` what it was read as, `note` whatever else is to be said; `look` is a class of wall.css.
    """

    number: int
    strokes: str
    alt: str
    verdict: str
    note: str
    look: str


@dataclass(frozen=True)
class Section:
    """Drawings below a title and words, either perhaps empty; `buttons` stand below each, what they say by act."""

    key: str
    tiles: Sequence[Tile]
    title: str = ""
    words: str = ""
    buttons: Mapping[str, str] = field(default_factory=dict)


def wall(
    sections: Sequence[Section], words: str, offline: str, key: str, on_press: Callable[[str, int], None] | None = None
) -> None:
    """Show sections, in which no drawing stands twice, below `words`; where the connection is lost, `offline` stands there.

    For a fragment that runs every second or two. `on_press` gets the act of the button that was pressed, and the drawing's
    number: only such as are shown.
    """
    shown = {tile.number: tile for section in sections for tile in section.tiles}
    here = st.session_state.get(key, {}).get("here")
    known = {number for number in here if isinstance(number, int)} & shown.keys() if isinstance(here, list) else set()

    def take() -> None:
        match st.session_state.get(key, {}).get("pressed"):
            case {"act": str(act), "number": int(number)}:
                for section in sections:
                    if on_press and act in section.buttons and any(tile.number == number for tile in section.tiles):
                        on_press(act, number)

    _wall(
        data={
            "now": time.time(),  # so that the browser hears from the server though nothing is new
            "patience": PATIENCE,
            "words": words,
            "offline": offline,
            "known": sorted(known),
            "sections": [_section(section) for section in sections],
            "drawings": [tile._asdict() for number, tile in shown.items() if number not in known],
        },
        key=key,
        on_here_change=lambda: None,
        on_pressed_change=take,
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "words": section.words,
        "numbers": [tile.number for tile in section.tiles],
        "buttons": list(section.buttons.items()),
    }
