"""Share and save: a link to the same verdict, and the drawing, the digit and a report as files."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from digitapp.drawing import digit, links, pictures
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer
from digitapp.web import fitting
from digitapp.web.draw import report, visit
from digitapp.web.jobs import Job

CELL = 32  # pixels of a cell in the picture of the 8x8


def show(
    drawing: Drawing | None, readable: Readable | None, model: Model | None, prediction: Prediction | None, job: Job | None
) -> None:
    """Show the link and the downloads for a drawing, what the model reads of it, and what it says.

    `readable` is None if there is nothing to read, the model if it could not be fitted.
    """
    with st.expander("Share and save", key="draw.share", icon=":material/share:", on_change="rerun") as section:
        if not section.open:
            return
        if drawing is None or readable is None:
            st.markdown("Draw or paint a digit to get a link and files to keep.")
            return
        if model is None or prediction is None:
            fitting.say_failed()
            return
        levels = Digit.of(readable)
        address = _link(drawing, readable, model, prediction)
        if address is None:
            st.markdown(
                "A link to a picture keeps only its 64 numbers, and those are read differently by themselves: save it instead."
                if isinstance(drawing, Ink)
                else "Too detailed for a link: save it instead."
            )
        else:
            st.markdown("This link opens to the same verdict for everyone who can open this page:")
            st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if not isinstance(drawing, Digit):
                _download("Drawing (PNG)", partial(_picture, drawing, visit.pen()), "drawing.png", "image/png")
            _download("8x8 (PNG)", partial(pictures.png, levels.image(CELL)), "digit.png", "image/png")
            _download("8x8 (CSV)", levels.csv, "digit.csv", "text/csv")
            page = partial(_report, drawing, readable, model, prediction, visit.pen(), job, address)
            _download("Report (HTML)", page, "report.html", "text/html")


def _download(label: str, make: Callable[[], bytes | str], name: str, kind: str) -> None:
    st.download_button(label, make, name, kind, key=f"draw.share.{name}", icon=":material/download:", on_click="ignore")


def _picture(drawing: Strokes | Ink, pen: int) -> bytes:
    """The drawing as it looks on the canvas with a pen `pen` canvas units wide, or the ink of a picture; a PNG."""
    ink = drawing.on_canvas(pen) if isinstance(drawing, Strokes) else drawing
    return pictures.png(pictures.transparent(ink.page))


def _report(
    drawing: Drawing, readable: Readable, model: Model, prediction: Prediction, pen: int, job: Job | None, address: str | None
) -> str:
    fitted = job and job.result
    others = fitting.predictions(readable, fitted, model, prediction) if fitted else None
    return report.html(drawing, readable, model, prediction, pen, others, address)


def _link(drawing: Drawing, readable: Readable, model: Model, said: Prediction) -> str | None:
    """The address that opens to the verdict that was `said`; None if none is short enough. For a picture it holds the 8x8."""
    names = {} if model.name == models.DEFAULT else {"model": models.title(model.name)}
    start = f"{st.context.url or ''}?{urlencode({**names, visit.LINK: ''})}"

    def is_read_alike(text: str) -> bool:
        opened = digit.readable(links.unpack(text))
        says = None if opened is None else model.predict(opened)
        return says is not None and _verdict(says) == _verdict(said)

    kept = Digit.of(readable) if isinstance(drawing, Ink) else drawing
    text = links.finest(kept, links.MAX_LENGTH - len(start), is_read_alike)
    return None if text is None else start + text


def _verdict(prediction: Prediction) -> Answer | str | None:
    """What makes two verdicts the same: the answer or, of what is no digit, why it is none."""
    answer = Answer.of(prediction)
    return prediction.doubt if answer.digit is None else answer
