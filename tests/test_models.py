import numpy as np
import pytest

from digitapp import models
from digitapp.digit import Digit
from digitapp.samples import Samples


@pytest.fixture(scope="module", params=models.RECIPES)
def model(request):
    return models.fit(request.param)


def test_every_model_gives_ten_probabilities_whose_highest_is_the_verdict(model):
    samples = Samples.of_load_digits()
    probabilities = model.probabilities(samples.digits[:100])
    assert probabilities.shape == (100, 10)
    assert np.allclose(probabilities.sum(axis=1), 1)
    prediction = model.predict(Digit(samples.digits[7]))
    assert prediction.label == prediction.probabilities.argmax() == samples.labels[7]
    with pytest.raises(ValueError, match="read-only"):
        prediction.probabilities[0] = 1


def test_models_know_what_they_learnt(model):
    samples = Samples.of_load_digits()
    verdicts = model.probabilities(samples.digits).argmax(axis=1)
    assert (verdicts == samples.labels).mean() > 0.98


def test_a_model_reads_writers_it_has_not_seen():
    samples = Samples.of_load_digits()
    seen = samples.blocks < 7
    model = models.fit("svc", Samples(samples.digits[seen], samples.labels[seen], samples.blocks[seen]))
    verdicts = model.probabilities(samples.digits[~seen]).argmax(axis=1)
    assert 0.9 < (verdicts == samples.labels[~seen]).mean() < 1


def test_the_articles_parameters_stay_theirs():
    svc = models.RECIPES["svc"].make().estimator.get_params()
    assert (svc["gamma"], svc["C"]) == (0.001, 100)
    assert models.RECIPES["tree"].make().criterion == "gini"
    assert models.RECIPES["forest"].make().n_estimators == 150


def test_an_unknown_model_is_refused():
    with pytest.raises(ValueError, match=r"one of \['svc', .*got 'cnn'"):
        models.fit("cnn")
