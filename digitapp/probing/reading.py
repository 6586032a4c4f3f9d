"""Why the best reader said so: its views' votes, the known drawings most like this one, and what each square counts for."""

from dataclasses import dataclass

import numpy as np

from digitapp.drawing import layout, views
from digitapp.drawing.arrays import Bytes, Floats, OwnArrays
from digitapp.drawing.digit import SIDE, Digit, Readable, a
from digitapp.learning.models import Default
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT, scores

SIMILAR = 3  # known drawings to show on each side


@dataclass(frozen=True, eq=False)
class ViewReason(OwnArrays):
    """How one view of a drawing is read by its machine; by two of them, if it is the only view.

    `votes`, float64 (11,), sum 1: how likely each digit, and that it is none, by this view alone; `margin`, what it adds to
    the sum that decides between the two likeliest answers.
    """

    view: views.View
    votes: Floats
    margin: float


@dataclass(frozen=True, eq=False)
class Similar(OwnArrays):
    """A known drawing: its `levels`, uint8 (8, 8); its `label`, 0..9 or NO_DIGIT; and how far its 64 levels are from a view's.

    `is_real`: whether it is of load_digits.
    """

    levels: Bytes
    label: int
    distance: float
    is_real: bool


@dataclass(frozen=True, eq=False)
class Reading(OwnArrays):
    """How the best reader reads all views of a drawing.

    `winner` and `runner_up`, its two likeliest answers, 0..9 or NO_DIGIT; `probabilities`, float64 (11,), sum 1; `doubt`, as
    in the Prediction: it is refused if NO_DIGIT wins, or if the winner is less probable than `sure`.
    `alike` are the known drawings that are a `winner`, and `others` the known digits that are not, which are most like the
    first view, the nearest first.
    `counts`, float64 (8, 8), is what each square of ink counts for in the first view: by how much its margin would fall if the
    square were paper. 0 where there is no ink; below 0 where the ink counts for the runner-up.
    """

    winner: int
    runner_up: int
    probabilities: Floats
    doubt: str | None
    sure: float
    views: tuple[ViewReason, ...]
    alike: tuple[Similar, ...]
    others: tuple[Similar, ...]
    counts: Floats

    @property
    def margin(self) -> float:
        """The sum that decides between the two likeliest answers: above 0 for the winner, though others have a say too."""
        return sum(view.margin for view in self.views)

    @property
    def sentence(self) -> str:
        """The reason in one sentence, after the doubt if there is one."""
        is_none, other = self.winner == NO_DIGIT, a(self.others[0].label)
        alike = "three known drawings that are no digits" if is_none else f"three known {self.winner}s"
        nearest, furthest, rival = self.alike[0].distance, self.alike[-1].distance, self.others[0].distance
        if furthest < rival:
            rest = "the nearest digit" if is_none else "the nearest other digit"
            words = f"Your drawing is closest to {alike}; {rest}, {other}, is further away."
        elif nearest <= rival:
            words = f"Your drawing is close to {alike}, but {other} is about as near, so the votes decide."
        else:
            verdict = "that it is no digit" if is_none else a(self.winner)
            words = f"The known digit most like your drawing is {other}, but the votes decide, and they say {verdict}."
        return words if self.doubt is None else f"{self.doubt} {words}"


@dataclass(frozen=True)
class ToldBefore:
    """Told from one digit by its layout, before anything was read: `doubt`, `layout.SEVERAL` or `layout.DASH`."""

    doubt: str


def is_told_before(prediction: Prediction) -> bool:
    """Whether a drawing was refused by its layout, so that no view was asked."""
    return prediction.doubt in (layout.SEVERAL, layout.DASH)


def of(model: Default, readable: Readable, prediction: Prediction) -> Reading | ToldBefore:
    """Why the best reader reads the drawing as it does; `prediction` is what it says of it."""
    if is_told_before(prediction):
        assert prediction.doubt is not None
        return ToldBefore(prediction.doubt)
    shown, limits = views.of(readable), model.limits
    evidence = model.evidence_of(shown)
    probabilities = np.append(prediction.probabilities, prediction.no_digit)
    winner, runner_up = (int(answer) for answer in np.argsort(-probabilities, kind="stable")[:2])
    by_view = evidence.total if evidence.is_alone else evidence.decisions[0]
    votes = limits.probabilities(scores(by_view), evidence.is_alone)
    parts = zip(shown, votes, by_view, strict=True)
    reasons = tuple(ViewReason(view, vote, float(said[winner, runner_up])) for view, vote, said in parts)
    first = shown[0].digit
    alike, others = _similar(model, winner, first)
    counts = _counts(model, winner, runner_up, first, evidence.is_alone)
    return Reading(winner, runner_up, probabilities, prediction.doubt, limits.sure, reasons, alike, others, counts)


def _similar(model: Default, winner: int, digit: Digit) -> tuple[tuple[Similar, ...], tuple[Similar, ...]]:
    """The known drawings most like a digit: those that are a `winner`, and the digits that are not."""
    machine = model.estimator.machines[0]
    none = machine.vectors[machine.labels == NO_DIGIT]
    known = np.concatenate([model.known.rows, none])
    labels = np.concatenate([model.known.labels, np.full(len(none), NO_DIGIT)])
    distances = np.linalg.norm(known - digit.levels.ravel().astype(float), axis=1)
    order = np.argsort(distances, kind="stable")

    def nearest(chosen: list[int]) -> tuple[Similar, ...]:
        found = order[np.isin(labels[order], chosen)][:SIMILAR].tolist()
        return tuple(
            Similar(known[one].reshape(SIDE, SIDE), int(labels[one]), float(distances[one]), one < model.real_count)
            for one in found
        )

    return nearest([winner]), nearest([label for label in range(10) if label != winner])


def _counts(model: Default, winner: int, runner_up: int, digit: Digit, is_alone: bool) -> Floats:
    """`Reading.counts`, of the first view: read again once for each square of ink, without it."""
    inked = np.flatnonzero(digit.levels)
    rows = np.tile(digit.levels.ravel(), (len(inked) + 1, 1))
    rows[np.arange(len(inked)), inked] = 0
    if is_alone:
        decisions = model.evidence(rows.reshape(-1, 1, SIDE, SIDE)).total
    else:
        decisions = model.estimator.machines[0].decisions(rows)
    margins, counts = decisions[:, winner, runner_up], np.zeros(SIDE * SIDE)
    counts[inked] = margins[-1] - margins[:-1]
    return counts.reshape(SIDE, SIDE)
