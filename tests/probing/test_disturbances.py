import numpy as np
import pytest
from drawings import DIGITS
from hypothesis import given, settings
from hypothesis import strategies as st

from digitapp.drawing import bitmap
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning.samples import Samples
from digitapp.probing.disturbances import DISTURBANCES, disturbed

SAMPLES = Samples.from_load_digits()

drawings = st.sampled_from(list(DIGITS.values())).map(lambda paths: Strokes(tuple(paths)))
pictures = drawings.map(lambda drawing: Ink(drawing.ink().page[20:-30, :-10]))  # not square, and the digit not in its middle


def strengths(name):
    return st.sampled_from(DISTURBANCES[name].strengths)


def page_of(*boxes, shape=(40, 60)):
    """A page with ink in the boxes (top, bottom, left, right), ends excluded."""
    page = np.zeros(shape, dtype=np.uint8)
    for top, bottom, left, right in boxes:
        page[top:bottom, left:right] = 255
    return page


def box(page):
    rows, columns = np.nonzero(page >= 128)
    return rows.min(), rows.max() + 1, columns.min(), columns.max() + 1


@pytest.mark.parametrize("name", DISTURBANCES)
def test_strength_0_is_one_of_the_strengths_in_order_and_leaves_everything_as_it_is(name):
    assert 0 in DISTURBANCES[name].strengths
    assert list(DISTURBANCES[name].strengths) == sorted(DISTURBANCES[name].strengths)
    drawing, digit = Strokes(tuple(DIGITS[4])), Digit(SAMPLES.digits[3])
    assert (disturbed(drawing, name, 0).page == drawing.ink().page).all()
    assert disturbed(digit, name, 0) is digit


@given(drawing=drawings | pictures, data=st.data())
@settings(deadline=None, max_examples=25)
@pytest.mark.parametrize("name", ["sideways", "upwards", "size"])
def test_the_cut_out_makes_up_for_shift_and_size(name, drawing, data):
    strength = data.draw(strengths(name))
    moved = disturbed(drawing, name, strength)
    assert (readable(moved).pixels == readable(drawing).pixels).all()
    if strength:
        assert moved.page.shape != readable(drawing).pixels.shape
        without = readable(moved, skip=["crop"])
        # A line may become too thin for any of it to be left.
        assert without is None or (without.pixels != readable(drawing, skip=["crop"]).pixels).any()


@given(drawing=drawings, name=st.sampled_from(["turn", "lean", "pen"]), data=st.data())
@settings(deadline=None, max_examples=25)
def test_a_drawing_is_never_cut_off_by_the_edge_of_its_page(drawing, name, data):
    strength = data.draw(strengths(name))
    page = bitmap.crop(drawing.ink().page)
    tight, ample = (disturbed(Ink(page), name, strength).page for page in (page, np.pad(page, 300)))
    assert tight.any() == ample.any()  # the thinnest pen may leave nothing
    assert not tight.any() or (bitmap.crop(tight) == bitmap.crop(ample)).all()


@pytest.mark.parametrize(
    ("name", "strength", "expected"),
    [
        ("sideways", 10, (10, 30, 26, 36)),  # a tenth of 60
        ("sideways", -50, (10, 30, 0, 10)),  # 10 columns beyond the left edge, where the paper grows
        ("upwards", 10, (6, 26, 20, 30)),
        ("upwards", -10, (14, 34, 20, 30)),
        ("turn", 90, (15, 25, 15, 35)),
        ("turn", -90, (15, 25, 15, 35)),
        ("pen", 20, (8, 32, 18, 32)),  # 2 pixels all around: 20 % of 20, half of it on each side
        ("pen", -20, (12, 28, 22, 28)),
    ],
)
def test_what_a_disturbance_makes_of_a_bar_on_a_page(name, strength, expected):
    bar = Ink(page_of((10, 30, 20, 30)))
    assert box(disturbed(bar, name, strength).page) == expected


def test_a_turn_to_the_right_is_clockwise_and_a_lean_to_the_right_is_at_the_top():
    hook = Ink(page_of((10, 30, 20, 24), (10, 14, 20, 40)))  # a corner at the top left
    turned = bitmap.crop(disturbed(hook, "turn", 90).page >= 128)
    assert turned[:, -2].all()  # the bar that was on top
    assert turned[1].all()  # the one that was on the left
    bar = disturbed(Ink(page_of((10, 30, 20, 24))), "lean", 45).page
    top, bottom = (np.flatnonzero(bar[row]).mean() for row in (10, 29))
    assert top - bottom == pytest.approx(19)


def test_a_page_that_is_smaller_around_the_ink_is_larger_ink():
    bar = Ink(page_of((10, 30, 20, 40)))
    assert disturbed(bar, "size", -50).page.shape == (80, 120)
    assert box(disturbed(bar, "size", -50).page) == (30, 50, 50, 70)
    assert disturbed(bar, "size", 60).page.shape == (25, 38)


def test_the_same_specks_fall_every_time_and_stay_when_more_fall():
    drawing = Strokes(tuple(DIGITS[3]))
    few, again, many = (disturbed(drawing, "specks", count).page for count in (5, 5, 20))
    assert (few == again).all()
    assert (many >= few).all()
    assert drawing.ink().page.sum() < few.sum() < many.sum()
    assert readable(Ink(few)).after["crop"].shape > readable(drawing).after["crop"].shape  # the cut-out takes them for ink


def test_a_pen_thinner_than_the_line_leaves_no_ink():
    assert disturbed(Ink(page_of((10, 30, 20, 22))), "pen", -14).is_blank
    line = np.zeros((8, 8), dtype=int)
    line[:, 3] = 16
    assert disturbed(Digit(line), "pen", -14).is_blank


@pytest.mark.parametrize(
    ("name", "strength", "expected"),
    [
        ("sideways", 50, {(2, 7): 16}),  # half of 8 cells
        ("sideways", 5, {(2, 3): 10, (2, 4): 6}),  # 3 of a cell's 8 pixels
        ("upwards", -50, {(6, 3): 16}),
        ("upwards", 50, {}),  # out of its cells, and lost
        ("turn", 90, {(2, 3): 16}),
        ("size", -50, {(2, 3): 4}),  # half as wide and half as tall, in its place
    ],
)
def test_what_a_disturbance_makes_of_a_single_cell(name, strength, expected):
    levels = np.zeros((8, 8), dtype=int)
    levels[2, 3] = 16
    changed = disturbed(Digit(levels), name, strength).levels
    found = {(int(row), int(column)): int(changed[row, column]) for row, column in np.argwhere(changed)}
    assert found == expected


def test_a_blank_page_and_a_blank_digit_stay_blank():
    blank, empty = Ink(page_of()), Digit(np.zeros((8, 8)))
    for name, disturbance in DISTURBANCES.items():
        assert disturbed(blank, name, disturbance.strengths[-1]).is_blank
        assert disturbed(empty, name, disturbance.strengths[-1]).is_blank


@pytest.mark.parametrize(
    ("name", "strength", "words"),
    [("turn", -30, "30° left"), ("pen", 8, "8 % thicker"), ("specks", 5, "5 specks"), ("size", 0, "as it is")],
)
def test_strengths_in_words(name, strength, words):
    assert DISTURBANCES[name].tell(strength) == words
