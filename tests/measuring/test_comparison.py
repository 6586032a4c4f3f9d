"""The models compared: on the same writers and on new ones, each sample read once by a model that has not seen its part."""

import numpy as np
import pytest

from digitapp.learning.samples import Samples
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED, WAYS, folds, read_folds

SAMPLES = Samples.from_load_digits()


@pytest.fixture(scope="module")
def few():
    """Some hundred samples of four blocks."""
    return SAMPLES.where((np.arange(len(SAMPLES)) % 4 == 0) & (SAMPLES.blocks < 4))


@pytest.fixture
def progress():
    return []


def test_the_support_vector_machine_on_new_writers_is_as_published():
    score = read_folds(SAMPLES, "svc", folds(SAMPLES, "new"))
    assert 1 - score.accuracy == pytest.approx(0.0267, abs=5e-5)


@pytest.mark.parametrize("way", WAYS)
def test_every_sample_is_read_once_by_a_model_without_its_part(way):
    parts = folds(SAMPLES, way)
    tested = np.concatenate([part[1] for part in parts])
    assert sorted(tested.tolist()) == list(range(len(SAMPLES)))
    for known, tested in parts:
        assert not set(known.tolist()) & set(tested.tolist())
        if way == "new":
            assert not set(SAMPLES.blocks[known].tolist()) & set(SAMPLES.blocks[tested].tolist())


def test_cross_validation_compares_all_models_and_says_how_far_it_is(few, progress, monkeypatch):
    monkeypatch.setattr(comparison, "COMPARED", ("svc", "knn"))
    scores = comparison.cross_validation(few, progress.append)
    assert {way: list(found) for way, found in scores.items()} == {way: ["svc", "knn"] for way in WAYS}
    assert scores["new"]["knn"].predicted.tolist() == read_folds(few, "knn", folds(few, "new")).predicted.tolist()
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 1)


def test_the_best_reader_is_compared_without_what_it_is_tested_on(monkeypatch):
    given = []
    fit = comparison.models.fit
    monkeypatch.setattr(comparison.models, "fit", lambda key, samples: given.append(samples) or fit(key, samples))
    known, tested = folds(SAMPLES, "new")[0]
    read = comparison.read(SAMPLES, comparison.DEFAULT, known, tested)
    assert (read == SAMPLES.labels[tested]).mean() > 0.9
    assert set(given[0].blocks.tolist()) == set(range(1, 14))


def test_what_all_misread_is_what_none_reads(few, monkeypatch):
    monkeypatch.setattr(comparison, "COMPARED", ("tree", "knn"))
    scores = comparison.cross_validation(few)["new"]
    wrong = comparison.misread_by_all(scores)
    assert len(wrong)
    expected = [
        index for index, label in enumerate(few.labels) if all(score.predicted[index] != label for score in scores.values())
    ]
    assert wrong.tolist() == expected


def test_learning_curves_rise(progress, monkeypatch):
    monkeypatch.setattr(comparison, "SIZES", (50, 400))
    monkeypatch.setattr(comparison, "REPEATS", 2)
    curves = comparison.learning_curves(SAMPLES, "writers", progress.append)
    assert list(curves) == list(COMPARED[1:])
    assert all(len(found) == 2 for by_size in curves.values() for found in by_size.values())
    assert all(np.mean(by_size[50]) < np.mean(by_size[400]) for by_size in curves.values())
    assert progress[-1] == 1


def test_every_value_of_a_hyperparameter_is_tried(few):
    found = comparison.hyperparameter(few, "tree")
    assert found[(1, "gini")].accuracy < 0.35 < found[(None, "gini")].accuracy
    assert len(found) == 11 * 3


def test_costs_are_those_of_fitted_models(few, monkeypatch):
    monkeypatch.setattr(comparison, "COMPARED", ("tree", "forest"))
    costs = comparison.costs(few)
    assert costs["forest"].fit_seconds > costs["tree"].fit_seconds > 0
    assert costs["forest"].predict_seconds > costs["tree"].predict_seconds > 0
    assert costs["forest"].size > 50 * costs["tree"].size > 0
