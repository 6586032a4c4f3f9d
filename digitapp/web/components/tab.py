"""The visitor's browser tab as the only store: what it keeps comes back after a reload, or from a server begun anew."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

MAX_CHARACTERS = 1_000_000  # characters that a tab gives back

KEY, SESSION, RESTORED = "tab", "tab.session", "tab.restored"

_tab = st.components.v2.component("digitapp_tab", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def keep(values: Mapping[str, str], restore: Callable[[Mapping[str, str]], None]) -> None:
    """Let the tab keep texts by name; what isn't named stays as it is.

    `restore` is called once, with what the tab had kept for an earlier session, if it had. To be shown after everything
    that answers a stroke.
    """
    state = st.session_state

    def take() -> None:
        stored = state[KEY].get("stored")
        if not state.get(RESTORED) and isinstance(stored, Mapping):
            texts = {name: text for name, text in stored.items() if isinstance(text, str)}
            if sum(map(len, texts.values())) <= MAX_CHARACTERS:
                restore(texts)
        state[RESTORED] = True

    _tab(
        data={
            "session": state.setdefault(SESSION, secrets.token_hex(8)),
            "restored": state.get(RESTORED, False),
            "values": dict(values),
        },
        key=KEY,
        on_stored_change=take,
    )
