"""What holds for the whole of the server's process. app.py sees to it before anything else is loaded."""

import os

import streamlit as st
from starlette.formparsers import MultiPartParser


def prepare() -> None:
    """Doing it again, with every page that is opened, changes nothing."""
    use_one_thread()
    # A picture is sent in memory, as the page says that nothing is stored: above 1 MB it would pass through a file on the disk.
    MultiPartParser.spool_max_size = 2**20 * (st.get_option("server.maxUploadSize") + 1)


def use_one_thread() -> None:
    """Let numpy and scikit-learn compute in the thread that calls them, unless the environment says otherwise.

    A drawing is read faster so than by threads that wait for each other: in 4 instead of 10 to 20 ms on two cores, 100 ms if
    these are busy. The libraries look at the environment once, when they are loaded, so nothing can change it later.
    """
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
