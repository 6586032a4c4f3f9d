"""Events: what phones send to a board and what is done on it; each has a number, `seq`, 1, 2, 3 ... on its board."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from digitapp.board.limits import DRAWING_TEXT, ID_LENGTHS, BoardError
from digitapp.board.task import ROUNDS, Asked
from digitapp.measuring.answers import Answer

POINTERS = ("finger", "mouse", "pen")

BOARD, DRAWING, PUPIL = "board", "drawing", "pupil"
# What the host can do and undo, and to what
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "approve": DRAWING,  # what was held back may be on the wall
        "remove": DRAWING,  # it is neither shown nor measured
        "block": PUPIL,  # the phone sends no more, and what it has sent is neither shown nor measured
        "lock": BOARD,  # no further phone can join
        "pause": BOARD,  # the wall stays as it is
        "blank": BOARD,  # the wall shows no drawing
        "hide counts": BOARD,
        "reveal": BOARD,  # the wall shows the results
        "close": BOARD,  # nothing is sent or deleted any more
    }
)
# What a phone does besides sending, which is not undone
PUPILS_ACTS: Mapping[str, str] = MappingProxyType({"join": PUPIL, "delete": DRAWING})

_ID = re.compile(rf"[A-Za-z0-9_-]{{{ID_LENGTHS[0]},{ID_LENGTHS[1]}}}")


@dataclass(frozen=True)
class Sent:
    """A drawing: whose it is (a phone's random id), its own random id, what was asked, and what the best reader said of it.

    `strokes` are the text that links.py packs them into, "" once it is deleted; `pointer` is of `POINTERS`. Raises BoardError
    for anything else, by length before by content.
    """

    pupil: str
    client: str
    asked: Asked
    strokes: str
    pointer: str
    answer: Answer
    seq: int = 0  # as long as no board has it

    def __post_init__(self) -> None:
        if len(self.strokes) > DRAWING_TEXT:
            raise BoardError("This drawing is too long to send: press Clear and draw one digit.")
        check_id(self.pupil)
        check_id(self.client)
        if self.asked.round not in ROUNDS or self.asked.digit not in range(10) or self.pointer not in POINTERS:
            raise BoardError("This drawing does not say what it should be: reload the page and draw it again.")

    @property
    def is_held_back(self) -> bool:
        """Whether the host looks at it before the wall shows it: all but what was surely read as what was asked."""
        return self.answer != Answer(self.asked.digit, True)


@dataclass(frozen=True)
class Act:
    """Something done (`is_on`) or undone, of `ACTS` or `PUPILS_ACTS`; `target` is the id of a drawing or pupil, or ""."""

    name: str
    is_on: bool = True
    target: str = ""
    seq: int = 0

    def __post_init__(self) -> None:
        kind = ACTS.get(self.name) or PUPILS_ACTS.get(self.name)
        if kind is None or (self.name in PUPILS_ACTS and not self.is_on):
            raise BoardError("A board cannot do that: reload the page.")
        if kind != BOARD:
            check_id(self.target)
        elif self.target:
            raise BoardError("This is done to the whole board, not to one drawing: reload the page.")


Event = Sent | Act


def check_id(text: str) -> None:
    """Raise BoardError unless it can be the random id of a phone or a drawing."""
    if len(text) > ID_LENGTHS[1] or not _ID.fullmatch(text):
        raise BoardError("This phone has lost its number on the board: reload the page.")
