"""What the tests of boards share: a time, ids, and drawings as phones send them, without a model that reads them."""

from datetime import UTC, datetime, timedelta

from drawings import DIGITS, NO_DIGITS

from digitapp.board.events import Sent
from digitapp.board.task import CAREFUL, Asked
from digitapp.drawing import links
from digitapp.drawing.strokes import Strokes
from digitapp.measuring.answers import Answer

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=23, minutes=59)
TOO_LATE = NOW + timedelta(hours=24)

TEXTS = [links.pack(Strokes(tuple(DIGITS[digit]))) for digit in range(10)]
HEART = links.pack(Strokes(tuple(NO_DIGITS["heart"])))


def pupil(number):
    return f"pupil-{number:014}"


def client(number):
    return f"drawing-{number:012}"


def sent(whose, number, digit, read=..., *, is_sure=True, strokes=None, pointer="finger", of=CAREFUL, seq=0):
    """What the pupil `whose` sends as its drawing `number`, read right unless `read` says otherwise."""
    answer = Answer(digit if read is ... else read, is_sure)
    strokes = TEXTS[digit] if strokes is None else strokes
    return Sent(pupil(whose), client(number), Asked(digit, of), strokes, pointer, answer, seq)
