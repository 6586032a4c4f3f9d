import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.probing import reasons

DRAWN = [Bitmap.of(Strokes(tuple(paths)).ink()) for paths in [*DIGITS.values(), *(form[1] for form in FORMS.values())]]
DRAWN += [Bitmap.of(Strokes(tuple(paths)).ink()) for paths in NO_DIGITS.values()]
READ = np.concatenate([[Digit.of(bitmap).levels for bitmap in DRAWN], Samples.from_load_digits().digits[::22]])  # a hundred


def why(model, readable):
    return reasons.of(model, readable, model.predict(readable))


def both_training_sets(name):
    return pytest.mark.parametrize("key", [name + ending for ending in models.TRAINING_SETS])


def explained(key):
    """A model, and of each of a hundred digits the levels, the probabilities and the reason."""
    model = models.fit(key)
    rows = READ.reshape(-1, 64)
    return model, zip(rows, model.probabilities(READ), [why(model, Digit(levels)) for levels in READ], strict=True)


def test_there_are_a_hundred_digits_drawn_ones_among_them():
    assert len(READ) == 100 > len(DRAWN) > 10


@both_training_sets("svc")
def test_pulls_and_intercept_add_up_to_the_pairwise_function(key):
    model, found = explained(key)
    svc = model.estimator.svc_
    pairs = [(i, j) for i in range(10) for j in range(i + 1, 10)]
    svc.set_params(decision_function_shape="ovo")
    pairwise = svc.decision_function(READ.reshape(-1, 64))
    svc.set_params(decision_function_shape="ovr")
    for (_, probabilities, reason), values in zip(found, pairwise, strict=True):
        assert reason.winner == probabilities.argmax()
        assert reason.runner_up == np.delete(np.arange(10), reason.winner)[np.delete(probabilities, reason.winner).argmax()]
        pair = tuple(sorted((reason.winner, reason.runner_up)))
        sign = 1 if pair[0] == reason.winner else -1
        assert reason.total == pytest.approx(sign * values[pairs.index(pair)], abs=1e-9)
        assert set(model.known.labels[reason.known]) == set(pair)
        assert (np.diff(np.abs(reason.pulls)) <= 0).all()


def test_a_gradient_says_what_a_little_more_ink_would_do():
    model = models.fit("svc")
    svc = model.estimator.svc_
    digit = Digit(READ[3])
    reason = why(model, digit)
    svc.set_params(decision_function_shape="ovo")
    around = digit.levels.ravel() + 1e-4 * np.concatenate([np.eye(64), -np.eye(64)])
    more, less = np.split(svc.decision_function(around), 2)
    svc.set_params(decision_function_shape="ovr")
    slopes = (more - less) / 2e-4
    pair = sorted((reason.winner, reason.runner_up))
    column = [(i, j) for i in range(10) for j in range(i + 1, 10)].index(tuple(pair))
    sign = 1 if pair[0] == reason.winner else -1
    assert reason.gradient.ravel() == pytest.approx(sign * slopes[:, column], abs=1e-6)


@both_training_sets("tree")
def test_the_questions_of_a_tree_lead_to_the_leaf_it_ends_in(key):
    model, found = explained(key)
    tree = model.estimator.tree_
    for row, probabilities, reason in found:
        node = 0
        for question in reason.questions:
            assert tree.feature[node] == 8 * question.row + question.column
            assert question.ink == row[tree.feature[node]]
            assert question.yes == (question.ink > question.level)
            node = (tree.children_right if question.yes else tree.children_left)[node]
        assert node == reason.leaf == model.estimator.apply(row[None])[0]
        counts = np.bincount(model.known.labels[reason.known], minlength=10)
        assert counts / counts.sum() == pytest.approx(probabilities)


@both_training_sets("forest")
def test_the_votes_of_a_forest_add_up_to_its_probabilities(key):
    model, found = explained(key)
    paths = model.estimator.decision_path(READ.reshape(-1, 64))[0].sum(axis=1)
    for (_, probabilities, reason), nodes in zip(found, np.asarray(paths).ravel(), strict=True):
        assert reason.shares.shape == (150, 10)
        assert reason.shares.mean(axis=0) == pytest.approx(probabilities)
        assert reason.looks.sum() == nodes - 150  # all but the leaves are questions


@both_training_sets("knn")
def test_the_neighbours_that_vote_are_the_nearest_and_their_votes_the_probabilities(key):
    model, found = explained(key)
    known = model.known.digits.reshape(-1, 64).astype(float)
    for row, probabilities, reason in found:
        nearest = np.sort(np.sqrt(((known - row) ** 2).sum(axis=1)))
        assert reason.distances == pytest.approx(nearest[: len(reason.distances)])
        assert np.linalg.norm(known[reason.known] - row, axis=1) == pytest.approx(reason.distances)
        assert len(set(reason.known)) == reason.voting + reasons.NEXT
        votes = np.bincount(model.known.labels[reason.known[: reason.voting]], minlength=10) / reason.voting
        assert votes == pytest.approx(reason.votes)
        assert votes == pytest.approx(probabilities)


@both_training_sets("logistic")
def test_weights_times_ink_add_up_to_the_difference_of_two_sums(key):
    model, found = explained(key)
    sums = model.estimator.decision_function(READ.reshape(-1, 64))
    for (row, probabilities, reason), says in zip(found, sums, strict=True):
        assert reason.winner == probabilities.argmax()
        assert reason.total == pytest.approx(says[reason.winner] - says[reason.runner_up])
        assert not reason.parts[row.reshape(8, 8) == 0].any()


@pytest.mark.parametrize("key", models.KEYS)
def test_reasons_cannot_be_changed(key):
    reason = why(models.fit(key), DRAWN[5])
    arrays = [value for value in vars(reason).values() if isinstance(value, np.ndarray)]
    assert arrays
    assert not any(array.flags.writeable for array in arrays)
