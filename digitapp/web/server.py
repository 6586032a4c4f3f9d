"""What holds for the whole of the server's process. app.py sees to it before anything else is loaded."""

from collections.abc import Callable
from threading import Thread

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from digitapp.learning.threads import use_one_thread
from digitapp.web.board import expiry


def prepare() -> None:
    """Doing it again, with every page that is opened, changes nothing."""
    use_one_thread()
    expiry.begin()
    app_session._populate_theme_msg = once_for_each_section(app_session._populate_theme_msg)
    # A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
    MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)
    Thread(target=load, name="load", daemon=True).start()


def load() -> None:
    """Load what the first page and the first verdict need, while the first browser is still busy with Streamlit's own files."""
    from digitapp.drawing import bitmap  # noqa: F401
    from digitapp.learning import models
    from digitapp.web import cached

    cached.model(models.DEFAULT)


def once_for_each_section(populate: Callable[[CustomThemeConfig, str], None]) -> Callable[..., None]:
    """Streamlit's function that puts a section of the theme into a message, as one that looks it up in the settings only once.

    Streamlit does so for six sections with each run of the script, for each stroke, which takes a millisecond or two.
    """
    known: dict[str, CustomThemeConfig] = {}

    def populate_again(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            populate(known[section], section)
        if known[section].ByteSize():  # an empty one would be in the message all the same
            message.MergeFrom(known[section])

    return populate_again
