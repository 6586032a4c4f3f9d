"""Why a model said so: each model's own arithmetic for one drawing.

Where a reason is for one digit against another, these are the two most probable ones, `winner` and `runner_up`; what is
above 0 pulls towards the winner, what is below 0 towards the runner-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from digitapp.drawing import views
from digitapp.drawing.arrays import Bytes, Floats, Ints, OwnArrays
from digitapp.drawing.digit import MAX_LEVEL, Digit, Readable
from digitapp.learning.models import WITH_HANDWRITING, Default, Model
from digitapp.learning.reader import GAMMA, NO_DIGIT, WEIGHT, Machine, scores

NEXT = 3  # neighbours to show after those that vote


@dataclass(frozen=True, eq=False)
class Neighbours(OwnArrays):
    """The known digits most like a drawing, the nearest first.

    `known`, int (n,), which of `model.known` they are; `distances`, float64 (n,), the lengths of the differences of the 64
    levels; `voting`, how many of them vote, the first ones; `votes`, float64 (10,), sum 1, for each digit.
    """

    known: Ints
    distances: Floats
    voting: int
    votes: Floats


@dataclass(frozen=True, eq=False)
class Pulls(OwnArrays):
    """What known digits add to a sum that decides between two digits: above 0 for the winner.

    `known`, int (n,), which of `model.known` they are, the hardest pull first; `pulls`, float64 (n,); `intercept`, what is
    added to them all; `gradient`, float64 (8, 8), by how much one more level in each pixel would move the sum, to first order.
    """

    winner: int
    runner_up: int
    known: Ints
    pulls: Floats
    intercept: float
    gradient: Floats

    @property
    def total(self) -> float:
        return float(self.pulls.sum() + self.intercept)


@dataclass(frozen=True)
class Question:
    """Is the pixel in `row` and `column`, both 0..7, darker than `level`? `ink` is its level, `yes` the answer."""

    row: int
    column: int
    level: int
    ink: int
    yes: bool


@dataclass(frozen=True, eq=False)
class DecisionPath(OwnArrays):
    """The questions of a decision tree in their order, down to a leaf.

    `leaf`, its number in the tree; `known`, int (n,), which of `model.known` came to the same leaf.
    """

    questions: tuple[Question, ...]
    leaf: int
    known: Ints


@dataclass(frozen=True, eq=False)
class Votes(OwnArrays):
    """The votes of a forest.

    `shares`, float64 (trees, 10), rows sum to 1: the digits in the leaf that each tree ends in; `looks`, int (8, 8): how
    many questions on the way there were about each pixel.
    """

    shares: Floats
    looks: Ints


@dataclass(frozen=True, eq=False)
class Weights(OwnArrays):
    """Weights times ink: `parts`, float64 (8, 8), which with the `intercept` add up to a sum, above 0 for the winner."""

    winner: int
    runner_up: int
    parts: Floats
    intercept: float

    @property
    def total(self) -> float:
        return float(self.parts.sum() + self.intercept)


@dataclass(frozen=True, eq=False)
class ViewReason(OwnArrays):
    """How one view of a drawing is read by its machine; by two of them, if it is the only view.

    `votes`, float64 (11,), sum 1: how likely each digit, and that it is none, by this view alone; `margin`, what it adds to
    the sum that decides between the two likeliest digits; `gradient`, float64 (8, 8), by how much one more level in each cell
    would move that, to first order.
    """

    view: views.View
    votes: Floats
    margin: float
    gradient: Floats


@dataclass(frozen=True, eq=False)
class Reading(OwnArrays):
    """How the best reader reads all views of a drawing, and the numbers by which it doubts.

    `probabilities`, float64 (11,), sum 1: of the digits, and that it is none; it is refused if that is the most probable, or
    if its best digit, the `winner`, is less probable than `sure`. `nearest` are the known digits most like the first view that
    are a `winner` (those that vote) or, after these, a `runner_up`.
    """

    winner: int
    runner_up: int
    views: tuple[ViewReason, ...]
    probabilities: Floats
    sure: float
    nearest: Neighbours

    @property
    def margin(self) -> float:
        """The sum that decides between the two likeliest digits: above 0 for the winner, though others have a say too."""
        return sum(view.margin for view in self.views)

    @property
    def sentence(self) -> str:
        """The reason in one sentence."""
        own, other = self.nearest.distances[self.nearest.voting - 1], self.nearest.distances[self.nearest.voting]
        than = "further away" if other > own else "just as near, so the borders between the digits decide"
        return f"It is closest to these {self.nearest.voting} {self.winner}s; the nearest {self.runner_up} is {than}."


Reason = Neighbours | Pulls | DecisionPath | Votes | Weights | Reading


def of(model: Model, readable: Readable) -> Reason:
    """Why the model reads the drawing as it does."""
    if isinstance(model, Default):
        return _reading(model, readable)
    return REASONS[model.name.removesuffix(WITH_HANDWRITING)](model, Digit.of(readable))


def first_two(probabilities: Floats) -> tuple[int, int]:
    """The most probable digit and the next one, the lower of equal ones."""
    winner, runner_up = np.argsort(-probabilities, kind="stable")[:2]
    return int(winner), int(runner_up)


def _two(model: Model, digit: Digit) -> tuple[int, int]:
    return first_two(model.predict(digit).probabilities)


def _neighbours(model: Model, digit: Digit) -> Neighbours:
    estimator, row = model.estimator, digit.levels.reshape(1, -1)
    [voting] = _voting(estimator, row)
    distances, known = (found[0] for found in estimator.kneighbors(row, voting.voting + NEXT))
    others = ~np.isin(known, voting.known)  # of equal distances, those that vote come first
    known = np.concatenate([voting.known, known[others][:NEXT]])
    distances = np.concatenate([voting.distances, distances[others][:NEXT]])
    return Neighbours(known, distances, voting.voting, voting.votes)


def _voting(estimator: KNeighborsClassifier, rows: Bytes | Floats) -> list[Neighbours]:
    """The neighbours that vote on each row of levels (n, 64)."""
    found = zip(*estimator.kneighbors(rows), estimator.predict_proba(rows), strict=True)
    return [Neighbours(known, distances, estimator.n_neighbors, votes) for distances, known, votes in found]


def _support_vectors(model: Model, digit: Digit) -> Pulls:
    """The pairwise function, exactly.

    In libsvm's layout a support vector of class i has its coefficient against class j in row j of `dual_coef_`, or row
    j - 1 if i < j, and the sum for i < j is above 0 for i; the intercepts stand in the order (0, 1), (0, 2), ... (8, 9).
    """
    svc = model.estimator.calibrated_classifiers_[0].estimator
    winner, runner_up = _two(model, digit)
    low, high = sorted((winner, runner_up))
    sign = 1 if winner == low else -1
    ends = np.cumsum([0, *svc.n_support_])
    own, others = slice(ends[low], ends[low + 1]), slice(ends[high], ends[high + 1])
    coefficients = sign * np.concatenate([svc.dual_coef_[high - 1, own], svc.dual_coef_[low, others]])
    vectors = np.concatenate([svc.support_vectors_[own], svc.support_vectors_[others]])
    known = np.concatenate([svc.support_[own], svc.support_[others]])
    pair = low * (2 * 10 - low - 1) // 2 + high - low - 1
    return _pulls(winner, runner_up, known, coefficients, vectors, svc.gamma, sign * svc.intercept_[pair], digit)


def _pulls(
    winner: int,
    runner_up: int,
    known: Ints,
    coefficients: Floats,
    vectors: Bytes | Floats,
    gamma: float,
    intercept: float,
    digit: Digit,
) -> Pulls:
    differences = digit.levels.ravel() - vectors.astype(float)
    pulls = coefficients * np.exp(-gamma * (differences**2).sum(axis=1))
    gradient = (-2 * gamma * pulls @ differences).reshape(8, 8)
    order = np.argsort(-np.abs(pulls), kind="stable")
    return Pulls(winner, runner_up, known[order], pulls[order], float(intercept), gradient)


def _path(model: Model, digit: Digit) -> DecisionPath:
    row, tree = digit.levels.ravel(), model.estimator.tree_
    *nodes, leaf = tree.decision_path(row[None].astype(np.float32)).indices
    questions = []
    for node in nodes:
        pixel, most = int(tree.feature[node]), int(np.floor(tree.threshold[node]))
        questions.append(Question(*divmod(pixel, 8), most, int(row[pixel]), bool(row[pixel] > most)))
    leaves = model.estimator.apply(model.known.rows)
    return DecisionPath(tuple(questions), int(leaf), np.flatnonzero(leaves == leaf))


def _votes(model: Model, digit: Digit) -> Votes:
    row = digit.levels.reshape(1, -1).astype(np.float32)
    looks, shares = np.zeros(64, dtype=int), []
    for estimator in model.estimator.estimators_:
        tree = estimator.tree_
        *nodes, leaf = tree.decision_path(row).indices
        looks += np.bincount(tree.feature[nodes], minlength=64)
        shares.append(tree.value[leaf, 0])
    return Votes(np.array(shares), looks.reshape(8, 8))


def _weights(model: Model, digit: Digit) -> Weights:
    winner, runner_up = _two(model, digit)
    logistic = model.estimator[-1]
    weights = (logistic.coef_[winner] - logistic.coef_[runner_up]).reshape(8, 8)
    intercept = float(logistic.intercept_[winner] - logistic.intercept_[runner_up])
    return Weights(winner, runner_up, weights * digit.levels / MAX_LEVEL, intercept)


def _reading(model: Default, readable: Readable) -> Reading:
    shown, limits, reader = views.of(readable), model.limits, model.estimator
    evidence = model.evidence(np.array([[view.digit.levels for view in shown]]))
    [decisions], [probabilities] = evidence.decisions, limits.probabilities(evidence.scores, evidence.is_alone)
    two = first_two(probabilities[:NO_DIGIT])
    by_view = evidence.total if evidence.is_alone else decisions
    votes = limits.probabilities(scores(by_view), evidence.is_alone)
    gradients = [_gradient(machine, *two, view.digit) for machine, view in zip(reader.machines, shown, strict=False)]
    if evidence.is_alone:
        gradients[0] = gradients[0] + WEIGHT * _gradient(reader.data_set_, *two, shown[0].digit)
    parts = (
        ViewReason(view, vote, float(said[two]), gradient)
        for view, vote, said, gradient in zip(shown, votes, by_view, gradients, strict=True)
    )
    return Reading(*two, tuple(parts), probabilities, limits.sure, _nearest(model, *two, shown[0].digit))


def _gradient(machine: Machine, winner: int, runner_up: int, digit: Digit) -> Floats:
    known, coefficients, intercept = machine.between(winner, runner_up)
    return _pulls(winner, runner_up, known, coefficients, machine.vectors[known], GAMMA, intercept, digit).gradient


def _nearest(model: Default, winner: int, runner_up: int, digit: Digit) -> Neighbours:
    distances = np.linalg.norm(model.known.rows - digit.levels.ravel().astype(float), axis=1)
    order = np.argsort(distances, kind="stable")
    own, others = (order[model.known.labels[order] == label][:NEXT] for label in (winner, runner_up))
    known = np.concatenate([own, others])
    return Neighbours(known, distances[known], len(own), np.eye(10)[winner])


REASONS: Mapping[str, Callable[[Model, Digit], Reason]] = MappingProxyType(
    {"svc": _support_vectors, "tree": _path, "forest": _votes, "knn": _neighbours, "logistic": _weights}
)
