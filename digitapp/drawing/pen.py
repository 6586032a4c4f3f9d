"""Pen: how wide a pen drew the ink, and ink brought to the width that is read best."""

import numpy as np
import scipy

from digitapp.drawing.arrays import Bools

PEN_SHARE = 0.14  # of the drawing's longer side: how wide a pen the models read best
THINNER = (1, 0.85, 0.7, 0.55, 0.4, 0.3)  # of that, tried until loops and gaps stay as they are


def width_of(ink: Bools) -> float:
    """How wide the strokes of ink, bool (height, width), are on average, in pixels.

    In a stroke n pixels wide, the distance to the nearest paper is about (n + 2) / 4 on average.
    """
    return 4 * float(scipy.ndimage.distance_transform_edt(ink)[ink].mean()) - 2


def at_pen_width(ink: Bools) -> Bools:
    """The ink with strokes much thinner or thicker than PEN_SHARE of the digit's longer side brought near it.

    Thickened, it gets a page with room for it, and no thicker than leaves its loops and gaps open; thinned, it stops short
    of PEN_SHARE, which keeps thick strokes in one piece.
    """
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    width = width_of(ink)
    wanted = PEN_SHARE * (max(np.ptp(rows), np.ptp(columns)) + 1 - width)
    if width < 0.8 * wanted:
        ink = np.pad(ink, int(np.ceil(wanted - width)))
        away = scipy.ndimage.distance_transform_edt(~ink)
        holes = _holes(away <= 0.05 * wanted)
        for share in THINNER:
            thick = away <= max(0, share * wanted - width) / 2
            if _holes(thick) == holes:
                break
        return thick
    if width > 1.3 * wanted:
        thinned = scipy.ndimage.distance_transform_edt(ink) > 0.35 * (width - wanted)
        return thinned if thinned.any() else ink
    return ink


def _holes(ink: Bools) -> int:
    """How many parts of the paper the ink encloses."""
    return int(scipy.ndimage.label(~np.pad(ink, 1))[1]) - 1
