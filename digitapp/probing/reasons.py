"""Why a model said so: each model's own arithmetic for one drawing; the best reader's is in reading.py.

Where a reason is for one digit against another, these are the two most probable ones, `winner` and `runner_up`; what is
above 0 pulls towards the winner, what is below 0 towards the runner-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from digitapp.drawing.arrays import Bytes, Floats, Ints, OwnArrays
from digitapp.drawing.digit import MAX_LEVEL, Digit, Readable
from digitapp.learning.models import WITH_HANDWRITING, Default, Model
from digitapp.learning.prediction import Prediction
from digitapp.probing import reading
from digitapp.probing.reading import Reading, ToldBefore

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


Reason = Neighbours | Pulls | DecisionPath | Votes | Weights | Reading | ToldBefore


def of(model: Model, readable: Readable, prediction: Prediction) -> Reason:
    """Why the model reads the drawing as it does; `prediction` is what it says of it."""
    if isinstance(model, Default):
        return reading.of(model, readable, prediction)
    return REASONS[model.name.removesuffix(WITH_HANDWRITING)](model, Digit.of(readable), prediction)


def _first_two(prediction: Prediction) -> tuple[int, int]:
    """The most probable digit and the next one, the lower of equal ones."""
    winner, runner_up = np.argsort(-prediction.probabilities, kind="stable")[:2]
    return int(winner), int(runner_up)


def _neighbours(model: Model, digit: Digit, prediction: Prediction) -> Neighbours:
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


def _support_vectors(model: Model, digit: Digit, prediction: Prediction) -> Pulls:
    """The pairwise function, exactly.

    In libsvm's layout a support vector of class i has its coefficient against class j in row j of `dual_coef_`, or row
    j - 1 if i < j, and the sum for i < j is above 0 for i; the intercepts stand in the order (0, 1), (0, 2), ... (8, 9).
    """
    svc, support = model.estimator.svc_, model.estimator.support_
    winner, runner_up = _first_two(prediction)
    low, high = sorted((winner, runner_up))
    sign = 1 if winner == low else -1
    ends = np.cumsum([0, *svc.n_support_])
    own, others = slice(ends[low], ends[low + 1]), slice(ends[high], ends[high + 1])
    coefficients = sign * np.concatenate([svc.dual_coef_[high - 1, own], svc.dual_coef_[low, others]])
    vectors = np.concatenate([svc.support_vectors_[own], svc.support_vectors_[others]])
    known = np.concatenate([support[own], support[others]])
    pair = low * (2 * 10 - low - 1) // 2 + high - low - 1
    differences = digit.levels.ravel() - vectors
    pulls = coefficients * np.exp(-svc.gamma * (differences**2).sum(axis=1))
    gradient = (-2 * svc.gamma * pulls @ differences).reshape(8, 8)
    order = np.argsort(-np.abs(pulls), kind="stable")
    return Pulls(winner, runner_up, known[order], pulls[order], float(sign * svc.intercept_[pair]), gradient)


def _path(model: Model, digit: Digit, prediction: Prediction) -> DecisionPath:
    row, tree = digit.levels.ravel(), model.estimator.tree_
    *nodes, leaf = tree.decision_path(row[None].astype(np.float32)).indices
    questions = []
    for node in nodes:
        pixel, most = int(tree.feature[node]), int(np.floor(tree.threshold[node]))
        questions.append(Question(*divmod(pixel, 8), most, int(row[pixel]), bool(row[pixel] > most)))
    leaves = model.estimator.apply(model.known.rows)
    return DecisionPath(tuple(questions), int(leaf), np.flatnonzero(leaves == leaf))


def _votes(model: Model, digit: Digit, prediction: Prediction) -> Votes:
    row = digit.levels.reshape(1, -1).astype(np.float32)
    looks, shares = np.zeros(64, dtype=int), []
    for estimator in model.estimator.estimators_:
        tree = estimator.tree_
        *nodes, leaf = tree.decision_path(row).indices
        looks += np.bincount(tree.feature[nodes], minlength=64)
        shares.append(tree.value[leaf, 0])
    return Votes(np.array(shares), looks.reshape(8, 8))


def _weights(model: Model, digit: Digit, prediction: Prediction) -> Weights:
    winner, runner_up = _first_two(prediction)
    logistic = model.estimator[-1]
    weights = (logistic.coef_[winner] - logistic.coef_[runner_up]).reshape(8, 8)
    intercept = float(logistic.intercept_[winner] - logistic.intercept_[runner_up])
    return Weights(winner, runner_up, weights * digit.levels / MAX_LEVEL, intercept)


REASONS: Mapping[str, Callable[[Model, Digit, Prediction], Reason]] = MappingProxyType(
    {"svc": _support_vectors, "tree": _path, "forest": _votes, "knn": _neighbours, "logistic": _weights}
)
