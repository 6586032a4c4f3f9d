"""The visitor's browser tab as the only store: what it keeps comes back after a reload, or when the server was restarted."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

MAX_TEXT = 1_000_000  # characters of a text that a tab gives back

SESSION = "tab.session"

_tab = st.components.v2.component("digitapp_tab", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def keep(
    key: str,
    values: Mapping[str, str],
    restore: Callable[[Mapping[str, str]], None],
    is_lasting: bool = False,
    is_told: bool = False,
) -> None:
    """Let the tab keep texts by name; what isn't named stays as it is. To be shown after all that answers a stroke.

    What `is_lasting` is kept by the browser, for its other tabs and later visits too. What `is_told` is kept also when told.py
    tells of it, by the name "tab", as `kept` gives it.

    `restore` is called once, with what the tab had kept for an earlier session, if it had. A text over MAX_TEXT is not kept;
    one that stands in the tab all the same stays there until there is another value than when the visit began.

    What seldom changes has a `key` of its own: a message of 10 kB or more that the browser has already is sent as a hash.
    """
    state = st.session_state
    restored, left = f"{key}.restored", f"{key}.left"

    def take() -> None:
        if key not in state:  # another page is shown by now: this one asks again when it comes back
            return
        stored = state[key].get("stored")
        if not state.get(restored) and isinstance(stored, Mapping):
            texts = {name: text for name, text in stored.items() if isinstance(text, str) and len(text) <= MAX_TEXT}
            state[left] = {name: text for name, text in values.items() if name in stored and name not in texts}
            state[restored] = True
            restore(texts)
            st.rerun()  # all of the page
        state[restored] = True

    _tab(
        data={
            "session": state.setdefault(SESSION, secrets.token_hex(8)),
            "mark": f"session.{key}",
            "restored": state.get(restored, False),
            "most": MAX_TEXT,
            "is_lasting": is_lasting,
            "isTold": is_told,
            "values": kept(key, values),
        },
        key=key,
        on_stored_change=take,
    )


def kept(key: str, values: Mapping[str, str]) -> dict[str, str]:
    """Those of the texts that the tab is given to keep."""
    state, left = st.session_state, f"{key}.left"
    state[left] = {name: text for name, text in state.get(left, {}).items() if values.get(name) == text}
    return {name: text for name, text in values.items() if name not in state[left] and len(text) <= MAX_TEXT}
