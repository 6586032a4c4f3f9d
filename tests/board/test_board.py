"""The rules of a board, and that any order and repetition of its events gives the same one."""

from dataclasses import replace
from functools import reduce

import pytest
from boards import HEART, client, pupil, sent
from hypothesis import given, settings
from hypothesis import strategies as st

from digitapp.board import limits
from digitapp.board.board import BLOCKED, CLOSED, ENOUGH, FULL, LOCKED, Board, apply
from digitapp.board.events import ACTS, BOARD, DRAWING, PUPILS_ACTS, Act
from digitapp.board.limits import BoardError
from digitapp.board.task import CAREFUL, FAST, Asked, Task, asked

TASK = Task((3, 7), 2, (CAREFUL, FAST))


def after(*events, task=TASK):
    """The board after these events, numbered in their order."""
    numbered = [replace(event, seq=seq) for seq, event in enumerate(events, start=1)]
    return reduce(apply, numbered, Board(task))


@st.composite
def histories(draw):
    """Events that may happen on one board, numbered, also such that no store would take."""
    drawings = st.builds(
        sent,
        st.integers(0, 3),
        st.integers(0, 5),
        st.sampled_from([3, 7]),
        st.sampled_from([3, 7, None]),
        is_sure=st.booleans(),
    )
    names = st.sampled_from([*ACTS, *PUPILS_ACTS])
    ids = st.integers(0, 5)

    def act(name, is_on, number):
        kind = ACTS.get(name) or PUPILS_ACTS[name]
        return Act(
            name, is_on or name in PUPILS_ACTS, "" if kind == BOARD else client(number) if kind == DRAWING else pupil(number)
        )

    events = draw(st.lists(drawings | st.builds(act, names, st.booleans(), ids), max_size=20))
    return [replace(event, seq=seq) for seq, event in enumerate(events, start=1)]


@settings(max_examples=80, deadline=None)
@given(histories(), st.data())
def test_any_order_and_any_repetition_of_events_gives_the_same_board(events, data):
    board = reduce(apply, events, Board(TASK))
    shuffled = data.draw(st.permutations(events))
    again = data.draw(st.lists(st.sampled_from(events), max_size=10)) if events else []
    place = data.draw(st.integers(0, len(events)))
    other = reduce(apply, [*shuffled[:place], *again, *shuffled[place:], *again], Board(TASK))
    assert other == board
    assert other.wall == board.wall
    assert list(other.pupils.items()) == list(board.pupils.items())
    assert [other.phone(pupil(number)) for number in range(4)] == [board.phone(pupil(number)) for number in range(4)]


@settings(max_examples=40, deadline=None)
@given(histories())
def test_what_is_held_back_removed_or_deleted_is_never_on_the_wall(events):
    board = reduce(apply, events, Board(TASK))
    by_number = {one.seq: one for one in board.sent.values()}
    for shown in board.wall.drawings:
        one = by_number[shown.number]
        assert one.answer == (one.asked.digit, True) or board.is_on("approve", one.client)
        assert one.strokes == shown.strokes != ""
        assert not any((board.is_on("remove", one.client), board.is_on("delete", one.client), board.is_on("block", one.pupil)))
        assert pupil(0)[:6] not in str(shown), "nor whose it is"
    assert not any(one.strokes for one in board.sent.values() if board.is_on("delete", one.client))


def test_a_phone_is_asked_for_what_it_has_not_sent():
    order = asked(TASK, pupil(1))
    board = after(*(sent(1, number, one.digit, of=one.round) for number, one in enumerate(order[:3])))
    phone = board.phone(pupil(1))
    assert (phone.next, phone.number, phone.total) == (order[3], 4, 8)
    assert [one.client for one in phone.drawings] == [client(2), client(1), client(0)]
    assert board.phone(pupil(2)).number == 1


@pytest.mark.parametrize("name", ["delete", "remove"])
def test_a_drawing_that_is_gone_is_asked_for_again(name):
    order = asked(TASK, pupil(1))
    board = after(sent(1, 0, order[0].digit), sent(1, 1, order[1].digit), Act(name, target=client(0)))
    assert board.phone(pupil(1)).next == order[0]
    assert board.phone(pupil(1)).number == 2
    assert [one.client for one in board.kept] == [client(1)]


def test_a_phone_that_has_drawn_everything_is_asked_nothing():
    board = after(*(sent(1, number, one.digit, of=one.round) for number, one in enumerate(asked(TASK, pupil(1)))))
    assert (board.phone(pupil(1)).next, board.phone(pupil(1)).number) == (None, 8)
    with pytest.raises(BoardError, match="You have already sent this 3"):
        board.check_sent(sent(1, 99, 3))


@pytest.mark.parametrize(
    ("read", "is_sure", "waits"), [(7, True, False), (3, True, True), (None, True, True), (None, False, True), (7, False, True)]
)
def test_all_but_what_was_surely_read_right_waits_for_the_host(read, is_sure, waits):
    board = after(sent(1, 0, 7, read, is_sure=is_sure))
    assert (board.wall.held, len(board.wall.drawings)) == ((1, 0) if waits else (0, 1))
    board = apply(board, Act("approve", target=client(0), seq=2))
    assert (board.wall.held, [shown.number for shown in board.wall.drawings]) == (0, [1])
    assert (board.wall.lacking(()), board.wall.lacking([1])) == (board.wall.drawings, ())


def test_the_wall_has_the_newest_first_and_no_more_than_fit(monkeypatch):
    monkeypatch.setattr(limits, "ON_WALL", 3)
    board = after(
        *(sent(number, number, 7, None if number == 1 else 7) for number in range(5)), Act("approve", target=client(1))
    )
    assert [shown.number for shown in board.wall.drawings] == [2, 5, 4], "what was approved last is the newest"
    assert (board.wall.total, board.wall.pupils) == (5, 5)


def test_a_paused_wall_stays_as_it_is_and_goes_on():
    board = after(sent(1, 0, 7), sent(1, 1, 3, None), Act("pause"), sent(2, 2, 7), Act("approve", target=client(1)))
    assert [shown.number for shown in board.wall.drawings] == [1]
    assert board.wall.is_paused
    board = apply(board, Act("pause", False, seq=6))
    assert [shown.number for shown in board.wall.drawings] == [2, 4, 1]
    assert [shown.number for shown in board.wall.lacking([1])] == [2, 4]


def test_a_removed_drawing_leaves_a_paused_wall_too():
    board = after(sent(1, 0, 7), sent(1, 1, 3), Act("pause"), Act("remove", target=client(0)))
    assert [shown.number for shown in board.wall.drawings] == [2]
    assert [one.client for one in board.removed] == [client(0)]


def test_a_blank_wall_and_hidden_counts():
    wall = after(sent(1, 0, 7), Act("blank"), Act("hide counts"), Act("reveal")).wall
    assert (wall.drawings, wall.total, wall.held, wall.pupils, wall.is_revealed) == ((), None, None, None, True)


def test_a_blocked_phone_is_stopped_and_its_drawings_are_not_shown_until_it_is_unblocked():
    board = after(sent(1, 0, 7), sent(2, 1, 7), Act("block", target=pupil(1)))
    assert [one.client for one in board.kept] == [client(1)]
    assert (board.phone(pupil(1)).stopped, board.phone(pupil(2)).stopped) == (BLOCKED, None)
    assert board.pupils == {pupil(1): 1, pupil(2): 2}
    assert len(apply(board, Act("block", False, pupil(1), seq=4)).kept) == 2


def test_a_locked_board_takes_drawings_of_those_who_joined():
    board = after(Act("join", target=pupil(1)), Act("lock"))
    assert (board.stopped(pupil(1)), board.stopped(pupil(2))) == (None, LOCKED)


def test_on_a_closed_board_nothing_is_sent_or_deleted():
    board = after(sent(1, 0, 7), Act("close"))
    assert (board.phone(pupil(1)).stopped, board.phone(pupil(1)).may_delete, board.phone(pupil(1)).next) == (
        CLOSED,
        False,
        None,
    )
    for check in (lambda: board.check_sent(sent(1, 1, 3)), lambda: board.check_delete(pupil(1), client(0))):
        with pytest.raises(BoardError, match="This board is closed"):
            check()


def test_a_full_board_takes_no_further_phone(monkeypatch):
    monkeypatch.setattr(limits, "PUPILS", 2)
    board = after(sent(1, 0, 7), Act("join", target=pupil(2)))
    assert [board.stopped(pupil(number)) for number in (1, 2, 3)] == [None, None, FULL]


def test_a_board_and_a_phone_have_an_end(monkeypatch):
    board = after(sent(1, 0, 7), sent(2, 1, 7), Act("delete", target=client(0)))
    monkeypatch.setattr(limits, "PUPIL_DRAWINGS", 1)
    assert [board.stopped(pupil(number)) for number in (1, 2, 3)] == [ENOUGH, ENOUGH, None], "what was deleted counts"
    monkeypatch.setattr(limits, "BOARD_DRAWINGS", 2)
    assert board.stopped(pupil(3)) == FULL
    monkeypatch.setattr(limits, "BOARD_ACTS", 1)
    with pytest.raises(BoardError, match="Too much was done"):
        board.check_act(Act("lock"))
    board.check_act(Act("close"))


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda board: board.check_sent(sent(1, 5, 4)), "does not ask for a 4"),
        (lambda board: board.check_sent(sent(1, 5, 3, strokes="")), "Nothing drawn yet"),
        (lambda board: board.check_delete(pupil(2), client(0)), "not one of yours"),
        (lambda board: board.check_delete(pupil(1), client(9)), "not one of yours"),
        (lambda board: board.check_act(Act("remove", target=client(9))), "not on this board"),
        (lambda board: board.check_act(Act("remove", target=pupil(1))), "not on this board"),
        (lambda board: board.check_act(Act("block", target=client(0))), "not on this board"),
        (lambda board: board.check_act(Act("delete", target=client(0))), "Only a phone"),
        (lambda board: Act("explode"), "cannot do that"),
        (lambda board: Act("delete", False, client(0)), "cannot do that"),
        (lambda board: Act("lock", target=client(0)), "whole board"),
        (lambda board: Act("remove"), "reload the page"),
        (lambda board: sent(1, 5, 7, strokes="s" * 1_000_000), "too long"),
        (lambda board: sent(1, 5, 7, pointer="nose"), "reload the page"),
        (lambda board: sent(1, 5, 7, of="slow"), "reload the page"),
        (lambda board: replace(sent(1, 5, 7), pupil="me"), "reload the page"),
        (lambda board: replace(sent(1, 5, 7), client="x" * 1_000_000), "reload the page"),
        (lambda board: replace(sent(1, 5, 7), client="<script>alert(1)"), "reload the page"),
        (lambda board: replace(sent(1, 5, 7), asked=Asked(11, CAREFUL)), "reload the page"),
    ],
)
def test_what_is_not_on_this_board_is_one_sentence(check, words):
    with pytest.raises(BoardError, match=words):
        check(after(sent(1, 0, 7), sent(2, 1, 7, None, strokes=HEART)))
