"""Share and save: a link to the same verdict, and the drawing, the digit and a report as files."""

from functools import partial
from io import BytesIO
from urllib.parse import urlencode

import numpy as np
import streamlit as st
from PIL import Image, ImageColor

from digitapp import cached, links, models
from digitapp.bitmap import Bitmap, read
from digitapp.components import canvas
from digitapp.digit import SIDE, Digit
from digitapp.ink import Ink
from digitapp.models import Model
from digitapp.sections import parts, report, visit
from digitapp.strokes import Strokes

CELL = 32  # pixels of a cell in the picture of the 8x8


def show(source: Strokes | Ink | Digit, seen: Bitmap | Digit | None, key: str) -> None:
    """Show the link and the downloads for what the model of the key saw of a source."""
    with st.expander("Share and save", key="share", icon=":material/share:", on_change="rerun") as section:
        if not section.open:
            return
        if seen is None:
            st.markdown("Draw or paint a digit, and you find a link to it here, and files to keep.")
            return
        model = cached.model(key)
        digit = Digit.of(seen) if isinstance(seen, Bitmap) else seen
        address = link(st.context.url or "", source, seen, model)
        if address is None:
            st.markdown("No link to this has the same verdict and is short enough: save it instead.")
        else:
            st.markdown("This link opens to the same verdict for everyone who can open this page:")
            st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if not isinstance(source, Digit):
                _download("Drawing (PNG)", partial(transparent, source, visit.pen()), "drawing.png", "image/png")
            _download("8x8 (PNG)", partial(_png, digit.image(CELL)), "digit.png", "image/png")
            _download("8x8 (CSV)", partial(columns, digit), "digit.csv", "text/csv")
            _download("Report (HTML)", partial(report.html, source, seen, model, visit.pen()), "report.html", "text/html")


def _download(label: str, data, name: str, kind: str) -> None:
    st.download_button(label, data, name, kind, key=f"share-{name}", icon=":material/download:", on_click="ignore")


def link(page: str, source: Strokes | Ink | Digit, seen: Bitmap | Digit, model: Model) -> str | None:
    """The address, below the page's, that opens to the same verdict of the model; None if none is short enough.

    A drawing is thinned as little as there is room for; of a picture the link holds the 8x8.
    """
    drawing = Digit.of(seen) if isinstance(source, Ink) else source
    said = model.predict(seen)
    for fineness in links.FINENESS:
        text = links.pack(drawing, fineness)
        names = {} if model.name == models.DEFAULT else {"model": models.title(model.name)}
        address = f"{page}?{urlencode({**names, visit.LINK: text})}"
        if len(address) > links.MOST:
            continue
        opened = links.unpack(text)
        again = opened if isinstance(opened, Digit) else read(opened)
        if again is None:
            continue
        says = model.predict(again)
        if (says.label, says.doubt is None) == (said.label, said.doubt is None):
            return address
    return None


def transparent(source: Strokes | Ink, pen: int) -> bytes:
    """The drawing as a PNG on transparent ground, in the canvas's ink, strokes with a pen of so many canvas units."""
    ink = source.on_canvas(pen) if isinstance(source, Strokes) else source
    image = Image.new("RGBA", ink.page.shape[::-1], ImageColor.getrgb(canvas.INK))
    image.putalpha(Image.fromarray(ink.page))
    return _png(image)


def columns(digit: Digit) -> str:
    """The 64 levels as CSV, in the order and with the names of load_digits' columns."""
    return parts.as_csv({f"pixel_{row}_{column}": [int(digit.levels[row, column])] for row, column in np.ndindex(SIDE, SIDE)})


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
