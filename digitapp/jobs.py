"""Long work behind the pages: one job at a time, so that strokes on the Draw page stay quick."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

Progress = Callable[[float], None]  # is called with the share that is done, 0..1


class Job:
    """A piece of work, done once: waits for those before it, says how far it is, and keeps its result or its error."""

    def __init__(self, work: Callable[[Progress], Any]):
        self.share: float | None = None  # of the work that is done; None while others are before it
        self.result: Any = None
        self.error: Exception | None = None
        self._work = work
        self._done = Event()
        _waiting.put(self)

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is done, or so long; whether it is done."""
        return self._done.wait(seconds)

    def _run(self) -> None:
        self._report(0.0)
        try:
            self.result = self._work(self._report)
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told; the next job must start
            self.error = error
        self._done.set()

    def _report(self, share: float) -> None:
        self.share = share


def _run_all() -> None:
    while True:
        _waiting.get()._run()


_waiting: SimpleQueue[Job] = SimpleQueue()
# A daemon: stopping the server doesn't wait for it.
Thread(target=_run_all, name="jobs", daemon=True).start()
