"""Boards whose time is over go from the database by themselves, also where nobody opens the page Class any more."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock, Thread
from time import sleep

from digitapp.board.limits import BoardError

LOG = logging.getLogger(__name__)
FIRST, EVERY = 30, 600  # seconds until it looks, after the server has started, and between two looks

_lock = Lock()
_begun: list[Thread] = []


def begin() -> None:
    """See to it in a thread of its own, one in a process; a daemon: stopping the server doesn't wait for it."""
    with _lock:
        if not _begun:
            _begun.append(Thread(target=_go_on, name="expiry", daemon=True))
            _begun[0].start()


def _go_on() -> None:
    sleep(FIRST)
    # Only here, as SQLAlchemy takes a while to load, which the first page need not wait for.
    from digitapp.board.store import Store

    store = Store.from_environment()
    while True:
        look(store.forget_expired)
        sleep(EVERY)


def look(forget_expired: Callable[[datetime], int]) -> None:
    """Forget what has expired by now; a database that cannot be written is looked at again later."""
    try:
        forget_expired(datetime.now(UTC))
    except BoardError:
        LOG.exception("boards whose time is over could not be deleted")
