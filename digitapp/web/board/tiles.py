"""A class's drawings as they are shown: what each was read as and, where it is another, what was asked."""

from digitapp.board.board import Shown
from digitapp.board.events import Sent
from digitapp.drawing.digit import a
from digitapp.measuring.answers import Answer
from digitapp.web.components.wall import Tile

NO_DIGIT = "not a digit"
NO_BREAK = "\N{NO-BREAK SPACE}"


def tile(sent: Sent | Shown, *more: str) -> Tile:
    """A drawing with the verdict of the best reader; `more` is added to what stands below it."""
    verdict, look, notes = _said(sent.answer, sent.asked.digit)
    alt = f"Asked for {a(sent.asked.digit)}, {sent.answer}"
    number = sent.seq if isinstance(sent, Sent) else sent.number
    return Tile(number, sent.strokes, ", ".join([alt, *more]), verdict, "\n".join([", ".join(notes), *more]).strip(), look)


def _said(answer: Answer, asked: int) -> tuple[str, str, list[str]]:
    """The verdict, its class of wall.css, and what is to be noted of it."""
    wrong = [] if answer.digit == asked else [f"asked for {a(asked).replace(' ', NO_BREAK)}"]
    if answer.digit is None:
        return "?", "unsure", [NO_DIGIT, *wrong]
    if not answer.is_sure:
        return f"{answer.digit}?", "unsure", ["not sure", *wrong]
    return str(answer.digit), "wrong" if wrong else "right", wrong
