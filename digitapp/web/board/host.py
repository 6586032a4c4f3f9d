"""The host's screen: what waits for a tap, what has come, what is done to the board; then its links, results and end."""

from datetime import UTC, datetime

import streamlit as st

from digitapp.board import codes
from digitapp.board.board import Board
from digitapp.board.events import Act, Sent
from digitapp.board.limits import BoardError
from digitapp.web import cached, figures
from digitapp.web.board import ending, links, results
from digitapp.web.board.tiles import tile
from digitapp.web.components.wall import Section, Tile, wall

EVERY = 2  # seconds
PART = "class.host.part"
PARTS = {"live": "Drawings", "links": "Links", "results": "Results", "end": "Finish"}
OFFLINE = "Offline: the connection to the server is lost. This page goes on by itself as soon as it is back."
MOST_WAITING = 8  # of what waits: each tap brings the next
MOST_SHOWN = 30  # of what is on the wall, and of what was removed
NOBODY = "No phone has joined yet: show the wall, or the links."
# What can be done to the board and undone: what it is called, and what it does
SWITCHES = {
    "lock": ("Lock", "No further phone can join."),
    "pause": ("Pause the wall", "It stays as it is; phones go on."),
    "blank": ("Blank the wall", "It shows no drawing."),
    "hide counts": ("Hide counts", "The wall does not say how many there are."),
    "reveal": ("Reveal results", "The wall shows the results."),
    "close": ("Close", "Nothing more is sent or deleted."),
}
WAITING = {"approve": "Show", "remove": "Remove", "block": "Block"}
SHOWN = {"remove": "Remove", "block": "Block"}
REMOVED = {"put back": "Put back"}
# What the buttons below a drawing do
PRESSED = {"approve": ("approve", True), "remove": ("remove", True), "block": ("block", True), "put back": ("remove", False)}
ERROR = "class.host.error"


def show(code: str, token: str) -> None:
    """Show a board to whoever has its host's token; raises BoardError if there is no such board, or this is not its token."""
    if ending.is_deleted(code):
        return
    boards, now = cached.boards(), datetime.now(UTC)
    boards.check_host(code, token, now)
    code = codes.read(code)
    st.title(f"Board {codes.spoken(code)}", anchor=False)
    part = st.segmented_control(
        "Part", PARTS, format_func=PARTS.__getitem__, default="live", required=True, key=PART, label_visibility="collapsed"
    )
    match part:
        case "live":
            _live(code, token)
        case "links":
            links.show(code, token)
        case "results":
            results.show(code, token)
        case _:
            ending.show(code, token)


@st.fragment(run_every=EVERY)
def _live(code: str, token: str) -> None:
    """What waits and what has come, asked for again and again, as another device may be the host as well."""
    try:
        board = cached.boards().board(code, datetime.now(UTC))
    except BoardError as error:
        st.error(str(error), icon=":material/error:")
        return
    if refused := st.session_state.pop(ERROR, None):
        st.error(refused, icon=":material/error:")
    by_number = {sent.seq: sent for sent in board.sent.values()}

    def take(name: str, number: int) -> None:
        act, is_on = PRESSED[name]
        sent = by_number[number]
        _do(code, token, Act(act, is_on, sent.pupil if act == "block" else sent.client))

    wall([_waiting(board)], _words(board), OFFLINE, "class.host.waiting", take)
    _switches(board, code, token)
    wall(_seen(board), "", "", "class.host.drawings", take)
    _blocked(board, code, token)


def _switches(board: Board, code: str, token: str) -> None:
    """What is done to the whole board; they show what is so, whoever did it."""
    with st.container(key="board-switches"):
        for name, (words, what) in SWITCHES.items():
            key = f"class.switch.{name}"
            st.session_state[key] = board.is_on(name)
            st.toggle(words, key=key, help=what, on_change=_switch, args=(code, token, name))


def _switch(code: str, token: str, name: str) -> None:
    _do(code, token, Act(name, st.session_state[f"class.switch.{name}"]))


def _do(code: str, token: str, act: Act) -> None:
    try:
        cached.boards().act(code, token, act, datetime.now(UTC))
    except BoardError as error:
        st.session_state[ERROR] = str(error)


def _words(board: Board) -> str:
    if not board.pupils:
        return NOBODY
    return f"{figures.count(len(board.pupils), 'phone')} \N{MIDDLE DOT} {figures.count(len(board.kept), 'drawing')}"


def _waiting(board: Board) -> Section:
    """What waits for a tap, the oldest first."""
    title = f"Waiting for you: {len(board.waiting)}" if board.waiting else "Nothing waits for you"
    words = "Misread, not sure or not a digit: look at each before all see it." if board.waiting else ""
    return Section("waiting", _tiles(board, board.waiting[:MOST_WAITING]), title, words, WAITING)


def _seen(board: Board) -> list[Section]:
    """What is on the wall and what was removed, the newest first."""
    seen = [sent for sent in reversed(board.kept) if board.may_be_shown(sent)]
    removed = board.removed[::-1]
    found = []
    if seen:
        found.append(Section("shown", _tiles(board, seen), "On the wall", _first(len(seen)), SHOWN))
    if removed:
        found.append(Section("removed", _tiles(board, removed), "Removed", _first(len(removed)), REMOVED))
    return found


def _tiles(board: Board, drawings: tuple[Sent, ...] | list[Sent]) -> list[Tile]:
    return [tile(sent, f"phone {board.pupils[sent.pupil]}") for sent in drawings[:MOST_SHOWN]]


def _first(number: int) -> str:
    return f"The newest {MOST_SHOWN} of {number:,}." if number > MOST_SHOWN else ""


def _blocked(board: Board, code: str, token: str) -> None:
    """The phones that were blocked, each to be let in again."""
    blocked = [(pupil, number) for pupil, number in board.pupils.items() if board.is_on("block", pupil)]
    if not blocked:
        return
    st.markdown("**Blocked phones**: none of their drawings is shown or counts.")
    with st.container(horizontal=True):
        for pupil, number in blocked:
            act = Act("block", False, pupil)
            st.button(f"Unblock phone {number}", key=f"class.unblock.{number}", on_click=_do, args=(code, token, act))
