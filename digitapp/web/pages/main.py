"""What Streamlit runs for each visitor: the pages, and the way from one to another.

It stands among them, as Streamlit would take a folder "pages" beside it for other ones, and a new server not find these.
"""

import streamlit as st

from digitapp import ASSETS

st.set_page_config(page_title="digitapp", page_icon=str(ASSETS / "logo.svg"))
st.html(ASSETS / "style.css")
PAGES = [
    st.Page("draw.py", title="Draw", icon=":material/draw:", default=True),
    st.Page("explore.py", title="Explore", icon=":material/grid_view:"),
    st.Page("class_.py", title="Class", icon=":material/groups:", url_path="class"),
]
page = st.navigation(PAGES, position="hidden")
with st.container(horizontal=True, key="pages"):  # not Streamlit's own, which a phone folds away
    for one in PAGES:
        st.page_link(one)
page.run()
