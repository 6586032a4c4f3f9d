"""What the model sees: the drawing after each step, side by side, and the 64 numbers."""

from collections.abc import Iterable

import numpy as np
import streamlit as st
from PIL import Image

from digitapp.drawing import pictures
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Readable

STEPS = {
    "crop": ("Cut out", "Only the part with ink counts, so it does not matter where you draw (crop)."),
    "scale": ("Stretched", "To 20 by 32 pixels, so it does not matter how big you draw (scale)."),
    "equalise": (
        "Evened out",
        "Thin lines get thicker and thick ones thinner, so the pen does not matter (erosion, dilation).",
    ),
    "straighten": ("Straightened", "Leaning digits are pushed upright, as many people write with a slant (shear)."),
}
COUNTED = ("Counted", "The ink in each block of 4 by 4 pixels: 64 numbers from 0 to 16. The model gets nothing else.")

SIDE = 144  # the longer side of the cut-out picture, in pixels; the others are as small as they are


def show(read: Readable | None) -> None:
    """Show the five pictures on the way from ink to digit, of a digit without ink just itself."""
    with st.container(key="draw.sees"):
        st.header("What the model sees")
        if read is None:
            st.markdown("Five steps lead from your ink to 64 numbers. They show up here as you draw.")
            return
        if isinstance(read, Bitmap):
            st.html(grid(steps(read)))
        if st.toggle("Show the 64 numbers", key="draw.numbers", persist_state="session"):
            st.html(table(Digit.of(read)))


def steps(bitmap: Bitmap) -> list[str]:
    """A figure of each step's picture, and of the 64 numbers in the end."""
    figures = [
        figure(_ink_picture(bitmap.after[name]), f"The drawing, {title.lower()}", title, sentence)
        for name, (title, sentence) in STEPS.items()
    ]
    return [*figures, figure(Digit.of(bitmap).image(cell=1), "The drawing as 8 by 8 grey cells", *COUNTED)]


def _ink_picture(picture: np.ndarray) -> Image.Image:
    """Ink as black on white paper, no larger than it is shown."""
    image = Image.fromarray(np.where(picture, 0, 255).astype(np.uint8))
    image.thumbnail((SIDE, SIDE))
    return image


def grid(figures: Iterable[str], look: str = "") -> str:
    """Figures side by side as an HTML list; `look` is a further class for it."""
    return f'<ol class="steps {look}">{"".join(figures)}</ol>'


def figure(image: Image.Image, alt: str, title: str, sentence: str) -> str:
    """A picture in its frame with words below, as an item of an HTML list of class "steps"."""
    return f'<li><img src="{pictures.data_url(image)}" alt="{alt}"><strong>{title}</strong><br>{sentence}</li>'


def table(digit: Digit) -> str:
    """The 64 numbers as an HTML table, each on its grey."""
    rows = []
    for levels in digit.levels.tolist():
        # Black numbers to level 7, white ones from 8 on: at least 4.5 to 1 against every grey.
        cells = [
            f'<td style="background:rgb({grey},{grey},{grey});color:{"#000" if level < 8 else "#FFF"}">{level}</td>'
            for level in levels
            for grey in [round(255 * (1 - level / 16))]
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table class="levels"><caption>0 is paper, 16 is all ink</caption>{"".join(rows)}</table>'
