"""Bitmap: the published preprocessing of `load_digits`, from a page of ink to 32x32 pixels.

The four steps are those of NIST's form recognition system (NISTIR 5469, routines `norm_2nd_gen` and `shear`), with which
UCI's "Optical Recognition of Handwritten Digits" was made. Each takes and returns a bool picture, True where there is ink.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import scipy
from PIL import Image

from digitapp.drawing.arrays import Bools, Ints, read_only
from digitapp.drawing.ink import THRESHOLD, Ink

SIZE = 32
WIDTH = 20  # of the scaled ink; the height is the whole of SIZE

Step = Callable[[Bools], Bools]


def crop(picture: Bools) -> Bools:
    """Cut the picture to the bounding box of its ink; a picture without ink stays as it is."""
    rows = np.flatnonzero(picture.any(axis=1))
    columns = np.flatnonzero(picture.any(axis=0))
    if not rows.size:
        return picture
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def scale(picture: Bools) -> Bools:
    """Stretch the picture to 20 wide and 32 tall, each axis on its own, in columns 6 to 25 of 32x32."""
    return _placed(picture, WIDTH, SIZE)


def fit(picture: Bools) -> Bools:
    """Shrink or enlarge the picture into 32x32 keeping its aspect ratio: what stands in when `scale` is left out."""
    height, width = picture.shape
    longer = max(height, width)
    return _placed(picture, max(1, round(width * SIZE / longer)), max(1, round(height * SIZE / longer)))


def _placed(picture: Bools, width: int, height: int) -> Bools:
    """The picture resized (nearest neighbour) to width x height, in the middle of 32x32."""
    image = Image.fromarray(picture.astype(np.uint8)).resize((width, height), Image.Resampling.NEAREST)
    top, left = (SIZE - height) // 2, (SIZE - width) // 2
    pixels = np.zeros((SIZE, SIZE), dtype=bool)
    pixels[top : top + height, left : left + width] = np.asarray(image)
    return pixels


# Ink in pixels of 32x32, at most -> erosions (below 0: dilations), from norm_2nd_gen
STROKE_RULE = ((107, -2), (255, -1), (412, 0), (560, 1), (SIZE * SIZE, 2))


def equalise(picture: Bools) -> Bools:
    """Thicken thin strokes or thin thick ones, by how much ink there is; a pixel has 4 neighbours, outside is paper."""
    ink = np.count_nonzero(picture)
    times = next(times for most, times in STROKE_RULE if ink <= most)
    if times == 0:
        return picture
    morphology = scipy.ndimage.binary_erosion if times > 0 else scipy.ndimage.binary_dilation
    return morphology(picture, iterations=abs(times))


def straighten(picture: Bools) -> Bools:
    """Shear away the slant: move each row sideways until the left edge, near top and bottom, stands upright.

    What is pushed out is lost. Ink of 5 rows or less has no slant to speak of and stays as it is.
    """
    rows = np.flatnonzero(picture.any(axis=1))
    if not rows.size or rows[-1] - rows[0] + 1 <= 5:
        return picture
    top, bottom = rows[0] + 2, rows[-1] - 2
    if not (picture[top].any() and picture[bottom].any()):
        return picture
    slant = (int(picture[top].argmax()) - int(picture[bottom].argmax())) / (bottom - top)
    moves = (np.arange(SIZE)[:, None] - SIZE // 2) * slant
    sources = np.arange(SIZE) - np.copysign(np.floor(abs(moves) + 0.5), moves).astype(int)  # rounded half away from zero
    return taken(picture, sources)


def taken(pixels: Bools, columns: Ints) -> Bools:
    """Pixels, bool (32, 32), taken from the columns, int (32, 32), of their own rows; outside is paper."""
    inside = (columns >= 0) & (columns < SIZE)
    return np.take_along_axis(pixels, np.where(inside, columns, 0), axis=1) & inside


STEPS: Mapping[str, Step] = MappingProxyType({"crop": crop, "scale": scale, "equalise": equalise, "straighten": straighten})
INSTEAD: Mapping[str, Step] = MappingProxyType({"scale": fit})  # what is done in place of a step that is left out


@dataclass(frozen=True, eq=False)
class Bitmap:
    """`pixels`, bool (32, 32), True where there is ink; `after`, the picture after each step, by the step's name.

    `ink` is what it was made of, if it went through all steps, for further views of it (views.py). One that skipped a step
    keeps none: what a step is worth shows only where nothing else is read.
    """

    pixels: Bools
    after: Mapping[str, Bools] = field(default_factory=dict)
    ink: Ink | None = None

    def __post_init__(self) -> None:
        pixels = np.asarray(self.pixels)
        if pixels.shape != (SIZE, SIZE):
            raise ValueError(f"pixels must have shape (32, 32), got {pixels.shape}")
        if pixels.dtype != bool and not np.isin(pixels, (0, 1)).all():
            raise ValueError("pixels must be True or False (or 1 or 0), got other values")
        object.__setattr__(self, "pixels", read_only(pixels, np.bool_))
        object.__setattr__(self, "after", MappingProxyType({name: read_only(it, np.bool_) for name, it in self.after.items()}))

    @classmethod
    def of(cls, ink: Ink, skip: Collection[str] = ()) -> "Bitmap":
        """Take a page of ink through the steps of `STEPS`, except those named in `skip`. A blank page gives a blank bitmap."""
        if unknown := set(skip) - set(STEPS):
            raise ValueError(f"skip must name steps of {list(STEPS)}, got {sorted(unknown)}")
        picture = ink.page >= THRESHOLD
        after = {}
        for name, step in STEPS.items():
            if name in skip:
                step = INSTEAD.get(name, np.array)
            picture = step(picture)
            after[name] = picture
        return cls(picture, after, None if skip else ink)
