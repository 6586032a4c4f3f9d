from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress

import numpy as np
import pytest
from drawings import DIGITS, FORMS, scribble
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from digitapp.drawing import links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.links import LinkError
from digitapp.drawing.strokes import MAX_POINTS, MAX_STROKES, Strokes

SEVEN = Strokes(tuple(DIGITS[7]))
PACKED = links.pack(SEVEN)
points = st.tuples(st.floats(-300, 600, width=32), st.floats(-300, 600, width=32))


@settings(deadline=None)
@given(arrays(np.uint8, (8, 8), elements=st.integers(0, 16)))
def test_a_painted_digit_comes_back_as_it_was(levels):
    text = links.pack(Digit(levels))
    assert len(text) == 64
    assert (links.unpack(text).levels == levels).all()


@settings(deadline=None)
@given(st.lists(st.lists(points, min_size=1, max_size=20), min_size=1, max_size=5))
def test_strokes_come_back_to_an_eighth_of_a_unit(paths):
    strokes = Strokes(tuple(paths))
    opened = links.unpack(links.pack(strokes))
    assert [len(path) for path in opened.paths] == [len(path) for path in strokes.paths]
    for one, other in zip(opened.paths, strokes.paths, strict=True):
        assert np.abs(one - other).max() <= 1 / 16 + 1e-4
    assert links.pack(opened) == links.pack(strokes)


@pytest.mark.parametrize("fineness", links.FINENESS)
@pytest.mark.parametrize("paths", [DIGITS[2], DIGITS[8], FORMS["crossed 7"][1]])
def test_coarser_is_shorter_and_looks_alike(paths, fineness):
    strokes = Strokes(tuple(paths))
    text = links.pack(strokes, fineness)
    assert len(text) <= len(links.pack(strokes))
    differing = readable(links.unpack(text)).pixels ^ readable(strokes).pixels
    assert differing.sum() <= 40 * max(1, fineness[1] or 0)


def test_the_finest_text_that_fits_and_holds_is_chosen():
    texts = [links.pack(SEVEN, fineness) for fineness in links.FINENESS]
    assert links.finest(SEVEN, len(texts[0])) == texts[0]
    assert links.finest(SEVEN, len(texts[0]) - 1) == next(text for text in texts if len(text) < len(texts[0]))
    assert links.finest(SEVEN, len(texts[0]), lambda text: text != texts[0]) == texts[1]
    assert links.finest(SEVEN, 5) is None
    assert links.finest(SEVEN, len(texts[0]), lambda text: False) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "64 levels"),
        ("0" * 63, "64 levels"),
        ("0" * 65, "64 levels"),
        ("h" + "0" * 63, "64 levels"),
        ("-1" + "0" * 62, "64 levels"),
        ("٣" * 64, "64 levels"),
        ("s", "damaged"),
        ("s123", "damaged"),  # no strokes
        ("s!", "damaged"),
        ("s" + "A" * 40_000, "damaged"),
        (PACKED[:-3], "damaged"),
        (PACKED[:20], "damaged"),
        ("sCAD_____________", "damaged"),  # a number that never ends
        ("sCAACgIeoAYCHqAE", "outside"),  # two points, the second far to the right
        ("sAAAC", "damaged"),  # no grid
    ],
)
def test_a_text_that_holds_no_drawing_is_one_sentence(text, words):
    with pytest.raises(LinkError, match=words) as error:
        links.unpack(text)
    assert "\n" not in str(error.value)
    assert "ask for it again" in str(error.value)


def test_a_short_text_cannot_ask_for_a_drawing_without_end():
    there_and_back = Strokes(([[0, 0], [280, 280]] * 500,))
    packed = links.pack(there_and_back)[1:]
    data = bytearray(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    data[1] = 1  # points an eighth of a unit apart
    with pytest.raises(LinkError, match="longer than any"):
        links.unpack("s" + urlsafe_b64encode(data).decode().rstrip("="))


SLOW_THEN_FAST = Strokes(([*([100 + step / 8, 100] for step in range(1_000)), *([0, 0], [280, 280]) * 300],))


@pytest.mark.parametrize("fineness", links.FINENESS[3:])
@pytest.mark.parametrize("strokes", [SLOW_THEN_FAST, Strokes.from_canvas(scribble(3_700))], ids=["uneven", "long"])
def test_what_was_packed_can_be_opened_and_is_no_longer_than_the_canvas_takes(strokes, fineness):
    opened = links.unpack(links.pack(strokes, fineness))
    assert sum(map(len, opened.paths)) <= MAX_POINTS


def test_a_link_holds_no_more_strokes_than_the_canvas_takes():
    with pytest.raises(LinkError, match="longer than any"):
        links.unpack(links.pack(Strokes(([[9, 9], [99, 99]],) * (MAX_STROKES + 1))))


@settings(deadline=None)
@given(st.text(alphabet="ABCDEFabcdef0123456789-_", max_size=200))
def test_no_text_is_more_than_a_drawing_or_a_sentence(text):
    with suppress(LinkError):
        assert isinstance(links.unpack("s" + text), Strokes)
