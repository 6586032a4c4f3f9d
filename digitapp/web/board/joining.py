"""Joining a board by its code. Whoever types wrong ones has to wait longer and longer: this browser, not this school."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import streamlit as st

from digitapp.board import codes
from digitapp.board.limits import LONGEST_WAIT, BoardError, StoreError
from digitapp.web import cached, figures
from digitapp.web.components import tab

CODE = "class.code"
# In the session's state: the wrong codes and, in seconds since 1970, until when to wait; what is wrong in a sentence
TRIES, ERROR = "class.join.tries", "class.join.error"


def show() -> None:
    """A field for the code."""
    st.header("Join a board", anchor=False)
    with st.form("class.join", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "The code on the wall", key=CODE, placeholder="K7P M2X", max_chars=codes.MAX_TYPED, autocomplete="off", width=220
        )
        st.form_submit_button("Join", key="class.join.go", icon=":material/login:", on_click=_join)
    if error := st.session_state.get(ERROR):
        st.error(error, icon=":material/error:")
    keep_tries()


def keep_tries() -> None:
    """Have the browser remember the wrong codes."""
    tries, until = _tries()
    tab.keep("class.tries", {"tries": f"{tries} {until:.0f}"}, _restore, is_lasting=True)


def _join() -> None:
    """Open the board of the code that was typed, if there is one and nobody has to wait."""
    state, now = st.session_state, datetime.now(UTC)
    tries, until = _tries()
    state[ERROR] = None
    if now.timestamp() < until:
        seconds = figures.count(int(until - now.timestamp()) + 1, "second")
        state[ERROR] = f"These were {tries} wrong codes: wait {seconds}, look at the wall again, then press Join."
        return
    try:
        code = codes.read(state[CODE])
    except BoardError as error:
        state[ERROR] = str(error)
        return
    try:
        cached.boards().board(code, now)
    except StoreError as error:
        state[ERROR] = str(error)
    except BoardError as error:
        state[ERROR] = str(error)
        state[TRIES] = (tries + 1, (now + timedelta(seconds=codes.wait(tries + 1))).timestamp())
    else:
        state[TRIES] = (0, 0.0)
        st.query_params.from_dict({"board": code})


def _tries() -> tuple[int, float]:
    tries, until = st.session_state.get(TRIES, (0, 0.0))
    return tries, until


def _restore(texts: Mapping[str, str]) -> None:
    """Take what the browser remembers, which may be anything: never a longer wait than the longest."""
    try:
        tries, until = map(int, texts.get("tries", "")[:30].split())
    except ValueError:
        return
    longest = datetime.now(UTC).timestamp() + LONGEST_WAIT
    st.session_state[TRIES] = max(_tries(), (min(max(tries, 0), 100), float(min(until, longest))))
