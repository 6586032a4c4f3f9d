"""The reader's limits in assets/ are what cross-validation finds."""

import json

import pytest

from digitapp.learning import training
from digitapp.learning.limits import LIMITS, Limits


def test_a_part_of_the_cross_validation_is_found_again():
    found = json.loads(LIMITS.read_text())["found"]["load_digits"][0]
    again = training.figures(*training.of_block(0))
    assert again["samples"] == found["samples"]
    # Other processors round sums otherwise, which may turn a reading that hangs by a hair.
    assert abs(again["right"] - found["right"]) <= 1
    assert again["distance"] == pytest.approx(found["distance"], abs=0.01)


def test_the_limits_are_plain_numbers_within_reason():
    limits = Limits.read()
    assert 0.5 < limits.sharpness < 4
    assert 10 < limits.far < 50
    assert 0.3 < limits.sure < 0.9
