"""The report of a board: one file that needs no other, and prints."""

from datetime import datetime

from markupsafe import Markup

from digitapp import ASSETS
from digitapp.board import export
from digitapp.board.board import Board
from digitapp.board.results import Results, beside
from digitapp.learning.models import DEFAULT, KEYS
from digitapp.measuring.comparison import WAYS
from digitapp.web import accuracies, figures
from digitapp.web.accuracies import Row
from digitapp.web.board import results
from digitapp.web.board.sketches import sketches

CSS = ASSETS / "style.css"
MOST_SHOWN = 20  # drawings of a list


def html(board: Board, found: Results, now: datetime) -> Markup:
    """How a class's drawings were read, and how they came to be, as a page for paper; no pupil's score stands in it."""
    tallies = {key: found.tally(key) for key in found.keys}
    judged = accuracies.has_interval(tallies[DEFAULT])
    rows = [Row(key, KEYS[key].title, "this class", tally) for key, tally in tallies.items()]
    data_set = [Row(way, KEYS[DEFAULT].title, f"load_digits, {WAYS[way]}", tally) for way, tally in beside(DEFAULT).items()]
    most = [(sent, f"misread by {number}") for sent, number in found.most_misread[:MOST_SHOWN]]
    return figures.render(
        "board_report.html",
        title="How our class is read",
        css=CSS.read_text(encoding="utf-8"),
        lead=results.lead(found, DEFAULT),
        chart=accuracies.chart(rows, "Accuracy of each model on this class", is_judged=judged),
        beside=accuracies.chart(data_set, "The same on the data set", has_head=False, is_judged=judged),
        over_pupils=results.OVER_PUPILS if judged else "",
        confusion=results.confusion(board, found, DEFAULT),
        misread=sketches(most),
        groups=results.groups(found),
        protocol=_words(export.protocol(board, now)),
    )


def _words(protocol: dict[str, object]) -> list[tuple[str, str]]:
    """The protocol line by line."""
    return [(name, _said(value)) for name, value in protocol.items()]


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {what}" for name, what in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
