"""Misreadings: which digits a model confuses, as a list and as a sheet of the drawings that it misread."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from digitapp.drawing.digit import SIDE, Digit, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction

PICTURE_SIDE = 104  # pixels, of a drawing and of its 8x8
ACROSS = 12  # drawings in a row of the sheet
GAP = 4  # pixels around each picture
CAPTION = 16  # pixels below them


@dataclass(frozen=True, eq=False)
class Guess:
    """A drawing, what was left of it to read, what was meant (0..9 or a letter), and what a model makes of it."""

    drawing: Strokes | Ink
    readable: Readable
    meant: int | str
    prediction: Prediction

    @property
    def is_wrong(self) -> bool:
        """Whether a digit is not the best guess, as the accuracy counts it; a letter, whether it is read as a digit at all."""
        return self.prediction.doubt is None if isinstance(self.meant, str) else self.meant != self.prediction.label

    def __str__(self) -> str:
        return f"{self.meant} read as {self.prediction.label}"


def confused(guesses: Mapping[str, Iterable[Guess]]) -> str:
    """The ten most confused pairs of each file: what was meant, what was read, how often."""
    lines = []
    for file, of_file in guesses.items():
        lines.append(f"{file}: the default's most frequent mistakes")
        pairs = Counter(str(guess) for guess in of_file if guess.is_wrong)
        lines += [f"  {pair}: {count}" for pair, count in pairs.most_common(10)]
    return "\n".join(lines)


def contact_sheet(misread: Sequence[Guess], pen: float) -> Image.Image:
    """Each misread drawing above its 8x8, with what was meant and what was read, twelve to a row."""
    width, height = PICTURE_SIDE + 2 * GAP, 2 * (PICTURE_SIDE + GAP) + CAPTION
    sheet = Image.new("L", (ACROSS * width, max(1, math.ceil(len(misread) / ACROSS)) * height), 255)
    draw = ImageDraw.Draw(sheet)
    for number, guess in enumerate(misread):
        x, y = number % ACROSS * width + GAP, number // ACROSS * height + GAP
        page = guess.drawing.on_canvas(pen) if isinstance(guess.drawing, Strokes) else guess.drawing
        picture = Image.fromarray(255 - page.page)
        picture.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        sheet.paste(picture, (x, y))
        sheet.paste(Digit.of(guess.readable).image(cell=PICTURE_SIDE // SIDE), (x, y + PICTURE_SIDE + GAP))
        caption = f"{guess}{', unsure' if guess.prediction.doubt else ''}"
        draw.text((x, y + 2 * PICTURE_SIDE + GAP + 2), caption, fill=0)
    return sheet
