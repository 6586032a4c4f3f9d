"""digitapp's entry: `streamlit run app.py`."""

import streamlit as st

st.set_page_config(page_title="digitapp", page_icon="assets/logo.svg")
st.navigation(
    [
        st.Page("digitapp/pages/draw.py", title="Draw", icon=":material/draw:", default=True),
        st.Page("digitapp/pages/explore.py", title="Explore", icon=":material/grid_view:"),
    ],
    position="top",
).run()
