"""The floor: as little as Streamlit can do. A bare page with one button that changes a text."""

import streamlit as st

state = st.session_state
state.setdefault("presses", 0)
if st.button("Press"):
    state["presses"] += 1
st.text(f"Pressed {state['presses']}")
