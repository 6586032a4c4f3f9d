import subprocess
import sys

import numpy as np
import pytest
from drawings import file_of, photo
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.ink import Ink, PictureError
from digitapp.learning import models

# How many kB more than before a picture takes at most, after one that loads what is loaded once
PEAK = """import resource, sys
from io import BytesIO
from PIL import Image
from digitapp.drawing.ink import Ink, PictureError
def peak(data):
    try:
        Ink.from_picture(data)
    except PictureError:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = BytesIO()
Image.new("LA", (99, 99)).save(small, "PNG")
print(-peak(small.getvalue()) + peak(sys.stdin.buffer.read()))
"""


@pytest.fixture(scope="module")
def svc():
    return models.fit("svc")


def read(svc, data):
    return svc.predict(Digit.of(Bitmap.of(Ink.from_picture(data)))).label


@pytest.mark.parametrize("digit", [0, 2, 3, 5, 7])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"ruled": True},
        {"dark_paper": True},
        {"pen": 0.015},
        {"pen": 0.16, "light": False},
    ],
    ids=["uneven light", "ruled paper", "light on dark", "thin pen", "thick pen"],
)
def test_photos_of_digits_are_read(svc, digit, how):
    assert read(svc, file_of(photo(digit, **how), "JPEG", quality=80)) == digit


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_all_three_formats_are_read(svc, kind):
    assert read(svc, file_of(photo(5), kind)) == 5


def test_a_photo_is_turned_upright_by_its_exif(svc):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned clockwise by a quarter
    lying = Image.fromarray(np.rot90(photo(7)))
    assert read(svc, file_of(lying, "JPEG", exif=exif)) == 7


@pytest.mark.parametrize("ink", [0, 255])
def test_ink_on_a_transparent_page_is_read_whatever_its_colour(svc, ink):
    alpha = 255 - np.where(photo(3, light=False) < 128, 0, 255).astype(np.uint8)
    assert read(svc, file_of(Image.merge("LA", [Image.new("L", (800, 600), ink), Image.fromarray(alpha)]))) == 3


def test_16_bit_pictures_and_palettes_are_read(svc):
    assert read(svc, file_of(photo(2).astype(np.uint16) * 256)) == 2
    assert read(svc, file_of(Image.fromarray(photo(2)).convert("P"))) == 2


def test_a_table_beside_the_paper_is_no_ink(svc):
    picture = photo(5).copy()
    picture[:, :60] = 40
    assert read(svc, file_of(picture)) == 5


@pytest.mark.parametrize("size", [(3000, 4000), (1281, 1283)])
def test_the_colour_of_what_is_transparent_plays_no_part(size):
    picture = Image.fromarray(photo(3, light=False, size=size))
    alpha = picture.point(lambda level: 255 if level < 128 else 0)
    pages = []
    for hidden in (0, 255):
        grey = Image.composite(Image.new("L", picture.size, 40), Image.new("L", picture.size, hidden), alpha)
        pages.append(Ink.from_picture(file_of(Image.merge("LA", [grey, alpha]), compress_level=1)).page)
    assert np.array_equal(*pages)


@pytest.mark.parametrize(
    ("mode", "kind", "side", "options"),
    [
        ("RGBA", "PNG", 6300, {"compress_level": 1}),
        ("P", "PNG", 6300, {"compress_level": 1, "transparency": 0}),
        ("RGBA", "WEBP", 3800, {"method": 0}),
        ("CMYK", "JPEG", 5400, {"progressive": True, "subsampling": 0}),
    ],
)
def test_no_picture_takes_more_than_250_mb(mode, kind, side, options):
    picture = file_of(Image.new(mode, (side, side)), kind, **options)
    # By a shell, as a process's ru_maxrss begins with that of the one that started it
    command = ["sh", "-c", '"$0" -c "$1" && true', sys.executable, PEAK]
    assert int(subprocess.run(command, input=picture, capture_output=True, check=True).stdout) < 250_000


def animated():
    frames = [Image.new("L", (50, 50), level) for level in (0, 128, 255)]
    return file_of(frames[0], "WEBP", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a PNG, JPEG or WebP"),
        (b"Hello, I am a text.", "not a PNG, JPEG or WebP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC picture.*screenshot of it, or have the camera save JPEG"),
        (file_of(np.zeros((9, 9), dtype=np.uint8), "GIF"), "not a PNG, JPEG or WebP"),
        (file_of(photo(5))[:20_000], "damaged or not complete"),
        (file_of(photo(5), "JPEG")[:10_000], "damaged or not complete"),
        (bytes(10_000_001), "the limit is 10 MB"),
        (file_of(Image.new("1", (8_000, 6_000))), "more than 40 megapixels"),
        (file_of(Image.new("1", (20_000, 20_000))), "more than 40 megapixels"),
        (file_of(Image.new("L", (4_000, 4_000)), "WEBP", method=0), "more than 15 megapixels"),
        (file_of(Image.new("CMYK", (6_000, 5_001)), "JPEG"), "more than 30 megapixels"),
        (animated(), "is animated: choose a still one"),
        (file_of(np.full((300, 300), 200, dtype=np.uint8)), "No digit can be seen"),
        (file_of(np.full((1, 1), 200, dtype=np.uint8)), "No digit can be seen"),
    ],
    ids=[
        "empty",
        "text",
        "heic",
        "gif",
        "cut png",
        "cut jpeg",
        "10 MB",
        "48 MP",
        "bomb",
        "16 MP WebP",
        "30 MP CMYK",
        "animated",
        "blank",
        "one pixel",
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_bad_pictures_get_one_sentence(data, message):
    with pytest.raises(PictureError, match=message) as caught:
        Ink.from_picture(data)
    assert str(caught.value).count(".") == 1  # one sentence, at its end


def test_a_noisy_photo_of_empty_paper_shows_no_digit():
    noise = np.random.default_rng(0).normal(200, 6, (600, 800)).clip(0, 255).astype(np.uint8)
    with pytest.raises(PictureError, match="No digit can be seen"):
        Ink.from_picture(file_of(noise, "JPEG"))


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40))))
@settings(max_examples=60, deadline=None)
def test_any_picture_gives_a_digit_or_a_sentence(pixels):
    assert Digit.of(Bitmap.of(Ink(pixels))).levels.shape == (8, 8)
    try:
        ink = Ink.from_picture(file_of(pixels))
    except PictureError:
        return
    assert Digit.of(Bitmap.of(ink)).levels.shape == (8, 8)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (np.zeros((4, 4, 3), dtype=np.uint8), r"shape \(height, width\).*got \(4, 4, 3\)"),
        (np.zeros((0, 4), dtype=np.uint8), "at least 1"),
        (np.zeros((4, 4)), "must be uint8, got float64"),
    ],
)
def test_pages_of_a_wrong_shape_or_type_are_refused(page, message):
    with pytest.raises((ValueError, TypeError), match=message):
        Ink(page)


def test_ink_is_128_or_more():
    assert Ink(np.full((2, 2), 127, dtype=np.uint8)).is_blank
    assert not Ink(np.full((2, 2), 128, dtype=np.uint8)).is_blank
