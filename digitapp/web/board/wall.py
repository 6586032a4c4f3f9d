"""The wall: for a projector, read-only. The class's drawings as they come, how to join always in a corner, then the results."""

from datetime import UTC, datetime

import streamlit as st

from digitapp.board import codes
from digitapp.board.board import Board, Wall
from digitapp.board.limits import BoardError
from digitapp.web import address, cached, figures
from digitapp.web.board import results
from digitapp.web.board.tiles import tile
from digitapp.web.components.wall import Section, wall

EVERY = 1  # seconds
SHOWN = "class.wall.shown"  # what the page below was made for: it is made again when that is another
OFFLINE = "Offline: the connection to the server is lost. This wall goes on by itself as soon as it is back."
BLANK = "The wall is blank for now."
PAUSED = "Paused"
EMPTY = "Scan the code with a phone, or open the address and type the code. The drawings will appear here."


def show(code: str) -> None:
    """Show a board to all; raises BoardError if there is none with this code."""
    board = cached.boards().board(code, datetime.now(UTC))
    code = codes.read(code)
    with st.container(key="board-wall"):
        with st.container(key="board-wall-corner"):  # the first that is read out
            _corner(code)
        with st.container(key="board-wall-shown"):
            st.session_state[SHOWN] = _made_for(board)
            if board.wall.is_revealed and not board.wall.is_blank:
                results.show(code, None)
            _live(code)


@st.fragment(run_every=EVERY)
def _live(code: str) -> None:
    """The drawings, asked for again and again; of what it is about nothing is kept but by the browser."""
    try:
        board = cached.boards().board(code, datetime.now(UTC))
    except BoardError as error:
        wall([], str(error), OFFLINE, "class.drawings")
        return
    if _made_for(board) != st.session_state.get(SHOWN):
        st.rerun()
    section = Section("wall", [tile(shown) for shown in board.wall.drawings])
    wall([section], _words(board.wall), OFFLINE, "class.drawings")


def _made_for(board: Board) -> tuple:
    """What changes more of the page than the drawings: whether results are shown, and of which drawings."""
    return () if board.wall.is_blank or not board.wall.is_revealed else tuple(sent.seq for sent in board.kept)


def _words(shown: Wall) -> str:
    """Counts, unless they are hidden, and what explains why nothing moves."""
    if shown.is_blank:
        return BLANK
    words = [PAUSED] if shown.is_paused else []
    if shown.pupils is not None and shown.total is not None:
        words += [figures.count(shown.pupils, "phone"), figures.count(shown.total, "drawing")]
        words += [f"{shown.held:,} waiting for the teacher"] if shown.held else []
    if not shown.drawings and not shown.total:
        words.append(EMPTY)
    return " \N{MIDDLE DOT} ".join(words)


def _corner(code: str) -> None:
    """How to join: a QR code, the code to be spoken, and the address where it is typed."""
    url = st.context.url or ""
    page = address.for_others(url) or url
    link = f"{page}?board={code}"
    st.html(
        figures.render(
            "board_corner.html",
            qr=figures.qr(link, f"QR code to join the board {codes.spoken(code)}", ""),
            code=codes.spoken(code),
            page=page.partition("://")[2],
        )
    )
