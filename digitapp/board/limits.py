"""Limits of class boards: all of them, here and nowhere else; README publishes them."""

PUPILS = 120  # phones on a board: a few classes at once
PUPIL_DRAWINGS = 100  # drawings that one phone may send to a board, those it deletes included; it is asked for 60 at most
BOARD_DRAWINGS = 5_000  # drawings that a board keeps: 30 MB at the most, where each is as long as it may be
BOARD_ACTS = 20_000  # what is done on a board besides sending
BOARDS = 50  # boards on a server at the same time
HOURS = 24  # after which a board is gone

DRAWING_TEXT = 6_000  # characters of a drawing, as links.py packs it: a usual one has 1,500, longer ones are thinned
CANVAS_TEXT = 400_000  # characters of a drawing, as the canvas sends it: a minute without a pause
TOO_LONG = "This drawing is too long to send: press Clear and draw one digit."
ID_LENGTHS = (16, 64)  # characters of the random ids of a phone and of a drawing

TIMES = 3  # how often each digit may be asked in a round

CODE_LENGTH = 6  # 28 letters and digits each: a guess finds one of 50 boards once in 10 million
TOKEN_BYTES = 32  # of the host's token
FREE_TRIES = 3  # wrong codes in a browser before it has to wait
FIRST_WAIT = 2  # seconds it then waits, twice as long after each further one
LONGEST_WAIT = 60  # seconds

ON_WALL = 60  # drawings on the wall, the newest
FEWEST_PUPILS = 8  # for an interval over pupils


class BoardError(ValueError):
    """What a board cannot do; the message is one sentence that tells the person concerned what is wrong and what to do."""


class StoreError(BoardError):
    """The boards cannot be read or written at the moment; what was asked of them may be asked again later."""
