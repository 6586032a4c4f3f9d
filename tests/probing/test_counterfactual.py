import numpy as np
import pytest
from drawings import DIGITS
from sklearn.tree import DecisionTreeClassifier

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.probing import counterfactual

SAMPLES = Samples.from_load_digits()


@pytest.fixture(scope="module", params=models.KEYS)
def model(request):
    return models.fit(request.param)


@pytest.mark.parametrize(
    "read", [*(Digit(SAMPLES.digits[index]) for index in (3, 700)), Bitmap.of(Strokes(tuple(DIGITS[5])).ink())]
)
def test_a_change_of_mind_fed_back_turns_the_verdict(model, read):
    change = counterfactual.change(model, read)
    shown = Digit.of(read) if isinstance(read, Bitmap) else read
    assert (change.before.levels == shown.levels).all()
    assert change.was == model.predict(change.before).label
    assert change.label == model.predict(change.after).label != change.was
    assert change.amount == np.abs(change.after.levels.astype(int) - shown.levels).sum() > 0


def test_a_blank_digit_has_no_mind_to_change(model):
    assert counterfactual.change(model, Digit(np.zeros((8, 8)))) is None


def test_the_search_keeps_to_its_readings(monkeypatch):
    model, read = models.fit("svc"), []
    answer = models.Model.probabilities
    monkeypatch.setattr(models.Model, "probabilities", lambda self, digits: read.append(len(digits)) or answer(self, digits))
    counterfactual.change(model, Digit(SAMPLES.digits[3]))
    assert 500 < sum(read) < counterfactual.MAX_READINGS + 200


def test_no_single_pixel_of_a_change_can_be_left_out():
    model = models.fit("forest")
    change = counterfactual.change(model, Digit(SAMPLES.digits[3]))
    for row, column in np.argwhere(change.differences):
        less = change.after.levels.copy()
        less[row, column] = change.before.levels[row, column]
        assert model.predict(Digit(less)).label == change.was


def least_by_trying(tree, levels):
    """The fewest levels of one or two pixels that turn the verdict of a tree."""
    levels = levels.ravel().astype(int)
    was = tree.predict(levels[None])[0]
    used = sorted(set(tree.tree_.feature[tree.tree_.feature >= 0]))
    rows = [levels]
    for pixel in used:
        rows = [np.where(np.arange(64) == pixel, level, row) for row in rows for level in range(17)]
    rows = np.array(rows)
    return np.abs(rows - levels).sum(axis=1)[tree.predict(rows) != was].min()


@pytest.mark.parametrize("index", range(5))
def test_a_trees_least_change_is_the_least(index):
    levels = SAMPLES.digits.reshape(-1, 64)
    tree = DecisionTreeClassifier(max_depth=2, random_state=0).fit(levels, SAMPLES.labels)
    model = models.Model("tree", tree, SAMPLES, len(SAMPLES))
    change = counterfactual.change(model, Digit(SAMPLES.digits[index]))
    assert change.is_least
    assert change.amount == least_by_trying(tree, SAMPLES.digits[index])


@pytest.mark.parametrize("index", [3, 100, 1200])
def test_of_a_linear_model_little_more_than_the_least_is_found(index):
    model = models.fit("logistic")
    weights, intercepts = model.estimator[-1].coef_ / 16, model.estimator[-1].intercept_
    levels = SAMPLES.digits[index].ravel().astype(int)
    says = weights @ levels + intercepts
    was, least = says.argmax(), []
    for rival in set(range(10)) - {was}:
        slopes = weights[rival] - weights[was]
        rooms = np.where(slopes > 0, 16 - levels, levels)
        steps = np.sort(np.repeat(np.abs(slopes), rooms))[::-1]
        least.append(1 + np.searchsorted(np.cumsum(steps), says[was] - says[rival], side="right"))
    found = counterfactual.change(model, Digit(SAMPLES.digits[index])).amount
    assert min(least) <= found <= 1.1 * min(least) + 1
