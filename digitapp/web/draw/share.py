"""Share and save: a link to the same verdict, and the drawing, the digit and a report as files."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from digitapp.drawing import digit, links, pictures
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer
from digitapp.web import address, figures, fitting
from digitapp.web.draw import report, visit
from digitapp.web.draw.subject import Subject
from digitapp.web.jobs import Job

CELL = 32  # pixels of a cell in the picture of the 8x8


def show(subject: Subject) -> None:
    """Show the link and the downloads for a drawing, what the model reads of it, and what it says."""
    drawing, readable, model, prediction = subject.drawing, subject.readable, subject.model, subject.prediction
    url = st.context.url or ""
    for_others = address.for_others(url)
    if drawing is None or readable is None:
        _invite(for_others)
        return
    if model is None or prediction is None:
        fitting.say_failed()
        return
    link = _link(for_others or url, drawing, readable, model, prediction)
    if link is None:
        st.markdown(
            "A link to a picture keeps only its 64 numbers, and those are read differently by themselves: save it instead."
            if isinstance(drawing, Ink)
            else "Too detailed for a link: save it instead."
        )
    else:
        _show_link(link, url, for_others)
    levels = Digit.of(readable)
    with st.container(horizontal=True):
        if not isinstance(drawing, Digit):
            _download("Drawing (PNG)", partial(_picture, drawing, visit.pen()), "drawing.png", "image/png")
        _download("8x8 (PNG)", partial(pictures.png, levels.image(CELL)), "digit.png", "image/png")
        _download("8x8 (CSV)", levels.csv, "digit.csv", "text/csv")
        page = partial(_report, drawing, readable, model, prediction, visit.pen(), subject.job, link)
        _download("Report (HTML)", page, "report.html", "text/html")


def _invite(for_others: str | None) -> None:
    """What a teacher shows before anything is drawn: the way to this page, for the class's phones."""
    st.markdown("Draw a digit to get a link to it, and files to keep.")
    if for_others:
        st.html(figures.qr(for_others, "QR code of this page", f"Scan it to open this page on a phone: {for_others}"))


def _show_link(link: str, url: str, for_others: str | None) -> None:
    """The link beside its QR code; the page was opened at `url`, and others may open it at another address or not at all."""
    words, code = st.columns([3, 2], gap="medium")
    with words:
        if for_others is None:
            st.markdown("This link opens to the same verdict, but only this machine can open it:")
        elif address.is_local(url):
            st.markdown(
                f"Only this machine can open {urlsplit(url).hostname}. This link has its address in the network instead, "
                "and opens to the same verdict for everyone there:"
            )
        else:
            st.markdown("This link opens to the same verdict for everyone who can open this page:")
        st.code(link, language=None, wrap_lines=True)
    if for_others is not None:
        picture = figures.qr(link, "QR code of the link", "Scan it to open the link on a phone.")
        with code:
            if picture is None:
                st.markdown("It is too long for a QR code that phones can read.")
            else:
                st.html(picture)


def _download(label: str, make: Callable[[], bytes | str], name: str, kind: str) -> None:
    st.download_button(label, make, name, kind, key=f"draw.share.{name}", icon=":material/download:", on_click="ignore")


def _picture(drawing: Strokes | Ink, pen: int) -> bytes:
    """The drawing as it looks on the canvas with a pen `pen` canvas units wide, or the ink of a picture; a PNG."""
    ink = drawing.on_canvas(pen) if isinstance(drawing, Strokes) else drawing
    return pictures.png(pictures.transparent(ink.page))


def _report(
    drawing: Drawing, readable: Readable, model: Model, prediction: Prediction, pen: int, job: Job | None, link: str | None
) -> str:
    fitted = job and job.result
    others = fitting.predictions(readable, fitted, model, prediction) if fitted else None
    return report.html(drawing, readable, model, prediction, pen, others, link)


def _link(url: str, drawing: Drawing, readable: Readable, model: Model, said: Prediction) -> str | None:
    """The address that opens the page at `url` with the verdict that was `said`; None if none is short enough.

    For a picture it holds the 8x8.
    """
    names = {} if model.name == models.DEFAULT else {"model": models.title(model.name)}
    start = f"{url}?{urlencode({**names, visit.LINK: ''})}"

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
