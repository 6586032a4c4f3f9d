import json

from digitapp.measuring.comparison import COMPARED
from digitapp.measuring.published import WAYS_OF_READING
from digitapp.web import charts


def test_every_compared_model_has_a_colour_of_its_own():
    assert list(charts.MODEL_COLOURS) == list(COMPARED)
    assert len(set(charts.MODEL_COLOURS.values())) == len(COMPARED)


def test_accuracies_stand_beside_the_line_of_the_claim():
    row = {"name": "tree", "series": "new writers", "accuracy": 0.8, "low": 0.7, "high": 0.9, "of": "8 of 10"}
    chart = json.dumps(charts.accuracies([row], 0.5, "95 %").to_dict())
    assert json.dumps({"claim": 0.95, "words": "95 %"}) in chart
    assert json.dumps(row) in chart
    assert '"domain": [0.5, 1]' in chart


def test_each_seed_has_a_bar_whose_colour_and_shape_are_its_verdict():
    row = {"seed": 0, "verdict": "rejected", "shown": True, "accuracy": 0.8, "low": 0.7, "high": 0.9, "of": "8 of 10"}
    other = row | {"seed": 1, "verdict": "cannot tell", "shown": False, "high": 0.96}
    chart = charts.seeds([row, other], 0.65, "95 %").to_dict()
    points = next(layer for layer in chart["layer"] if layer.get("mark", {}).get("type") == "point")["encoding"]
    assert points["color"]["scale"] == {"domain": ["rejected", "cannot tell"], "range": ["#D55E00", "#0072B2"]}
    assert points["shape"]["scale"] == {"domain": ["rejected", "cannot tell"], "range": ["diamond", "circle"]}
    assert json.dumps({"claim": 0.95, "words": "95 %"}) in json.dumps(chart)


def test_every_way_of_reading_has_a_colour_and_a_shape_of_its_own():
    looks = list(zip(charts.SERIES_COLOURS, charts.SERIES_SHAPES, strict=True))
    assert len(set(charts.SERIES_COLOURS)) == len(set(charts.SERIES_SHAPES)) == len(looks) >= len(WAYS_OF_READING)


def test_costs_are_on_a_scale_of_factors():
    chart = charts.costs([{"model": "Decision tree", "accuracy": 0.8, "size": 1000}], "size", "bytes", "~s").to_dict()
    assert chart["encoding"]["x"]["scale"] == {"type": "log"}
    assert chart["encoding"]["color"]["scale"] == {"domain": ["Decision tree"], "range": ["#009E73"]}
