"""Opening a board and joining it by its code."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.board.store import VARIABLE
from digitapp.board.task import CAREFUL, FAST, Task
from digitapp.web import cached
from digitapp.web.board import joining, links


@pytest.fixture
def store(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "boards.sqlite3"))
    cached.boards.clear()
    yield cached.boards()
    cached.boards.clear()


@pytest.fixture
def page(store):
    page = AppTest.from_file(str(APP), default_timeout=60).run().switch_page("class_.py").run()
    assert not page.exception
    return page


def press(page, label):
    next(button for button in page.button if button.label == label).click()
    page.run()


def joined(page, code):
    page.text_input(key=joining.CODE).set_value(code)
    press(page, "Join")
    return page.query_params.get("board")


def test_a_board_asks_for_what_was_chosen_and_its_address_has_all_that_is_known_of_it(page, store):
    page.button_group(key="class.digits").set_value([1, 7])
    page.button_group(key="class.times").set_value(3)
    page.checkbox(key="class.fast").check()
    press(page, "Open a board")
    code, token = page.query_params["host"], page.query_params["key"]
    assert page.text_input(key=links.BASE)  # its links are shown
    now = datetime.now(UTC)
    store.check_host(code, token, now)
    assert store.board(code, now).task == Task((1, 7), 3, (CAREFUL, FAST))


def test_no_board_is_opened_without_a_digit(page, store):
    page.button_group(key="class.digits").set_value([])
    press(page, "Open a board")
    assert [error.value for error in page.error] == ["Choose at least one digit from 0 to 9, each of them once."]
    assert "host" not in page.query_params


def test_nothing_is_made_before_a_board_is_opened(page, store, tmp_path):
    assert list(tmp_path.iterdir()) == []


def test_a_code_is_found_however_it_is_typed(page, store):
    code, _ = store.open_board(Task(), datetime.now(UTC))
    assert joined(page, f" {code[:3]}-{code[3:].lower()} ") == code


def test_wrong_codes_are_slowed_and_a_mistyped_one_is_not(page, store):
    code, _ = store.open_board(Task(), datetime.now(UTC))
    for _ in range(5):
        assert joined(page, "7") is None
    wrong = "BBBBBB" if code != "BBBBBB" else "CCCCCC"
    for _ in range(3):
        assert joined(page, wrong) is None
        assert page.error[0].value.startswith("There is no board with this code")
    assert joined(page, code) is None
    assert page.error[0].value.startswith("These were 3 wrong codes: wait")
    page.session_state[joining.TRIES] = (3, 0.0)
    assert joined(page, code) == code
    assert page.session_state[joining.TRIES] == (0, 0.0)


@pytest.mark.parametrize("kept", ["", "7", "x y", "9" * 100, "nan 1", "-5 -5", "1e9 7"])
def test_what_the_browser_remembers_may_be_anything(kept):
    joining._restore({"tries": kept})


def test_the_link_to_join_is_the_address_and_the_code():
    link = links.to_join("http://192.168.1.20:8501/class", "K7PM2X")
    assert link == "http://192.168.1.20:8501/class?board=K7PM2X"
    assert parse_qs(link.partition("?")[2]) == {"board": ["K7PM2X"]}
