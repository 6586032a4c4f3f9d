import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS, file_of
from sklearn.neighbors import KNeighborsClassifier

from digitapp.drawing import layout
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.limits import Limits
from digitapp.learning.reader import CLASSES
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples


@pytest.fixture(scope="module", params=models.KEYS)
def model(request):
    return models.fit(request.param)


def test_every_model_gives_ten_probabilities_whose_highest_is_the_verdict(model):
    samples = Samples.from_load_digits()
    probabilities = model.probabilities(samples.digits[:100])
    assert probabilities.shape == (100, 10)
    assert np.allclose(probabilities.sum(axis=1), 1)
    prediction = model.predict(Digit(samples.digits[7]))
    assert prediction.label == prediction.probabilities.argmax() == samples.labels[7]
    with pytest.raises(ValueError, match="read-only"):
        prediction.probabilities[0] = 1


def test_models_know_what_they_learnt(model):
    samples = Samples.from_load_digits()
    verdicts = model.probabilities(samples.digits).argmax(axis=1)
    assert (verdicts == samples.labels).mean() > 0.95


def test_a_model_reads_writers_it_has_not_seen():
    samples = Samples.from_load_digits()
    seen = samples.blocks < 7
    model = models.fit("svc", samples.where(seen))
    verdicts = model.probabilities(samples.digits[~seen]).argmax(axis=1)
    assert 0.9 < (verdicts == samples.labels[~seen]).mean() < 1


def test_the_articles_parameters_stay_theirs():
    svc = RECIPES["svc"].make().get_params()
    assert (svc["gamma"], svc["C"]) == (0.001, 100)
    assert RECIPES["tree"].make().criterion == "gini"
    assert RECIPES["forest"].make().n_estimators == 150


@pytest.mark.parametrize("neighbours", [1, 3, 10])
def test_the_neighbours_of_one_drawing_are_those_of_scikit_learn(neighbours):
    """Of twenty pixels' levels 0 and 1, so that the last place is often a tie."""
    rows = np.zeros((300, 64), dtype=np.uint8)
    rows[:, :20] = np.random.default_rng(0).integers(0, 2, (300, 20))
    known, labels = Samples.from_load_digits().rows[:500], Samples.from_load_digits().labels[:500]
    for learnt, asked in ((known, Samples.from_load_digits().rows[500:600]), (rows, rows[:100])):
        parts = learnt, labels[: len(learnt)]
        ours, theirs = (make(n_neighbors=neighbours).fit(*parts) for make in (RECIPES["knn"].make, KNeighborsClassifier))
        for row in asked[:, None]:
            assert (ours.predict_proba(row) == theirs.predict_proba(row)).all()


def test_an_unknown_model_is_refused():
    with pytest.raises(ValueError, match=r"one of \['default', 'svc', .*got 'cnn'"):
        models.fit("cnn")


EMPTY = Samples.from_load_digits().where(np.zeros(1797, dtype=bool))


@pytest.mark.parametrize(
    ("key", "given"),
    [("svc", {"samples": EMPTY}), ("default", {"samples": EMPTY}), ("knn+handwriting", {"handwriting": EMPTY})],
)
def test_no_samples_are_not_taken_for_all_of_them(key, given):
    with pytest.raises(ValueError, match=r"must have digits to learn from, got .*0"):
        models.fit(key, **given)


def test_the_best_reader_doubts_in_words_what_is_no_digit():
    reader = models.fit(models.DEFAULT)
    heart = Strokes(tuple(NO_DIGITS["heart"]))
    prediction = reader.predict(Bitmap.of(heart.ink()))
    assert prediction.doubt == "It is unlike every digit this model has seen."
    assert 0 <= prediction.label <= 9
    assert reader.predict(Bitmap.of(Strokes(tuple(DIGITS[7])).ink())).doubt is None


def test_the_best_reader_refuses_a_dash_and_two_digits_drawn_or_photographed():
    reader = models.from_saved()
    two = [np.array(path) * 0.45 + (x, 80) for digit, x in ((4, 10), (2, 140)) for path in DIGITS[digit]]
    drawn = {layout.SEVERAL: Strokes(tuple(two)), layout.DASH: Strokes(([[60, 140], [220, 144]],))}
    for said, strokes in drawn.items():
        page = 255 - np.pad(strokes.on_canvas(pen=6).page, 60)
        for ink in (strokes.ink(), Ink.from_picture(file_of(page))):
            prediction = reader.predict(Bitmap.of(ink))
            assert prediction.doubt == said
            assert prediction.probabilities.max() < 0.02
            assert prediction.probabilities.sum() + prediction.no_digit == pytest.approx(1)


def probable(**shares):
    found = np.full(CLASSES, 0.01)
    for name, share in shares.items():
        found[int(name[1:])] = share
    return found / found.sum()


@pytest.mark.parametrize(
    ("probabilities", "votes", "doubt"),
    [
        (probable(_3=0.9), [3, 3, 3], None),
        (probable(_3=0.9), [3, 5, 3], None),
        (probable(_3=0.3, _10=0.6), [3, 3, 3], "It is unlike every digit this model has seen."),
        (probable(_4=0.48, _9=0.42), [4, 4, 4], "It could be a 4 or a 9."),
        (probable(_4=0.48, _8=0.42), [4, 4, 8], "Two ways of reading it disagree: one sees a 4, the other an 8."),
    ],
)
def test_doubt_has_a_reason_for_each_case(probabilities, votes, doubt):
    assert Limits(sharpness=1, prior=0, alone=0, sure=0.6).doubt(probabilities, np.array(votes)) == doubt


def test_no_probability_contradicts_a_refusal():
    reader = models.from_saved()
    for paths in NO_DIGITS.values():
        prediction = reader.predict(Bitmap.of(Strokes(tuple(paths)).ink()))
        assert prediction.probabilities.sum() + prediction.no_digit == pytest.approx(1)
        if prediction.doubt:
            assert prediction.probabilities.max() < max(prediction.no_digit, reader.limits.sure)


def test_a_digit_without_a_drawing_is_its_only_view():
    reader, samples = models.fit(models.DEFAULT), Samples.from_load_digits()
    prediction = reader.predict(Digit(samples.digits[7]))
    assert prediction.probabilities / (1 - prediction.no_digit) == pytest.approx(reader.probabilities(samples.digits[7:8])[0])


@pytest.mark.parametrize("form", FORMS)
def test_handwriting_teaches_forms_that_the_data_set_does_not_hold(form):
    digit, paths = FORMS[form]
    prediction = models.fit(models.DEFAULT).predict(Bitmap.of(Strokes(tuple(paths)).ink()))
    assert (prediction.label, prediction.doubt) == (digit, None)


def test_the_reader_that_is_kept_is_the_one_that_is_fitted():
    read = [Bitmap.of(Strokes(tuple(paths)).ink()) for paths in DIGITS.values()]
    for kept, fitted in zip(models.from_saved().predictions(read), models.fit(models.DEFAULT).predictions(read), strict=True):
        assert np.allclose(kept.probabilities, fitted.probabilities, atol=1e-6)
        assert kept.doubt == fitted.doubt
