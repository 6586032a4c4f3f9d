from collections import Counter

import pytest
from boards import pupil

from digitapp.board.limits import BoardError
from digitapp.board.task import CAREFUL, FAST, Asked, Task, asked


def test_each_pupil_is_asked_the_same_in_an_order_of_its_own():
    task = Task()
    orders = [asked(task, pupil(number)) for number in range(5)]
    assert all(Counter(order) == {Asked(digit, CAREFUL): 2 for digit in range(10)} for order in orders)
    assert len(set(orders)) == 5
    assert orders[3] == asked(Task(tuple(range(9, -1, -1))), pupil(3))


def test_the_order_stays_what_it_is():
    """Phones that came before the server was started again go on in theirs."""
    assert [one.digit for one in asked(Task(times=1), pupil(1))] == [5, 7, 8, 2, 3, 0, 9, 4, 1, 6]


def test_the_fast_round_comes_after_the_careful_one():
    order = asked(Task((1, 7), 3, (CAREFUL, FAST)), pupil(1))
    assert [one.round for one in order] == [CAREFUL] * 6 + [FAST] * 6
    assert Counter(one.digit for one in order[6:]) == {1: 3, 7: 3}


@pytest.mark.parametrize(
    "wrong",
    [{"digits": ()}, {"digits": (1, 1)}, {"digits": (10,)}, {"times": 0}, {"times": 4}, {"rounds": ()}, {"rounds": ("slow",)}],
)
def test_what_cannot_be_asked_is_a_sentence(wrong):
    with pytest.raises(BoardError, match=r"\.$"):
        Task(**wrong)
