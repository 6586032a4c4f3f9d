"""Pictures of every kind that was misread once, drawn here; what is found is compared with the ink that was drawn."""

import numpy as np
import pytest
from drawings import DIGITS, file_of, photo
from PIL import Image, ImageDraw
from scipy import ndimage

from digitapp.drawing.digit import readable
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.layout import SEVERAL
from digitapp.learning import models

PAPER = 235
SIDE = 320  # of most pictures: neither enlarged nor reduced


@pytest.fixture(scope="module")
def reader():
    return models.from_saved()


def drawn(paths, side, pen):
    """How much of each pixel lines cover, float (side, side), 0..1; all in shares of the side."""
    image = Image.new("L", (3 * side, 3 * side))
    for path in paths:
        line = [tuple(point) for point in (3 * side * np.asarray(path)).tolist()]
        ImageDraw.Draw(image).line(line, fill=255, width=max(1, round(3 * side * pen)), joint="curve")
    return np.asarray(image.resize((side, side), Image.Resampling.BOX)) / 255


def written(digit, side=SIDE, share=0.6, pen=0.09, at=(0.5, 0.5)):
    """The same of a digit; `share` is its height's, `pen` the pen's of that."""
    return drawn([(np.array(path) - 140) / 190 * share + at for path in DIGITS[digit]], side, pen * share)


def ruled(side, across, down, width, slope=0.0):
    """The same of lines at these heights and places."""
    lines = [[(0, share - slope / 2), (1, share + slope / 2)] for share in across]
    lines += [[(share + slope / 2, 0), (share - slope / 2, 1)] for share in down]
    return drawn(lines, side, width)


def picture(darkness, noise=2.0):
    """Grey levels, uint8, of paper that is so much darker in places, 0..1."""
    grey = PAPER * (1 - darkness) + np.random.default_rng(0).normal(0, noise, darkness.shape)
    return grey.clip(0, 255).astype(np.uint8)


def found(grey):
    return Ink.from_picture(file_of(grey))


def likeness(found, ink):
    """How well what was found matches the ink: intersection over union, 0..1."""
    ink = ink > 0.5
    return (found.thin & ink).sum() / (found.thin | ink).sum()


def sure(reader, found):
    """The label that the reader is sure of, or None."""
    prediction = reader.predict(readable(found))
    return prediction.label if prediction.doubt is None else None


EVERY_FIFTH = np.arange(0.06, 1, 0.19)
FINE = np.arange(0.03, 1, 0.08)

# Lines across and down, how wide and how far aslant, as shares of the side, and how dark, times the digit
PAPERS = {
    "squared": (EVERY_FIFTH, EVERY_FIFTH, 0.005, 0.0, 0.9),
    "squared, aslant": (EVERY_FIFTH, EVERY_FIFTH, 0.0075, 0.06, 0.6),
    "fine squares": (FINE, FINE, 0.004, 0.0, 0.5),
    "ruled": (EVERY_FIFTH, (), 0.005, 0.03, 0.9),
    "ruled, with a margin": (EVERY_FIFTH, (0.1,), 0.005, 0.0, 0.7),
    "a printed cell": ((0.06, 0.94), (0.08, 0.93), 0.0125, 0.0, 2.0),
    "a cell's corner": ((0.9,), (0.1,), 0.01, 0.02, 1.8),
}
WRITTEN = [(320, 0.45), (480, 0.3), (360, 0.6)]  # side and darkness
ON_PAPER = [(paper, (3 * n + m) % 10, *how) for n, paper in enumerate(PAPERS) for m, how in enumerate(WRITTEN) if m != n % 3]


@pytest.mark.parametrize(("paper", "digit", "side", "dark"), ON_PAPER)
def test_the_papers_lines_are_no_ink(reader, paper, digit, side, dark):
    across, down, width, slope, times = PAPERS[paper]
    ink = written(digit, side, at=(0.48, 0.53))
    ink_found = found(picture(np.maximum(dark * ink, min(0.95, times * dark) * ruled(side, across, down, width, slope))))
    assert likeness(ink_found, ink) > 0.85
    assert sure(reader, ink_found) in (digit, None)


@pytest.mark.parametrize(("digit", "dark", "side"), [(6, 0.4, 320), (2, 0.5, 400), (4, 0.6, 320)])
def test_a_printed_box_around_a_digit_is_no_ink(reader, digit, dark, side):
    ink = written(digit, side, share=0.45)
    box = drawn([[(0.13, 0.15), (0.87, 0.15), (0.87, 0.85), (0.13, 0.85), (0.13, 0.15)]], side, 0.01)
    ink_found = found(picture(np.maximum(dark * ink, 0.9 * box)))
    assert likeness(ink_found, ink) > 0.85
    assert sure(reader, ink_found) == digit


@pytest.mark.parametrize(("digit", "side"), [(0, 240), (1, 60), (1, 400), (7, 60), (7, 320)])
def test_a_digit_cut_out_closely_is_no_line(reader, digit, side):
    ink = written(digit, side, share=0.9, pen=0.06) > 0.5
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    close = np.pad(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], ((0, 0), (2, 2)))
    assert sure(reader, found(picture(0.7 * close, noise=0))) == digit


@pytest.mark.parametrize(("digit", "lighter"), [(0, 0.4), (3, 0.5), (6, 0.4), (6, 0.5), (8, 0.4), (9, 0.45)])
def test_a_light_part_of_a_stroke_belongs_to_it(reader, digit, lighter):
    ink = written(digit, pen=0.06)
    ink_found = found(picture(ink * np.where(np.arange(SIDE) < SIDE / 2, 0.65, 0.65 * lighter)))
    assert likeness(ink_found, ink) > 0.85
    assert sure(reader, ink_found) == digit


FIVE = [(0.33, 0.15), (0.3, 0.47), (0.5, 0.45), (0.67, 0.57), (0.67, 0.77), (0.52, 0.96), (0.27, 1.0)]
BAR = [(0.4, 0.15), (0.73, 0.15)]


@pytest.mark.parametrize("with_rule", [False, True])
@pytest.mark.parametrize(("digit", "dark"), [(5, 0.8), (2, 0.5), (9, 0.35)])
def test_a_digit_at_the_edge_is_found_beside_what_is_smaller(reader, digit, dark, with_rule):
    if digit == 5:
        ink = drawn([FIVE, BAR], SIDE, 0.05)
    else:  # with a stray line
        ink = np.maximum(written(digit, share=0.7, at=(0.5, 0.65)), drawn([[(0.8, 0.2), (0.86, 0.24)]], SIDE, 0.05))
    ink_found = found(picture(np.maximum(dark * ink, 0.6 * with_rule * ruled(SIDE, (), (0.04,), 0.0075))))
    assert likeness(ink_found, ink) > 0.85
    assert sure(reader, ink_found) in (digit, None)


@pytest.mark.parametrize(("digit", "width", "side"), [(3, 1, 1080), (4, 1, 480), (9, 1, 480), (3, 2, 480), (9, 4, 1080)])
def test_a_thin_pens_loops_and_gaps_stay_as_they_are(reader, digit, width, side):
    ink_found = found(picture(0.9 * written(digit, side, 0.7, width / (0.7 * side))))
    areas = np.bincount(ndimage.label(ink_found.page < 128)[0].ravel())[2:]
    assert (areas > 20).sum() == {3: 0, 4: 0, 9: 1}[digit]
    assert sure(reader, ink_found) == digit


@pytest.mark.parametrize(("digit", "pen"), [(3, 0.015), (8, 0.008)])
def test_a_shadow_across_a_digit_of_a_thin_pen_is_no_ink(reader, digit, pen):
    assert sure(reader, found(photo(digit, pen, size=(800, 600)))) == digit


@pytest.mark.parametrize("digit", range(10))
def test_small_pictures_are_read(reader, digit):
    side = 28 if digit % 2 else 32
    assert sure(reader, found(picture(written(digit, side, 0.68, 0.1), noise=0))) == digit


@pytest.mark.parametrize(("side", "width", "lean"), [(28, 1, 0), (28, 2, 3), (32, 1, 3), (32, 2, 0)])
def test_a_thin_1_in_a_small_picture_is_read(reader, side, width, lean):
    image = Image.new("L", (side, side), 255)
    ImageDraw.Draw(image).line([(side // 2 + lean, 4), (side // 2 - lean, side - 5)], fill=0, width=width)
    assert sure(reader, found(np.asarray(image))) in (1, None)


def test_a_small_1_with_a_notch_is_read(reader):
    grey = np.full((32, 32), 255, dtype=np.uint8)
    grey[6:26, 15:17] = 0
    grey[16:18, 15] = 255
    assert sure(reader, found(grey)) == 1


DOWN, RIGHT = np.mgrid[0:240, 0:320] / 320
SHADES = {
    "a soft round shadow": 0.4 * np.exp(-(((DOWN - 0.4) / 0.1) ** 2 + ((RIGHT - 0.5) / 0.1) ** 2)),
    "a soft band": 0.3 / (1 + np.exp(-40 * (RIGHT - DOWN / 3 - 0.4))) / (1 + np.exp(40 * (RIGHT - DOWN / 3 - 0.6))),
    "a finger's shadow": 0.4 / (1 + np.exp(60 * (np.hypot(np.maximum(0.4 - DOWN, 0), RIGHT - 0.5) - 0.08))),
    "dark corners": 0.6 * ((DOWN - 0.37) ** 2 + (RIGHT - 0.5) ** 2) / 0.4,
    "light from one side": 0.5 * RIGHT,
    "a hard shadow": 0.4 * (RIGHT + DOWN / 3 > 0.6),
    "a hard shadow's corner": 0.4 * (RIGHT + DOWN > 1.3),
    "a table": 0.8 * (RIGHT < 0.07),
    "nothing": 0 * RIGHT,
    "lines": 0.5 * ruled(320, EVERY_FIFTH, (0.1,), 0.005)[:240],
    "squares": 0.5 * ruled(320, EVERY_FIFTH, EVERY_FIFTH, 0.005, 0.03)[:240],
    "a printed cell": 0.9 * ruled(320, (0.1, 0.65), (0.1, 0.9), 0.01)[:240],
    "a filled rectangle": 0.8 * ((abs(RIGHT - 0.5) < 0.1) & (abs(DOWN - 0.4) < 0.07)),
    "a light filled rectangle": 0.4 * ((abs(RIGHT - 0.5) < 0.07) & (abs(DOWN - 0.4) < 0.13)),
    "a large filled rectangle": 0.8 * ((abs(RIGHT - 0.5) < 0.25) & (abs(DOWN - 0.4) < 0.2)),
    "a disc": 0.7 * (np.hypot(RIGHT - 0.5, DOWN - 0.4) < 0.1),
}


@pytest.mark.parametrize(("shade", "noise"), [(shade, 4 * (n % 2)) for n, shade in enumerate(SHADES)])
def test_on_a_sheet_without_a_digit_none_is_seen(shade, noise):
    with pytest.raises(PictureError, match="No digit can be seen"):
        found(picture(SHADES[shade], noise))


@pytest.mark.parametrize("dark", [0.25, 0.8])
def test_a_table_beside_the_paper_does_not_hide_a_light_digit(dark):
    ink = written(5)
    assert likeness(found(picture(np.maximum(dark * ink, 0.85 * (np.arange(SIDE) < 20)))), ink) > 0.85


@pytest.mark.parametrize(
    ("rows", "columns", "side", "dark", "lines"),
    [(1, 2, 240, 0.7, 0), (1, 10, 120, 0.4, 0), (1, 4, 120, 0.7, 0.4), (3, 4, 120, 0.6, 0), (2, 1, 160, 0.3, 0.2)],
)
def test_a_row_or_sheet_of_digits_is_more_than_one(reader, rows, columns, side, dark, lines):
    digits = [[written((5 * row + column + 4) % 10, side) for column in range(columns)] for row in range(rows)]
    ink = np.maximum(dark * np.block(digits), lines * np.tile(ruled(side, (0.5,), (), 0.01), (rows, columns)))
    assert reader.predict(readable(found(picture(ink)))).doubt == SEVERAL
