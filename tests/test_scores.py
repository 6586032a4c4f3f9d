import numpy as np
import pytest

from digitapp.scores import calibration_error, interval


# Published with the articles' experiments: 6 of 6, the tree's 156 of 196, the forest's 276 of 296.
@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [(6, 6, 0.541, 1.0), (156, 196, 0.733, 0.850), (276, 296, 0.898, 0.958), (0, 4, 0.0, 0.602)],
)
def test_the_exact_interval(correct, total, low, high):
    assert interval(correct, total) == pytest.approx((low, high), abs=5e-4)


def test_the_calibration_error_is_the_gap_between_promise_and_truth():
    probabilities = np.array([0.9, 0.9, 0.9, 0.9, 0.55, 1.0])
    right = np.array([True, True, False, False, True, True])
    # Of the bin from 0.9 to 1, five with a sum of 4.6 of which 3 came true; of the one from 0.5, 0.55 and 1.
    assert calibration_error(probabilities, right) == pytest.approx((1.6 + 0.45) / 6)
