"""What holds for the whole of the server's process. app.py sees to it before anything else is loaded."""

from threading import Thread

import streamlit as st
from starlette.formparsers import MultiPartParser

from digitapp.learning.threads import use_one_thread
from digitapp.web.board import expiry


def prepare() -> None:
    """Doing it again, with every page that is opened, changes nothing."""
    use_one_thread()
    expiry.begin()
    # A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
    MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)
    Thread(target=load, name="load", daemon=True).start()


def load() -> None:
    """Load what the first page and the first verdict need, while the first browser is still busy with Streamlit's own files."""
    import pandas  # noqa: F401 -- Streamlit looks with it whether a component is given a table, before it sends the canvas

    from digitapp.drawing import bitmap  # noqa: F401
    from digitapp.learning import models
    from digitapp.web import cached

    cached.model(models.DEFAULT)
