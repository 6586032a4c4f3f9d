"""Views: further 8x8 forms of one drawing, made from the lines of the pen, so that no reading depends on one way to scale it.

The five steps scale the pixels, and a narrow digit's lines get wide with it: the loops of an 8 and the belly of a 5 fill. Here
the lines are stretched first, and drawn then with a pen of constant width. The first view is the Digit that is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from digitapp.drawing.arrays import Floats
from digitapp.drawing.bitmap import SIZE
from digitapp.drawing.digit import BLOCK, MAX_LEVEL, SIDE, Digit, Readable
from digitapp.drawing.ink import THRESHOLD, Ink
from digitapp.drawing.pen import width_of
from digitapp.drawing.skeleton import skeleton
from digitapp.drawing.strokes import drawn

# In pixels of 32x32: the box that the drawing is stretched to, with its pen, and how wide that is
BOX = np.array([26, 30])
PEN = 3
MAX_WIDER = 3  # how many times wider than tall a drawing may be made, or taller than wide: a bare 1 is no bar
MAX_SLANT = 0.8  # pixels to the side for each pixel down
FINE = 4  # oversampling

# In a picture, of the digit's longer side: with a wider pen the first view counts more than the others, by so much (found on
# generated writers)
THICK, THICK_WEIGHTS = 0.16, (2, 0.5)

Lines = Sequence[Floats]  # float (n, 2) each, x and y, y down


@dataclass(frozen=True, eq=False)
class View:
    """A Digit, what it is called, in words what was done to the drawing, and how much it counts beside the other views."""

    name: str
    words: str
    digit: Digit
    weight: float = 1


def stretched(lines: Lines) -> Digit:
    """Stretch the lines to the box, each axis on its own, draw them with the pen, and count the ink."""
    points = np.concatenate(lines)
    low, extent = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-6)
    factors = (BOX - PEN) / extent
    factors = np.minimum(factors, MAX_WIDER * factors.min())
    placed = (points - low - extent / 2) * factors + SIZE / 2
    page = drawn(np.split(placed * FINE, np.cumsum([len(line) for line in lines])[:-1]), PEN * FINE, SIZE * FINE)
    ink = page.reshape(SIDE, FINE * BLOCK, SIDE, FINE * BLOCK).mean(axis=(1, 3))
    return Digit(np.round(ink * (MAX_LEVEL / 255)))


def upright(lines: Lines) -> Digit:
    """The same after the slant of the lines as a whole (their second moments) is sheared away."""
    middles = np.concatenate([(line[1:] + line[:-1]) / 2 if len(line) > 1 else line for line in lines])
    weights = np.concatenate([np.hypot(*np.diff(line, axis=0).T) if len(line) > 1 else [1.0] for line in lines]) + 1e-9
    x, y = (middles - np.average(middles, axis=0, weights=weights)).T
    slant = np.clip((weights * x * y).sum() / max((weights * y * y).sum(), 1e-9), -MAX_SLANT, MAX_SLANT)
    return stretched([line - slant * line[:, 1:] * [1, 0] for line in lines])


AS_SHOWN, WORDS = "as shown", "just as it is shown"
FROM_LINES: Mapping[str, tuple[str, Callable[[Lines], Digit]]] = MappingProxyType(
    {
        "stretched": ("stretched first, and drawn then with one pen", stretched),
        "upright": ("straightened by all of its lines, stretched, and drawn with one pen", upright),
    }
)
NAMES = (AS_SHOWN, *FROM_LINES)


def lines(ink: Ink) -> Lines:
    """The lines of the pen, in the page's pixels; a picture's are the pixels of its ink's skeleton, each a dot."""
    return ink.paths or list(skeleton(ink.page >= THRESHOLD if ink.thin is None else ink.thin)[:, None])


def of(readable: Readable) -> tuple[View, ...]:
    """All views of a drawing, in the order of `NAMES`; the first is `Digit.of(readable)`.

    A Digit, or a Bitmap that isn't known to be of any ink (as when a step was left out), is its own only view.
    """
    digit = Digit.of(readable)
    if isinstance(readable, Digit) or readable.ink is None:
        return (View(AS_SHOWN, WORDS, digit),)
    pen = lines(readable.ink)
    first, other = THICK_WEIGHTS if _is_thick(readable.ink) else (1, 1)
    others = (View(name, words, view(pen), other) for name, (words, view) in FROM_LINES.items())
    return (View(AS_SHOWN, WORDS, digit, first), *others)


def _is_thick(ink: Ink) -> bool:
    """Whether a picture's pen is so wide, beside the digit, that the middle lines of the ink tell too little of it."""
    if ink.thin is None:
        return False
    sides = [np.ptp(np.flatnonzero(ink.thin.any(axis=axis))) + 1 for axis in (0, 1)]
    return bool(width_of(ink.thin) > THICK * max(sides))
