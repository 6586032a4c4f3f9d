"""What a stroke changes, told in one element: the parts of the page that show it stand elsewhere, and hear it in the browser.

Each element of a run costs the server about half a millisecond, and with each Streamlit sends a component's code again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

KEY = "draw.told"

_told = st.components.v2.component("digitapp_told", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def tell(**told: Mapping[str, Any] | None) -> None:
    """Tell each part, by its name, what is new for it; a part that is told None keeps what it has.

    What the companion tells of a pen in motion comes back from here, "writing" in the state of KEY: so Streamlit draws this
    fragment again by itself. By a callback it would take two runs.
    """
    # As pairs: of each value of a mapping Streamlit would ask whether it is a table.
    _told(data=list(told.items()), key=KEY, on_writing_change=lambda: None)
