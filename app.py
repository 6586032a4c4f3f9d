"""digitapp's entry: `streamlit run app.py`."""

from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser

# A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)

st.set_page_config(page_title="digitapp", page_icon=str(Path(__file__).parent / "assets" / "logo.svg"))
st.html(Path(__file__).parent / "assets" / "style.css")
st.navigation(
    [
        st.Page("digitapp/pages/draw.py", title="Draw", icon=":material/draw:", default=True),
        st.Page("digitapp/pages/explore.py", title="Explore", icon=":material/grid_view:"),
    ],
    position="top",
).run()
