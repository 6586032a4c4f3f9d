"""Why a model said what it said, in its own arithmetic: for each kind of reason a template, and here the values for it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing import layout, pictures
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import SIDE, Digit, Readable, content
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT
from digitapp.probing import reasons
from digitapp.probing.reading import Reading, Similar, ToldBefore, ViewReason
from digitapp.probing.reasons import DecisionPath, Neighbours, Pulls, Votes, Weights
from digitapp.web import figures, fitting
from digitapp.web.draw import heat, verdict
from digitapp.web.draw.subject import Subject
from digitapp.web.figures import Figure

TOLD = "draw.why.told"  # in the session's state: the reason told last, and of what
MAX_PULLS = 3  # known digits shown on each side
MAX_IN_LEAF = 6  # known digits shown of a leaf
MAX_SIDE = 288  # of the picture of a drawing that was not read, in pixels
LINES = {True: "the lines of your pen", False: "the middle lines of its ink (skeleton)"}  # whether the strokes are known
RULES = {  # of layout.py, in words
    layout.SEVERAL: "There are two pieces of ink or more, each as tall and upright as a digit, and they stand apart.",
    layout.DASH: "The ink lies along a line that is more level than upright. The five steps would stretch it into a 1.",
}


def show(subject: Subject) -> None:
    """Show the reasons of the model for its prediction."""
    readable, model, prediction = subject.readable, subject.model, subject.prediction
    if readable is None:
        st.markdown("Draw a digit, and the model shows here what its answer is based on.")
    elif model is None or prediction is None:
        fitting.say_failed()
    else:
        st.html(once(TOLD, subject, lambda: html(model, readable, prediction)))


def once(key: str, subject: Subject, explain: Callable[[], Markup]) -> Markup:
    """What `explain` gives, computed once for a subject and kept under `key` in the session's state."""
    readable = subject.readable
    assert subject.model is not None and readable is not None
    wanted = (subject.key, type(readable), content(readable))
    last, told = st.session_state.get(key, (None, None))
    if last != wanted:
        told = explain()
        st.session_state[key] = wanted, told
    return told


def html(model: Model, readable: Readable, prediction: Prediction, is_open: bool = False) -> Markup:
    """Why the model says of the drawing what it does; the numbers are folded away unless `is_open`."""
    reason = reasons.of(model, readable, prediction)
    template, values = KINDS[type(reason)]
    return figures.render(template, reason=reason, is_open=is_open, **values(model, readable, reason))


def _neighbours(model: Model, readable: Readable, reason: Neighbours) -> dict[str, Any]:
    votes = reason.votes * reason.voting
    order = [label for label in np.argsort(-votes, kind="stable").tolist() if votes[label] > 0]
    words = ", ".join(f"{votes[label]:.0f} for {label}" for label in order)
    return {"known_count": len(model.known), "votes": words, "near": _near(model, reason)}


def _support_vectors(model: Model, readable: Readable, reason: Pulls) -> dict[str, Any]:
    words = "What it would do in each pixel (gradient)."
    return _pulls(model, reason) | {"heat": _heat(reason.gradient, Digit.of(readable), reason, "A little more ink", words)}


def _weights(model: Model, readable: Readable, reason: Weights) -> dict[str, Any]:
    return {
        "sums": _above_and_below(reason.parts),
        "heat": _heat(reason.parts, Digit.of(readable), reason, "Weight times ink", "What each pixel adds."),
    }


def _path(model: Model, readable: Readable, reason: DecisionPath) -> dict[str, Any]:
    asked = defaultdict(list)  # the numbers of the questions about each pixel
    for number, question in enumerate(reason.questions, start=1):
        asked[question.row, question.column].append(str(number))
    marks = {
        pixel: "\n".join(" ".join(numbers[i : i + 2]) for i in range(0, len(numbers), 2)) for pixel, numbers in asked.items()
    }
    counts = np.bincount(model.known.labels[reason.known], minlength=10)
    return {
        "looked": figures.figure(
            heat.written(Digit.of(readable), marks),
            "The drawing; numbers mark the pixels asked about",
            "Where it looked",
            "In blue frames: the pixels it asked about, with the numbers of the questions.",
        ),
        "questions": [(heat.place(question.row, question.column), question) for question in reason.questions],
        "labels": [(label, counts[label]) for label in np.argsort(-counts, kind="stable").tolist() if counts[label]],
        "known": [_known(model, index, "same answers") for index in reason.known[:MAX_IN_LEAF].tolist()],
    }


def _votes(model: Model, readable: Readable, reason: Votes) -> dict[str, Any]:
    trees, totals = len(reason.shares), reason.shares.sum(axis=0)
    marks = {pixel: str(looks) for pixel, looks in np.ndenumerate(reason.looks) if looks}
    most = heat.place(*divmod(int(reason.looks.argmax()), SIDE))
    return {
        "totals": totals,
        "rows": [(label, total / trees, f"{total:g}") for label, total in enumerate(totals.round(2).tolist())],
        "looked": figures.figure(
            heat.written(Digit.of(readable), marks, frame=0),
            f"The drawing; most questions, {reason.looks.max()}, were about {most}",
            "Where they looked",
            "In each pixel: how many of their questions were about it.",
        ),
        "most": most,
    }


def _reading(model: Model, readable: Readable, reason: Reading) -> dict[str, Any]:
    names = [verdict.name(label) for label in range(NO_DIGIT + 1)]
    return {
        "names": names,
        "views": [_looked_at(view) for view in reason.views],
        "lines": LINES[isinstance(readable, Bitmap) and readable.ink is not None and bool(readable.ink.paths)],
        "similar": [_similar(known) for known in (*reason.alike, *reason.others)],
        "heat": _heat(
            reason.counts,
            Digit.of(readable),
            reason,
            "What each square of ink counts for",
            "How much lower the sum for the drawing as shown would be without it.",
        ),
        "no_digit": NO_DIGIT,
    }


def _looked_at(reason: ViewReason) -> Figure:
    """A view, what it is read as, and how it is made."""
    view, answer = reason.view, verdict.read_as(int(reason.votes.argmax()))
    return figures.figure(
        view.digit.image(cell=1),
        f"The drawing as 8 by 8 grey cells, {view.name}",
        f"Read as {answer}",
        f"View “{view.name}”: {view.words}.",
    )


def _told_before(model: Model, readable: Readable, reason: ToldBefore) -> dict[str, Any]:
    assert isinstance(readable, Bitmap) and readable.ink is not None, "only ink has a layout"
    page = figures.figure(figures.ink(readable.ink.page, MAX_SIDE), "The drawing as it is", "Your drawing")
    return {"rule": RULES[reason.doubt], "page": page}


def _near(model: Model, reason: Neighbours) -> list[Figure]:
    pairs = zip(reason.known.tolist(), reason.distances.tolist(), strict=True)
    return [_known(model, index, f"distance {distance:.1f}") for index, distance in pairs]


def _pulls(model: Model, reason: Pulls) -> dict[str, Any]:
    """The known digits that pull hardest towards each of the two digits, and what all pulls add up to."""
    sides = []
    for towards, chosen in ((reason.winner, reason.pulls > 0), (reason.runner_up, reason.pulls < 0)):
        pairs = zip(reason.known[chosen].tolist(), reason.pulls[chosen].tolist(), strict=True)
        hardest = list(pairs)[:MAX_PULLS]
        sides.append((towards, [_known(model, index, f"pull {figures.signed(pull, 2)}") for index, pull in hardest]))
    return {"hardest_pulls": sides, "sums": _above_and_below(reason.pulls)}


def _above_and_below(values: np.ndarray) -> tuple[float, float]:
    """The sum of the values above 0, and of those below."""
    return float(values[values > 0].sum()), float(values[values < 0].sum())


def _heat(values: np.ndarray, digit: Digit, reason: Pulls | Weights | Reading, title: str, words: str) -> Figure:
    """Signed numbers over the pixels, (8, 8), above 0 for the winner, with a legend in words."""
    winner, runner_up = verdict.name(reason.winner), verdict.name(reason.runner_up)
    order = np.argsort(-np.abs(values), axis=None, kind="stable")[:3]
    strongest = "; ".join(
        f"{heat.place(*pixel)} for {winner if values[pixel] > 0 else runner_up}"
        for pixel in (np.unravel_index(place, values.shape) for place in order)
        if values[pixel]
    )
    legend = (
        f"Blue with +: for {winner}. Orange with {figures.MINUS}: for {runner_up}. "
        f"Small squares: your ink. Strongest: {strongest}."
    )
    return figures.figure(heat.coloured(values, digit), f"{title}. Strongest: {strongest}", title, words, legend)


def _known(model: Model, index: int, words: str) -> Figure:
    """A digit that the model knows, and where it is from."""
    return _figure(model.known.digits[index], model.known.labels[index], words, index < model.real_count)


def _similar(known: Similar) -> Figure:
    return _figure(known.levels, known.label, f"distance {known.distance:.1f}", known.is_real)


def _figure(levels: np.ndarray, label: int, words: str, is_real: bool) -> Figure:
    title = verdict.read_as(label)
    kind = "drawing" if label == NO_DIGIT else "digit"
    origin = "data set" if is_real else "generated handwriting"
    return figures.figure(pictures.grey(levels), f"Known {kind}, {title}", title.capitalize(), words, origin)


KINDS: Mapping[type, tuple[str, Callable[..., dict[str, Any]]]] = {
    Neighbours: ("why_neighbours.html", _neighbours),
    Pulls: ("why_support_vectors.html", _support_vectors),
    Weights: ("why_weights.html", _weights),
    DecisionPath: ("why_path.html", _path),
    Votes: ("why_votes.html", _votes),
    Reading: ("why_reading.html", _reading),
    ToldBefore: ("why_told_before.html", _told_before),
}
