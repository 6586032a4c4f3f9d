"""What a phone on a board is answered: it sends drawings, hears how they are read, can look at its own and delete them.

All that is known of it is what it says and what the board has kept.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from markupsafe import Markup

from digitapp.board import drawings
from digitapp.board.board import Phone
from digitapp.board.events import Sent, check_id
from digitapp.board.limits import BoardError, StoreError
from digitapp.board.store import NO_BOARD
from digitapp.drawing.digit import a
from digitapp.learning.models import DEFAULT
from digitapp.measuring.answers import Answer
from digitapp.web import cached, figures
from digitapp.web.board.sketches import picture
from digitapp.web.turn import turn

__all__ = ["NO_BOARD", "answer"]


def answer(request: object) -> dict[str, object]:
    """The answer to what a phone sends, which may be anything.

    It should be `{"board": code, "pupil": id, "sent": drawing, "deleted": id of a drawing, "shows_own": bool}`; "sent", as
    `drawings.sent` has it, and "deleted" may be None. Of the answer, "done" says what became of the drawing, unless it is to be
    sent again; "error" what went wrong; all else how the board is, as far as it is known.
    """
    match request:
        case {"board": str(code), "pupil": str(pupil), **more}:
            pass
        case _:
            return {"error": drawings.DAMAGED}
    told: dict[str, object] = {"done": None, "error": None}
    try:
        check_id(pupil)
        if (drawing := more.get("sent")) is not None:
            told["done"] = _keep(code, pupil, drawing)
        if (deleted := more.get("deleted")) is not None:
            told["error"] = _delete(code, pupil, deleted)
        mine = joined(code, pupil)
    except StoreError as error:
        return told | {"error": str(error)}
    except BoardError as error:
        return told | {"to_draw": [], "total": 0, "stopped": str(error)}
    told |= {"to_draw": [list(one) for one in mine.to_draw], "total": mine.total, "stopped": mine.stopped}
    return told | {"count": len(mine.drawings), "own": _pictures(mine) if more.get("shows_own") is True else None}


def joined(code: str, pupil: str) -> Phone:
    """What a phone shows that has joined by now, if it may."""
    store, now = cached.boards(), datetime.now(UTC)
    board = store.board(code, now)
    if not board.has_joined(pupil) and board.stopped(pupil) is None:
        store.join(code, pupil, now)
        board = store.board(code, now)
    return board.phone(pupil)


def _keep(code: str, pupil: str, drawing: object) -> Mapping[str, object]:
    """Read a drawing and keep it: what became of it. Raises StoreError if it shall be sent again."""
    request = {**drawing, "pupil": pupil} if isinstance(drawing, Mapping) else {}
    try:
        reader = cached.model(DEFAULT)
        with turn():
            sent = drawings.sent(request, reader)
        cached.boards().send(code, sent, datetime.now(UTC))
    except StoreError:
        raise
    except BoardError as error:
        return {"words": str(error), "verdict": None}
    return {"words": words(sent), "verdict": verdict(sent.answer)}


def _delete(code: str, pupil: str, client: object) -> str | None:
    """Delete a pupil's own drawing: None, or why it is not deleted."""
    try:
        cached.boards().delete_drawing(code, pupil, str(client), datetime.now(UTC))
    except BoardError as error:
        return str(error)
    return None


def _pictures(mine: Phone) -> Markup:
    """A phone's own drawings."""
    shown = [(sent, picture(sent.strokes), words(sent)) for sent in mine.drawings]
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
