import numpy as np
import pytest

from digitapp.drawing.bitmap import Bitmap, crop, equalise, fit, scale, straighten
from digitapp.drawing.ink import Ink


def page(height, width, *boxes):
    """A bool page with ink in the boxes (top, bottom, left, right), ends excluded."""
    picture = np.zeros((height, width), dtype=bool)
    for top, bottom, left, right in boxes:
        picture[top:bottom, left:right] = True
    return picture


def test_crop_cuts_to_the_bounding_box_of_all_ink():
    cropped = crop(page(20, 30, (3, 5, 10, 12), (8, 9, 20, 21)))
    assert cropped.shape == (6, 11)
    assert cropped[0, 0]
    assert cropped[5, 10]
    assert crop(page(5, 5)).shape == (5, 5)


def test_scale_stretches_each_axis_on_its_own_into_columns_6_to_25():
    bar = scale(page(10, 2, (0, 10, 0, 2)))  # a bare 1 becomes a solid bar
    assert (bar == page(32, 32, (0, 32, 6, 26))).all()
    upper_left = scale(page(4, 4, (0, 2, 0, 2)))
    assert (upper_left == page(32, 32, (0, 16, 6, 16))).all()


def test_scale_takes_the_nearest_pixel():
    checks = page(2, 40, *((0, 1, column, column + 1) for column in range(1, 40, 2)))
    assert (scale(checks) == page(32, 32, (0, 16, 6, 26))).all()  # of 40 columns, the odd ones are nearest


def test_fit_keeps_the_aspect_when_scale_is_left_out():
    assert (fit(page(10, 5, (0, 10, 0, 5))) == page(32, 32, (0, 32, 8, 24))).all()
    assert (fit(page(2, 8, (0, 2, 0, 8))) == page(32, 32, (12, 20, 0, 32))).all()


# The amount of ink is chosen with a first row of single pixels far apart, which an erosion removes and a dilation grows.
@pytest.mark.parametrize(
    ("ink", "grows"),
    [(107, 2), (108, 1), (255, 1), (256, 0), (412, 0), (413, -1), (560, -1), (561, -2)],
)
def test_equalise_erodes_and_dilates_by_the_amount_of_ink(ink, grows):
    side = 30
    full, rest = divmod(ink, side)
    picture = page(32, 32, (1, 1 + full, 1, 31), (1 + full, 2 + full, 1, 1 + rest))
    assert picture.sum() == ink
    result = equalise(picture)
    if grows == 0:
        assert (result == picture).all()
    row, column = 1 + full // 2, 15
    edge_left = np.flatnonzero(result[row])[0]
    assert edge_left == max(0, 1 - grows)
    assert result[row, column]


def test_equalise_knows_4_neighbours_and_takes_the_outside_as_paper():
    dot = page(32, 32, (10, 11, 10, 11))
    rows, columns = np.indices((32, 32))
    assert (equalise(dot) == (abs(rows - 10) + abs(columns - 10) <= 2)).all()  # a diamond, twice dilated
    all_ink = equalise(page(32, 32, (0, 32, 0, 32)))
    assert (all_ink == page(32, 32, (2, 30, 2, 30))).all()


def slanted(lean):
    """A bar 4 wide and 32 tall whose top lies `lean` pixels for each row further right than its bottom."""
    picture = page(32, 32)
    for row in range(32):
        left = 14 + round((16 - row) * lean)
        picture[row, left : left + 4] = True
    return picture


@pytest.mark.parametrize("lean", [0.25, -0.25, 0.5])
def test_straighten_pushes_a_slanted_bar_upright(lean):
    result = straighten(slanted(lean))
    lefts = result.argmax(axis=1)
    assert np.ptp(lefts) <= 2  # with the wrong sign it would lean twice as far
    assert abs(lefts[16] - 14) <= 1  # turned around the middle row


def test_straighten_rounds_half_pixels_away_from_zero():
    picture = page(32, 32, (6, 27, 14, 16))
    picture[8] = picture[24] = False
    picture[8, 18] = picture[24, 10] = True  # two below the top, two above the bottom: f = (18 - 10) / (24 - 8) = 0.5
    lefts = straighten(picture).argmax(axis=1)
    assert lefts[14:19].tolist() == [14 - 1, 14 - 1, 14, 14 + 1, 14 + 1]
    assert lefts[8] == lefts[24] == 14


def test_straighten_loses_what_is_pushed_out():
    picture = page(32, 32, (0, 32, 0, 32))
    picture[2, :27] = False  # f = (27 - 0) / 27 = 1
    ink = straighten(picture).sum(axis=1)
    assert (ink[0], ink[16], ink[31]) == (32 - 16, 32, 32 - 15)


@pytest.mark.parametrize("boxes", [[], [(3, 8, 4, 6)], [(3, 5, 4, 6), (6, 10, 4, 6), (11, 13, 4, 6)]])
def test_straighten_leaves_flat_or_broken_ink_alone(boxes):
    picture = page(32, 32, *boxes)
    if len(boxes) == 3:
        picture[5] = False  # two below the top row of ink there is none
    assert (straighten(picture) == picture).all()


def test_a_bitmap_keeps_the_picture_after_each_step_and_skips_those_named():
    ink = Ink(page(40, 60, (5, 30, 10, 14)).astype(np.uint8) * 255)
    bitmap = Bitmap.of(ink)
    assert list(bitmap.after) == ["crop", "scale", "equalise", "straighten"]
    assert bitmap.after["crop"].shape == (25, 4)
    assert (bitmap.after["straighten"] == bitmap.pixels).all()

    whole_page = Bitmap.of(ink, skip=["crop"])
    assert whole_page.after["crop"].shape == (40, 60)
    narrow = Bitmap.of(ink, skip=["scale", "equalise", "straighten"])
    assert (narrow.pixels == page(32, 32, (0, 32, 13, 18))).all()
    with pytest.raises(ValueError, match=r"skip must name steps of .*got \['shrink'\]"):
        Bitmap.of(ink, skip=["shrink"])


def test_a_blank_page_gives_a_blank_bitmap():
    assert not Bitmap.of(Ink(np.zeros((9, 5), dtype=np.uint8))).pixels.any()


@pytest.mark.parametrize("pixels", [np.zeros((32, 31), dtype=bool), np.full((32, 32), 2), np.full((32, 32), "x")])
def test_pixels_that_are_not_32x32_of_true_and_false_are_refused(pixels):
    with pytest.raises(ValueError, match="pixels must"):
        Bitmap(pixels)
