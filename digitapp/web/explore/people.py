"""You against the machine: the visitor reads twelve samples, then sees how the models read the same twelve.

The round is the visit's own: it is on no disk, and gone with the tab.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import randrange

import numpy as np
import streamlit as st

from digitapp.drawing import pictures
from digitapp.drawing.arrays import Ints
from digitapp.learning.samples import Samples
from digitapp.measuring import contest, lines_data
from digitapp.measuring.scores import Score
from digitapp.web import accuracies, figures
from digitapp.web.components import contest as component
from digitapp.web.explore import parts

ROUND = "explore.people.round"
ROUNDS = 1_000_000

INTRODUCTION = (
    f"Read {contest.COUNT} of the small pictures yourself, as a model gets them: 64 greys, no strokes. Each is shown for "
    f"{contest.SECONDS} seconds, then covered; answer whenever you are ready. All models read the same {contest.COUNT}."
)
CHOICE = (
    "How the pictures are chosen: at random, "
    + ", ".join(f"{count} that {kind} misread" for kind, count in list(contest.MISREAD_BY.items())[:2])
    + f" and {contest.MISREAD_BY['no model']} that every model read right. So there are far more hard ones among them than in "
    "the whole of load_digits, and the accuracies here say nothing about how good a model is in general."
)


@dataclass(frozen=True, eq=False)
class Round:
    """Its seed, the numbers of its samples, int (12,), and what the visitor read, int (12,), once all are answered."""

    seed: int
    numbers: Ints
    answers: Ints | None = None


def show(data: Samples, scores: Mapping[str, Score]) -> None:
    """Let the visitor read, and compare; `scores` of the models that have not learnt from whoever wrote a sample."""
    st.header("You against the machine", anchor=False)
    st.markdown(INTRODUCTION)
    if ROUND not in st.session_state:
        _begin(scores)
    this: Round = st.session_state[ROUND]
    own = None if this.answers is None else Score(data.labels[this.numbers], this.answers)
    component.contest(
        [pictures.data_url(pictures.grey(data.digits[number])) for number in this.numbers],
        this.seed,
        contest.SECONDS,
        None if own is None else f"You read {own.correct} of {own.total} right.",
        "explore.people",
        _take,
        lambda: _begin(scores),
    )
    if own is None:
        st.caption(f"{CHOICE} Nothing is sent before the last answer, and nothing is kept once you close the page.")
    else:
        _compare(data, this, own, scores)


def _begin(scores: Mapping[str, Score]) -> None:
    seed = randrange(ROUNDS)
    st.session_state[ROUND] = Round(seed, contest.chosen(scores, seed))


def _take(sent: object) -> None:
    this: Round = st.session_state[ROUND]
    st.session_state[ROUND] = Round(this.seed, this.numbers, contest.checked(sent))


def _compare(data: Samples, this: Round, own: Score, scores: Mapping[str, Score]) -> None:
    theirs = contest.on_these(scores, this.numbers)
    rows = [accuracies.Row("you", "You", "", own.tally)]
    rows += [accuracies.Row(key, parts.title(key), "", score.tally) for key, score in theirs.items()]
    st.markdown(
        f"How many of these {own.total} digits you and each model read right, with the exact 95 % interval. No model had "
        "learnt from the person who wrote what it read."
    )
    caption = f"Accuracy on the same {own.total} digits, with the exact 95 % interval"
    st.html(accuracies.chart(rows, caption, chosen="you", is_judged=False))
    low, high = own.interval
    st.markdown(
        f"**{own.total} digits prove little.** With {own.correct} of {own.total} right, your accuracy on digits as hard as "
        f"these could be anything from {figures.percent(low, 0)} to {figures.percent(high, 0)}. Bars that overlap do not show "
        "who reads better."
    )
    st.caption(CHOICE)
    _errors(data, this, own, scores)
    columns = {
        "sample": this.numbers.tolist(),
        "meant": own.labels.tolist(),
        "you read": own.predicted.tolist(),
        **{parts.title(key): score.predicted.tolist() for key, score in theirs.items()},
    }
    parts.numbers(columns, "people", show=False)
    parts.code(lines_data.contest(this.numbers.tolist(), own.predicted.tolist()))


def _errors(data: Samples, this: Round, own: Score, scores: Mapping[str, Score]) -> None:
    """The pictures, by how many models misread them, and what all of these could not read."""
    readers = contest.readers(scores)
    for kind, of_kind in contest.kinds(scores).items():
        places = np.flatnonzero(np.isin(this.numbers, of_kind))
        st.subheader(f"Misread by {kind}", anchor=False)
        if kind == "every model":
            st.markdown(_could_anybody(int((~own.right[places]).sum()), len(places)))
        shown = [
            figures.figure(
                pictures.grey(data.digits[number]),
                f"Sample {number}",
                f"Meant: {own.labels[place]}",
                f"{'✓' if own.right[place] else '✗'} you read {own.predicted[place]}",
                f"{readers[number]} of {len(scores)} models right",
                f"no. {number}",
            )
            for place in places
            for number in [this.numbers[place]]
        ]
        st.html(figures.grid(shown, "people"))


def _could_anybody(missed: int, count: int) -> str:
    """What it says about digits misread by every model that the visitor misread `missed` of them, too."""
    lost = "perhaps what the writer meant is no longer in the 64 numbers"
    if missed == count:
        return f"You misread all {count}, too. These may be errors that nobody could avoid: {lost}."
    if not missed:
        return f"You read all {count} right: these errors can be avoided, and the models still have something to learn."
    return (
        f"You misread {missed} of these {count}, too. That may be what nobody could avoid: {lost}. But you read "
        f"{count - missed} right, so there the models still have something to learn."
    )
