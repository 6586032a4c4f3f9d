"""Pictures of the 64 pixels with something to say of each, over the ink of the drawing."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw

from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit

CELL = 28  # pixels
GREYS = tuple(round(255 * (1 - level / MAX_LEVEL)) for level in range(MAX_LEVEL + 1))  # of each level, 0 black .. 255 white
TOWARDS, AGAINST = (0, 114, 178), (230, 159, 0)  # Okabe and Ito's blue and orange
FAINT = 0.15  # of the largest number: smaller ones get no sign


def place(row: int, column: int) -> str:
    """What a pixel is called, counted from 1."""
    return f"row {row + 1}, column {column + 1}"


def coloured(values: np.ndarray, digit: Digit) -> Image.Image:
    """Numbers, (8, 8), as colours: blue with a + above 0, orange with a - below, paler for smaller ones.

    In the middle of each cell is the drawing's own ink.
    """
    most = np.abs(values).max() or 1
    image, draw = _blank()
    for (row, column), value in np.ndenumerate(values):
        x, y, share = column * CELL, row * CELL, abs(value) / most
        tint = TOWARDS if value > 0 else AGAINST
        paint = tuple(round(255 + share * (part - 255)) for part in tint)
        draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), fill=paint)
        if level := int(digit.levels[row, column]):
            draw.rectangle((x + 9, y + 9, x + CELL - 10, y + CELL - 10), fill=(GREYS[level],) * 3)
        if share > FAINT:
            dark = value > 0 and share > 0.6
            draw.text((x + 6, y + 5), "+" if value > 0 else "-", fill="white" if dark else "black", anchor="mm", font_size=17)
    return image


def written(digit: Digit, words: Mapping[tuple[int, int], str], frame: int = 2) -> Image.Image:
    """The digit with words in some of its cells, by (row, column), each in a blue frame `frame` pixels wide."""
    image, draw = _blank()
    for (row, column), level in np.ndenumerate(digit.levels):
        x, y = column * CELL, row * CELL
        draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), fill=(GREYS[level],) * 3)
        if word := words.get((row, column)):
            draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), outline=TOWARDS if frame else None, width=frame)
            size = 24 if word in "+-" else 13 if len(word) < 3 else 9
            middle = (x + CELL / 2, y + CELL / 2)
            draw.multiline_text(
                middle, word, fill="white" if level > 8 else "black", anchor="mm", align="center", font_size=size, spacing=1
            )
    return image


def _blank() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A white picture of all cells, and what draws on it."""
    image = Image.new("RGB", (SIDE * CELL, SIDE * CELL), "white")
    return image, ImageDraw.Draw(image)
