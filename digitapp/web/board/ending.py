"""The end of a board: files to keep, and the button that deletes it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from digitapp.board import codes, export
from digitapp.board.limits import BoardError
from digitapp.board.results import Results
from digitapp.measuring import history, teaching
from digitapp.web import cached, figures
from digitapp.web.board import report
from digitapp.web.board.waiting import result_of

DELETED, ERROR = "class.deleted", "class.delete.error"
GONE = "This board and all that was on it are deleted."
NAME = "class_drawings"


def is_deleted(code: str) -> bool:
    """Whether this visitor has deleted this board, which it then says."""
    is_it = st.session_state.get(DELETED) == code
    if is_it:
        st.success(GONE, icon=":material/delete:")
    return is_it


def show(code: str, token: str) -> None:
    boards, now = cached.boards(), datetime.now(UTC)
    board, expires = boards.board(code, now), boards.expires(code, now)
    st.header("Keep", anchor=False)
    if not board.kept:
        st.markdown("There is nothing to keep yet.")
    else:
        st.markdown(
            f"{figures.count(len(board.kept), 'drawing')}, without names: pupils are numbers. A model can be taught with the "
            f"file of drawings on the Explore page (Your experiment, up to {teaching.MAX_DRAWINGS:,} drawings); the Draw page "
            f"imports it (My handwriting, up to {history.MAX_DRAWINGS}); `python -m digitapp benchmark` measures every model "
            "on it. The protocol says how the drawings came to be."
        )
        with st.container(horizontal=True):
            _download("Drawings", partial(export.drawings, board), f"{NAME}.json.gz", "application/gzip")
            _download("Protocol", lambda: export.protocol_file(board, now), f"{NAME}_protocol.json", "application/json")
        found = result_of(
            "The models are reading the drawings ...",
            lambda: cached.reading(code).of(board),
            cached.reading(code).again,
            "keep",
        )
        if isinstance(found, Results):
            with st.container(horizontal=True):
                _download("Table (CSV)", partial(export.table, board, found), f"{NAME}.csv", "text/csv")
                _download("Report (HTML)", lambda: report.html(board, found, now), f"{NAME}_report.html", "text/html")
            st.caption("The report opens in any browser and prints.")
    st.header("Delete", anchor=False)
    hours = max(0, round((expires - now).total_seconds() / 3600))
    st.markdown(f"The board is deleted by itself in {figures.count(hours, 'hour')}, with all that is on it; or now.")
    if error := st.session_state.pop(ERROR, None):
        st.error(error, icon=":material/error:")
    with st.popover("Delete now", icon=":material/delete:", key="class.delete"):
        words = (
            f"Delete the board {codes.spoken(code)} and its {figures.count(len(board.kept), 'drawing')}? This cannot be undone."
        )
        st.markdown(words)
        st.button("Yes, delete everything", key="class.delete.yes", on_click=_delete, args=(code, token), type="primary")


def _delete(code: str, token: str) -> None:
    try:
        cached.boards().delete(code, token, datetime.now(UTC))
    except BoardError as error:
        st.session_state[ERROR] = str(error)
        return
    cached.forget_board(code)
    st.session_state[DELETED] = code


def _download(label: str, make: Callable[[], bytes | str], name: str, kind: str) -> None:
    st.download_button(label, make, name, kind, key=f"class.keep.{name}", icon=":material/download:", on_click="ignore")
