"""The steps from a drawing to its 64 numbers, small; pressed, each is enlarged and explained."""

from base64 import b64encode
from pathlib import Path

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing.arrays import Bools
from digitapp.drawing.bitmap import Bitmap

HERE = Path(__file__)
MOST = 64  # pixels of the longer side of a picture that is sent

_strip = st.components.v2.component(
    "digitapp_strip", js=HERE.with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)


def strip(shown: Markup) -> None:
    """Show HTML with an image for each step, hidden until `told.py` tells of pictures for them."""
    _strip(data={"shown": str(shown)}, key="draw.strip")


def told(bitmap: Bitmap | None) -> dict[str, object]:
    """The pictures, in the order of `bitmap.STEPS`, of a single bit for each pixel; none if there is nothing to show."""
    return {"pictures": [] if bitmap is None else [_picture(pixels) for pixels in bitmap.after.values()]}


def _picture(pixels: Bools) -> tuple[int, int, str]:
    """Its height and width, and its bits, row by row, packed into base64."""
    apart = -(-max(pixels.shape) // MOST)
    pixels = pixels[::apart, ::apart]
    return (*pixels.shape, b64encode(np.packbits(pixels).tobytes()).decode())
