import json

import pytest
from boards import HEART, client, pupil
from drawings import DIGITS, NO_DIGITS, canvas_json, scribble
from hypothesis import given, settings
from hypothesis import strategies as st

from digitapp.board import drawings
from digitapp.board.events import Sent
from digitapp.board.limits import DRAWING_TEXT, BoardError
from digitapp.board.task import CAREFUL, Asked
from digitapp.learning import models

READER = models.from_saved()


def request(paths=DIGITS[7], **other):
    asked = {"pupil": pupil(1), "client": client(1), "digit": 7, "round": CAREFUL, "pointer": "finger"}
    return asked | {"canvas": json.dumps(canvas_json(paths))} | other


@pytest.mark.parametrize(
    ("paths", "answer"), [(DIGITS[7], (7, True)), (DIGITS[3], (3, True)), (NO_DIGITS["heart"], (None, False))]
)
def test_a_drawing_is_kept_with_what_the_best_reader_says(paths, answer):
    sent = drawings.sent(request(paths), READER)
    assert (sent.pupil, sent.client, sent.asked, sent.pointer) == (pupil(1), client(1), Asked(7, CAREFUL), "finger")
    assert sent.answer == answer
    assert sent.is_held_back == (answer != (7, True))


def test_a_long_drawing_is_thinned_and_read_as_it_is_kept():
    canvas = json.dumps(scribble(3_000))
    text = drawings.packed(canvas)
    assert len(text) <= DRAWING_TEXT
    assert not drawings.strokes_of(text).is_blank


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"canvas": "x" * 1_000_000}, "too long"),
        ({"canvas": json.dumps(scribble(3_800))}, "too long"),
        ({"canvas": '{"objects": []}'}, "Nothing drawn yet"),
        ({"canvas": json.dumps(canvas_json([[[5, 5], [6, 6]]]))}, "Nothing drawn yet"),
        ({"canvas": json.dumps(canvas_json([[[-90, -90], [-50, -20]]]))}, "Nothing drawn yet"),
        ({"canvas": "[" * 100_000}, "did not arrive whole"),
        ({"canvas": "{}"}, "did not arrive whole"),
        ({"canvas": None}, "did not arrive whole"),
        ({"digit": "7"}, "did not arrive whole"),
        ({"digit": True}, "did not arrive whole"),
        ({"digit": 12}, "reload the page"),
        ({"pointer": "nose"}, "reload the page"),
        ({"pupil": "me"}, "reload the page"),
    ],
)
def test_what_no_board_keeps_is_one_sentence(wrong, words):
    with pytest.raises(BoardError, match=words):
        drawings.sent(request(**wrong), READER)


@pytest.mark.parametrize("text", ["", "s", "0" * 64, "s" + "A" * 1_000_000, HEART[:-5], HEART + "é"])
def test_a_damaged_text_is_one_sentence(text):
    with pytest.raises(BoardError, match="press Clear"):
        drawings.strokes_of(text)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["M", "L", "Q", "path", "objects"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*drawings.FIELDS, "objects", "path"]), inner),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(
    ANYTHING, st.dictionaries(st.sampled_from([*drawings.FIELDS]), ANYTHING | ANYTHING.map(json.dumps), max_size=3), st.text()
)
def test_whatever_a_phone_sends_is_a_drawing_or_a_sentence(whole, some, text):
    for sent in (whole, request() | some, request(canvas=text)):
        try:
            assert isinstance(drawings.sent(sent, READER), Sent)
        except BoardError as error:
            assert str(error).endswith(".")
