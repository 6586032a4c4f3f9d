"""How well are pictures read, by the pen's width? `python tests/benchmarks/pictures.py` prints it, in some minutes.

Of digits by generated writers that nobody learns from, drawn black on white. `--choose` compares, with other writers, how deep
ink has to be to be a filled loop's (skeleton.FILLED), and how much the first view counts (views.THICK_WEIGHTS).
"""

import sys
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from tables import table

from digitapp.drawing import skeleton, views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.ink import THRESHOLD, Ink
from digitapp.drawing.pen import at_pen_width
from digitapp.drawing.strokes import CANVAS, Strokes
from digitapp.learning import models
from digitapp.learning.handwriting import drawings

TO_CHOOSE, TO_MEASURE = range(30_000, 30_015), range(31_000, 31_030)  # writers
PENS = ((200, 6), (200, 14), (200, 28), (150, 28), (120, 28))  # longer side and width of the pen, in pixels
FILLED = (1.2, 1.4, 1.6, np.inf)
WEIGHTS = ((1, 1), (1.5, 0.75), (2, 0.5), (2.5, 0.25))  # of the first view, and of each other


def pictures(writers: range, size: int, pen: int) -> tuple[list[Bitmap], np.ndarray]:
    """What they draw at that size with that pen, as what is found in a picture; and the labels."""
    found, labels = [], []
    for label, _, strokes, _ in (drawing for writer in writers for drawing in drawings(writer)):
        points = np.concatenate(strokes.paths)
        scale, corner = size / np.ptp(points, axis=0).max(), points.min(axis=0)
        placed = Strokes(tuple((path - corner) * scale + (CANVAS - size) / 2 for path in strokes.paths))
        thin = placed.on_canvas(pen).page >= THRESHOLD
        found.append(Bitmap.of(Ink(at_pen_width(thin).astype(np.uint8) * 255, thin=thin)))
        labels.append(label)
    return found, np.array(labels)


def figures(reader: models.Model, bitmaps: list[Bitmap], labels: np.ndarray) -> list[str]:
    """Read right, refused, and read right where sure, in per cent."""
    predictions = [reader.predict(bitmap) for bitmap in bitmaps]
    right = np.array([prediction.label for prediction in predictions]) == labels
    sure = np.array([prediction.doubt is None for prediction in predictions])
    return [f"{100 * share:.1f}" for share in (right.mean(), 1 - sure.mean(), right[sure].mean())]


def main() -> None:
    reader, is_choice, rows = models.from_saved(), "--choose" in sys.argv, []
    settings = list(product(FILLED, WEIGHTS)) if is_choice else [(skeleton.FILLED, views.THICK_WEIGHTS)]
    for size, pen in PENS:
        bitmaps, labels = pictures(TO_CHOOSE if is_choice else TO_MEASURE, size, pen)
        for skeleton.FILLED, views.THICK_WEIGHTS in settings:
            views.THICK = 0 if is_choice else views.THICK
            filled, (first, other) = skeleton.FILLED, views.THICK_WEIGHTS
            rows.append([size, pen, filled, f"{first} and {other}", *figures(reader, bitmaps, labels)])
    print(table(["side", "pen", "filled from", "weights", "right, %", "refused, %", "right where sure, %"], rows))


if __name__ == "__main__":
    main()
