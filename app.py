"""digitapp's entry: `streamlit run app.py`."""

import streamlit as st

from digitapp import ASSETS
from digitapp.web import server

server.prepare()

st.set_page_config(page_title="digitapp", page_icon=str(ASSETS / "logo.svg"))
st.html(ASSETS / "style.css")
PAGES = [
    st.Page("digitapp/web/pages/draw.py", title="Draw", icon=":material/draw:", default=True),
    st.Page("digitapp/web/pages/explore.py", title="Explore", icon=":material/grid_view:"),
    st.Page("digitapp/web/pages/class_.py", title="Class", icon=":material/groups:", url_path="class"),
]
page = st.navigation(PAGES, position="hidden")
with st.container(horizontal=True, key="pages"):  # not Streamlit's own, which a phone folds away
    for one in PAGES:
        st.page_link(one)
page.run()
