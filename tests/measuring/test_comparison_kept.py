"""What is kept of the comparison: its parts fit each other, and it is written and read alike."""

import json

import numpy as np
import pytest
from serving import ROOT

from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison, comparison_kept
from digitapp.measuring.comparison import COMPARED, REPEATS, SIZES, WAYS
from digitapp.measuring.comparison_kept import COMMAND, FILE, SPLIT_OF
from digitapp.measuring.experiments import max_size
from digitapp.measuring.scores import Tally

SAMPLES = Samples.from_load_digits()
KEPT = comparison_kept.read(SAMPLES)


def test_every_model_has_read_every_sample():
    scores = KEPT.comparison.scores
    assert {way: tuple(by_model) for way, by_model in scores.items()} == dict.fromkeys(WAYS, COMPARED)
    assert all(score.total == 1797 for by_model in scores.values() for score in by_model.values())
    assert scores["new"]["svc"].correct == 1749
    assert scores["same"]["svc"].correct == 1776


def test_what_is_kept_is_what_is_measured_today():
    read = comparison.read_folds(SAMPLES, "knn", comparison.folds(SAMPLES, "new"))
    assert KEPT.comparison.scores["new"]["knn"].predicted.tolist() == read.predicted.tolist()


def test_every_model_has_its_costs():
    assert tuple(KEPT.comparison.costs) == COMPARED
    assert all(min(cost.fit_seconds, cost.predict_seconds, cost.size) > 0 for cost in KEPT.comparison.costs.values())
    assert KEPT.comparison_seconds > 10


@pytest.mark.parametrize("way", WAYS)
def test_curves_have_every_size(way):
    sizes = [size for size in SIZES if size <= max_size(SPLIT_OF[way], SAMPLES)]
    assert list(KEPT.curves[way]) == list(RECIPES)
    assert all(list(by_size) == sizes for by_size in KEPT.curves[way].values())
    assert all(len(found) == REPEATS for by_size in KEPT.curves[way].values() for found in by_size.values())


@pytest.mark.parametrize("model", RECIPES)
def test_the_defaults_among_the_hyperparameters_read_as_many_as_the_model(model):
    parameters = RECIPES[model].parameters.values()
    found = KEPT.hyperparameters[model]
    assert len(found) == np.prod([len(parameter.values) for parameter in parameters])
    assert found[tuple(parameter.default for parameter in parameters)] == KEPT.comparison.scores["same"][model].tally


def test_the_file_says_how_it_was_made_and_not_on_whose_machine():
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert kept["command"] == COMMAND
    assert "Python 3" in kept["machine"]
    assert COMMAND in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(comparison, "COMPARED", ("tree",))
    monkeypatch.setattr(comparison, "RECIPES", {"tree": RECIPES["tree"]})
    monkeypatch.setattr(comparison_kept, "RECIPES", {"tree": RECIPES["tree"]})
    monkeypatch.setattr(comparison, "SIZES", (50,))
    monkeypatch.setattr(comparison, "REPEATS", 1)


def test_what_is_written_is_read_again(quick, tmp_path):
    comparison_kept.write(tmp_path / "kept.json")
    kept = comparison_kept.read(SAMPLES, tmp_path / "kept.json")
    expected = KEPT.comparison.scores["new"]["tree"]
    assert kept.comparison.scores["new"]["tree"].predicted.tolist() == expected.predicted.tolist()
    assert kept.curves["same"]["tree"] == {50: KEPT.curves["same"]["tree"][50][:1]}
    assert kept.hyperparameters["tree"][(None, "gini")] == Tally(KEPT.comparison.scores["same"]["tree"].correct, 1797)


def test_measuring_again_never_goes_back_and_ends_at_all(quick):
    told = []
    found = comparison_kept.measure(SAMPLES, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
    assert found.machine == comparison_kept.machine()
