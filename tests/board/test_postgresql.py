"""The store on PostgreSQL, where several processes, on several hosts, use it at once."""

import subprocess
import sys
from contextlib import closing

import pytest
from boards import NOW, TOO_LATE, client, pupil, sent
from postgresql import running
from serving import ROOT

from digitapp.board.board import Board
from digitapp.board.events import Act
from digitapp.board.limits import BoardError
from digitapp.board.store import Store
from digitapp.board.task import Task

pytestmark = pytest.mark.slow

SENDING = """
import sys
from boards import NOW, sent
from digitapp.board.store import Store
from digitapp.board.task import Task
boards, code, whose = Store(sys.argv[1]), sys.argv[2], int(sys.argv[3])
boards.open_board(Task(), NOW)
for number in range(20):
    for _ in range(2):
        boards.send(code, sent(whose, 100 * whose + number, number // 2), NOW)
"""


@pytest.fixture(scope="module")
def url():
    with running() as found:
        yield found


@pytest.fixture
def boards(url):
    with closing(Store(url)) as found:
        yield found


def test_nothing_is_made_before_the_first_board(boards):
    assert boards.forget_expired(NOW) == 0
    with pytest.raises(BoardError, match="There is no board"):
        boards.board("K7PM2X", NOW)


def test_three_processes_keep_what_is_sent_once_in_one_order(boards, url):
    code, token = boards.open_board(Task(), NOW)
    where = {"cwd": ROOT, "env": {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}, "stderr": subprocess.PIPE, "text": True}
    others = [subprocess.Popen([sys.executable, "-c", SENDING, url, code, str(whose)], **where) for whose in (1, 2, 3)]
    assert [other.communicate(timeout=120)[1] for other in others] == ["", "", ""]
    assert [one.seq for one in boards.events(code, 0, NOW)] == list(range(1, 61))
    assert {one.client for one in boards.board(code, NOW).kept} == {
        client(100 * whose + number) for whose in (1, 2, 3) for number in range(20)
    }
    with closing(Store(url)) as other:
        assert boards.board(code, NOW) == other.board(code, NOW)
    assert boards.delete_drawing(code, pupil(1), client(100), NOW) == 61
    assert boards.act(code, token, Act("close"), NOW) == 62
    with pytest.raises(BoardError, match="closed"):
        boards.send(code, sent(4, 1, 7), NOW)


def test_boards_go(boards):
    code, token = boards.open_board(Task(), NOW)
    boards.send(code, sent(1, 1, 7), NOW)
    boards.delete(code, token, NOW)
    later, _ = boards.open_board(Task(), TOO_LATE)
    assert boards.forget_expired(TOO_LATE) == 0, "they went when the last one was opened"
    assert boards.board(later, TOO_LATE) == Board(Task())
    with pytest.raises(BoardError, match="There is no board"):
        boards.board(code, NOW)
