"""A page that says itself when it is offline, and goes on: Streamlit's dialog about that does not cover it."""

from pathlib import Path

import streamlit as st

_calm = st.components.v2.component("digitapp_calm", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def keep_calm() -> None:
    """Close that dialog whenever it opens, as long as this page is shown."""
    _calm(key="class.calm")
