"""Ink: a grey page, 0 paper .. 255 ink, from strokes or from a picture that somebody uploads."""

from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import Image, ImageChops, ImageOps

from digitapp.drawing import pictures
from digitapp.drawing.arrays import Bools, Bytes, Floats, Singles, read_only
from digitapp.drawing.finding import digit_of
from digitapp.drawing.pen import at_pen_width

THRESHOLD = 128  # from this level on a pixel is ink

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
# By format or mode: 16 bytes a pixel while Pillow decodes it, and 8 if libjpeg has to hold it in whole. Others take 6 at most,
# which keeps every picture below 250 MB.
MAX_PIXELS_OF = {"WEBP": 15_000_000, "CMYK": 30_000_000}
WORKING_SIDE = 640  # a picture is reduced to this longer side before its ink is looked for
LEAST_SIDE = 320  # and enlarged to this one
STRIP = 1_000_000  # pixels that are converted at once


class PictureError(ValueError):
    """A picture that can't be read; the message says, for the person who sent it, what is wrong and what to do."""


NO_DIGIT = "No digit can be seen in this picture: take it nearer, in more light, with a darker pen."
NOT_A_PICTURE = "This is not a PNG, JPEG or WebP picture: choose a photo or a drawing."
HEIF = "This is a HEIC picture, which only some programs can read: send a screenshot of it, or have the camera save JPEG."
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")  # what such a file says of itself, at byte 8


@dataclass(frozen=True, eq=False)
class Ink:
    """`page`, uint8 (height, width), 0 paper .. 255 ink, read-only.

    `paths`, one float (n, 2) array for each line of the pen that drew it, x and y in pixels of the page; none in a picture.
    `thin`, bool of any shape, is a picture's ink before its strokes were brought to the width of a pen; `found_in` is the
    picture that it was found in, with what was taken for ink marked.
    """

    page: Bytes
    paths: tuple[Floats, ...] = ()
    thin: Bools | None = None
    found_in: Image.Image | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        page = np.asarray(self.page)
        if page.ndim != 2 or not page.size:
            raise ValueError(f"page must have shape (height, width), both at least 1, got {page.shape}")
        if page.dtype != np.uint8:
            raise TypeError(f"page must be uint8, got {page.dtype}")
        object.__setattr__(self, "page", read_only(page, np.uint8))
        object.__setattr__(self, "paths", tuple(read_only(path, np.float64) for path in self.paths))
        if self.thin is not None:
            object.__setattr__(self, "thin", read_only(self.thin, np.bool_))

    @property
    def is_blank(self) -> bool:
        return bool(self.page.max() < THRESHOLD)

    @classmethod
    def from_picture(cls, data: bytes) -> "Ink":
        """Find the ink in a PNG, JPEG or WebP file: dark on light or light on dark, in uneven light, on ruled or squared paper.

        The page is the picture, upright by its EXIF and reduced to 640 pixels (or enlarged to 320), with only the digit left
        on it and the digit's strokes brought to the width that strokes are drawn with. Raises PictureError for a file that
        isn't such a picture, is over 10 MB or 40 megapixels (WebP 15, CMYK 30), is animated, or shows no ink.
        """
        grey, enlarged = _grey(_opened(data))
        digit = digit_of(grey, enlarged)
        if not digit.any():
            raise PictureError(NO_DIGIT)
        return cls(at_pen_width(digit).astype(np.uint8) * 255, thin=digit, found_in=pictures.marked(grey, digit))


def _opened(data: bytes) -> Image.Image:
    """The picture, its header read and found within the limits."""
    if len(data) > MAX_BYTES:
        raise PictureError(f"This picture is {len(data) / 1e6:.0f} MB; the limit is 10 MB: make it smaller.")
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_large(MAX_PIXELS) from None
    except Exception:  # noqa: BLE001 (foreign bytes make Pillow raise nearly anything)
        is_heif = data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS
        raise PictureError(HEIF if is_heif else NOT_A_PICTURE) from None
    most = min(MAX_PIXELS_OF.get(picture.format or "", MAX_PIXELS), MAX_PIXELS_OF.get(picture.mode, MAX_PIXELS))
    if picture.width * picture.height > most:
        raise _too_large(most)
    if getattr(picture, "is_animated", False) and picture.format != "MPO":  # MPO: how some phones store one photo
        raise PictureError("This picture is animated: choose a still one.")
    return picture


def _too_large(most: int) -> PictureError:
    return PictureError(f"This picture has more than {most // 1_000_000} megapixels: make it smaller, or cut out the digit.")


def _grey(picture: Image.Image) -> tuple[Singles, float]:
    """The picture upright, reduced (or enlarged) and without colours, float32 (height, width), 0 black .. 255 white.

    And how many times it was enlarged: small ones are, smoothly, to a side of LEAST_SIDE.
    """
    try:
        picture.draft("L", (WORKING_SIDE, WORKING_SIDE))  # a JPEG is decoded no larger than needed
        factor = max(1, max(picture.size) // (2 * WORKING_SIDE))
        grey = _reduced(picture, factor)
        if grey.mode == "La":
            grey, alpha = grey.split()
            is_dark = 255 * np.asarray(grey).sum(dtype=int) < 128 * np.asarray(alpha).sum(dtype=int)
            grey = ImageChops.add(grey, ImageChops.invert(alpha)) if is_dark else grey  # on white paper, or on black
        enlarged = max(1, LEAST_SIDE / max(picture.size))
        times = enlarged if enlarged > 1 else min(1, WORKING_SIDE / max(picture.size))
        size = [max(1, round(side * times)) for side in picture.size]
        grey = grey.resize(size, Image.Resampling.BICUBIC, (0, 0, picture.width / factor, picture.height / factor))
        grey.info = picture.info
        return np.asarray(ImageOps.exif_transpose(grey), dtype=np.float32), enlarged
    except Exception:  # noqa: BLE001 (as above)
        raise PictureError("This picture is damaged or not complete: save or send it again.") from None


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """The picture as L or, if parts of it are transparent, La, each `factor` x `factor` pixels averaged to one.

    In strips, as the whole picture once more in another mode would take several times its memory.
    """
    height = factor * max(1, STRIP // (factor * picture.width))
    for top in range(0, picture.height, height):
        strip = picture.crop((0, top, picture.width, min(top + height, picture.height)))
        strip = _without_colours(strip).reduce(factor)
        if top == 0:
            reduced = Image.new(strip.mode, (strip.width, -(-picture.height // factor)))
        reduced.paste(strip, (0, top // factor))
    return reduced


def _without_colours(picture: Image.Image) -> Image.Image:
    """L, or La: grey times alpha, so that the colour of what can't be seen plays no part."""
    if picture.mode.startswith("I"):  # 16 bits a pixel, of which Pillow's conversion would keep the lower half
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.has_transparency_data:
        return picture.convert("RGBA").convert("LA").convert("La")
    return picture.convert("L")
