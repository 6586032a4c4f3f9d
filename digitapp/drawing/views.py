"""Views: slightly different 8x8 forms of one drawing, so that a reading doesn't depend on a single pixel.

All are made from the 32x32 pixels that are left after the steps of bitmap.py; the first is the Digit that is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy import ndimage

from digitapp.drawing.arrays import Bools, Floats, Ints
from digitapp.drawing.bitmap import SIZE, WIDTH, Bitmap, taken
from digitapp.drawing.digit import Digit, Readable

MIDDLE = (SIZE - 1) / 2
LEAN = 0.1  # pixels to the side for each pixel up


@dataclass(frozen=True, eq=False)
class View:
    """A Digit, what it is called, and in words what was done to the drawing."""

    name: str
    words: str
    digit: Digit


def _resampled(pixels: Bools, columns: Ints | Floats) -> Bools:
    """Pixels taken from the columns, a position for each pixel of 32x32 (or of a row of it), nearest; outside is paper."""
    return taken(pixels, np.broadcast_to(np.floor(columns + 0.5).astype(int), pixels.shape))


def stretch(pixels: Bools, width: int) -> Bools:
    """Stretch ink that is 20 pixels wide to `width` pixels."""
    return _resampled(pixels, MIDDLE + (np.arange(SIZE) - MIDDLE) * WIDTH / width)


def lean(pixels: Bools, by: float) -> Bools:
    """Shear the ink about its middle row, to the right at the top (below 0: to the left), `by` pixels for each pixel up."""
    return _resampled(pixels, np.arange(SIZE) + by * (np.arange(SIZE)[:, None] - MIDDLE))


def upright(pixels: Bools) -> Bools:
    """Shear away the slant of the ink as a whole (its second moments), where `straighten` looks at the left edge only."""
    rows, columns = (np.nonzero(pixels) - np.mean(np.nonzero(pixels), axis=1, keepdims=True)) if pixels.any() else (0, 0)
    spread = np.sum(np.square(rows))
    return lean(pixels, np.sum(rows * columns) / spread) if spread else pixels


VIEWS: Mapping[str, tuple[str, Callable[[Bools], Bools]]] = MappingProxyType(
    {
        "as shown": ("just as it is shown", lambda pixels: pixels),
        "wider": ("made a little wider", lambda pixels: stretch(pixels, WIDTH + 2)),
        "leaning right": ("leaned a little to the right", lambda pixels: lean(pixels, LEAN)),
        "leaning left": ("leaned a little to the left", lambda pixels: lean(pixels, -LEAN)),
        "upright": ("straightened by all of its ink, not by its left edge", upright),
        "thinner": ("drawn with a thinner pen", ndimage.binary_erosion),
        "thicker": ("drawn with a thicker pen", ndimage.binary_dilation),
    }
)


def of(readable: Readable) -> tuple[View, ...]:
    """All views of a drawing, in the order of `VIEWS`; the first is `Digit.of(readable)`. A Digit is its only view."""
    if isinstance(readable, Digit):
        return (View("as shown", VIEWS["as shown"][0], readable),)
    return tuple(View(name, words, Digit.of(Bitmap(view(readable.pixels)))) for name, (words, view) in VIEWS.items())
