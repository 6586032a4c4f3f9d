import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.probing import reasons

DRAWN = [Bitmap.of(Strokes(tuple(paths)).ink()) for paths in [*DIGITS.values(), *(form[1] for form in FORMS.values())]]
DRAWN += [Bitmap.of(Strokes(tuple(paths)).ink()) for paths in NO_DIGITS.values()]
READ = np.concatenate([[Digit.of(bitmap).levels for bitmap in DRAWN], Samples.from_load_digits().digits[::22]])  # a hundred


def both_training_sets(name):
    return pytest.mark.parametrize("key", [name + ending for ending in models.TRAINING_SETS])


def explained(key):
    """A model, and of each of a hundred digits the levels, the probabilities and the reason."""
    model = models.fit(key)
    rows = READ.reshape(-1, 64)
    return model, zip(rows, model.probabilities(READ), [reasons.of(model, Digit(levels)) for levels in READ], strict=True)


def test_there_are_a_hundred_digits_drawn_ones_among_them():
    assert len(READ) == 100 > len(DRAWN) > 10


@both_training_sets("svc")
def test_pulls_and_intercept_add_up_to_the_pairwise_function(key):
    model, found = explained(key)
    svc = model.estimator.calibrated_classifiers_[0].estimator
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
    svc = model.estimator.calibrated_classifiers_[0].estimator
    digit = Digit(READ[3])
    reason = reasons.of(model, digit)
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


def test_the_parts_of_the_best_readers_reason_add_up_to_its_verdict():
    model = models.from_saved()
    for read in [*DRAWN, *map(Digit, READ[len(DRAWN) :])]:
        reason, prediction = reasons.of(model, read), model.predict(read)
        shown = [view.digit for view in views.of(read)]
        total = model.evidence(np.array([[digit.levels for digit in shown]])).total[0]
        assert reason.winner == prediction.label
        assert reason.margin == pytest.approx(total[reason.winner, reason.runner_up])
        assert reason.probabilities[:10] == pytest.approx(prediction.probabilities)
        assert [view.view.digit.levels.tolist() for view in reason.views] == [digit.levels.tolist() for digit in shown]
        near = reason.nearest
        labels = model.known.labels[near.known]
        assert set(labels[: near.voting]) == {reason.winner} and set(labels[near.voting :]) == {reason.runner_up}
        assert np.linalg.norm(model.known.rows[near.known] - shown[0].levels.ravel().astype(float), axis=1) == pytest.approx(
            near.distances
        )


def test_the_map_of_a_view_says_what_a_little_more_ink_would_do():
    model, read = models.from_saved(), DRAWN[4]
    reason, digits = reasons.of(model, read), np.array([[view.digit.levels for view in views.of(read)]]).astype(float)
    two = reason.winner, reason.runner_up
    for number, view in enumerate(reason.views):
        more, less = digits.copy(), digits.copy()
        more[0, number, 2, 3] += 0.05
        less[0, number, 2, 3] -= 0.05
        slope = (model.evidence(more).total[0][two] - model.evidence(less).total[0][two]) / 0.1
        assert view.gradient[2, 3] == pytest.approx(slope, abs=2e-3)


def test_the_best_readers_reason_begins_with_a_sentence():
    reason = reasons.of(models.from_saved(), DRAWN[4])
    assert reason.sentence == f"It is closest to these 3 4s; the nearest {reason.runner_up} is further away."


@pytest.mark.parametrize("key", models.KEYS)
def test_reasons_cannot_be_changed(key):
    reason = reasons.of(models.fit(key), DRAWN[5])
    arrays = [value for value in vars(reason).values() if isinstance(value, np.ndarray)]
    assert arrays
    assert not any(array.flags.writeable for array in arrays)
