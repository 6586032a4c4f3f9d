import json

from digitapp.measuring.comparison import COMPARED
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


def test_costs_are_on_a_scale_of_factors():
    chart = charts.costs([{"model": "Decision tree", "accuracy": 0.8, "size": 1000}], "size", "bytes", "~s").to_dict()
    assert chart["encoding"]["x"]["scale"] == {"type": "log"}
    assert chart["encoding"]["color"]["scale"] == {"domain": ["Decision tree"], "range": ["#009E73"]}
