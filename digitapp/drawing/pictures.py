"""Pictures: of 8x8 numbers, the articles' `gray_r`, paper white and ink black; of drawings; and how a page holds them."""

from base64 import b64encode
from io import BytesIO

import numpy as np
from PIL import Image, ImageColor

from digitapp.drawing.arrays import Bytes, Floats, Ints

INK, PAPER = "#23211C", "#FFFEFA"  # of what is drawn on, in light and dark
MARK = "#D55E00"  # of ink that was found in a photo
MARKED_SIDE = 280  # the longer side of such a photo, in pixels: the canvas's


def grey(levels: Bytes | Ints | Floats, cell: int = 1, most: float = 16) -> Image.Image:
    """A picture, mode L, of `levels` (height, width), from 0, white, to `most`, black; each is `cell` pixels wide."""
    shades = np.round(255 * (1 - levels / most)).astype(np.uint8)
    return Image.fromarray(shades).resize((shades.shape[1] * cell, shades.shape[0] * cell), Image.Resampling.NEAREST)


def transparent(page: Bytes) -> Image.Image:
    """A page of ink, uint8 (height, width), 0 paper .. 255 ink, as a picture, mode RGBA, of ink on nothing."""
    image = Image.new("RGBA", page.shape[::-1], ImageColor.getrgb(INK))
    image.putalpha(Image.fromarray(page))
    return image


def marked(photo: np.ndarray, ink: np.ndarray) -> Image.Image:
    """A photo, 0 black .. 255 white, small and in greys, with its ink, bool of the same shape, in colour: mode RGB."""
    image = Image.fromarray(photo.clip(0, 255).astype(np.uint8)).convert("RGB")
    image.paste(MARK, mask=Image.fromarray(ink.astype(np.uint8) * 255))
    image.thumbnail((MARKED_SIDE, MARKED_SIDE))
    return image


def png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def data_url(image: Image.Image) -> str:
    """The picture as PNG in an address that a page or a chart can hold."""
    return f"data:image/png;base64,{b64encode(png(image)).decode()}"
