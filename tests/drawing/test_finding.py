"""Pictures of every kind that was misread once, drawn here; what is found is compared with the ink that was drawn."""

import numpy as np
import pytest
from drawings import DIGITS, file_of
from PIL import Image, ImageDraw
from scipy import ndimage

from digitapp.drawing.digit import readable
from digitapp.drawing.finding import digit_of
from digitapp.drawing.ink import Ink, PictureError
from digitapp.learning import models

PAPER = 235


@pytest.fixture(scope="module")
def reader():
    return models.from_saved()


def written(digit, side=400, share=0.6, pen=0.09, at=(0.5, 0.5)):
    """How much of each pixel a digit's ink covers, float (side, side), 0..1; `share` is its height's, `pen` the pen's of that."""
    image = Image.new("L", (3 * side, 3 * side))
    size = 3 * side * share
    for path in DIGITS[digit]:
        line = [((x - 140) / 190 * size + 3 * side * at[0], (y - 140) / 190 * size + 3 * side * at[1]) for x, y in path]
        ImageDraw.Draw(image).line(line, fill=255, width=max(1, round(pen * size)), joint="curve")
    return np.asarray(image.resize((side, side), Image.Resampling.BOX)) / 255


def ruled(side, across, down, width, slope=0.0):
    """The same of lines at these heights and places, as shares of the side."""
    image = Image.new("L", (3 * side, 3 * side))
    draw = ImageDraw.Draw(image)
    end = 3 * side
    for share in across:
        draw.line([(0, (share - slope / 2) * end), (end, (share + slope / 2) * end)], fill=255, width=round(3 * width))
    for share in down:
        draw.line([((share + slope / 2) * end, 0), ((share - slope / 2) * end, end)], fill=255, width=round(3 * width))
    return np.asarray(image.resize((side, side), Image.Resampling.BOX)) / 255


def picture(darkness, noise=2.0):
    """Grey levels, uint8, of paper that is so much darker in places, 0..1."""
    grey = PAPER * (1 - darkness) + np.random.default_rng(0).normal(0, noise, darkness.shape)
    return grey.clip(0, 255).astype(np.uint8)


def likeness(grey, ink):
    """How well what is found matches the ink: intersection over union, 0..1."""
    found = digit_of(grey.astype(np.float32))
    return (found & ink).sum() / (found | ink).sum()


def verdict(reader, grey):
    """The label that the reader is sure of, or None."""
    try:
        prediction = reader.predict(readable(Ink.from_picture(file_of(grey))))
    except PictureError:
        return None
    return prediction.label if prediction.doubt is None else None


EVERY_FIFTH = np.arange(0.06, 1, 0.19)

# What is drawn beside a digit, and how dark, times the digit's: shares of the side, lines in pixels of 400
PAPERS = {
    "squared": (EVERY_FIFTH, EVERY_FIFTH, 2, 0.0, 0.9),
    "squared, aslant": (EVERY_FIFTH, EVERY_FIFTH, 3, 0.06, 0.6),
    "fine squares": (np.arange(0.03, 1, 0.08), np.arange(0.03, 1, 0.08), 1.5, 0.0, 0.5),
    "ruled": (EVERY_FIFTH, (), 2, 0.03, 0.9),
    "ruled, with a margin": (EVERY_FIFTH, (0.1,), 2, 0.0, 0.7),
    "a printed cell": ((0.06, 0.94), (0.08, 0.93), 5, 0.0, 2.0),
    "a cell's corner": ((0.9,), (0.1,), 4, 0.02, 1.8),
}


@pytest.mark.parametrize(("digit", "side", "dark"), [(3, 400, 0.45), (4, 640, 0.3), (8, 300, 0.45)])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_papers_lines_are_no_ink(reader, paper, digit, side, dark):
    across, down, width, slope, times = PAPERS[paper]
    ink = written(digit, side, at=(0.48, 0.53))
    lines = ruled(side, across, down, width * side / 400, slope)
    grey = picture(np.maximum(dark * ink, min(0.95, times * dark) * lines))
    assert likeness(grey, ink > 0.5) > 0.85
    assert verdict(reader, grey) in (digit, None)


@pytest.mark.parametrize(("digit", "dark"), [(6, 0.4), (2, 0.5)])
def test_a_printed_box_around_a_digit_is_no_ink(reader, digit, dark):
    ink = written(digit, share=0.45)
    box = np.zeros((400, 400))
    box[60:340, 50:350] = 0.9
    box[64:336, 54:346] = 0
    grey = picture(np.maximum(dark * ink, box))
    assert likeness(grey, ink > 0.5) > 0.85
    assert verdict(reader, grey) in (digit, None)


@pytest.mark.parametrize("digit", [0, 1, 7])
def test_a_digit_cut_out_closely_is_no_line(digit):
    ink = written(digit, pen=0.05) > 0.5
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    close = np.pad(ink, 1 if digit == 1 else 0)[rows[0] : rows[-1] + 2, max(0, columns[0] - 9 * (digit == 1)) : columns[-1] + 9]
    assert likeness(picture(0.7 * close, noise=0), close) > 0.8


@pytest.mark.parametrize("digit", [0, 3, 6, 8, 9])
@pytest.mark.parametrize("lighter", [0.4, 0.5])
def test_a_light_part_of_a_stroke_belongs_to_it(reader, digit, lighter):
    ink = written(digit, pen=0.06)
    grey = picture(ink * np.where(np.arange(400) < 200, 0.65, 0.65 * lighter))
    assert likeness(grey, ink > 0.5) > 0.85
    assert verdict(reader, grey) in (digit, None)


@pytest.mark.parametrize("with_rule", [False, True])
def test_a_digit_at_the_edge_is_found_beside_what_is_smaller(reader, with_rule):
    image = Image.new("L", (400, 400))
    draw = ImageDraw.Draw(image)
    draw.line([(130, 60), (120, 190), (200, 180), (270, 230), (270, 310), (210, 385), (110, 399)], fill=255, width=20)
    draw.line([(160, 60), (290, 60)], fill=255, width=20)
    ink = np.asarray(image) / 255
    grey = picture(np.maximum(0.8 * ink, 0.6 * with_rule * ruled(400, (), (0.04,), 3)))
    assert likeness(grey, ink > 0.5) > 0.85
    assert verdict(reader, grey) in (5, None)


@pytest.mark.parametrize("width", [1, 2, 4])
@pytest.mark.parametrize("digit", [3, 4, 9])
def test_a_thin_pens_loops_and_gaps_stay_as_they_are(reader, digit, width):
    side = 720
    grey = picture(0.9 * written(digit, side, 0.7, width / (0.7 * side)))
    page = Ink.from_picture(file_of(grey)).page >= 128
    loops = {3: 0, 4: 1, 9: 1}[digit]
    areas = np.bincount(ndimage.label(~page)[0].ravel())[2:]
    assert (areas > 20).sum() == loops
    assert verdict(reader, grey) in (digit, None)


@pytest.mark.parametrize("side", [28, 32])
@pytest.mark.parametrize("digit", range(10))
def test_small_pictures_are_read(reader, digit, side):
    assert verdict(reader, picture(written(digit, side, 0.68, 0.1), noise=0)) == digit


def test_a_small_1_with_a_notch_is_read(reader):
    grey = np.full((32, 32), 255, dtype=np.uint8)
    grey[6:26, 15:17] = 0
    grey[16:18, 15] = 255
    assert verdict(reader, grey) in (1, None)


DOWN, RIGHT = np.mgrid[0:300, 0:400] / 400
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
    "lines": 0.5 * ruled(400, EVERY_FIFTH, (0.1,), 2)[:300],
    "squares": 0.5 * ruled(400, EVERY_FIFTH, EVERY_FIFTH, 2, 0.03)[:300],
    "a printed cell": 0.9 * ruled(400, (0.1, 0.65), (0.1, 0.9), 4)[:300],
    "a filled rectangle": 0.8 * ((abs(RIGHT - 0.5) < 0.1) & (abs(DOWN - 0.4) < 0.07)),
    "a large filled rectangle": 0.8 * ((abs(RIGHT - 0.5) < 0.25) & (abs(DOWN - 0.4) < 0.2)),
    "a disc": 0.7 * (np.hypot(RIGHT - 0.5, DOWN - 0.4) < 0.1),
}


@pytest.mark.parametrize("noise", [0, 4])
@pytest.mark.parametrize("shade", SHADES)
def test_on_a_sheet_without_a_digit_none_is_seen(shade, noise):
    with pytest.raises(PictureError, match="No digit can be seen"):
        Ink.from_picture(file_of(picture(SHADES[shade], noise)))


@pytest.mark.parametrize("dark", [0.25, 0.8])
def test_a_table_beside_the_paper_does_not_hide_a_light_digit(reader, dark):
    ink = written(5)
    shade = np.maximum(dark * ink, 0.85 * (np.arange(400) < 25))
    grey = picture(shade)
    assert likeness(grey, ink > 0.5) > 0.85


@pytest.mark.parametrize(("rows", "columns"), [(1, 2), (1, 10), (3, 4)])
def test_all_digits_of_a_row_or_sheet_are_found(rows, columns):
    ink = np.block([[written((5 * row + column) % 10, 160) for column in range(columns)] for row in range(rows)])
    found = Ink.from_picture(file_of(picture(0.7 * ink))).page >= 128
    gaps = ndimage.zoom(found.astype(np.uint8), 1, order=0)
    assert ndimage.label(gaps, np.ones((3, 3)))[1] >= rows * columns
