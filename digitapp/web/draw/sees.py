"""What the model sees: the drawing after each step, side by side, and the 64 numbers."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Readable
from digitapp.learning.models import DEFAULT
from digitapp.web import figures
from digitapp.web.figures import Figure

# The steps of bitmap.STEPS in words
TITLES = {"crop": "Cut out", "scale": "Stretched", "equalise": "Evened out", "straighten": "Straightened"}
WORDS = {
    "crop": "Only the part with ink counts, so it does not matter where you draw (crop).",
    "scale": "To 20 by 32 pixels, so it does not matter how big you draw (scale).",
    "equalise": "Thin lines get thicker and thick ones thinner, so the pen does not matter (erosion, dilation).",
    "straighten": "Leaning digits are pushed upright, because many people write at a slant (shear).",
}
COUNTED = (
    "Counted",
    "The ink in each block of 4 by 4 pixels: 64 numbers from 0 to 16. Models read numbers like these and nothing else.",
)

FURTHER = {
    True: "The best reader looks at two more forms of your drawing, made from the lines of your pen:",
    False: "The best reader looks at two more forms of the digit, made from the middle lines of its ink (skeleton):",
}

MAX_SIDE = 144  # the longer side of the cut-out picture, in pixels; the others are small as it is


def show(readable: Readable | None, key: str) -> None:
    """Show the five pictures on the way from ink to 64 numbers, and what else the model of the key looks at.

    Of a painted digit, which has no ink, there are only the numbers.
    """
    with st.container(key="draw.sees"):
        st.header("What the model sees")
        if readable is None:
            st.markdown("Five steps lead from your ink to 64 numbers. They appear here as you draw.")
            return
        if isinstance(readable, Bitmap):
            st.html(figures.grid(steps(readable)))
            if key == DEFAULT:
                st.html(further(readable))
        if st.toggle("Show the 64 numbers", key="draw.numbers", persist_state="session"):
            st.html(figures.levels(Digit.of(readable)))


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


def further(bitmap: Bitmap) -> Markup:
    """The views of a drawing beside the one that the five steps lead to."""
    shown = [
        figures.figure(
            view.digit.image(cell=1),
            f"The drawing as 8 by 8 grey cells, {view.name}",
            f"View “{view.name}”",
            f"{view.words}.".capitalize(),
        )
        for view in views.of(bitmap)[1:]
    ]
    has_lines = bitmap.ink is not None and bool(bitmap.ink.paths)
    return figures.render("further.html", words=FURTHER[has_lines], figures=shown)
