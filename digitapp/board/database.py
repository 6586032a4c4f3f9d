"""The database of the boards: its tables, how it is reached, and what is wrong with it in a sentence.

SQLite in one file that its owner alone can read, or PostgreSQL by URL.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Connection,
    Double,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    inspect,
    make_url,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from digitapp.board.limits import CODE_LENGTH, DRAWING_TEXT, ID_LENGTHS, BoardError, StoreError

BUSY_TIMEOUT = 5  # seconds that SQLite waits while another process writes
MAKING = 17  # the number of PostgreSQL's lock on making the tables
MODE = 0o600  # of SQLite's file

TABLES = MetaData()

board = Table(
    "board",
    TABLES,
    Column("code", String(CODE_LENGTH), primary_key=True),
    Column("token_hash", String(64), nullable=False),  # never the token
    Column("digits", String(10), nullable=False),
    Column("times", Integer, nullable=False),
    Column("rounds", String(40), nullable=False),  # with spaces between
    Column("opened", Double, nullable=False),  # seconds since 1970, as `expires`
    Column("expires", Double, nullable=False),
)

# What was sent, and what was done: of a drawing the columns from `pupil` on, of an act `target` and `is_on`
event_ = Table(
    "event",
    TABLES,
    Column("board", ForeignKey("board.code"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("name", String(20), nullable=False),  # SENT, or an act's
    Column("target", String(ID_LENGTHS[1])),
    Column("is_on", Boolean),
    Column("pupil", String(ID_LENGTHS[1])),
    Column("client", String(ID_LENGTHS[1])),
    Column("digit", Integer),
    Column("round", String(20)),
    Column("strokes", String(DRAWING_TEXT)),
    Column("pointer", String(10)),
    Column("read_as", Integer),
    Column("is_sure", Boolean),
    UniqueConstraint("board", "client"),
)
SENT = "sent"

_TURN = Lock()  # of this process's threads, which would wait longer for each other inside SQLite

TELL = "tell whoever runs this server"
UNREACHABLE = f"The server cannot reach the class boards just now: try again in a moment, or {TELL}."
BUSY = "The class boards are very busy just now: try again in a moment."
# What SQLite's error codes mean
CAUSES = {
    sqlite3.SQLITE_READONLY: f"No class board can be saved, as the file for them is read-only: {TELL}.",
    sqlite3.SQLITE_CANTOPEN: f"No class board can be saved, as the file for them cannot be opened: {TELL}.",
    sqlite3.SQLITE_FULL: f"No class board can be saved, as the server's disk is full: {TELL}.",
    sqlite3.SQLITE_CORRUPT: f"The file of the class boards is damaged: {TELL}.",
    sqlite3.SQLITE_NOTADB: f"The file of the class boards is damaged: {TELL}.",
    sqlite3.SQLITE_ERROR: f"The file of the class boards is not one that digitapp has made: {TELL}.",
    sqlite3.SQLITE_BUSY: BUSY,
}


def engine_of(where: str) -> Engine:
    """The way to a database, by its path or URL; nothing is opened yet. Raises BoardError if it can be none."""
    try:
        url = make_url(where) if "://" in where else URL.create("sqlite", database=where)
        if url.get_backend_name() == "postgresql":
            return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        if url.get_backend_name() != "sqlite" or not url.database:
            raise ArgumentError
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT})
    except ModuleNotFoundError:
        raise BoardError(f"PostgreSQL needs psycopg, which is in deploy/requirements.txt: {TELL}.") from None
    except (SQLAlchemyError, ValueError):
        raise BoardError(f"DIGITAPP_BOARDS is neither a path nor the URL of a PostgreSQL database: {TELL}.") from None
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def file_of(engine: Engine) -> Path | None:
    """SQLite's file; None for PostgreSQL."""
    is_file = engine.dialect.name == "sqlite" and engine.url.database
    return Path(engine.url.database or "") if is_file else None


def is_made(engine: Engine) -> bool:
    """Whether there are tables, as `create` makes them."""
    if file := file_of(engine):
        with _spoken():
            return file.exists() and file.stat().st_size > 0
    with reading(engine) as connection:
        return inspect(connection).has_table(board.name)


def create(engine: Engine) -> None:
    """Make the tables, and SQLite's file, unless they are there."""
    if file := file_of(engine):
        with _spoken():
            if not file.exists():
                engine.dispose()  # of a file that is no longer there
            file.touch(MODE)
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # where two processes that make the same tables at once get in each other's way
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MAKING})")
        TABLES.create_all(connection)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads; what goes wrong with the database becomes a StoreError."""
    with _spoken(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, in SQLite the only one; what goes wrong with the database becomes a StoreError."""
    turn = _TURN if engine.dialect.name == "sqlite" else nullcontext()
    with _spoken(), turn, engine.execution_options(writes=True).begin() as connection:
        yield connection


def wipe(engine: Engine) -> None:
    """Take what was deleted out of SQLite's journal too; out of its file it is gone already, by `secure_delete`."""
    if file_of(engine):
        with _spoken(), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connected(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions begin as `_begun` says
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def _spoken() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = sqlite3.SQLITE_CANTOPEN if isinstance(error, OSError) else getattr(cause, "sqlite_errorcode", 0)
        raise StoreError(CAUSES.get(code & 0xFF, UNREACHABLE)) from error
