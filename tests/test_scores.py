import pytest

from digitapp.scores import interval


# Published with the articles' experiments: 6 of 6, the tree's 156 of 196, the forest's 276 of 296.
@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [(6, 6, 0.541, 1.0), (156, 196, 0.733, 0.850), (276, 296, 0.898, 0.958), (0, 4, 0.0, 0.602)],
)
def test_the_exact_interval(correct, total, low, high):
    assert interval(correct, total) == pytest.approx((low, high), abs=5e-4)
