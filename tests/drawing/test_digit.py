import numpy as np
import pytest
from serving import ROOT
from sklearn.datasets import load_digits

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.learning.samples import Samples

ORIGINALS = ROOT.parent / "shared/pen/load_digits_32x32.npz"


def test_each_level_counts_the_ink_of_its_4x4_block():
    pixels = np.zeros((32, 32), dtype=bool)
    pixels[0, 0] = True  # one pixel of the first block
    pixels[4:8, 28:32] = True  # all of the last block of the second row
    pixels[30:, 8:12] = True  # half of a block in the last row
    levels = Digit.of(Bitmap(pixels)).levels
    assert levels[0, 0] == 1
    assert levels[1, 7] == 16
    assert levels[7, 2] == 8
    assert levels.sum() == 1 + 16 + 8


@pytest.mark.skipif(not ORIGINALS.exists(), reason="the original bitmaps are not part of the project")
def test_counting_the_original_bitmaps_gives_load_digits_exactly():
    with np.load(ORIGINALS) as originals:
        counted = np.array([Digit.of(Bitmap(image)).levels for image in originals["images"]])
    assert (counted == Samples.from_load_digits().digits).all()


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        (np.zeros((8, 7)), r"shape \(8, 8\), got \(8, 7\)"),
        (np.full((8, 8), 17), "0 to 16, got 17 to 17"),
        (np.full((8, 8), -1), "0 to 16, got -1"),
        (np.full((8, 8), 0.5), "whole numbers"),
        (np.full((8, 8), np.nan), "whole numbers"),
        (np.full((8, 8), "7"), "must be numbers"),
    ],
)
def test_levels_that_are_not_8x8_of_0_to_16_are_refused(levels, message):
    with pytest.raises((ValueError, TypeError), match=message):
        Digit(levels)


def test_a_digit_cannot_be_changed():
    levels = np.zeros((8, 8), dtype=int)
    digit = Digit(levels)
    levels[0, 0] = 16
    assert digit.is_blank
    with pytest.raises(ValueError, match="read-only"):
        digit.levels[0, 0] = 1


def test_the_picture_is_black_ink_on_white_paper():
    levels = np.zeros((8, 8), dtype=int)
    levels[0, 7] = 16
    image = Digit(levels).image(cell=2)
    assert image.size == (16, 16)
    assert image.getpixel((15, 0)) == 0
    assert image.getpixel((0, 0)) == 255


def test_csv_has_the_columns_of_load_digits():
    data = load_digits()
    names, levels = Digit(data.images[3]).csv().splitlines()
    assert names.split(",") == data.feature_names
    assert [int(level) for level in levels.split(",")] == data.data[3].tolist()
