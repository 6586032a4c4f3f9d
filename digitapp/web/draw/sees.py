"""What the model sees: the drawing after each of the steps that lead to 64 numbers."""

import numpy as np
from markupsafe import Markup

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.web import figures
from digitapp.web.figures import Figure

# The steps of bitmap.STEPS in words
TITLES = {"crop": "Cut out", "scale": "Stretched", "equalise": "Evened out", "straighten": "Straightened"}
WORDS = {
    "crop": "Only the part with ink counts, so it does not matter where you draw (crop).",
    "scale": "To 20 by 32 pixels, so it does not matter how big you draw (scale).",
    "equalise": "Thin lines get thicker and thick ones thinner, so the pen does not matter (erosion, dilation).",
    "straighten": (
        "Moved row by row until its left edge stands upright, because many people write at a slant (shear). A digit that stood "
        "upright can come out leaning."
    ),
}
COUNTED = (
    "Counted",
    "The ink in each block of 4 by 4 pixels: 64 numbers from 0 to 16. Models read numbers like these and nothing else.",
)

MAX_SIDE = 144  # the longer side of the cut-out picture, in pixels; the others are small as it is


def steps(bitmap: Bitmap) -> list[Figure]:
    """A figure of each step's picture, and of the 64 numbers in the end."""
    shown = [
        figures.figure(
            figures.ink(255 * bitmap.after[name].astype(np.uint8), MAX_SIDE),
            f"The drawing, {title.lower()}",
            title,
            WORDS[name],
        )
        for name, title in TITLES.items()
    ]
    return [*shown, figures.figure(Digit.of(bitmap).image(cell=1), "The drawing as 8 by 8 grey cells", *COUNTED)]


def strip() -> Markup:
    """The steps before the 64 numbers, small; pressed, each is enlarged and explained. The pictures come later (strip.py)."""
    return figures.render("strip.html", steps=[(title, WORDS[name]) for name, title in TITLES.items()])
