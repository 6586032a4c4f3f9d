"""What is projected, and what is not."""

from datetime import timedelta

import pytest
from screens import Filled, drawn, now, opened, walls

from digitapp.board.codes import spoken
from digitapp.board.store import NO_BOARD
from digitapp.web.board import wall


@pytest.fixture
def board(store):
    return Filled(store)


def shown(board, here=None):
    page = opened(wall=board.code)
    if here is not None:
        page.session_state["class.drawings"] = {"here": here}
        page.run()
    [told] = walls(page)
    return told


def test_drawings_are_shown_newest_first_with_their_verdicts(board):
    board.send(1, 7)
    board.send(2, 3)
    told = shown(board)
    assert drawn(told) == [3, 7]
    assert [(one["verdict"], one["look"], one["note"]) for one in told["drawings"]] == [("3", "right", ""), ("7", "right", "")]
    assert told["words"] == "1 phone · 2 drawings"


@pytest.mark.parametrize("act", ["misread", "unsure", "no digit"])
def test_what_is_held_back_waits_for_the_host(board, act):
    if act == "no digit":
        board.heart(1, 7)
    else:
        board.send(1, 7, 1 if act == "misread" else 7, is_sure=act == "misread")
    told = shown(board)
    assert told["drawings"] == [] and told["sections"][0]["numbers"] == []
    assert told["words"].endswith("1 waiting for the teacher")
    board.act("approve", 1)
    [one] = shown(board)["drawings"]
    expected = {
        "misread": ("1", "wrong", "asked for a\N{NO-BREAK SPACE}7"),
        "unsure": ("7?", "unsure", "not sure"),
        "no digit": ("?", "unsure", "not a digit, asked for a\N{NO-BREAK SPACE}7"),
    }
    assert (one["verdict"], one["look"], one["note"]) == expected[act]


def test_what_is_removed_or_from_a_blocked_phone_is_off_the_wall(board):
    for number, digit in enumerate((1, 2, 3)):
        board.send(number, digit, whose=digit)
    board.act("remove", 0)
    board.block(2)
    assert drawn(shown(board)) == [3]


def test_paused_it_stays_and_blank_it_is_empty(board):
    board.send(1, 7)
    board.act("pause")
    board.send(2, 3)
    told = shown(board)
    assert drawn(told) == [7] and told["words"].startswith("Paused")
    board.act("blank")
    told = shown(board)
    assert drawn(told) == [] and told["words"] == wall.BLANK


def test_counts_can_be_hidden(board):
    board.send(1, 7)
    board.act("hide counts")
    assert shown(board)["words"] == ""


def test_how_to_join_is_in_the_corner_even_when_it_is_blank(board):
    board.act("blank")
    page = opened(wall=board.code)
    [corner] = [one.proto.body for one in page.get("html") if "join" in one.proto.body]
    assert spoken(board.code) in corner and "QR code to join" in corner


def test_a_drawing_that_the_browser_has_is_not_sent_again(board):
    board.send(1, 7)
    board.send(2, 3)
    numbers = shown(board)["sections"][0]["numbers"]
    told = shown(board, here=numbers[1:])
    assert drawn(told) == [3]
    assert told["sections"][0]["numbers"] == numbers


@pytest.mark.parametrize("here", ["text", [None, "a", {}], {"a": 1}, [10**30]])
def test_whatever_a_browser_says_that_it_has_the_wall_shows_all_else(board, here):
    board.send(1, 7)
    assert drawn(shown(board, here=here)) == [7]


def test_nothing_on_the_wall_says_whose_a_drawing_is(board):
    board.send(1, 7, whose=5)
    board.act("reveal")
    page = opened(wall=board.code)
    everything = str([one.proto for kind in ("bidi_component", "html", "markdown") for one in page.get(kind)])
    assert "pupil-" not in everything and "phone 1" not in everything


def test_a_board_whose_time_is_over_is_a_sentence(store):
    board = Filled(store, opened=now() - timedelta(hours=25))
    page = opened(wall=board.code)
    assert [one.value for one in page.error] == [NO_BOARD]


def test_a_board_that_is_deleted_leaves_the_wall_with_a_sentence(board):
    board.send(1, 7)
    page = opened(wall=board.code)
    board.store.delete(board.code, board.token, now())
    page.run()
    assert [one.value for one in page.error] == [NO_BOARD] and not walls(page)
