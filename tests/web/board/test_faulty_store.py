"""A file of boards that is read-only, full or damaged: the other pages work, and Class says what is wrong in one sentence."""

import pytest
from screens import Filled, now, opened
from serving import APP
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from digitapp.web import cached
from digitapp.web.board import answering

SENTENCES = {
    "read-only": "file for them is read-only",
    "full": "disk is full",
    "damaged": "file of the class boards is damaged",
}
PRAGMAS = {"read-only": "query_only = ON", "full": "max_page_count = 1"}


@pytest.fixture(params=SENTENCES)
def fault(request):
    return request.param


@pytest.fixture
def board(store, tmp_path, fault):
    """A board that was opened before its file went wrong; None where no file could be made."""
    board = None if fault == "full" else Filled(store)
    if fault in PRAGMAS:
        event.listen(store.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {PRAGMAS[fault]}"))
    store.engine.dispose()
    if fault == "damaged":
        (tmp_path / "boards.sqlite3").write_bytes(b"not a database" * 4_000)
        cached.boards.clear()
    return board


def said(page):
    return [error.value for error in page.error]


@pytest.mark.parametrize("name", ["draw", "explore"])
def test_the_other_pages_work(board, name):
    page = AppTest.from_file(str(APP), default_timeout=60).run().switch_page(f"{name}.py").run()
    assert not page.exception and not page.error


def test_no_board_is_opened_and_one_sentence_says_why(board, fault):
    page = opened().button(key="class.open.go").click().run()
    assert not page.exception and not page.query_params
    [sentence] = said(page)
    assert SENTENCES[fault] in sentence and sentence.endswith(".")


@pytest.mark.parametrize("fault", ["damaged"], indirect=True)
@pytest.mark.parametrize("screen", ["wall", "host", "board"])
def test_every_screen_of_a_board_is_one_sentence(board, fault, screen):
    page = opened(**{screen: board.code}, **({"key": board.token} if screen == "host" else {}))
    [sentence] = said(page)
    assert SENTENCES[fault] in sentence


@pytest.mark.parametrize("fault", ["damaged"], indirect=True)
def test_a_code_that_is_typed_counts_as_no_wrong_one(board, fault):
    page = opened()
    for _ in range(5):
        page.text_input(key="class.code").set_value(board.code)

        page.button(key="class.join.go").click().run()
        [sentence] = said(page)
        assert SENTENCES[fault] in sentence


@pytest.mark.parametrize("fault", ["read-only"], indirect=True)
def test_a_read_only_board_can_be_looked_at_and_what_the_host_does_is_one_sentence(board, fault):
    page = opened(host=board.code, key=board.token)
    assert not page.error
    page.toggle[0].set_value(True).run()
    [sentence] = said(page)
    assert SENTENCES[fault] in sentence
    assert not board.now.is_on("lock")


@pytest.mark.parametrize("fault", ["read-only"], indirect=True)
def test_a_phone_cannot_join_and_hears_why(board, fault):
    assert SENTENCES[fault] in answering.answer({"board": board.code, "pupil": "p" * 32})["error"]
    assert cached.boards().board(board.code, now()).pupils == {}
