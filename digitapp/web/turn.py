"""Strokes are answered one after the other, in the order in which they came, whoever drew them.

Many at once hinder each other so much that a hundred visitors wait for seconds. Whoever has the turn keeps all others waiting,
so inside it nothing may wait for a cache, a lock, a fit or a disk.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_queue: deque[Event] = deque()  # whose turn it is, and those who wait for theirs, in their order
_lock = Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn and have it; a script that was stopped while it waited ends instead."""
    mine = Event()
    with _lock:
        _queue.append(mine)
        _queue[0].set()
    try:
        mine.wait()
        _end_if_stopped()
        yield
    finally:
        with _lock:
            _queue.remove(mine)
            if _queue:
                _queue[0].set()


def _end_if_stopped() -> None:
    """Raise what ends this script if Streamlit wants it to end, as it does whenever a script asks for the session's state.

    A phone on a board is answered by no script.
    """
    if get_script_run_ctx(suppress_warning=True):
        st.session_state.get("turn")
