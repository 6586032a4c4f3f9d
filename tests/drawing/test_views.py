"""Views: drawn from the lines of the pen, the same however the drawing was made."""

import numpy as np
import pytest
from drawings import DIGITS

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes


def levels(strokes, pen=28):
    return [view.digit.levels.astype(int) for view in views.of(Bitmap.of(strokes.ink(pen)))]


def sheared(strokes, by):
    return Strokes(tuple(path - by * path[:, 1:] * [1, 0] + [200 * by, 0] for path in strokes.paths))


@pytest.mark.parametrize("digit", DIGITS)
def test_the_first_view_is_the_digit_that_is_shown(digit):
    bitmap = Bitmap.of(Strokes(tuple(DIGITS[digit])).ink())
    shown = views.of(bitmap)
    assert (shown[0].digit.levels == Digit.of(bitmap).levels).all()
    assert [view.name for view in shown] == list(views.NAMES)


@pytest.mark.parametrize("digit", DIGITS)
def test_the_pen_and_the_size_make_no_difference_to_views_from_lines(digit):
    strokes = Strokes(tuple(DIGITS[digit]))
    small = Strokes(tuple(path * 0.5 for path in strokes.paths))
    for view, thin, half in zip(levels(strokes)[1:], levels(strokes, pen=12)[1:], levels(small)[1:], strict=True):
        assert np.abs(view - thin).max() <= 1
        assert np.abs(view - half).max() <= 2  # the enlarged drawing begins at a whole pixel


@pytest.mark.parametrize("digit", DIGITS)
def test_a_picture_has_nearly_the_views_of_its_strokes(digit):
    strokes = Strokes(tuple(DIGITS[digit]))
    picture = [view.digit.levels.astype(int) for view in views.of(Bitmap.of(Ink(strokes.ink().page)))]
    for drawn, seen in zip(levels(strokes), picture, strict=True):
        assert np.abs(drawn - seen).mean() < 1.5


def test_a_bare_1_is_a_line_and_no_bar():
    for view in levels(Strokes(([[100, 50], [102, 230]],)))[1:]:
        assert view.any(axis=0).sum() <= 3


def test_upright_takes_the_slant_away():
    strokes = Strokes(tuple(DIGITS[4]))
    straight, slanted = (levels(drawing)[2] for drawing in (strokes, sheared(strokes, 0.3)))
    assert np.abs(straight - slanted).mean() < 0.5 < np.abs(levels(strokes)[1] - levels(sheared(strokes, 0.3))[1]).mean()


def test_what_skipped_a_step_is_its_only_view():
    assert len(views.of(Bitmap.of(Strokes(tuple(DIGITS[3])).ink(), skip=["straighten"]))) == 1


def test_a_dot_and_a_page_full_of_ink_have_views():
    for ink in (Strokes(([[100, 100]],)).ink(), Ink(np.full((50, 80), 255, dtype=np.uint8))):
        assert all(view.digit.levels.any() for view in views.of(Bitmap.of(ink)))
