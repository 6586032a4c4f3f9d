"""Digit: the 8x8 form of `load_digits`, counted from a Bitmap; and what a visitor gives and a model takes, in one word each."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from digitapp.drawing import pictures
from digitapp.drawing.arrays import Bytes, read_only
from digitapp.drawing.bitmap import SIZE, Bitmap
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes

SIDE = 8
BLOCK = SIZE // SIDE
MAX_LEVEL = BLOCK * BLOCK


@dataclass(frozen=True, eq=False)
class Digit:
    """What a model reads: `levels`, uint8 (8, 8), 0 paper .. 16 ink, read-only."""

    levels: Bytes

    def __post_init__(self) -> None:
        levels = np.asarray(self.levels)
        if levels.shape != (SIDE, SIDE):
            raise ValueError(f"levels must have shape (8, 8), got {levels.shape}")
        if not np.issubdtype(levels.dtype, np.number):
            raise TypeError(f"levels must be numbers, got dtype {levels.dtype}")
        if not ((levels >= 0) & (levels <= MAX_LEVEL) & (levels == np.floor(levels))).all():
            raise ValueError(f"levels must be whole numbers from 0 to 16, got {levels.min()} to {levels.max()}")
        object.__setattr__(self, "levels", read_only(levels, np.uint8))

    @classmethod
    def of(cls, readable: "Readable") -> "Digit":
        """Count the set pixels of each 4x4 block, as UCI did for `load_digits`; a Digit stays as it is."""
        if isinstance(readable, Digit):
            return readable
        blocks = readable.pixels.reshape(SIDE, BLOCK, SIDE, BLOCK)
        return cls(blocks.sum(axis=(1, 3)))

    @property
    def is_blank(self) -> bool:
        return not self.levels.any()

    def csv(self) -> str:
        """The 64 levels below the names of `load_digits`' columns, in its order."""
        names = ",".join(f"pixel_{row}_{column}" for row, column in np.ndindex(SIDE, SIDE))
        return f"{names}\n{','.join(map(str, self.levels.flat))}\n"

    def image(self, cell: int = 16, numbers: bool = False) -> Image.Image:
        """A picture, mode L, `8 * cell` pixels wide: the articles' `gray_r`, paper white and ink black.

        With `numbers`, each cell carries its level.
        """
        image = pictures.grey(self.levels, cell)
        if numbers:
            draw = ImageDraw.Draw(image)
            for (row, column), level in np.ndenumerate(self.levels):
                centre = ((column + 0.5) * cell, (row + 0.5) * cell)
                fill = 255 if level > 8 else 0
                draw.text(centre, str(level), fill=fill, anchor="mm", font_size=0.55 * cell)
        return image


def a(digit: int) -> str:
    """A digit 0..9 with its article: "a 7", "an 8"."""
    return f"an {digit}" if digit == 8 else f"a {digit}"


Drawing = Strokes | Ink | Digit  # what a visitor gives
Readable = Bitmap | Digit  # what a model takes


def content(readable: Readable) -> bytes:
    """What makes two drawings alike to a model."""
    return (readable.levels if isinstance(readable, Digit) else readable.pixels).tobytes()


def readable(drawing: Drawing, skip: Collection[str] = ()) -> Readable | None:
    """A drawing taken through the steps of `bitmap.STEPS`, except those named in `skip`; a Digit is past all of them.

    None if there is nothing to read.
    """
    if drawing.is_blank:
        return None
    if isinstance(drawing, Digit):
        return drawing
    bitmap = Bitmap.of(drawing.ink() if isinstance(drawing, Strokes) else drawing, skip)
    return bitmap if bitmap.pixels.any() else None
