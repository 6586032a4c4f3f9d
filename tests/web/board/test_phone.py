"""What a phone on a board is told, and what becomes of what it sends, whatever that is."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from drawings import DIGITS, NO_DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.board import limits
from digitapp.board.board import BLOCKED, CLOSED, LOCKED
from digitapp.board.database import UNREACHABLE
from digitapp.board.events import Act
from digitapp.board.limits import StoreError
from digitapp.board.store import NO_BOARD, VARIABLE, Store
from digitapp.board.task import Asked, Task, asked
from digitapp.web import cached
from digitapp.web.board import phone
from digitapp.web.components import phone as component

PUPIL, OTHER = "a" * 32, "b" * 32
TASK = Task((3, 7), times=1)


def now():
    return datetime.now(UTC)


@pytest.fixture
def store(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "boards.sqlite3"))
    cached.boards.clear()
    st.session_state.clear()
    yield cached.boards()
    cached.boards.clear()
    st.session_state.clear()


@pytest.fixture
def board(store):
    return store.open_board(TASK, now())


def request(digit=7, paths=None, client="c" * 32, **others):
    canvas = json.dumps(canvas_json(DIGITS[digit] if paths is None else paths))
    return {"pupil": PUPIL, "client": client, "digit": digit, "round": "careful", "canvas": canvas, "pointer": "pen", **others}


def sent(code, what):
    """What the phone hears of what it sends; None if it shall send it again."""
    st.session_state.pop(phone.DONE, None)
    phone._send(code, what)
    return st.session_state.get(phone.DONE)


def opened(**address):
    page = AppTest.from_file(str(APP), default_timeout=60).run().switch_page("digitapp/web/pages/class_.py")
    page.query_params.update(address)
    page.run()
    assert not page.exception
    return page


def told(page):
    [data] = [json.loads(one.proto.json) for one in page.get("bidi_component") if one.proto.component_name == "digitapp_phone"]
    return data


def test_a_drawing_is_kept_once_and_heard_of_each_time(store, board):
    code, _ = board
    for _ in range(2):
        heard = sent(code, request())
        assert heard == {"client": "c" * 32, "digit": 7, "words": "Your 7 is read as a 7.", "verdict": "7"}
    [kept] = store.board(code, now()).kept
    assert (kept.asked, kept.pointer) == (Asked(7, "careful"), "pen")


def test_what_is_no_digit_is_kept_and_said_so(store, board):
    code, _ = board
    heard = sent(code, request(paths=NO_DIGITS["scribble"]))
    assert heard["verdict"] == "?" and heard["words"].startswith("Your 7 is ")
    assert len(store.board(code, now()).waiting) == 1


@pytest.mark.parametrize(
    "what",
    [
        {},
        request(canvas="x" * 1_000_000),
        request(canvas="{"),
        request(paths=[]),
        request(pupil="../etc"),
        request(pointer="nose"),
        request(digit=7, round="slow"),
        request(digit=4),
        request(client=None),
        request(digit=float("nan"), paths=DIGITS[7]),
    ],
    ids=["nothing", "1 MB", "no JSON", "empty", "pupil", "pointer", "round", "not asked", "no id", "no digit"],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(store, board, what):
    code, _ = board
    heard = sent(code, what)
    assert heard["verdict"] is None
    assert heard["words"].endswith(".")
    assert store.board(code, now()).sent == {}


def test_closed_blocked_and_locked_boards_say_so(store, board):
    code, token = board
    store.join(code, PUPIL, now())
    for name, target, sentence in (("lock", "", None), ("block", PUPIL, BLOCKED), ("close", "", CLOSED)):
        store.act(code, token, Act(name, target=target), now())
        assert phone._joined(code, PUPIL).stopped == sentence
        assert phone._joined(code, OTHER).stopped == (CLOSED if name == "close" else LOCKED)
    assert sent(code, request())["words"] == CLOSED


def test_a_full_board_says_so_and_goes_on_for_those_who_joined(store, board, monkeypatch):
    code, _ = board
    monkeypatch.setattr(limits, "PUPILS", 1)
    phone._joined(code, PUPIL)
    assert "This board is full" in phone._joined(code, OTHER).stopped
    assert "This board is full" in sent(code, request(pupil=OTHER))["words"]
    assert sent(code, request())["verdict"] == "7"


def test_a_board_whose_time_is_over_says_so_to_a_phone_that_still_sends(store):
    code, _ = store.open_board(TASK, now() - timedelta(hours=limits.HOURS))
    assert (sent(code, request())["words"], sent(code, request())["verdict"]) == (NO_BOARD, None)
    assert [error.value for error in opened(board=code).error] == [NO_BOARD]


def test_another_boards_drawing_is_not_taken_twice_nor_deleted_by_another_phone(store, board):
    code, _ = board
    other, _ = store.open_board(TASK, now())
    sent(code, request())
    phone._delete(code, OTHER, phone.Press("delete:" + "c" * 32, None))
    assert "not one of yours" in st.session_state[phone.ERROR]
    phone._delete(other, PUPIL, phone.Press("delete:" + "c" * 32, None))
    assert len(store.board(code, now()).kept) == 1
    phone._delete(code, PUPIL, phone.Press("delete:" + "c" * 32, None))
    assert store.board(code, now()).kept == ()


def test_while_the_boards_cannot_be_reached_the_phone_keeps_its_drawing(store, board, monkeypatch):
    def fail(*_):
        raise StoreError(UNREACHABLE)

    monkeypatch.setattr(Store, "send", fail)
    assert sent(board[0], request()) is None


def test_a_phone_is_asked_only_once_it_has_told_who_it_is(store, board):
    code, _ = board
    data = told(opened(board=code.lower()))
    assert (data["board"], data["pupil"], data["to_draw"], data["stopped"]) == (code, None, [], None)
    assert store.board(code, now()).pupils == {}


def test_only_this_boards_pupil_is_believed(store, board):
    code, _ = board
    for value, found in [
        ({"pupil": {"board": code, "pupil": PUPIL}}, PUPIL),
        ({"pupil": {"board": "BBBBBB", "pupil": PUPIL}}, None),
    ]:
        st.session_state[component.KEY] = value
        assert component.pupil(code) == found
    for value in (None, 7, {"pupil": PUPIL}, {"pupil": {"board": code, "pupil": 7}}):
        st.session_state[component.KEY] = value
        assert component.pupil(code) is None


def test_what_is_asked_is_the_pupils_own_order(store, board):
    code, _ = board
    data = phone._asked(phone._joined(code, PUPIL))
    assert data == {"to_draw": [list(one) for one in asked(TASK, PUPIL)], "total": 2, "stopped": None}


@pytest.mark.parametrize("code", ["BBBBBB", "7", "", "é" * 6, "x" * 1000])
def test_an_address_with_a_wrong_code_has_a_sentence_and_a_field_for_the_right_one(store, code):
    page = opened(board=code)
    assert len(page.error) == 1 and page.error[0].value.endswith(".")
    assert [field.label for field in page.text_input] == ["The code on the wall"]
