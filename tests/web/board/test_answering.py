"""What a phone on a board is answered, and what becomes of what it sends, whatever that is."""

import json
from datetime import UTC, datetime, timedelta
from threading import Thread
from time import sleep

import pytest
import streamlit as st
from drawings import DIGITS, NO_DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.board import limits
from digitapp.board.board import BLOCKED, CLOSED, LOCKED
from digitapp.board.database import UNREACHABLE
from digitapp.board.drawings import DAMAGED
from digitapp.board.events import Act
from digitapp.board.limits import StoreError
from digitapp.board.store import NO_BOARD, VARIABLE, Store
from digitapp.board.task import Asked, Task, asked
from digitapp.web import cached
from digitapp.web import turn as turns
from digitapp.web.board import answering
from digitapp.web.routes import PHONE

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
    """A drawing as a phone sends it."""
    canvas = json.dumps(canvas_json(DIGITS[digit] if paths is None else paths))
    return {"client": client, "digit": digit, "round": "careful", "canvas": canvas, "pointer": "pen", **others}


def answered(code, sent=None, pupil=PUPIL, **others):
    return answering.answer({"board": code, "pupil": pupil, "sent": sent, "deleted": None, "shows_own": False, **others})


def opened(**address):
    page = AppTest.from_file(str(APP), default_timeout=60).run().switch_page("class_.py")
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
        assert answered(code, request())["done"] == {"words": "Your 7 is read as a 7.", "verdict": "7"}
    [kept] = store.board(code, now()).kept
    assert (kept.asked, kept.pointer) == (Asked(7, "careful"), "pen")


def test_a_drawing_is_read_in_its_turn(store, board):
    """Else a class that sends all at once keeps everybody waiting who draws on the Draw page."""
    read = Thread(target=answered, args=(board[0], request()))
    with turns.turn():
        read.start()
        while len(turns._queue) < 2:
            assert read.is_alive(), "it was read without a turn"
            sleep(0.001)
    read.join(30)
    assert not read.is_alive()


def test_what_is_no_digit_is_kept_and_said_so(store, board):
    code, _ = board
    done = answered(code, request(paths=NO_DIGITS["scribble"]))["done"]
    assert done["verdict"] == "?" and done["words"].startswith("Your 7 is ")
    assert len(store.board(code, now()).waiting) == 1


@pytest.mark.parametrize(
    "what",
    [
        {},
        request(canvas="x" * 1_000_000),
        request(canvas="{"),
        request(paths=[]),
        7,
        request(pointer="nose"),
        request(digit=7, round="slow"),
        request(digit=4),
        request(client=None),
        request(digit=float("nan"), paths=DIGITS[7]),
    ],
    ids=["nothing", "1 MB", "no JSON", "empty", "a number", "pointer", "round", "not asked", "no id", "no digit"],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(store, board, what):
    code, _ = board
    done = answered(code, what)["done"]
    assert done["verdict"] is None
    assert done["words"].endswith(".")
    assert store.board(code, now()).sent == {}


def test_closed_blocked_and_locked_boards_say_so(store, board):
    code, token = board
    store.join(code, PUPIL, now())
    for name, target, sentence in (("lock", "", None), ("block", PUPIL, BLOCKED), ("close", "", CLOSED)):
        store.act(code, token, Act(name, target=target), now())
        assert answered(code)["stopped"] == sentence
        assert answered(code, pupil=OTHER)["stopped"] == (CLOSED if name == "close" else LOCKED)
    assert answered(code, request())["done"] == {"words": CLOSED, "verdict": None}


def test_a_full_board_says_so_and_goes_on_for_those_who_joined(store, board, monkeypatch):
    code, _ = board
    monkeypatch.setattr(limits, "PUPILS", 1)
    answered(code)
    assert "This board is full" in answered(code, pupil=OTHER)["stopped"]
    assert "This board is full" in answered(code, request(), pupil=OTHER)["done"]["words"]
    assert answered(code, request())["done"]["verdict"] == "7"


def test_a_board_whose_time_is_over_says_so_to_a_phone_that_still_sends(store):
    code, _ = store.open_board(TASK, now() - timedelta(hours=limits.HOURS))
    heard = answered(code, request())
    assert (heard["done"], heard["stopped"]) == ({"words": NO_BOARD, "verdict": None}, NO_BOARD)
    assert [error.value for error in opened(board=code).error] == [NO_BOARD]


def test_another_boards_drawing_is_not_taken_twice_nor_deleted_by_another_phone(store, board):
    code, _ = board
    other, _ = store.open_board(TASK, now())
    answered(code, request())
    assert "not one of yours" in answered(code, pupil=OTHER, deleted="c" * 32)["error"]
    assert "not one of yours" in answered(other, deleted="c" * 32)["error"]
    assert len(store.board(code, now()).kept) == 1
    assert answered(code, deleted="c" * 32)["error"] is None
    assert store.board(code, now()).kept == ()


def test_while_the_boards_cannot_be_reached_the_phone_keeps_its_drawing(store, board, monkeypatch):
    def fail(*_):
        raise StoreError(UNREACHABLE)

    monkeypatch.setattr(Store, "send", fail)
    heard = answered(board[0], request())
    assert (heard["done"], heard["error"]) == (None, UNREACHABLE)


def test_the_page_alone_lets_nobody_join(store, board):
    code, _ = board
    data = told(opened(board=code.lower()))
    assert (data["board"], data["path"]) == (code, PHONE)
    assert store.board(code, now()).pupils == {}


def test_what_is_asked_is_the_pupils_own_order(store, board):
    code, _ = board
    heard = answered(code)
    assert heard["to_draw"] == [list(one) for one in asked(TASK, PUPIL)]
    assert (heard["total"], heard["stopped"], heard["count"], heard["own"]) == (2, None, 0, None)


def test_own_drawings_are_shown_to_who_asks_with_a_button_each_until_the_board_is_closed(store, board):
    code, token = board
    answered(code, request())
    heard = answered(code, shows_own=True)
    assert heard["count"] == 1
    assert heard["own"].count("<img") == heard["own"].count("<button") == 1
    assert answered(code, pupil=OTHER, shows_own=True)["count"] == 0
    store.act(code, token, Act("close"), now())
    heard = answered(code, shows_own=True)["own"]
    assert (heard.count("<img"), heard.count("<button")) == (1, 0)


@pytest.mark.parametrize("what", [None, 7, [], {}, {"board": 7, "pupil": PUPIL}, {"board": "BBBBBB"}], ids=str)
def test_what_is_no_phone_is_told_so(what):
    assert answering.answer(what) == {"error": DAMAGED}


@pytest.mark.parametrize("pupil", ["", "../etc", "x" * 1000, "\ud800" * 20])
def test_an_id_that_no_phone_has_is_refused_with_a_sentence(store, board, pupil):
    code, token = board
    store.act(code, token, Act("lock"), now())
    heard = answered(code, pupil=pupil)
    assert heard["stopped"].endswith(".") and heard["to_draw"] == []


@pytest.mark.parametrize(("typed", "stopped"), [("BBBBBB", NO_BOARD), ("7", None), ("", None), ("\ud800", None)])
def test_a_wrong_code_has_a_sentence(store, typed, stopped):
    heard = answered(typed, request())
    assert heard["stopped"] == stopped or (stopped is None and heard["stopped"].endswith("."))
    assert heard["done"]["verdict"] is None


@pytest.mark.parametrize("code", ["BBBBBB", "7", "", "é" * 6, "x" * 1000])
def test_an_address_with_a_wrong_code_has_a_sentence_and_a_field_for_the_right_one(store, code):
    page = opened(board=code)
    assert len(page.error) == 1 and page.error[0].value.endswith(".")
    assert [field.label for field in page.text_input] == ["The code on the wall"]
