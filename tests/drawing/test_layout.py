"""Layout: two digits are not one, nor is a dash a 1; a digit of several strokes is one."""

import numpy as np
import pytest
from drawings import DIGITS, FORMS, arc, drawn

from digitapp.drawing import layout
from digitapp.drawing.layout import DASH, SEVERAL


def placed(digit, x, y, scale=0.4):
    return [np.array(path) * scale + (x, y) for path in DIGITS[digit]]


def page(lines, pen, side=320):
    """Lines drawn with a pen, bool (side, side)."""
    from PIL import Image, ImageDraw

    picture = Image.new("1", (side, side))
    for line in lines:
        ImageDraw.Draw(picture).line([tuple(point) for point in np.asarray(line).tolist()], fill=1, width=pen, joint="curve")
    return np.asarray(picture)


ONE_DIGIT = {
    **{f"plain {digit}": paths for digit, paths in DIGITS.items()},
    **{name: paths for name, (_, paths) in FORMS.items()},
    "5 with its bar far off": [drawn((95, 60), (90, 130), *arc(130, 180, 110, 100, -130, 140)), drawn((150, 50), (220, 40))],
    "4 whose bar ends before the stem": [drawn((90, 60), (85, 150), (155, 150)), drawn((170, 55), (165, 240))],
    "8 of two circles apart": [drawn(*arc(140, 90, 90, 80, -90, 270)), drawn(*arc(140, 184, 110, 98, -90, 270))],
    "1 with a base apart": [drawn((140, 40), (140, 210)), drawn((90, 225), (190, 225))],
    "3 with a stray dot": [*DIGITS[3], [[230, 60], [232, 62]]],
    "leaning 1": [drawn((200, 50), (100, 230))],
    "tiny 7": placed(7, 20, 20, 0.1),
}
SEVERAL_DIGITS = {
    **{f"{a}{b}": placed(a, 20, 80) + placed(b, 110, 84) for a, b in ((4, 2), (1, 1), (7, 7), (1, 0), (5, 4))},
    "2 above 3": placed(2, 60, 0) + placed(3, 66, 100),
    "close and slanted 11": [drawn((60, 40), (30, 220)), drawn((85, 40), (55, 220))],
    "a row of ten": [path for digit in range(10) for path in placed(digit, 27 * digit, 100, 0.12)],
    "a sheet": [path for row in range(4) for digit in range(6) for path in placed(digit + row, 45 * digit, 60 * row, 0.2)],
}
DASHES = {
    "dash": [drawn((60, 140), (220, 142))],
    "rising dash": [drawn((60, 150), (220, 110))],
    "short dash": [drawn((100, 140), (140, 140))],
    "dash drawn twice": [drawn((60, 140), (220, 142)), drawn((220, 146), (62, 143))],
}
ANSWERS = {None: ONE_DIGIT, SEVERAL: SEVERAL_DIGITS, DASH: DASHES}


@pytest.mark.parametrize(("said", "name"), [(said, name) for said, drawings in ANSWERS.items() for name in drawings])
def test_what_is_more_than_a_digit_or_less_is_told_in_strokes_and_ink(said, name):
    lines = [np.asarray(path, dtype=float) for path in ANSWERS[said][name]]
    assert layout.of_lines(lines) == said
    assert layout.of_page(page(lines, pen=3)) == said


@pytest.mark.parametrize("name", ["42", "5 with its bar far off", "dash"])
def test_size_and_place_do_not_matter(name):
    said, paths = next((said, drawings[name]) for said, drawings in ANSWERS.items() if name in drawings)
    for scale, by in ((0.3, 5), (3, -200), (1, 1000)):
        assert layout.of_lines([np.asarray(path) * scale + by for path in paths]) == said


def test_a_dot_is_neither():
    assert layout.of_lines([np.full((2, 2), 140.0)]) is None
    assert layout.of_page(np.zeros((5, 5), dtype=bool)) is None
