import json
import tomllib

import numpy as np
import pytest
from serving import ROOT

from digitapp.learning.samples import Samples
from digitapp.web.explore import sample_map

SAMPLES = Samples.from_load_digits()
PLACES = np.random.default_rng(0).normal(size=(len(SAMPLES), 2))
PICTURES = [f"data:image/png;base64,{number}" for number in range(len(SAMPLES))]


def test_digits_have_the_themes_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert list(sample_map.DIGIT_COLOURS) == theme["chartCategoricalColors"]


def test_the_map_holds_every_sample_with_its_place_and_picture():
    spec = sample_map.chart(SAMPLES, PLACES, PICTURES).to_dict()
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
    spec = sample_map.chart(SAMPLES, PLACES, PICTURES, (np.array([0.5, -2]), "data:own"), neighbours).to_dict()
    _, *ringed = spec["datasets"].values()
    assert len(ringed) == marks
    assert ringed[-1] == [{"x": 0.5, "y": -2, "image": "data:own", "drawing": "yours"}]
    if neighbours:
        assert [row["sample"] for row in ringed[0]] == neighbours
    assert "your drawing" in json.dumps(spec["layer"])
