"""What a stroke changes, told in one element: the parts of the page that show it stand elsewhere, and hear it in the browser.

Each element of a run costs the server about half a millisecond, and with each Streamlit sends a component's code again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

_told = st.components.v2.component("digitapp_told", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def tell(**told: Mapping[str, Any] | None) -> None:
    """Tell each part, by its name, what is new for it; a part that is not named keeps what it has."""
    _told(data=told, key="draw.told")
