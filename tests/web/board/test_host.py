"""What a host sees and does."""

import pytest
import streamlit as st
from boards import client
from screens import Filled, drawn, opened, walls

from digitapp.board.store import NOT_THE_HOST
from digitapp.web.board import ending, host


@pytest.fixture
def board(store):
    return Filled(store)


def shown(board):
    return opened(host=board.code, key=board.token)


def test_a_forged_token_gets_one_sentence_and_no_drawing(board):
    board.send(1, 7)
    page = opened(host=board.code, key="A" * 43)
    assert [one.value for one in page.error] == [NOT_THE_HOST]
    assert not walls(page) and not page.toggle


def test_what_waits_comes_first_with_one_tap_to_show_it(board):
    board.send(1, 7)
    board.send(2, 3, 5, strokes=None)
    waiting, others = walls(shown(board))
    assert drawn(waiting) == [3] and drawn(others) == [7]
    [section] = waiting["sections"]
    assert section["buttons"][0] == ["approve", "Show"] and section["title"] == "Waiting for you: 1"


def test_at_most_so_many_wait_on_the_screen(board):
    for number in range(host.MOST_WAITING + 3):
        board.send(number, number % 10, (number + 1) % 10, whose=number)
    [section] = walls(shown(board))[0]["sections"]
    assert len(section["numbers"]) == host.MOST_WAITING and section["title"].endswith(str(host.MOST_WAITING + 3))


def test_what_was_removed_can_be_put_back_and_a_blocked_phone_let_in_again(board):
    board.send(1, 7)
    board.send(2, 3, whose=2)
    board.act("remove", 1)
    board.block(2)
    page = shown(board)
    _, others = walls(page)
    assert [(one["key"], one["buttons"]) for one in others["sections"]] == [("removed", [["put back", "Put back"]])]
    [unblock] = [one for one in page.button if one.label.startswith("Unblock")]
    unblock.click().run()
    assert [sent.client for sent in board.now.kept] == [client(2)]


@pytest.mark.parametrize("name", host.SWITCHES)
def test_a_switch_does_what_it_says_and_undoes_it(board, name):
    page = shown(board)
    for is_on in (True, False):
        page.toggle(key=f"class.switch.{name}").set_value(is_on).run()
        assert not page.exception
        assert board.now.is_on(name) == is_on


def test_a_switch_shows_what_another_device_did(board):
    board.act("pause")
    page = shown(board)
    assert page.toggle(key="class.switch.pause").value
    board.act("pause", is_on=False)
    assert not page.run().toggle(key="class.switch.pause").value


@pytest.mark.parametrize(
    ("pressed", "done"),
    [("approve", "approve"), ("remove", "remove"), ("put back", None), ("block", "block"), ("close", None), ("", None)],
)
def test_a_button_below_a_drawing_does_only_what_stands_there(board, pressed, done, monkeypatch):
    board.send(1, 7, 1)
    number = board.now.waiting[0].seq
    calls = []
    monkeypatch.setattr(host, "_do", lambda code, token, act: calls.append(act))
    takers = []
    monkeypatch.setattr("digitapp.web.components.wall._wall", lambda **given: takers.append(given))
    shown(board)
    [take] = [one["on_pressed_change"] for one in takers if one["key"] == "class.host.waiting"]
    for which in (number, number + 1, -1, "1", None):
        st.session_state["class.host.waiting"] = {"pressed": {"act": pressed, "number": which}}
        take()
    assert [act.name for act in calls] == ([done] if done else [])


def test_the_board_is_deleted_at_once_after_it_was_asked_once_more(board):
    board.send(1, 7)
    page = shown(board)
    page.segmented_control(key=host.PART).set_value("end").run()
    page.button(key="class.delete.yes").click().run()
    assert not page.exception
    assert [one.value for one in page.success] == [ending.GONE]
    page = shown(board)
    assert len(page.error) == 1


def test_there_is_nothing_to_keep_before_anything_was_sent(board):
    page = shown(board)
    page.segmented_control(key=host.PART).set_value("end").run()
    assert not page.get("download_button") and not page.exception


def test_all_that_can_be_kept_is_offered(board):
    board.send(1, 7)
    board.read()
    page = shown(board)
    page.segmented_control(key=host.PART).set_value("end").run()
    assert [one.label for one in page.get("download_button")] == ["Drawings", "Protocol", "Table (CSV)", "Report (HTML)"]
