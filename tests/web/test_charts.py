import json

import pytest

from digitapp.measuring.comparison import COMPARED
from digitapp.web import charts

TREE = {"model": "Decision tree", "series": "gini", "value": "1", "size": 50, "low": 0.4, "high": 0.9}
CHARTS = {
    "curves": lambda rows: charts.curves(rows, "digits"),
    "costs": lambda rows: charts.costs(rows, "size", "size (KB)"),
    "hyperparameter": lambda rows: charts.hyperparameter(rows, "questions"),
}


def every(found, name):
    """All values of that name within a chart."""
    if isinstance(found, dict):
        return [value for key, value in found.items() if key == name] + [
            one for value in found.values() for one in every(value, name)
        ]
    return [one for value in found for one in every(value, name)] if isinstance(found, list) else []


def test_every_compared_model_has_a_colour_and_a_shape_of_its_own():
    for looks in (charts.MODEL_COLOURS, charts.MODEL_SHAPES):
        assert list(looks) == list(COMPARED)
        assert len(set(looks.values())) == len(COMPARED)
    legend = charts.legend(COMPARED)
    assert all(charts.MARKS[charts.MODEL_SHAPES[key]] in legend for key in COMPARED)


@pytest.mark.parametrize("name", CHARTS)
def test_accuracies_are_on_one_axis_and_what_is_below_it_is_a_triangle_at_its_end(name):
    chart = CHARTS[name]([TREE | {"accuracy": 0.45}, TREE | {"accuracy": 0.8, "size": 100}]).to_dict()
    axes = [encoding["y"] for encoding in every(chart, "encoding") if "y" in encoding]
    assert axes
    assert all(y["scale"]["domain"] == [0.5, 1] and y["axis"]["values"][-1] == 1 for y in axes)
    [below] = [layer for layer in chart["layer"] if layer["encoding"].get("shape") == {"value": "triangle-down"}]
    assert below["encoding"]["y"]["datum"] == 0.5
    assert "< 0.5" in json.dumps(below["transform"])


@pytest.mark.parametrize("name", CHARTS)
def test_every_labelled_value_has_a_line_and_text_grows_with_the_window(name):
    chart = CHARTS[name]([TREE | {"accuracy": 0.8}]).to_dict()
    assert "windowSize()" in chart["config"]["axis"]["labelFontSize"]["expr"]
    assert chart["config"]["axis"]["grid"] is True
    assert all(axis.get("grid") is not False and axis["labelOverlap"] is False for axis in every(chart["layer"], "axis"))


def test_costs_are_on_a_scale_of_factors_between_powers_of_ten():
    rows = [{"model": "Decision tree", "accuracy": 0.8, "size": size} for size in (6, 17_000)]
    chart = charts.costs(rows, "size", "size (KB)").to_dict()
    x = chart["layer"][0]["encoding"]["x"]
    assert x["scale"] == {"type": "log", "domain": [1, 100_000], "nice": False}
    assert x["axis"]["values"] == [1, 100, 10_000]
    assert x["title"] == "size (KB)"


def test_each_step_of_a_learning_curve_has_room_for_its_label():
    rows = [TREE | {"accuracy": 0.8, "size": size} for size in (50, 100, 1200, 1600)]
    chart = charts.curves(rows, "digits").to_dict()
    assert chart["layer"][0]["encoding"]["x"]["axis"]["values"] == [50, 100, 1600]
