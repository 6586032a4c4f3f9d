"""Boards whose time is over are deleted without anybody asking."""

from datetime import UTC, datetime, timedelta

import pytest

from digitapp.board.limits import HOURS, StoreError
from digitapp.board.store import Store
from digitapp.board.task import Task
from digitapp.web.board import expiry

TASK = Task((1, 2), 1, ("careful",))


@pytest.fixture
def store(tmp_path):
    store = Store(str(tmp_path / "boards.sqlite3"))
    yield store
    store.close()


def test_what_has_expired_is_gone_and_what_has_not_stays(store):
    now = datetime.now(UTC)
    new, _ = store.open_board(TASK, now)
    store.open_board(TASK, now - timedelta(hours=HOURS, minutes=1))
    gone = []
    expiry.look(lambda now: gone.append(store.forget_expired(now)))
    assert gone == [1]
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT code FROM board").scalars().all() == [new]


def test_a_database_that_cannot_be_written_is_no_end(caplog):
    def fails(now):
        raise StoreError("full")

    expiry.look(fails)
    assert "could not be deleted" in caplog.text


def test_it_begins_once(monkeypatch):
    started = []
    monkeypatch.setattr(expiry, "_begun", [])
    monkeypatch.setattr(expiry.Thread, "start", lambda thread: started.append(thread))
    expiry.begin()
    expiry.begin()
    assert len(started) == 1
    assert started[0].daemon
