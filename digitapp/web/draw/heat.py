"""Pictures of the 64 pixels with something to say of each, over the ink of the drawing."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw

from digitapp.drawing.digit import Digit

CELL = 28  # pixels
TOWARDS, AGAINST = (0, 114, 178), (230, 159, 0)  # Okabe and Ito's blue and orange
FAINT = 0.15  # of the largest number: smaller ones get no sign


def place(row: int, column: int) -> str:
    """How a pixel is called, counted from 1."""
    return f"row {row + 1}, column {column + 1}"


def signed(values: np.ndarray, digit: Digit) -> Image.Image:
    """Blue with a + above 0, orange with a - below, the paler the smaller; in the middle of each cell the drawing's own ink."""
    most = np.abs(values).max() or 1
    image, draw = _canvas()
    for (row, column), value in np.ndenumerate(values):
        x, y, share = column * CELL, row * CELL, abs(value) / most
        tint = TOWARDS if value > 0 else AGAINST
        paint = tuple(round(255 + share * (part - 255)) for part in tint)
        draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), fill=paint)
        if level := int(digit.levels[row, column]):
            draw.rectangle((x + 9, y + 9, x + CELL - 10, y + CELL - 10), fill=(_grey(level),) * 3)
        if share > FAINT:
            dark = value > 0 and share > 0.6
            draw.text((x + 6, y + 5), "+" if value > 0 else "-", fill="white" if dark else "black", anchor="mm", font_size=17)
    return image


def written(digit: Digit, words: Mapping[tuple[int, int], str], frame: int = 2) -> Image.Image:
    """The digit with words in some of its cells, in a blue frame so many pixels wide."""
    image, draw = _canvas()
    for (row, column), level in np.ndenumerate(digit.levels):
        x, y = column * CELL, row * CELL
        draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), fill=(_grey(level),) * 3)
        if word := words.get((row, column)):
            draw.rectangle((x, y, x + CELL - 1, y + CELL - 1), outline=TOWARDS if frame else None, width=frame)
            size = 24 if word in "+-" else 13 if len(word) < 3 else 9
            middle = (x + CELL / 2, y + CELL / 2)
            draw.multiline_text(
                middle, word, fill="white" if level > 8 else "black", anchor="mm", align="center", font_size=size, spacing=1
            )
    return image


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (8 * CELL, 8 * CELL), "white")
    return image, ImageDraw.Draw(image)


def _grey(level: int) -> int:
    return round(255 * (1 - int(level) / 16))


def number(value: float, places: int = 0) -> str:
    """A number with its sign, and a proper minus."""
    return f"{value:+.{places}f}".replace("-", "\N{MINUS SIGN}")
