"""Why a model said what it said, in its own arithmetic."""

from collections import defaultdict

import numpy as np
import streamlit as st

from digitapp.drawing import pictures
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Readable
from digitapp.learning.models import Model, Prediction
from digitapp.probing import reasons
from digitapp.probing.reasons import DecisionPath, Neighbours, Pulls, Reading, Votes, Weights
from digitapp.web import fitting
from digitapp.web.draw import change, heat, sees
from digitapp.web.explore import parts

LAST = "draw.why.last"  # what the visitor was last told, and of what
MAX_PICTURES = 3  # pictures on each side
MAX_IN_LEAF = 6


def show(read: Readable | None, model: Model | None, prediction: Prediction | None) -> None:
    """Show the reasons of the model for its prediction, and what would change its mind; None if it could not be fitted."""
    with st.expander("Why did it say that?", key="draw.why", icon=":material/help:", on_change="rerun") as section:
        if not section.open:
            return
        if read is None:
            st.markdown("Draw a digit, and the model shows here what it went by.")
            return
        if model is None or prediction is None:
            fitting.say_failed()
            return
        wanted = (model.name, type(read), (read.pixels if isinstance(read, Bitmap) else read.levels).tobytes())
        last, told = st.session_state.get(LAST, (None, {}))
        told = dict(told) if last == wanted else {}
        explanations = {"why": lambda: html(model, read), "change": lambda: change.html(model, read, prediction)}
        for name, explain in explanations.items():  # shown one after the other, as the second takes longer
            if name not in told:
                told[name] = explain()
            st.html(told[name])
        st.session_state[LAST] = wanted, told


def html(model: Model, read: Readable) -> str:
    """Why the model reads the drawing as it does."""
    reason = reasons.of(model, read)
    return f'<div class="why">{SAID[type(reason)](model, Digit.of(read), reason)}</div>'


def _source(model: Model, index: int) -> str:
    return "data set" if index < model.real_count else "generated handwriting"


def _known(model: Model, index: int, sentence: str) -> str:
    """A figure of a digit that the model knows."""
    label = model.known.labels[index]
    image = pictures.grey(model.known.digits[index])
    return sees.figure(image, f"Known digit, a {label}", f"A {label}", f"{sentence}<br>{_source(model, index)}")


def _near(model: Model, reason: Neighbours, chosen: slice) -> str:
    pairs = zip(reason.known[chosen].tolist(), reason.distances[chosen].tolist(), strict=True)
    return sees.grid([_known(model, index, f"distance {distance:.1f}") for index, distance in pairs], "views")


def _neighbours(model: Model, digit: Digit, reason: Neighbours) -> str:
    return (
        f"<p><strong>Of all {len(model.known):,} digits it knows, these {reason.voting} are most like yours. They vote: "
        f"{_votes_in_words(reason.votes * reason.voting)}.</strong></p>{_near(model, reason, slice(reason.voting))}"
        "<p>Distance is how much the 64 numbers differ (Euclidean distance): 0 is the same picture.</p>"
        f"<p>Next in line, without a vote:</p>{_near(model, reason, slice(reason.voting, None))}"
    )


def _votes_in_words(votes: np.ndarray) -> str:
    order = [digit for digit in np.argsort(-votes, kind="stable").tolist() if votes[digit] > 0]
    return ", ".join(f"{votes[digit]:.0f} for {digit}" for digit in order)


def _sum(pro: float, contra: float, more: str, intercept: float | None, winner: int, runner_up: int) -> str:
    """An addition as a table."""
    lines = [(f"{more} for {winner}", pro), (f"{more} for {runner_up}", contra)]
    if intercept is not None:
        lines.append(("Fixed number, for any drawing (intercept)", intercept))
    total = pro + contra + (intercept or 0)
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{heat.number(value, 2)}</td></tr>' for name, value in lines)
    leans = winner if total > 0 else runner_up
    return (
        f'<table class="sum"><caption>Above 0 speaks for {winner}, below 0 for {runner_up}</caption>{rows}'
        f'<tr><th scope="row"><b>Together: leans to {leans}</b></th><td><b>{heat.number(total, 2)}</b></td></tr></table>'
    )


def _split(values: np.ndarray) -> tuple[float, float]:
    return float(values[values > 0].sum()), float(values[values < 0].sum())


def _pulling(model: Model, reason: Pulls) -> str:
    """The known digits that pull hardest, on either side."""
    sides = []
    for digit, towards in ((reason.winner, reason.pulls > 0), (reason.runner_up, reason.pulls < 0)):
        pairs = zip(reason.known[towards][:MAX_PICTURES].tolist(), reason.pulls[towards][:MAX_PICTURES].tolist(), strict=True)
        figures = [_known(model, index, f"pull {heat.number(pull, 2)}") for index, pull in pairs]
        sides.append(f"<p>Pulling hardest towards {digit}:</p>{sees.grid(figures, 'views')}")
    return "".join(sides)


def _map(values: np.ndarray, digit: Digit, title: str, sentence: str, winner: int, runner_up: int) -> str:
    """A map of signed numbers over the pixels, with its legend in words."""
    strongest = [np.unravel_index(pixel, (8, 8)) for pixel in np.argsort(-np.abs(values), axis=None, kind="stable")[:3]]
    words = "; ".join(f"{heat.place(*pixel)} for {winner if values[pixel] > 0 else runner_up}" for pixel in strongest)
    legend = f"Blue with +: for {winner}. Orange with &minus;: for {runner_up}. Small squares: your ink. Strongest: {words}."
    figure = sees.figure(heat.signed(values, digit), f"{title}. Strongest: {words}", title, f"{sentence}<br>{legend}")
    return sees.grid([figure], "map")


def _support_vectors(model: Model, digit: Digit, reason: Pulls) -> str:
    winner, runner_up = reason.winner, reason.runner_up
    if reason.total > 0:
        against = ""
    else:
        against = (
            f"<p>Between these two alone the sum leans to {runner_up}. The verdict is {winner} all the same, as the model "
            "weighs each digit against all nine others.</p>"
        )
    return (
        f"<p><strong>The border between {winner} and {runner_up}, its two likeliest digits, hangs on {len(reason.known):,} "
        "known digits (support vectors). The more one is like yours, the harder it pulls.</strong></p>"
        f"{_pulling(model, reason)}{_sum(*_split(reason.pulls), 'All pulls', reason.intercept, winner, runner_up)}{against}"
        + _map(reason.gradient, digit, "A little more ink", "What it would do in each pixel (gradient).", winner, runner_up)
    )


def _weights(model: Model, digit: Digit, reason: Weights) -> str:
    winner, runner_up = reason.winner, reason.runner_up
    return (
        f"<p><strong>Each pixel's ink is multiplied by a weight for {winner} against {runner_up}, its two likeliest digits; "
        "then all is added up.</strong></p>"
        + _map(reason.parts, digit, "Weight times ink", "What each pixel adds.", winner, runner_up)
        + _sum(*_split(reason.parts), "All pixels", reason.intercept, winner, runner_up)
    )


def _path(model: Model, digit: Digit, reason: DecisionPath) -> str:
    asked = defaultdict(list)
    for number, question in enumerate(reason.questions, start=1):
        asked[question.row, question.column].append(str(number))
    marks = {
        pixel: "\n".join(" ".join(numbers[i : i + 2]) for i in range(0, len(numbers), 2)) for pixel, numbers in asked.items()
    }
    lines = "".join(
        f"<li>Is {heat.place(question.row, question.column)} darker than {question.level}? "
        f"<b>{'Yes' if question.yes else 'No'}</b>, it is {question.ink}.</li>"
        for question in reason.questions
    )
    counts = np.bincount(model.known.labels[reason.known], minlength=10)
    ended = ", ".join(f"{counts[label]} are a {label}" for label in np.argsort(-counts, kind="stable") if counts[label])
    figures = [_known(model, index, "same answers") for index in reason.known[:MAX_IN_LEAF].tolist()]
    image = heat.written(digit, marks)
    picture = sees.figure(
        image, "The drawing; numbers mark the pixels asked about", "Where it looked", "Numbers: which question"
    )
    return (
        f"<p><strong>It asked {len(reason.questions)} questions, each about one pixel (0 is paper, 16 all ink), and looked at "
        f"no other pixel.</strong></p><div class='beside'>{sees.grid([picture], 'map')}<ol class='questions'>{lines}</ol></div>"
        f"<p>{len(reason.known)} of the digits it learnt from gave the same answers (they share a leaf); {ended}.</p>"
        f"{sees.grid(figures, 'views')}"
    )


def _votes(model: Model, digit: Digit, reason: Votes) -> str:
    totals = reason.shares.sum(axis=0)
    rows = "".join(
        f'<tr><th scope="row">{label}</th><td><span style="width:{100 * total / len(reason.shares):.1f}%"></span></td>'
        f"<td>{total:g}</td></tr>"
        for label, total in enumerate(totals.round(2).tolist())
    )
    marks = {pixel: str(count) for pixel, count in np.ndenumerate(reason.looks) if count}
    most = np.unravel_index(reason.looks.argmax(), (8, 8))
    return (
        f"<p><strong>{len(reason.shares)} trees ask questions of their own and vote; {totals.max():g} of them for "
        f"{totals.argmax()}.</strong></p>"
        f'<table class="bars"><caption>Votes of {len(reason.shares)} trees</caption>{rows}</table>'
        + sees.grid(
            [
                sees.figure(
                    heat.written(digit, marks, frame=0),
                    f"The drawing; most questions, {reason.looks.max()}, were about {heat.place(*most)}",
                    "Where they looked",
                    f"How many of their {reason.looks.sum():,} questions were about each pixel.",
                )
            ],
            "map",
        )
    )


VIEWS = (
    '<table class="models"><caption>Nearness to known digits (radial basis functions), and the 3 most similar (nearest '
    'neighbours)</caption><tr><td></td><th scope="col">View</th><th scope="col">Nearness</th>'
    '<th scope="col">Most similar</th></tr>'
)


def _reading(model: Model, digit: Digit, reason: Reading) -> str:
    rows = "".join(_row(view.view.name, view.basis, view.neighbours.votes, view.view.digit) for view in reason.views)
    first, *others = reason.views
    several = f"{len(reason.views)} views of your drawing are" if others else "This digit is its own only view, and is"
    return (
        f"<p><strong>{several} read in two ways, of which nearness counts four times as much.</strong></p>"
        f"{VIEWS}{rows}{_row('on average', *reason.rivals)}</table>"
        f"{_limits(reason)}{_why_of(model, first)}{''.join(_folded(model, view) for view in others)}"
    )


def _row(name: str, basis: np.ndarray, neighbours: np.ndarray, digit: Digit | None = None) -> str:
    image = f'<img src="{pictures.data_url(digit.image(cell=1))}" alt="">' if digit else ""
    return f'<tr><td>{image}</td><th scope="row">{name}</th><td>{_top(basis)}</td><td>{_top(neighbours)}</td></tr>'


def _top(says: np.ndarray) -> str:
    return f"<b>{says.argmax()}</b> {100 * says.max():.0f} %"


def _limits(reason: Reading) -> str:
    return (
        f"<p>How sure? Its nearest known digits are at a distance of {reason.distance:.1f} on average; it refuses beyond "
        f"{reason.far:.1f}. Its best digit has {_percent(reason.probability)}; it refuses below "
        f"{parts.percent(reason.sure)}.</p>"
    )


def _percent(share: float) -> str:
    """A share in per cent; one that is not quite 1 is not called so."""
    return "more than 99.9 %" if 0.9995 <= share < 1 else parts.percent(share)


def _why_of(model: Model, view: reasons.ViewReason) -> str:
    pulls = view.pulls
    return (
        f"<h3>Why, in the view {view.view.name}</h3><p>Nearness: each of {len(pulls.known):,} known digits pulls towards "
        f"one of {pulls.winner} and {pulls.runner_up}, its two likeliest, the harder the more it is like yours. "
        "It may pull against its own label: only the sum of all pulls counts (ridge regression).</p>"
        f"{_pulling(model, pulls)}{_sum(*_split(pulls.pulls), 'All pulls', None, pulls.winner, pulls.runner_up)}"
        f"<p>Most similar:</p>{_near(model, view.neighbours, slice(None))}"
    )


def _folded(model: Model, view: reasons.ViewReason) -> str:
    return f"<details><summary>Why, in the view {view.view.name}</summary>{_why_of(model, view)}</details>"


SAID = {
    Neighbours: _neighbours,
    Pulls: _support_vectors,
    DecisionPath: _path,
    Votes: _votes,
    Weights: _weights,
    Reading: _reading,
}
