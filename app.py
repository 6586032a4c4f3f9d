"""digitapp's entry: `streamlit run app.py`."""

import streamlit as st
from starlette.formparsers import MultiPartParser

from digitapp import ASSETS

# A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)

st.set_page_config(page_title="digitapp", page_icon=str(ASSETS / "logo.svg"))
st.html(ASSETS / "style.css")
st.navigation(
    [
        st.Page("digitapp/web/pages/draw.py", title="Draw", icon=":material/draw:", default=True),
        st.Page("digitapp/web/pages/explore.py", title="Explore", icon=":material/grid_view:"),
    ],
    position="top",
).run()
