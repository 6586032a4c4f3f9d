"""People against the machine: who reads which twelve, and what a browser may answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitapp.measuring import contest
from digitapp.measuring.scores import Score

LABELS = np.arange(60) % 10


def scores(by_every=10, by_some=20, models=3):
    """`models` models on 60 samples: the first ones are misread by every model, the next by one of them."""
    found = {}
    for model in range(models):
        predicted = LABELS.copy()
        predicted[:by_every] = (LABELS[:by_every] + 1) % 10
        one = np.arange(by_every, by_every + by_some)
        one = one[one % models == model]
        predicted[one] = (LABELS[one] + 1) % 10
        found[str(model)] = Score(LABELS, predicted)
    return found


@given(st.integers(0, 2**32), st.integers(3, 20), st.integers(3, 30))
def test_twelve_different_samples_as_many_of_each_kind_as_the_page_says(seed, by_every, by_some):
    known = scores(by_every, by_some)
    numbers = contest.chosen(known, seed)
    assert len(set(numbers.tolist())) == contest.COUNT == 12
    for kind, of_kind in contest.kinds(known).items():
        assert np.isin(numbers, of_kind).sum() == contest.MISREAD_BY[kind]
    assert contest.chosen(known, seed).tolist() == numbers.tolist()


@given(st.integers(0, 2**32), st.integers(2, 6))
def test_every_model_is_scored_on_these_twelve_and_none_leaves_the_axis(seed, models):
    known = scores(models=models)
    numbers = contest.chosen(known, seed)
    for key, score in contest.on_these(known, numbers).items():
        assert score.correct == sum(known[key].right[number] for number in numbers)
        assert score.accuracy >= 0.5


def test_another_seed_gives_other_twelve():
    assert len({tuple(contest.chosen(scores(), seed)) for seed in range(5)}) == 5


def test_without_enough_hard_ones_there_is_no_contest():
    with pytest.raises(ValueError, match="3 samples misread by every model are needed, there are 2"):
        contest.chosen(scores(by_every=2), 0)


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_twelve_digits_are_taken(answers):
    assert contest.checked(answers).tolist() == answers


@pytest.mark.parametrize(
    "answers",
    [None, "123456789012", [], [1] * 11, [1] * 13, [1] * 11 + [10], [1] * 11 + [-1], [1] * 11 + [True], [1.0] * 12, [[1]] * 12],
)
def test_anything_else_is_not(answers):
    assert contest.checked(answers) is None
