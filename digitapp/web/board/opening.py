"""Opening a board: what it asks for, in one form."""

from datetime import UTC, datetime

import streamlit as st

from digitapp.board.limits import HOURS, TIMES, BoardError
from digitapp.board.task import CAREFUL, FAST, Task
from digitapp.web import cached

DIGITS, OFTEN, IS_FAST, ERROR = "class.digits", "class.times", "class.fast", "class.open.error"


def show() -> None:
    """A form that opens a board; its host's address is then this page's, and the only place where the token stands."""
    st.header("Open a board", anchor=False)
    st.markdown(
        "You get a link for the wall, one for the pupils' phones and one for yourself. Pupils need no account and no name; "
        f"after {HOURS} hours the board and all drawings on it are deleted."
    )
    with st.form("class.open", border=False):
        st.pills("Digits to draw", range(10), selection_mode="multi", default=range(10), key=DIGITS)
        st.segmented_control(
            "How often each, shuffled for each pupil", range(1, TIMES + 1), default=2, required=True, key=OFTEN
        )
        st.checkbox("Then as often again, as fast as they can", key=IS_FAST)
        st.form_submit_button("Open a board", key="class.open.go", icon=":material/add:", on_click=_open)
    if error := st.session_state.pop(ERROR, None):
        st.error(error, icon=":material/error:")


def _open() -> None:
    state = st.session_state
    try:
        task = Task(tuple(sorted(state[DIGITS])), state[OFTEN], (CAREFUL, FAST) if state[IS_FAST] else (CAREFUL,))
        code, token = cached.boards().open_board(task, datetime.now(UTC))
    except BoardError as error:
        state[ERROR] = str(error)
    else:
        from digitapp.web.board import host

        state[host.PART] = "links"  # the first that is needed
        st.query_params.from_dict({"host": code, "key": token})
