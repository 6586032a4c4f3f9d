"""Disturbances: a drawing turned, shifted, shrunk, smudged ..., by a little or a lot.

What is disturbed is the page of ink, before the steps of bitmap.py, which can undo some of it; or the cells of a Digit that
no drawing was reduced to, where nothing is undone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import scipy
from PIL import Image, ImageDraw

from digitapp.drawing.arrays import Bytes, Floats, Ints, OwnArrays
from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit, Drawing
from digitapp.drawing.ink import THRESHOLD, Ink
from digitapp.drawing.strokes import Strokes

SEED = 0  # of where the specks fall
SPECK = 0.02  # a speck's radius, of the page's longer side
CELL = 8  # pixels of a Digit's cell while it is disturbed


@dataclass(frozen=True, eq=False)
class Patch(OwnArrays):
    """Ink and where it lies: `ink`, uint8, 0 paper .. 255; its `middle` (row, column) on paper of a `shape` (height, width)."""

    ink: Bytes
    middle: Floats
    shape: Ints | Floats

    @classmethod
    def from_page(cls, page: Bytes) -> "Patch":
        """The ink of a page, cut out."""
        rows, columns = _box(page)
        middle = np.array([rows.start + rows.stop, columns.start + columns.stop]) / 2
        return cls(page[rows, columns], middle, np.array(page.shape))

    def page(self, grows: bool) -> Bytes:
        """The paper with the ink on it; where the ink would leave the paper, the paper `grows`, or the ink is lost."""
        rows, columns = _box(self.ink)
        ink = self.ink[rows, columns]
        corner = np.floor(self.middle - np.array(self.ink.shape) / 2 + 0.5).astype(int)
        start = corner + np.array([rows.start, columns.start])
        shape = np.maximum(np.round(self.shape).astype(int), 1)
        before, after = np.maximum(-start, 0), np.maximum(start + ink.shape - shape, 0)
        page = np.zeros(shape + before + after, dtype=np.uint8)
        top, left = start + before
        page[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
        return page if grows else page[before[0] :, before[1] :][: shape[0], : shape[1]]


def _box(picture: Bytes) -> tuple[slice, slice]:
    """The bounding box of a picture's ink, of all of it if there is none."""
    inked = picture > 0
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not rows.size:
        return slice(0, picture.shape[0]), slice(0, picture.shape[1])
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def sideways(patch: Patch, percent: float) -> Patch:
    """Shift the ink to the right by a share of the page's width."""
    return Patch(patch.ink, patch.middle + np.array([0, percent / 100 * patch.shape[1]]), patch.shape)


def upwards(patch: Patch, percent: float) -> Patch:
    """Shift the ink up by a share of the page's height."""
    return Patch(patch.ink, patch.middle - np.array([percent / 100 * patch.shape[0], 0]), patch.shape)


def size(patch: Patch, percent: float) -> Patch:
    """Make the ink larger in its place. Every pixel of it stays: it is the paper that gets smaller around it."""
    factor = 1 + percent / 100
    return Patch(patch.ink, patch.middle / factor, patch.shape / factor)


def turn(patch: Patch, degrees: float) -> Patch:
    """Rotate the ink clockwise about its middle."""
    image = Image.fromarray(patch.ink).rotate(-degrees, Image.Resampling.NEAREST, expand=True)
    return Patch(np.asarray(image), patch.middle, patch.shape)


def lean(patch: Patch, degrees: float) -> Patch:
    """Shear the ink, so that upright lines lean to the right at the top."""
    height, width = patch.ink.shape
    slope, middle = np.tan(np.radians(degrees)), height / 2
    wide = (width + int(np.ceil(2 * abs(slope) * middle)), height)
    shear = (1, slope, -(slope + abs(slope)) * middle, 0, 1, 0)
    image = Image.fromarray(patch.ink).transform(wide, Image.Transform.AFFINE, shear, Image.Resampling.NEAREST)
    return Patch(np.asarray(image), patch.middle, patch.shape)


def pen(patch: Patch, percent: float) -> Patch:
    """Thicken the lines by a share of the ink's longer side, or thin them: dilate or erode each level with a disc."""
    radius = percent / 100 * max(patch.ink.shape) / 2
    ink = np.pad(patch.ink, int(np.ceil(abs(radius))) + 1)
    result = np.zeros_like(ink)
    for level in np.unique(ink)[1:]:
        inside = ink >= level
        if radius > 0:
            result[scipy.ndimage.distance_transform_edt(~inside) <= radius] = level
        else:
            result[scipy.ndimage.distance_transform_edt(inside) > -radius] = level
    return Patch(result, patch.middle, patch.shape)


def specks(patch: Patch, count: float) -> Patch:
    """Drop `count` round specks on the page, the same ones each time."""
    page = Image.fromarray(patch.page(grows=True))
    draw = ImageDraw.Draw(page)
    for place in np.random.default_rng(SEED).random((int(count), 2)) * page.size:
        draw.circle(tuple(place), SPECK * max(page.size), fill=255)
    return Patch(np.asarray(page), patch.shape / 2, patch.shape)


@dataclass(frozen=True)
class Disturbance:
    """What it is called, what it does in a sentence, and in words its unit and strengths below (`less`) and above 0 (`more`).

    `strengths` are in order, 0 among them, which leaves everything as it is; `undone_by` is the step of bitmap.py that
    undoes it in a drawing, if one does.
    """

    title: str
    words: str
    unit: str
    less: str
    more: str
    strengths: tuple[int, ...]
    disturb: Callable[[Patch, float], Patch]
    undone_by: str | None = None

    def tell(self, strength: int) -> str:
        """A strength in words: "30° right"."""
        if strength == 0:
            return "as it is"
        return f"{abs(strength)}{self.unit} {self.more if strength > 0 else self.less}"


SHIFTS = (-50, -40, -30, -20, -10, -5, 0, 5, 10, 20, 30, 40, 50)
SLOPES = (-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50)
SIZES = (-60, -50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 60)
PENS = (-14, -12, -10, -8, -6, -4, 0, 4, 8, 12, 16, 20)
COUNTS = (0, 2, 3, 5, 8, 12, 20, 30, 40, 60, 80, 100)

DISTURBANCES: Mapping[str, Disturbance] = MappingProxyType(
    {
        "turn": Disturbance(
            "Turn", "Turned about its middle (rotation).", "°", "left", "right", tuple(range(-90, 91, 15)), turn
        ),
        "sideways": Disturbance(
            "Sideways", "Moved by this share of the page (translation).", " %", "left", "right", SHIFTS, sideways, "crop"
        ),
        "upwards": Disturbance(
            "Up and down", "Moved by this share of the page (translation).", " %", "down", "up", SHIFTS, upwards, "crop"
        ),
        "size": Disturbance("Size", "Made smaller or larger (scaling).", " %", "smaller", "larger", SIZES, size, "crop"),
        "lean": Disturbance(
            "Lean", "Pushed over like italic letters (shear).", "°", "left", "right", SLOPES, lean, "straighten"
        ),
        "pen": Disturbance(
            "Pen",
            "Lines made thinner or thicker by this share of the digit's longer side (erosion, dilation).",
            " %",
            "thinner",
            "thicker",
            PENS,
            pen,
            "equalise",
        ),
        "specks": Disturbance("Specks", "Dirt on the paper, as on a bad scan (noise).", "", "", "specks", COUNTS, specks),
    }
)


def disturbed(drawing: Drawing, name: str, strength: float) -> Ink | Digit:
    """The page of ink, or the Digit, after a disturbance of `DISTURBANCES`.

    A drawing's page grows with it, so that nothing of it is lost; what leaves a Digit's 8x8 cells is.
    """
    disturb = DISTURBANCES[name].disturb
    if isinstance(drawing, Digit):
        if strength == 0 or drawing.is_blank:
            return drawing
        fine = np.round(drawing.levels * (255 / MAX_LEVEL)).astype(np.uint8).repeat(CELL, axis=0).repeat(CELL, axis=1)
        page = Image.fromarray(disturb(Patch.from_page(fine), strength).page(grows=False))
        cells = np.asarray(page.convert("F").resize((SIDE, SIDE), Image.Resampling.BOX))
        return Digit(np.rint(cells * (MAX_LEVEL / 255)))
    ink = drawing.ink() if isinstance(drawing, Strokes) else drawing
    if strength == 0 or ink.is_blank:
        return ink
    black = np.where(ink.page >= THRESHOLD, 255, 0).astype(np.uint8)
    return Ink(disturb(Patch.from_page(black), strength).page(grows=True))
