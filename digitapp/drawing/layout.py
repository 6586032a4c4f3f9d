"""Layout: tells several digits, and a dash, from one digit, by the pieces of ink, their sizes and where they stand.

Asked before the steps of bitmap.py, which stretch all ink to one box: several digits become one there, and a dash becomes a 1.
`python tests/benchmarks/layout.py` finds the limits on generated writers, and measures them on others.
"""

import math
from collections.abc import Sequence

import numpy as np
import scipy
from PIL import Image, ImageDraw

from digitapp.drawing.arrays import Bools
from digitapp.drawing.ink import THRESHOLD, Ink
from digitapp.drawing.pen import width_of
from digitapp.drawing.strokes import Points

SEVERAL = "That looks like more than one digit: draw one at a time."
DASH = "That looks like a dash, not a digit: if you mean a 1, draw it upright."

SIDE = 192  # longer side, in pixels, of the page on which pieces are told apart
TOUCHING = np.ones((3, 3))  # neighbours of a pixel, as scipy writes them

# Two pieces are two digits if each is as large and as upright as a digit, and they stand apart. What comes near to that in a
# single digit: an open 4 whose bar ends before the stem, an 8 of two circles, a line that the pen left a gap in. Limits are
# beside the height of the tallest piece or line of the pen, unless they say beside what.
NEAR = 0.09  # ink that is no further apart is one piece
ONWARD = 0.2  # a line that begins no further from the end of the one before goes on with it
LARGE = 0.5  # height of a piece, at least
MANY, OF_MANY = 4, 0.3  # or so many that are at least so high, as two that touch make one tall piece in a sheet of digits
UPRIGHT = 0.6  # height of a piece, at least, beside its width; a 5's bar is flatter
SLANTS = np.array([0, -0.2, 0.2, 0.4, 0.6])  # to the right for each step up; pieces apart in one of them are apart
GAP_BESIDE = -0.05  # between pieces side by side, at least; below 0 they overlap
GAP_BELOW = 0.1  # between pieces one above the other, at least

# A dash is ink that lies level along a line
LEVEL = 0.5  # height, at most, beside the width
THIN = 0.15  # spread (standard deviation) across the line, at most, beside the spread along it


def refusal(ink: Ink) -> str | None:
    """Why ink is not one digit, in a sentence; None if it may be. Told from the lines of the pen if the ink knows them."""
    if ink.paths:
        return of_lines(ink.paths)
    return of_page(ink.page >= THRESHOLD if ink.thin is None else ink.thin)


def of_lines(lines: Sequence[Points]) -> str | None:
    """The same of lines of the pen, float (n, 2) each, x and y, y down."""
    points = np.concatenate(lines)
    corner, extent = points.min(axis=0), np.ptp(points, axis=0)
    if not extent.any() or (len(lines) == 1 and extent[1] > LEVEL * extent[0]):
        return None  # one piece and no dash, as most digits are
    factor = SIDE / extent.max()
    tallest = factor * max(np.ptp(line[:, 1]) for line in lines)
    pen = max(2, round(NEAR * tallest))
    points = (points - corner) * factor + pen
    width, height = np.ceil(points.max(axis=0)).astype(int) + pen
    page = Image.new("1", (int(width), int(height)))
    draw = ImageDraw.Draw(page)
    before = (np.inf, np.inf)
    for line in np.split(points, np.cumsum([len(line) for line in lines])[:-1]):
        corners = [(x, y) for x, y in line.tolist()]
        if math.dist(before, corners[0]) <= ONWARD * tallest:
            corners.insert(0, before)
        draw.line(corners, fill=1, width=pen)
        for x, y in (corners[0], corners[-1]):
            draw.circle((x, y), pen / 2, fill=1)
        before = corners[-1]
    ink = np.asarray(page)
    return SEVERAL if _is_several(points, ink) else DASH if _is_dash(ink, pen) else None


def of_page(ink: Bools) -> str | None:
    """The same of a picture's ink, bool (height, width), with strokes as thin as they were found."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return None
    cut = Image.fromarray(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.uint8) * 255)
    factor = -(-max(cut.size) // SIDE)
    small = np.asarray(cut.reduce(factor)) > 0
    tallest = max(rows.stop - rows.start for rows, _ in scipy.ndimage.find_objects(scipy.ndimage.label(small, TOUCHING)[0]))
    apart = NEAR * tallest - width_of(np.asarray(cut) > 0) / factor  # beside the strokes, as NEAR is between their middles
    thick = scipy.ndimage.maximum_filter(small, 1 + round(max(0, apart)))
    points = np.column_stack(np.nonzero(small)[::-1]).astype(float)
    return SEVERAL if _is_several(points, thick) else DASH if _is_dash(small, 0) else None


def _is_several(points: Points, ink: Bools) -> bool:
    """Whether points, float (n, 2), x and y, are of two digits at least; `ink` is what hangs together around them."""
    pieces, count = scipy.ndimage.label(ink, TOUCHING)
    if count < 2:
        return False
    columns, rows = points.astype(int).T
    of_point = pieces[rows, columns]
    order = np.argsort(of_point, kind="stable")
    # Of every piece: x in each of the slants, and y
    places = np.column_stack([points[:, :1] + points[:, 1:] * SLANTS, points[:, 1]])[order]
    starts = np.flatnonzero(np.diff(of_point[order], prepend=0))
    low, high = np.minimum.reduceat(places, starts), np.maximum.reduceat(places, starts)
    widths, heights = (high - low)[:, 0], (high - low)[:, -1]
    tallest = max(heights.max(), 1)
    are_many = np.count_nonzero(heights >= OF_MANY * tallest) >= MANY
    like_digits = (heights >= (OF_MANY if are_many else LARGE) * tallest) & (heights >= UPRIGHT * widths)
    low, high = low[like_digits], high[like_digits]
    gaps = (np.maximum(low[:, None], low) - np.minimum(high[:, None], high)) / tallest
    gaps[np.diag_indices(len(gaps))] = -1  # of a piece and itself
    return bool((gaps[..., :-1] >= GAP_BESIDE).any() or (gaps[..., -1] >= GAP_BELOW).any())


def _is_dash(ink: Bools, pen: int) -> bool:
    rows, columns = np.nonzero(ink)
    width = np.ptp(columns) + 1 - pen
    if np.ptp(rows) + 1 - pen > LEVEL * width or width < 2:
        return False
    across, along = np.linalg.eigvalsh(np.cov(columns, rows))
    return bool(across - pen**2 / 12 <= THIN**2 * along)
