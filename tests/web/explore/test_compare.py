"""What is said of a model's settings."""

import numpy as np
import pytest

from digitapp.measuring.scores import Score
from digitapp.web.explore import compare

LABELS = np.zeros(1000, dtype=int)


def score(correct):
    return Score(LABELS, np.where(np.arange(1000) < correct, 0, 1))


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((500, 800), "None of the other 2 settings lies within its interval."),
        ((970, 900), "1 of the other 2 settings lies within its interval: we cannot tell which of the two is better."),
        ((970, 980, 500), "2 of the other 3 settings lie within its interval: we cannot tell which of them is best."),
    ],
)
def test_the_settings_within_the_best_ones_interval_are_counted(others, words):
    found = {(place,): score(correct) for place, correct in enumerate((980, *others))}
    assert compare.rivals(found, (0,)) == words
