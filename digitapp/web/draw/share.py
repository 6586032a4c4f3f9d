"""Share and save: a link to the same verdict, and the drawing, the digit and a report as files."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from digitapp.drawing import links, pictures
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.web import cached, fitting
from digitapp.web.draw import report, sharing, visit

CELL = 32  # pixels of a cell in the picture of the 8x8


def show(source: Drawing, seen: Readable | None, key: str) -> None:
    """Show the link and the downloads for what the model of the key saw of a source."""
    with st.expander("Share and save", key="share", icon=":material/share:", on_change="rerun") as section:
        if not section.open:
            return
        if seen is None:
            st.markdown("Draw or paint a digit, and you find a link to it here, and files to keep.")
            return
        model = fitting.chosen(key)
        if model is None:
            return
        digit = Digit.of(seen)
        address = _link(source, seen, model)
        if address is None:
            st.markdown("No link to this has the same verdict and is short enough: save it instead.")
        else:
            st.markdown("This link opens to the same verdict for everyone who can open this page:")
            st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if not isinstance(source, Digit):
                _download("Drawing (PNG)", partial(_drawing, source, visit.pen()), "drawing.png", "image/png")
            _download("8x8 (PNG)", partial(pictures.png, digit.image(CELL)), "digit.png", "image/png")
            _download("8x8 (CSV)", digit.csv, "digit.csv", "text/csv")
            page = partial(_report, source, seen, model, visit.pen(), address)
            _download("Report (HTML)", page, "report.html", "text/html")


def _download(label: str, data, name: str, kind: str) -> None:
    st.download_button(label, data, name, kind, key=f"share-{name}", icon=":material/download:", on_click="ignore")


def _drawing(source: Strokes | Ink, pen: int) -> bytes:
    """The drawing as it is seen on the canvas with a pen of so many canvas units, or the ink of a picture."""
    ink = source.on_canvas(pen) if isinstance(source, Strokes) else source
    return pictures.png(pictures.transparent(ink.page))


def _report(source: Drawing, seen: Readable, model: Model, pen: int, address: str | None) -> str:
    fitted = cached.all_models()
    others = fitted and {key: other.predict(seen) for key, other in fitted.items()}
    return report.html(source, seen, model, pen, others, address)


def _link(source: Drawing, seen: Readable, model: Model) -> str | None:
    """The address that opens to the same verdict; None if none is short enough. Of a picture it holds the 8x8."""
    names = {} if model.name == models.DEFAULT else {"model": models.title(model.name)}
    start = f"{st.context.url or ''}?{urlencode({**names, visit.LINK: ''})}"
    drawing = Digit.of(seen) if isinstance(source, Ink) else source
    text = sharing.text_of(drawing, model, model.predict(seen), links.MAX_LENGTH - len(start))
    return None if text is None else start + text
