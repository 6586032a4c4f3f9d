"""Ink: a grey page, 0 paper .. 255 ink, from strokes or from a picture that somebody uploads."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageChops, ImageOps
from scipy import ndimage

from digitapp.drawing.arrays import Bools, Bytes, Floats, read_only

THRESHOLD = 128  # from this level on a pixel is ink

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
# By format or mode: 16 bytes a pixel while Pillow decodes it, and 8 if libjpeg has to hold it in whole. Others take 6 at most,
# which keeps every picture below 250 MB.
MAX_PIXELS_OF = {"WEBP": 15_000_000, "CMYK": 30_000_000}
WORKING_SIDE = 640  # a picture is reduced to this longer side before its ink is looked for
STRIP = 1_000_000  # pixels that are converted at once

PEN_SHARE = 0.14  # of the drawing's longer side: how wide a pen the models read best


class PictureError(ValueError):
    """A picture that can't be read; the message says, for the person who sent it, what is wrong and what to do."""


NO_DIGIT = "No digit can be seen in this picture: take it nearer, in more light, with a darker pen."


@dataclass(frozen=True, eq=False)
class Ink:
    """`page`, uint8 (height, width), 0 paper .. 255 ink, read-only.

    `paths`, one float (n, 2) array for each line of the pen that drew it, x and y in pixels of the page; none in a picture.
    `thin`, bool of any shape, is a picture's ink before its strokes were brought to the width of a pen.
    """

    page: Bytes
    paths: tuple[Floats, ...] = ()
    thin: Bools | None = None

    def __post_init__(self) -> None:
        page = np.asarray(self.page)
        if page.ndim != 2 or not page.size:
            raise ValueError(f"page must have shape (height, width), both at least 1, got {page.shape}")
        if page.dtype != np.uint8:
            raise TypeError(f"page must be uint8, got {page.dtype}")
        object.__setattr__(self, "page", read_only(page, np.uint8))
        object.__setattr__(self, "paths", tuple(read_only(path, np.float64) for path in self.paths))

    @property
    def is_blank(self) -> bool:
        return bool(self.page.max() < THRESHOLD)

    @classmethod
    def from_picture(cls, data: bytes) -> "Ink":
        """Find the ink in a PNG, JPEG or WebP file: dark on light or light on dark, in uneven light, on ruled paper.

        The page is the picture, upright by its EXIF and reduced to 640 pixels, with only the digit left on it and the
        digit's strokes brought to the width that strokes are drawn with. Raises PictureError for a file that isn't such a
        picture, is over 10 MB or 40 megapixels (WebP 15, CMYK 30), is animated, or shows no ink.
        """
        thin = _digit_alone(_ink(_grey(_opened(data))))
        return cls(_at_pen_width(thin).astype(np.uint8) * 255, thin=thin)


def _opened(data: bytes) -> Image.Image:
    """The picture, its header read and found within the limits."""
    if len(data) > MAX_BYTES:
        raise PictureError(f"This picture has {len(data) / 1e6:.0f} MB and 10 MB is the limit: make it smaller.")
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_large(MAX_PIXELS) from None
    except Exception:  # noqa: BLE001 (foreign bytes make Pillow raise nearly anything)
        raise PictureError("This is not a PNG, JPEG or WebP picture: choose a photo or a drawing.") from None
    most = min(MAX_PIXELS_OF.get(picture.format or "", MAX_PIXELS), MAX_PIXELS_OF.get(picture.mode, MAX_PIXELS))
    if picture.width * picture.height > most:
        raise _too_large(most)
    if getattr(picture, "is_animated", False) and picture.format != "MPO":  # MPO: how some phones store one photo
        raise PictureError("This picture moves: choose one that stands still.")
    return picture


def _too_large(most: int) -> PictureError:
    return PictureError(f"This picture has more than {most // 1_000_000} megapixels: make it smaller, or cut out the digit.")


def _grey(picture: Image.Image) -> np.ndarray:
    """The picture upright, reduced and without colours, float32 (height, width), 0 black .. 255 white."""
    try:
        picture.draft("L", (WORKING_SIDE, WORKING_SIDE))  # a JPEG is decoded no larger than needed
        factor = max(1, max(picture.size) // (2 * WORKING_SIDE))
        grey = _reduced(picture, factor)
        if grey.mode == "La":
            grey, alpha = grey.split()
            is_dark = 255 * np.asarray(grey).sum(dtype=int) < 128 * np.asarray(alpha).sum(dtype=int)
            grey = ImageChops.add(grey, ImageChops.invert(alpha)) if is_dark else grey  # on white paper, or on black
        size = [max(1, round(side * min(1, WORKING_SIDE / max(picture.size)))) for side in picture.size]
        grey = grey.resize(size, Image.Resampling.BICUBIC, (0, 0, picture.width / factor, picture.height / factor))
        grey.info = picture.info
        return np.asarray(ImageOps.exif_transpose(grey), dtype=np.float32)
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


def _ink(grey: np.ndarray) -> np.ndarray:
    """Where a grey picture has ink, bool of the same shape: what departs from the paper around it by half of the most.

    The paper is the picture with everything filled in that is narrower than a quarter of it (a morphological closing,
    or an opening where the ink is the lighter one), so that neither a shadow's edge nor the table beside it is ink.
    """
    if max(grey.shape) == WORKING_SIDE:
        grey = ndimage.gaussian_filter(grey, 0.7)  # a camera's noise
    window = max(3, max(grey.shape) // 4)
    darker = ndimage.grey_closing(grey, size=(window, window), mode="nearest") - grey
    lighter = grey - ndimage.grey_opening(grey, size=(window, window), mode="nearest")
    if _is_light_on_dark(grey, np.maximum(darker, lighter)):
        grey, darker = 255 - grey, lighter
    contrast = darker / np.maximum(grey + darker, 16)  # to the paper, so that it does not depend on the light
    most = _most(contrast)
    if most < 0.12:
        raise PictureError(NO_DIGIT)
    return contrast >= most / 2


def _is_light_on_dark(grey: np.ndarray, departs: np.ndarray) -> bool:
    """Whether the ink is lighter than the paper, told by the paper just outside of what departs from its surroundings.

    Inside of it there are ink and the paper that ink encloses; a step in grey at its outer edge is always ink's.
    """
    inside = departs >= _most(departs) / 2
    nearness = ndimage.gaussian_filter(inside.astype(np.float32), 1)
    beside = (nearness > 0.05) & ~inside
    within = ndimage.gaussian_filter(grey * inside, 1)
    return bool((grey[beside] - within[beside] / nearness[beside]).sum() < 0)


def _most(values: np.ndarray) -> float:
    """The largest of the values, but for a few pixels that may be noise."""
    few = min(values.size, max(10, values.size // 2000))
    return float(np.partition(values.ravel(), -few)[-few])


def _digit_alone(ink: np.ndarray) -> np.ndarray:
    """Only the largest piece of ink and those that are not tiny beside it, of those inside the picture if there are any.

    What touches the picture's edge is a table, a shadow or a ruled line, unless the digit fills the picture.
    """
    pieces, count = ndimage.label(ink, np.ones((3, 3)))
    boxes = ndimage.find_objects(pieces)
    lengths = np.array([0] + [max(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in boxes])
    areas = ndimage.sum_labels(ink, pieces, np.arange(count + 1))
    at_edge = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    inside = np.setdiff1d(np.arange(1, count + 1), at_edge)
    if inside.size and 10 * lengths[inside].max() >= max(ink.shape):
        areas[at_edge] = 0
    if 40 * lengths[areas.argmax()] < max(ink.shape):
        raise PictureError(NO_DIGIT)  # dust, or a camera's noise
    return (areas >= 0.04 * areas.max())[pieces]


def _at_pen_width(ink: np.ndarray) -> np.ndarray:
    """The ink with strokes much thinner or thicker than PEN of the digit's longer side brought near it.

    Thickened, it gets a page with room for it; thinned, it stops short of PEN_SHARE, which keeps thick strokes in one piece.
    """
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    # In a stroke n pixels wide, the distance to the nearest paper is about (n + 2) / 4 on average.
    width = 4 * ndimage.distance_transform_edt(ink)[ink].mean() - 2
    wanted = PEN_SHARE * (max(np.ptp(rows), np.ptp(columns)) + 1 - width)
    if width < 0.8 * wanted:
        ink = np.pad(ink, int(np.ceil(wanted - width)))
        return ndimage.distance_transform_edt(~ink) <= (wanted - width) / 2
    if width > 1.3 * wanted:
        thinned = ndimage.distance_transform_edt(ink) > 0.35 * (width - wanted)
        return thinned if thinned.any() else ink
    return ink
