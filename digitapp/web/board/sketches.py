"""Drawings of a class as pictures in HTML, with words below them."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from digitapp.board.drawings import strokes_of
from digitapp.board.events import Sent
from digitapp.drawing.pictures import INK
from digitapp.drawing.strokes import CANVAS, PEN
from digitapp.web import figures
from digitapp.web.board.tiles import tile

COARSE = 0.5  # canvas units by which a small picture may stray


class Sketch(NamedTuple):
    """The address of a picture, what it shows in words, a title and a line below it."""

    src: str
    alt: str
    title: str
    words: str


def sketches(drawings: Iterable[Sent | tuple[Sent, str]]) -> Markup:
    """Drawings side by side, below each its verdict, or with words of one's own what was asked and those."""
    return figures.render("board_sketches.html", sketches=[_sketch(one) for one in drawings])


def _sketch(one: Sent | tuple[Sent, str]) -> Sketch:
    sent, words = (one, None) if isinstance(one, Sent) else one
    shown = tile(sent)
    src = picture(sent.strokes)
    if words is None:
        return Sketch(src, shown.alt, shown.verdict, shown.note)
    return Sketch(src, f"{shown.alt}, {words}", str(sent.asked.digit), words)


def picture(text: str) -> str:
    """The strokes that a board keeps as this text as an SVG, in a data URL: a tenth of a PNG."""
    paths = strokes_of(text).thinned(COARSE).paths
    line = "".join("M" + "L".join(f"{x:.4g} {y:.4g}" for x, y in points) + "h0" for points in paths)
    return "data:image/svg+xml," + quote(figures.render("sketch.svg", line=line, side=CANVAS, pen=PEN, ink=INK), safe=" =:/'")
