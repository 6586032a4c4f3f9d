"""Accuracies with their intervals, all on one axis from 50 to 100 %, with the line of the 95 % claim, as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from digitapp.measuring.scores import ACCEPTED, CLAIM, OPEN, REJECTED, Tally
from digitapp.web import figures

LOWEST = 0.5  # where the axis begins, for every accuracy in the app; what lies below it is told by an arrow at its end
TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
# What becomes of the claim: its class of style.css, and its mark, so that no colour has to be told apart
LOOKS: Mapping[str, tuple[str, str]] = {
    REJECTED: ("rejected", "\u25c6"),
    OPEN: ("open", "\u25cf"),
    ACCEPTED: ("accepted", "\u25a0"),
}


@dataclass(frozen=True)
class Row:
    """A bar: its key, its name, what was tested, and what came out.

    `spread`: accuracies, 0..1, with other seeds. `guess`: the visitor's, 0..1. `is_covered`: shows a slider to guess with
    instead of what came out.
    """

    key: str
    name: str
    tested: str
    tally: Tally
    spread: tuple[float, ...] = ()
    guess: float | None = None
    is_covered: bool = False


def place(share: float) -> str:
    """Where a share, 0..1, lies on the axis, in CSS; below its beginning, at its beginning."""
    return f"{100 * max(0.0, (share - LOWEST) / (1 - LOWEST)):.2f}%"


def look(tally: Tally) -> tuple[str, str]:
    return LOOKS[tally.verdict]


def has_interval(tally: Tally) -> bool:
    """Whether anything is known of its accuracy: too few pupils leave all from 0 to 100 %, which is not shown."""
    return tally.interval != (0.0, 1.0)


def chart(
    rows: Sequence[Row],
    caption: str,
    chosen: str | None = None,
    *,
    is_pressed: bool = False,
    has_head: bool = True,
    is_judged: bool = True,
) -> Markup:
    """Rows below the axis (which those who see it find elsewhere, if not `has_head`); `chosen` is the key of the one marked.

    The rows' names are buttons if `is_pressed`. The `caption` is for those who do not see the page.
    Unless `is_judged`, nothing is said about the claim: what was tested was not chosen at random.
    """
    return figures.render(
        "accuracies.html",
        rows=rows,
        caption=caption,
        chosen=chosen,
        is_pressed=is_pressed,
        has_head=has_head,
        is_judged=is_judged,
    )


def columns(rows: Sequence[Row]) -> dict[str, list]:
    """The rows as a table of numbers: `accuracy`, `lower` and `upper` are shares, 0..1, `n` and `correct` counts."""
    tallies = [row.tally for row in rows]
    return {
        "name": [row.name for row in rows],
        "tested on": [row.tested for row in rows],
        "accuracy": [tally.accuracy for tally in tallies],
        "lower": [tally.interval[0] for tally in tallies],
        "upper": [tally.interval[1] for tally in tallies],
        "n": [tally.total for tally in tallies],
        "correct": [tally.correct for tally in tallies],
        "p": [tally.claim_p for tally in tallies],
        "claim": [tally.verdict for tally in tallies],
    }


figures.helpers(place=place, look=look, has_interval=has_interval, TICKS=TICKS, CLAIM=CLAIM, LOWEST=LOWEST)
