"""A class's results: counted by hand where that is possible, and intervals over pupils, not over drawings."""

from dataclasses import replace
from functools import reduce

import numpy as np
import pytest
from boards import HEART, TEXTS, sent
from hypothesis import given, settings
from hypothesis import strategies as st

from digitapp.board import results
from digitapp.board.board import Board, apply
from digitapp.board.events import Act
from digitapp.board.results import NO_DIGIT, PupilTally, Results, difference_over_pupils, interval_over_pupils
from digitapp.board.task import CAREFUL, FAST, Task
from digitapp.learning import models
from digitapp.measuring import scores
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED

KEYS = ("default", "svc")


def board_of(*drawings):
    return reduce(apply, [replace(one, seq=seq) for seq, one in enumerate(drawings, start=1)], Board(Task()))


def results_of(board):
    return Results.of(board, results.readings(board, {key: models.fit(key) for key in KEYS}, {}), KEYS)


CLASS = board_of(
    sent(1, 1, 7),
    sent(2, 2, 3, of=FAST, pointer="mouse"),
    sent(1, 3, 5, 3, strokes=TEXTS[3]),
    sent(2, 4, 0, None, strokes=HEART),
    sent(3, 5, 7),
    Act("remove", target=sent(3, 5, 7).client),
)


@pytest.fixture(scope="module")
def found():
    return results_of(CLASS)


def test_what_each_model_reads_of_what_is_kept(found):
    assert found.pupils.tolist() == [1, 2, 1, 2]
    assert found.digits.tolist() == [7, 3, 5, 0]
    assert found.read[0].tolist() == [7, 3, 3, NO_DIGIT]
    assert found.right("default").tolist() == [True, True, False, False]
    assert (found.tally("default").correct, found.tally("default").total) == (2, 4)
    assert found.score("default").confusion.sum() == 3


def test_the_verdicts_that_were_kept_are_not_read_again():
    readings = results.readings(CLASS, {"default": None}, {})
    assert [readings[one.strokes, "default"] for one in CLASS.kept] == [one.answer for one in CLASS.kept]


def test_each_cell_of_the_confusion_matrix_opens_its_drawings(found):
    assert found.cell("default", 5, 3) == [CLASS.kept[2]]
    assert found.cell("default", 0, NO_DIGIT) == [CLASS.kept[3]]
    cells = [found.cell("svc", digit, read) for digit in range(10) for read in range(NO_DIGIT, 10)]
    assert sorted(one.seq for cell in cells for one in cell) == [1, 2, 3, 4]


def test_the_most_misread_first_and_those_on_which_models_differ(found):
    assert found.most_misread[0] == (CLASS.kept[2], 2)
    assert CLASS.kept[0] not in [one for one, _ in found.most_misread]
    assert CLASS.kept[3] in found.differing, "the support vector machine takes a heart for a digit"
    assert CLASS.kept[0] not in found.differing


def test_rounds_and_pointers_are_groups(found):
    assert {name: group.tolist() for name, group in found.groups("pointer").items()} == {
        "finger": [True, False, True, True],
        "mouse": [False, True, False, False],
    }
    rounds = found.groups("round")
    assert list(rounds) == [CAREFUL, FAST]
    difference = found.difference("default", rounds[CAREFUL], rounds[FAST])
    assert (difference.first.total, difference.second.total, difference.over_pupils) == (3, 1, None)
    assert difference.share == pytest.approx(1 / 3 - 1)


def test_a_board_without_drawings_has_results_without_any():
    found = results_of(Board(Task()))
    assert (len(found), found.read.shape, found.most_misread, found.differing, found.groups("round")) == (0, (2, 0), [], [], {})


def pupils_of(*shares, each=20):
    """Of each pupil `each` drawings, of which so many were read right."""
    right = np.concatenate([np.arange(each) < count for count in shares])
    return right, np.repeat(np.arange(len(shares)), each)


def test_no_interval_below_eight_pupils_however_many_drawings():
    assert interval_over_pupils(*pupils_of(*[18] * 6, 5, each=1_000)) is None
    tally = PupilTally.of(*pupils_of(*[20] * 7))
    assert (tally.over_pupils, tally.verdict) == (None, OPEN)


def test_the_interval_is_as_wide_as_pupils_differ():
    # One pupil in four is read badly: over pupils that may be none or half of them, over drawings it is 75 % of 400
    right, pupils = pupils_of(*[20] * 15, *[0] * 5)
    low, high = interval_over_pupils(right, pupils)
    assert (low, high) == pytest.approx((0.55, 0.95), abs=0.051)
    assert scores.interval(300, 400) == pytest.approx((0.70, 0.79), abs=0.01)


def test_pupils_who_are_all_read_as_well_as_each_other_have_the_exact_interval():
    assert interval_over_pupils(*pupils_of(*[20] * 10)) == scores.interval(200, 200)
    assert interval_over_pupils(*pupils_of(*[19] * 10)) == scores.interval(190, 200)


def test_the_interval_is_that_of_independent_drawings_where_each_pupil_made_one():
    right = np.arange(200) < 150
    low, high = interval_over_pupils(right, np.arange(200))
    assert (low, high) == pytest.approx((0.75 - 1.96 * 0.0306, 0.75 + 1.96 * 0.0306), abs=0.006)


@pytest.mark.parametrize(
    ("shares", "verdict"), [([20] * 11 + [19], ACCEPTED), ([16] * 10 + [18] * 10, REJECTED), ([20] * 10 + [15] * 2, OPEN)]
)
def test_the_claim_of_95_per_cent_over_pupils(shares, verdict):
    assert PupilTally.of(*pupils_of(*shares)).verdict == verdict


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=8, max_size=30), st.randoms())
def test_the_interval_is_the_same_again_and_spans_what_was_counted(shares, order):
    right, pupils = pupils_of(*shares)
    low, high = interval_over_pupils(right, pupils)
    assert 0 <= low <= right.mean() <= high <= 1
    assert (low, high) == interval_over_pupils(right, pupils)
    places = np.array(order.sample(range(len(right)), len(right)))
    assert (low, high) == interval_over_pupils(right[places], pupils[places]), "in whatever order drawings come"


def test_the_same_pupils_are_compared_within_themselves():
    # Each pupil has 2 of 20 fewer read right when fast: sure, though the pupils differ far more from each other
    careful, fast = list(range(10, 20)), list(range(8, 18))
    right, pupils = pupils_of(*careful, *fast)
    pupils %= 10
    first = np.arange(len(right)) < 200
    difference = difference_over_pupils(right, right, pupils, first, ~first)
    assert difference.share == pytest.approx(0.1)
    assert difference.over_pupils == pytest.approx((0.1, 0.1))


def test_groups_of_different_pupils_are_compared_if_each_has_enough_of_them():
    right, pupils = pupils_of(*[18] * 8, *[10] * 8)
    first = pupils < 8
    low, high = difference_over_pupils(right, right, pupils, first, ~first).over_pupils
    assert low <= 0.4 <= high
    assert difference_over_pupils(right, right, pupils, pupils < 7, pupils >= 7).over_pupils is None


def test_the_class_stands_beside_load_digits():
    assert {way: tally.total for way, tally in results.beside("svc").items()} == {"same": 1797, "new": 1797}
    assert set(results.KEYS) <= set(models.KEYS)
