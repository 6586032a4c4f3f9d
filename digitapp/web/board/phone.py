"""A pupil's phone: it is asked for digits, sends drawings, hears how they are read, can look at its own and delete them.

All that is known of it here, what it says is kept: its session may end at any time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

import streamlit as st
from markupsafe import Markup

from digitapp.board import codes, drawings
from digitapp.board.board import Phone
from digitapp.board.events import Sent
from digitapp.board.limits import BoardError, StoreError
from digitapp.board.task import ROUNDS
from digitapp.drawing.digit import a
from digitapp.learning.models import DEFAULT
from digitapp.measuring.answers import Answer
from digitapp.web import cached, figures
from digitapp.web.board import joining
from digitapp.web.board.sketches import picture
from digitapp.web.components import phone
from digitapp.web.components.press import Press, press
from digitapp.web.turn import turn

EVERY = 5  # seconds between two looks at the board
PEN = 28  # canvas units: the normal one of the Draw page (draw/visit.py), whose package this page need not load

# In the session's state: what was sent last and became of it; how often the phone was told something; pictures of its own
# drawings by their id; what went wrong as one was deleted
DONE, BEAT, OWN, ERROR = (f"class.phone.{name}" for name in ("done", "beat", "own", "error"))


def show(typed: str) -> None:
    """Show a board to a phone; raises BoardError if there is none with this code."""
    code = codes.read(typed)
    cached.boards().board(code, datetime.now(UTC))
    st.title(f"Board {codes.spoken(code)}", anchor=False)
    _look(code)
    st.caption("Your drawings go to your teacher's board, without your name, and are deleted within 24 hours.")
    joining.keep_tries()


@st.fragment(run_every=EVERY)
def _look(code: str) -> None:
    """What is asked, and what was drawn, as the board is now."""
    pupil = phone.pupil(code)
    state = st.session_state
    state[BEAT] = state.get(BEAT, 0) + 1
    told: dict[str, object] = {"pupil": pupil, "beat": state[BEAT], "rounds": dict(ROUNDS), "done": state.get(DONE)}
    mine = None
    try:
        mine = None if pupil is None else _joined(code, pupil)
        told |= {"to_draw": [], "total": 0, "stopped": None} if mine is None else _asked(mine)
    except StoreError as error:
        told |= {"error": str(error)}
    except BoardError as error:
        told |= {"to_draw": [], "total": 0, "stopped": str(error)}
    phone.phone(code, told, PEN, partial(_send, code))
    if pupil is not None and mine is not None and (mine.drawings or OWN in state):  # once there were any
        press(_pictures(mine), "class.mine", partial(_delete, code, pupil))
        if refused := state.pop(ERROR, None):
            st.error(refused, icon=":material/error:")


def _joined(code: str, pupil: str) -> Phone:
    """What a phone shows that has joined by now, if it may."""
    store, now = cached.boards(), datetime.now(UTC)
    board = store.board(code, now)
    if not board.has_joined(pupil) and board.stopped(pupil) is None:
        store.join(code, pupil, now)
        board = store.board(code, now)
    return board.phone(pupil)


def _asked(mine: Phone) -> Mapping[str, object]:
    return {"to_draw": [list(one) for one in mine.to_draw], "total": mine.total, "stopped": mine.stopped}


def _send(code: str, request: Mapping[str, object]) -> None:
    """Read what a phone sends and keep it; it hears what became of it, unless it shall send it again."""
    reader = cached.model(DEFAULT)
    done = {"client": request.get("client"), "digit": request.get("digit")}
    try:
        with turn():
            sent = drawings.sent(request, reader)
        cached.boards().send(code, sent, datetime.now(UTC))
        done |= {"words": words(sent), "verdict": verdict(sent.answer)}
    except StoreError:
        return
    except BoardError as error:
        done |= {"words": str(error), "verdict": None}
    st.session_state[DONE] = done


def _delete(code: str, pupil: str, pressed: Press) -> None:
    name, _, client = pressed.word.partition(":")
    try:
        if name == "delete":
            cached.boards().delete_drawing(code, pupil, client, datetime.now(UTC))
    except BoardError as error:
        st.session_state[ERROR] = str(error)


def _pictures(mine: Phone) -> Markup:
    """A phone's own drawings; each is made into a picture once."""
    known = st.session_state.get(OWN, {})
    st.session_state[OWN] = {sent.client: known.get(sent.client) or picture(sent.strokes) for sent in mine.drawings}
    shown = [(sent, st.session_state[OWN][sent.client], words(sent)) for sent in mine.drawings]
    return figures.render("own_drawings.html", drawings=shown, may_delete=mine.may_delete)


def verdict(answer: Answer) -> str:
    """What the best reader says, in a character: a digit, or "?"."""
    return str(answer.digit) if answer.is_sure else "?"


def words(sent: Sent) -> str:
    """What the best reader says of a drawing, to whoever drew it."""
    answer, own = sent.answer, f"Your {sent.asked.digit}"
    if answer.digit is None:
        return f"{own} is not read as a digit."
    return f"{own} is read as {a(answer.digit)}." if answer.is_sure else f"{own} is unclear: perhaps {a(answer.digit)}."
