import json
import tomllib

import numpy as np
import pytest
from serving import ROOT

from digitapp.learning.samples import Samples
from digitapp.measuring.comparison import COMPARED
from digitapp.web import charts

SAMPLES = Samples.from_load_digits()
PLACES = np.random.default_rng(0).normal(size=(len(SAMPLES), 2))
PICTURES = [f"data:image/png;base64,{number}" for number in range(len(SAMPLES))]


def test_digits_have_the_themes_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert list(charts.DIGIT_COLOURS) == theme["chartCategoricalColors"]


def test_the_map_holds_every_sample_with_its_place_and_picture():
    spec = charts.sample_map(SAMPLES, PLACES, PICTURES).to_dict()
    [rows] = spec["datasets"].values()
    assert len(rows) == 1797
    assert rows[130] == {
        "x": PLACES[130, 0],
        "y": PLACES[130, 1],
        "digit": SAMPLES.labels[130],
        "sample": 130,
        "block": 2,
        "image": PICTURES[130],
    }
    [layer] = spec["layer"]
    assert [field["field"] for field in layer["encoding"]["tooltip"]] == ["image", "sample", "digit", "block"]


@pytest.mark.parametrize(("neighbours", "marks"), [((), 1), ([3, 4], 2)])
def test_a_drawing_and_its_neighbours_are_ringed(neighbours, marks):
    spec = charts.sample_map(SAMPLES, PLACES, PICTURES, (np.array([0.5, -2]), "data:own"), neighbours).to_dict()
    _, *ringed = spec["datasets"].values()
    assert len(ringed) == marks
    assert ringed[-1] == [{"x": 0.5, "y": -2, "image": "data:own", "drawing": "yours"}]
    if neighbours:
        assert [row["sample"] for row in ringed[0]] == neighbours
    assert "your drawing" in json.dumps(spec["layer"])


def test_every_compared_model_has_a_colour_of_its_own():
    assert list(charts.MODEL_COLOURS) == list(COMPARED)
    assert len(set(charts.MODEL_COLOURS.values())) == len(COMPARED)


def test_accuracies_stand_beside_the_line_of_the_claim():
    row = {"name": "tree", "series": "new writers", "accuracy": 0.8, "low": 0.7, "high": 0.9, "of": "8 of 10"}
    chart = json.dumps(charts.accuracies([row], 0.5, "95 %").to_dict())
    assert json.dumps({"claim": 0.95, "words": "95 %"}) in chart
    assert json.dumps(row) in chart
    assert '"domain": [0.5, 1]' in chart


def test_costs_are_on_a_scale_of_factors():
    chart = charts.costs([{"model": "Decision tree", "accuracy": 0.8, "size": 1000}], "size", "bytes", "~s").to_dict()
    assert chart["encoding"]["x"]["scale"] == {"type": "log"}
    assert chart["encoding"]["color"]["scale"] == {"domain": ["Decision tree"], "range": ["#009E73"]}
