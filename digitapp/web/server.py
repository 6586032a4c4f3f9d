"""What holds for the whole of the server's process. app.py sees to it before anything else is loaded."""

from collections.abc import Callable

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.components.v2.bidi_component import serialization
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from digitapp.learning.threads import use_one_thread
from digitapp.web.board import expiry

TABLES = "is_dataframe_like"


def prepare() -> None:
    """Doing it again, with every page that is opened, changes nothing."""
    use_one_thread()
    expiry.begin()
    app_session._populate_theme_msg = once_for_each_section(app_session._populate_theme_msg)
    setattr(serialization, TABLES, unless_plain(getattr(serialization, TABLES)))  # which another module gave it
    # A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
    MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)


def unless_plain(is_dataframe_like: Callable[[object], bool]) -> Callable[[object], bool]:
    """Streamlit's function that says whether a component's value is a table, as one that is not asked about dicts and lists.

    It loads pandas for that, which takes half a second, for which the first canvas would wait.
    """
    return lambda value: not isinstance(value, dict | list) and is_dataframe_like(value)


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
