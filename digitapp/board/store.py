"""The store: boards in a database, a row for each event; many threads, processes and hosts may use it at once."""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import reduce
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from digitapp.board import codes, database, limits
from digitapp.board.board import Board, apply
from digitapp.board.database import SENT, board, event_
from digitapp.board.events import Act, Event, Sent, check_id
from digitapp.board.limits import BoardError
from digitapp.board.task import Asked, Task
from digitapp.measuring.answers import Answer

VARIABLE = "DIGITAPP_BOARDS"  # a path, or the URL of a PostgreSQL database
DEFAULT = "boards.sqlite3"  # where digitapp is started

NO_BOARD = "There is no board with this code, or its time is over: look at the wall again, or ask your teacher."
NOT_THE_HOST = "This is not the host's link to this board: open it with the link that you got when you opened the board."


class Store:
    """The boards of a server. Whatever goes wrong is a BoardError, whose message is for the person concerned.

    `where` is a path or a URL, `source` the randomness of codes and tokens. Boards are kept in memory as well, so that only
    new events are asked of the database.
    """

    def __init__(self, where: str, source: random.Random | None = None) -> None:
        self.engine = database.engine_of(where)
        self._source = random.SystemRandom() if source is None else source
        self._boards: dict[str, tuple[Row[Any], Board]] = {}  # by code, with its row
        self._lock = Lock()
        self._is_made = False

    @classmethod
    def from_environment(cls) -> "Store":
        return cls(os.environ.get(VARIABLE) or DEFAULT)

    def close(self) -> None:
        """Let go of the database; what is asked next opens it again."""
        self.engine.dispose()

    def open_board(self, task: Task, now: datetime) -> tuple[str, str]:
        """Open a board: its code, and the token that makes its holder the host, which is kept nowhere."""
        database.create(self.engine)
        self.forget_expired(now)
        token = codes.new_token(self._source)
        with database.writing(self.engine) as connection:
            taken = set(connection.scalars(select(board.c.code)))
            if len(taken) >= limits.BOARDS:
                raise BoardError(f"This server has {limits.BOARDS} boards open already, its limit: try again tomorrow.")
            code = next(code for code in iter(lambda: codes.new_code(self._source), None) if code not in taken)
            row = {
                "code": code,
                "token_hash": codes.hashed(token),
                "digits": "".join(map(str, task.digits)),
                "times": task.times,
                "rounds": " ".join(task.rounds),
                "opened": now.timestamp(),
                "expires": (now + timedelta(hours=limits.HOURS)).timestamp(),
            }
            connection.execute(insert(board).values(row))
        return code, token

    def board(self, code: str, now: datetime) -> Board:
        """The board as it is now."""
        with self._reading() as connection:
            return self._current(connection, self._row(connection, code, now))

    def events(self, code: str, after: int, now: datetime) -> list[Event]:
        """What has happened since the event number `after`, in its order."""
        with self._reading() as connection:
            return _events(connection, self._row(connection, code, now).code, after)

    def expires(self, code: str, now: datetime) -> datetime:
        """When the board will be gone."""
        with self._reading() as connection:
            return datetime.fromtimestamp(self._row(connection, code, now).expires, now.tzinfo)

    def check_host(self, code: str, token: str, now: datetime) -> None:
        """Raise BoardError unless this is the token of this board's host."""
        with self._reading() as connection:
            _check_token(self._row(connection, code, now), token)

    def join(self, code: str, pupil: str, now: datetime) -> int:
        """Let a phone join, or do nothing if it has; the number of the event."""
        check_id(pupil)
        with self._writing(code, now) as (connection, row, current):
            known = current.acts.get(("join", pupil))
            if known is not None:
                return known.seq
            if stopped := current.stopped(pupil):
                raise BoardError(stopped)
            return _append(connection, row, current, Act("join", target=pupil))

    def send(self, code: str, sent: Sent, now: datetime) -> int:
        """Keep a drawing; the number of its event. The same one sent again changes nothing, and has the same number."""
        with self._writing(code, now) as (connection, row, current):
            known = current.sent.get(sent.client)
            if known is None:
                current.check_sent(sent)
                return _append(connection, row, current, sent)
            if known.pupil != sent.pupil:
                raise BoardError("Another phone has sent a drawing with this number: press Clear and draw it again.")
            return known.seq

    def delete_drawing(self, code: str, pupil: str, client: str, now: datetime) -> int:
        """Delete a pupil's own drawing, its strokes at once and for good; the number of the event."""
        with self._writing(code, now) as (connection, row, current):
            current.check_delete(pupil, client)
            known = current.acts.get(("delete", client))
            if known is not None:
                return known.seq
            erased = update(event_).where(event_.c.board == row.code, event_.c.client == client).values(strokes="")
            connection.execute(erased)
            seq = _append(connection, row, current, Act("delete", target=client))
        database.wipe(self.engine)
        return seq

    def act(self, code: str, token: str, act: Act, now: datetime) -> int:
        """Do what the host does; the number of the event, or of the last one if it changes nothing."""
        with self._writing(code, now) as (connection, row, current):
            _check_token(row, token)
            current.check_act(act)
            if current.is_on(act.name, act.target) == act.is_on:
                return current.seq
            return _append(connection, row, current, act)

    def delete(self, code: str, token: str, now: datetime) -> None:
        """Delete a board and all that is on it, now and for good."""
        with self._writing(code, now) as (connection, row, _):
            _check_token(row, token)
            _forget(connection, [row.code])
        with self._lock:
            self._boards.pop(row.code, None)
        database.wipe(self.engine)

    def forget_expired(self, now: datetime) -> int:
        """Delete the boards whose time is over, for good; how many."""
        with self._lock:
            self._boards = {code: kept for code, kept in self._boards.items() if kept[0].expires > now.timestamp()}
        if self._is_unused:
            return 0
        expired = select(board.c.code).where(board.c.expires <= now.timestamp())
        with database.reading(self.engine) as connection:
            if connection.scalar(expired.limit(1)) is None:
                return 0
        with database.writing(self.engine) as connection:
            gone = connection.scalars(expired.with_for_update()).all()
            _forget(connection, gone)
        database.wipe(self.engine)
        return len(gone)

    @property
    def _is_unused(self) -> bool:
        """Whether no board was ever opened: then nothing is made, no file either."""
        if not self._is_made or database.file_of(self.engine):  # a file may go, tables stay
            self._is_made = database.is_made(self.engine)
        return not self._is_made

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._is_unused:
            raise BoardError(NO_BOARD)
        with database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def _writing(self, code: str, now: datetime) -> Iterator[tuple[Connection, Row[Any], Board]]:
        """A transaction in which nobody else writes to this board, its row, and what is on it."""
        if self._is_unused:
            raise BoardError(NO_BOARD)
        with database.writing(self.engine) as connection:
            row = self._row(connection, code, now, for_update=True)
            yield connection, row, self._current(connection, row)

    def _row(self, connection: Connection, code: str, now: datetime, for_update: bool = False) -> Row[Any]:
        query = select(board).where(board.c.code == codes.read(code))
        row = connection.execute(query.with_for_update() if for_update else query).one_or_none()
        if row is None or row.expires <= now.timestamp():
            raise BoardError(NO_BOARD)
        return row

    def _current(self, connection: Connection, row: Row[Any]) -> Board:
        """The board of a row: what this process knows of it, and the events since."""
        last, known = self._boards.get(row.code, (None, None))
        if known is None or last != row:  # another board may have had this code
            known = Board(Task(tuple(map(int, row.digits)), row.times, tuple(row.rounds.split())))
        current = reduce(apply, _events(connection, row.code, known.seq), known)
        with self._lock:
            self._boards[row.code] = (row, current)
            while len(self._boards) > limits.BOARDS:
                self._boards.pop(next(iter(self._boards)))
        return current


def _check_token(row: Row[Any], token: str) -> None:
    if not codes.is_of(token, row.token_hash):
        raise BoardError(NOT_THE_HOST)


def _forget(connection: Connection, gone: Sequence[str]) -> None:
    connection.execute(delete(event_).where(event_.c.board.in_(gone)))
    connection.execute(delete(board).where(board.c.code.in_(gone)))


def _events(connection: Connection, code: str, after: int) -> list[Event]:
    query = select(event_).where(event_.c.board == code, event_.c.seq > after).order_by(event_.c.seq)
    return [_event(row) for row in connection.execute(query)]


def _event(row: Row[Any]) -> Event:
    if row.name != SENT:
        return Act(row.name, row.is_on, row.target, row.seq)
    answer = Answer(row.read_as, row.is_sure)
    return Sent(row.pupil, row.client, Asked(row.digit, row.round), row.strokes, row.pointer, answer, row.seq)


def _append(connection: Connection, row: Row[Any], current: Board, event: Event) -> int:
    """Write the next event of a board that nobody else writes to; its number."""
    seq = current.seq + 1
    columns: dict[str, Any] = {"board": row.code, "seq": seq}
    if isinstance(event, Act):
        columns |= {"name": event.name, "target": event.target, "is_on": event.is_on}
    else:
        columns |= {"name": SENT, "pupil": event.pupil, "client": event.client, "strokes": event.strokes}
        columns |= {"digit": event.asked.digit, "round": event.asked.round, "pointer": event.pointer}
        columns |= {"read_as": event.answer.digit, "is_sure": event.answer.is_sure}
    connection.execute(insert(event_).values(columns))
    return seq
