"""digitapp's entry: `streamlit run app.py`."""

import streamlit as st

from digitapp.web import routes, server

server.prepare()

app = st.App("digitapp/web/pages/main.py", routes=routes.ROUTES)
