"""Skeleton: the middle lines of a picture's ink, which stand in for the strokes that nobody saw being drawn."""

import numpy as np
import scipy
from PIL import Image

from digitapp.drawing.arrays import Bools, Floats
from digitapp.drawing.pen import width_of

FILLED = 1.4  # times as deep as half the pen's width: ink from there on is a filled loop's (found on generated writers)
SIDE = 96  # longer side of what is thinned, in pixels
MIDDLE = 0.8  # quantile of such pixels with any ink from which on they are the middles of lines


def _thinning(second: bool) -> Bools:
    """Which pixels half a round of thinning takes away, bool (256,), by the neighbours: bit i is neighbour P(i + 2)."""
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    north, _, east, _, south, _, west, _ = bits.T.astype(bool)
    count = bits.sum(axis=1)
    begins = ((bits == 0) & (np.roll(bits, -1, axis=1) == 1)).sum(axis=1)
    sides = (north & east & west) | (north & south & west) if second else (north & east & south) | (east & south & west)
    return (count >= 2) & (count <= 6) & (begins == 1) & ~sides


THINNING = (_thinning(second=False), _thinning(second=True))
# Row and column of the neighbours P2 to P9, clockwise from above
AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


def skeleton(ink: Bools) -> Floats:
    """The middle lines of ink, bool (height, width), thinned to one pixel (Zhang & Suen, 1984).

    x and y of their pixels, float (n, 2), in pixels of the ink reduced or enlarged to a longer side of 96.
    """
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.uint8) * 255
    factor = SIDE / max(cut.shape)
    size = [max(1, round(side * factor)) for side in cut.shape[::-1]]
    small = np.asarray(Image.fromarray(cut).resize(size, Image.Resampling.BILINEAR))
    # At half of what the middle of a line has, as a thin pen's lines pale when they are reduced
    ink = np.pad(small >= np.quantile(small[small > 0], MIDDLE) / 2, 1)
    depth = scipy.ndimage.distance_transform_edt(ink)
    ink &= depth <= FILLED * width_of(ink) / 2  # a loop that a thick pen has filled is opened again
    inner = ink[1:-1, 1:-1]
    changed = True
    while changed:
        changed = False
        for table in THINNING:
            height, width = inner.shape
            around = np.zeros(inner.shape, dtype=np.uint8)
            for bit, (row, column) in enumerate(AROUND):
                around |= ink[1 + row : 1 + row + height, 1 + column : 1 + column + width].astype(np.uint8) << bit
            gone = inner & table[around]
            inner[gone] = False
            changed |= bool(gone.any())
    y, x = np.nonzero(inner)
    return np.column_stack([x, y]).astype(float)
