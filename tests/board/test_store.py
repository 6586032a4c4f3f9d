"""The store: what is sent is kept once, by whoever may, and goes for good; whatever is wrong is a sentence."""

import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import reduce

import pytest
from boards import LATER, NOW, TEXTS, TOO_LATE, client, pupil, sent
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import ROOT
from sqlalchemy import event

from digitapp.board import codes, limits, store
from digitapp.board.board import Board, apply
from digitapp.board.events import Act
from digitapp.board.limits import BoardError
from digitapp.board.store import Store
from digitapp.board.task import CAREFUL, FAST, Task


@pytest.fixture
def file(tmp_path):
    return tmp_path / "boards.sqlite3"


@pytest.fixture
def store_at():
    """Makes stores, and closes them in the end."""
    with ExitStack() as stack:

        def make(where, source=None):
            return stack.enter_context(closing(Store(str(where), source)))

        yield make


@pytest.fixture
def boards(file, store_at):
    return store_at(file, random.Random(0))


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """One store for requests of any kind."""
    with closing(Store(str(tmp_path_factory.mktemp("boards") / "boards.sqlite3"), random.Random(0))) as boards:
        yield boards


def fail(words, call, *arguments):
    with pytest.raises(BoardError, match=words) as raised:
        call(*arguments)
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


def test_there_is_no_file_before_the_first_board(boards, file):
    fail("There is no board", boards.board, "K7PM2X", NOW)
    fail("There is no board", boards.send, "K7PM2X", sent(1, 1, 7), NOW)
    assert boards.forget_expired(NOW) == 0
    assert not list(file.parent.iterdir())
    boards.open_board(Task(), NOW)
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_sent_is_kept_as_it_was(boards, file, store_at):
    task = Task((3, 7), 3, (CAREFUL, FAST))
    code, token = boards.open_board(task, NOW)
    drawings = [sent(1, 1, 7, seq=2), sent(1, 2, 3, None, is_sure=False, pointer="pen", of=FAST, seq=3)]
    assert boards.join(code, pupil(1), NOW) == boards.join(code, pupil(1), NOW) == 1
    assert [boards.send(code, one, NOW) for one in drawings] == [2, 3]
    assert boards.act(code, token, Act("approve", target=client(2)), LATER) == 4
    expected = [Act("join", target=pupil(1), seq=1), *drawings, Act("approve", target=client(2), seq=4)]
    for one in (boards, store_at(file)):
        assert one.events(code, 0, LATER) == expected
        assert one.events(code, 2, LATER) == expected[2:]
        assert one.board(code, LATER) == reduce(apply, expected, Board(task))
    assert (boards.expires(code, NOW) - NOW).total_seconds() == 24 * 3600


def test_the_same_sent_again_changes_nothing_even_when_the_board_is_closed(boards):
    code, token = boards.open_board(Task(), NOW)
    assert boards.send(code, sent(1, 1, 7), NOW) == 1
    boards.act(code, token, Act("close"), NOW)
    before = boards.board(code, NOW)
    assert boards.send(code, sent(1, 1, 7), NOW) == 1
    assert boards.board(code, NOW) == before
    fail("closed", boards.send, code, sent(1, 2, 3), NOW)
    fail("closed", boards.delete_drawing, code, pupil(1), client(1), NOW)
    fail("closed", boards.join, code, pupil(2), NOW)


def test_an_act_that_changes_nothing_is_not_written(boards):
    code, token = boards.open_board(Task(), NOW)
    assert [boards.act(code, token, Act("lock", is_on), NOW) for is_on in (False, True, True, False)] == [0, 1, 1, 2]
    assert len(boards.events(code, 0, NOW)) == 2


def test_a_deleted_drawing_is_gone_from_the_file_and_stays_gone(boards, file, store_at):
    code, _ = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    other = store_at(file)
    assert other.board(code, NOW).kept
    fail("not one of yours", boards.delete_drawing, code, pupil(2), client(1), NOW)
    assert in_files(file, TEXTS[7])
    assert boards.delete_drawing(code, pupil(1), client(1), NOW) == boards.delete_drawing(code, pupil(1), client(1), NOW) == 2
    assert not in_files(file, TEXTS[7])
    assert boards.send(code, sent(1, 1, 7), NOW) == 1, "the phone's outbox may send it again"
    assert boards.board(code, NOW) == other.board(code, NOW) == store_at(file).board(code, NOW)
    assert not other.board(code, NOW).kept


def in_files(file, text):
    return any(text.encode() in one.read_bytes() for one in file.parent.iterdir())


def test_after_a_day_a_board_is_gone_from_the_file_and_others_stay(boards, file):
    code, token = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    later, _ = boards.open_board(Task(), LATER)
    assert boards.forget_expired(LATER) == 0
    assert boards.board(code, LATER).kept
    for call in (boards.board, lambda *which: boards.send(which[0], sent(1, 2, 3), which[1])):
        fail("its time is over", call, code, TOO_LATE)
    fail("its time is over", boards.act, code, token, Act("close"), TOO_LATE)
    assert in_files(file, pupil(1))
    assert boards.forget_expired(TOO_LATE) == 1
    assert not in_files(file, pupil(1))
    assert not in_files(file, code)
    assert boards.board(later, TOO_LATE) == Board(Task())


def test_an_expired_board_leaves_the_memory_of_every_process(boards, file, store_at):
    code, _ = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    other = store_at(file)
    assert other.board(code, NOW).kept
    assert (boards.forget_expired(TOO_LATE), other.forget_expired(TOO_LATE)) == (1, 0)
    assert not other._boards


def test_delete_now(boards, file):
    code, token = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    boards.delete(code, token, NOW)
    assert not any(in_files(file, text) for text in (code, pupil(1), TEXTS[7]))
    fail("There is no board", boards.board, code, NOW)
    fail("There is no board", boards.delete, code, token, NOW)


def test_only_the_hosts_token_is_the_hosts(boards, file):
    code, token = boards.open_board(Task(), NOW)
    _, others = boards.open_board(Task(), NOW)
    assert not in_files(file, token)
    boards.check_host(code, token, NOW)
    for forged in ("", others, token[:-1], token.swapcase(), codes.hashed(token), "\ud800", "x" * 1_000_000):
        fail("not the host's link", boards.check_host, code, forged, NOW)
        fail("not the host's link", boards.act, code, forged, Act("close"), NOW)
        fail("not the host's link", boards.delete, code, forged, NOW)
    assert boards.events(code, 0, NOW) == []


def test_five_boards_beside_each_other_never_mix(boards):
    opened_ = [boards.open_board(Task((7,), 3), NOW) for _ in range(5)]
    for number in range(3):
        for place, (code, _) in enumerate(opened_):
            # the same ids on each board; another board's token and drawings do nothing here
            boards.send(code, sent(place, number, 7), NOW)
    for place, (code, token) in enumerate(opened_):
        fail("not on this board", boards.act, code, token, Act("block", target=pupil(place + 1)), NOW)
        fail("not one of yours", boards.delete_drawing, code, pupil(place + 1), client(1), NOW)
        fail("not the host's", boards.act, code, opened_[place - 1][1], Act("close"), NOW)
        assert {one.pupil for one in boards.board(code, NOW).kept} == {pupil(place)}
        assert [one.seq for one in boards.events(code, 0, NOW)] == [1, 2, 3]
    boards.delete(*opened_[0], NOW)
    assert all(len(boards.board(code, NOW).kept) == 3 for code, _ in opened_[1:])


def test_another_phones_id_of_a_drawing_is_refused(boards):
    code, _ = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    fail("Another phone", boards.send, code, sent(2, 1, 7), NOW)


def test_a_full_board_and_a_full_server(boards, monkeypatch):
    monkeypatch.setattr(limits, "PUPILS", 1)
    monkeypatch.setattr(limits, "BOARDS", 2)
    code, _ = boards.open_board(Task(), NOW)
    boards.join(code, pupil(1), NOW)
    fail("This board is full", boards.join, code, pupil(2), NOW)
    fail("This board is full", boards.send, code, sent(2, 1, 7), NOW)
    boards.open_board(Task(), NOW)
    fail("2 boards open already", boards.open_board, Task(), NOW)
    boards.open_board(Task(), TOO_LATE)


class Codes(random.SystemRandom):
    """Gives these codes, one after the other."""

    def __init__(self, *given):
        super().__init__()
        self.letters = iter("".join(given))

    def choice(self, _):
        return next(self.letters)


def test_a_code_that_is_taken_is_not_given_again(file, store_at):
    assert store_at(file, Codes("K7PM2X")).open_board(Task(), NOW)[0] == "K7PM2X"
    assert store_at(file, Codes("K7PM2X", "RW8TGH")).open_board(Task(), NOW)[0] == "RW8TGH"


def test_a_code_that_is_given_again_does_not_bring_back_the_board_before(file, store_at):
    boards = store_at(file, Codes("K7PM2X"))
    boards.open_board(Task(), NOW)
    boards.send("K7PM2X", sent(1, 1, 7), NOW)
    assert boards.board("K7PM2X", NOW).kept
    store_at(file, Codes("K7PM2X")).open_board(Task((3,)), TOO_LATE)
    assert boards.board("K7PM2X", TOO_LATE) == Board(Task((3,)))


# Without what takes long to load
SENDING = """
import sys
from datetime import datetime
from digitapp.board.events import Asked, Sent
from digitapp.board.store import Answer, Store
boards, now = Store(sys.argv[1]), datetime.fromisoformat(sys.argv[3])
for number in range(20):
    digit = number // 2
    sent = Sent("another-processs-phone", f"its-drawing-{number:04}", Asked(digit, "careful"), "s", "pen", Answer(digit, True))
    boards.send(sys.argv[2], sent, now)
    boards.send(sys.argv[2], sent, now)
"""


def test_two_processes_on_one_file_keep_what_is_sent_once(boards, file):
    code, _ = boards.open_board(Task(), NOW)
    command = [sys.executable, "-c", SENDING, str(file), code, NOW.isoformat()]
    other = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    number = 0
    while number < 1_000 and (number < 20 or other.poll() is None):  # all the time that the other one sends
        boards.send(code, sent(2 + number // 20, 1_000 + number, number // 2 % 10), NOW)
        number += 1
    assert other.communicate(timeout=60)[1] == ""
    assert [one.seq for one in boards.events(code, 0, NOW)] == list(range(1, number + 21))
    kept = {one.client for one in boards.board(code, NOW).kept}
    assert kept == {f"its-drawing-{place:04}" for place in range(20)} | {client(1_000 + place) for place in range(number)}


def test_thirty_phones_at_once_lose_nothing(boards):
    code, _ = boards.open_board(Task((7,), 3), NOW)
    with ThreadPoolExecutor(30) as phones:
        seqs = list(phones.map(lambda place: boards.send(code, sent(place % 30, place % 90, 7), NOW), range(180)))
    assert seqs[:90] == seqs[90:]
    assert sorted(seqs[:90]) == [one.seq for one in boards.events(code, 0, NOW)] == list(range(1, 91))


def with_pragma(boards, pragma):
    """A store whose further connections to its file have this setting of SQLite."""
    event.listen(boards.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    boards.engine.dispose()
    return boards


def test_a_read_only_file_is_one_sentence_and_can_be_looked_at(boards):
    code, _ = boards.open_board(Task(), NOW)
    with_pragma(boards, "query_only = ON")
    fail("is read-only", boards.send, code, sent(1, 1, 7), NOW)
    fail("is read-only", boards.open_board, Task(), NOW)
    assert boards.board(code, NOW) == Board(Task())


def test_a_full_disk_is_one_sentence(boards):
    code, _ = boards.open_board(Task(), NOW)
    with_pragma(boards, "max_page_count = 1")
    with pytest.raises(BoardError, match="disk is full"):
        for place in range(100):
            boards.send(code, sent(place, place, 7), NOW)
    assert boards.board(code, NOW).task == Task()


@pytest.mark.parametrize("at", [0, 4096])
def test_a_damaged_file_is_one_sentence(boards, file, at, store_at):
    code, token = boards.open_board(Task(), NOW)
    boards.engine.dispose()
    file.write_bytes(file.read_bytes()[:at] + b"not a database" * 4_000)
    damaged = store_at(file)
    for call in (damaged.board, lambda *which: damaged.send(which[0], sent(1, 1, 7), which[1])):
        fail("damaged", call, code, NOW)
    fail("damaged", damaged.open_board, Task(), NOW)
    fail("damaged", damaged.delete, code, token, NOW)


def test_another_programs_file_is_one_sentence(boards, file):
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE board (x)")
    fail("not one that digitapp has made", boards.open_board, Task(), NOW)


@pytest.mark.parametrize(
    "where", ["{file}/in/no/folder", "{file}", "mysql://here/boards", "postgresql://%%%:x/", "://", "sqlite://"]
)
def test_a_place_that_cannot_hold_boards_is_one_sentence(file, where, store_at):
    where = where.format(file=file)
    file.mkdir()
    fail("tell whoever runs this server", lambda: store_at(where).open_board(Task(), NOW))


def test_a_database_that_does_not_answer_is_one_sentence(store_at):
    pytest.importorskip("psycopg")
    boards = store_at("postgresql://nobody@127.0.0.1:9/boards?connect_timeout=1")
    fail("cannot reach the class boards", boards.open_board, Task(), NOW)
    fail("cannot reach the class boards", boards.board, "K7PM2X", NOW)


def test_where_boards_are_kept_is_one_variable(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(store.VARIABLE, raising=False)
    with closing(Store.from_environment()) as boards:
        boards.open_board(Task(), NOW)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "elsewhere.db"))
    with closing(Store.from_environment()) as boards:
        boards.open_board(Task(), NOW)
    assert {"boards.sqlite3", "elsewhere.db"} <= {one.name for one in tmp_path.iterdir()}


TEXT = st.text(max_size=70) | st.sampled_from([pupil(1), client(1), "K7PM2X"])
ACT = st.tuples(st.sampled_from(["approve", "remove", "block", "lock", "close", "delete", "join"]) | TEXT, st.booleans(), TEXT)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXT | st.none(), TEXT, ACT, st.integers(-5, 5)), max_size=6))
def test_any_request_gives_a_value_or_a_sentence(lasting, requests):
    code, token = lasting.open_board(Task((3, 7)), NOW)
    for typed, text, (name, is_on, target), number in requests:
        where = code if typed is None else typed
        for call in (
            lambda where=where: lasting.board(where, NOW).wall,
            lambda where=where, number=number: lasting.events(where, number, NOW),
            lambda where=where, text=text: lasting.join(where, text, NOW),
            lambda where=where, number=number: lasting.send(where, sent(abs(number), 1, number % 10), NOW),
            lambda where=where, text=text, target=target: lasting.delete_drawing(where, text, target, NOW),
            lambda where=where, act=(name, is_on, target): lasting.act(where, token, Act(*act), NOW),
            lambda where=where, text=text: lasting.check_host(where, text, NOW),
            lambda where=where, text=text: lasting.delete(where, text, NOW),
            lambda text=text: lasting.board(code, NOW).phone(text),
        ):
            try:
                call()
            except BoardError as error:
                assert str(error).endswith(".")
    lasting.delete(code, token, NOW)
