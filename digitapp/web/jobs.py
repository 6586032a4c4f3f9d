"""Long work behind the pages: one job at a time, in a process of its own, so that strokes on the Draw page stay quick.

In a thread it would hold up every stroke for Python's lock, and a server that was told to stop amid a calculation of several
threads would hang. `python -m digitapp.web.jobs` is that process: it is told on its standard input what to do, and writes on
its standard output how far it is and what came of it, all pickled.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from digitapp import ASSETS
from digitapp.learning.progress import Progress

Work = Callable[[Progress], Any]  # what can be pickled, and returns what can be pickled

COMMAND = (sys.executable, "-m", __name__)
THREADS = str(max(1, (os.cpu_count() or 1) - 1))  # a core is left to the server


class Job:
    """A piece of work, done once: waits for those before it, says how far it is, and keeps its result or its error."""

    def __init__(self, work: Work):
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
            self.result = apart(self._work, self._report)
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told; the next job must start
            self.error = error
        self._done.set()

    def _report(self, share: float) -> None:
        self.share = share


def apart(work: Work, progress: Progress) -> Any:
    """What the work returns, done in another process; an exception if it failed there, where an error of its own is logged."""
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ASSETS.parent,
        env=os.environ | {"OMP_NUM_THREADS": THREADS, "OPENBLAS_NUM_THREADS": THREADS},
        process_group=0 if os.name == "posix" else None,  # Ctrl+C is the server's
    ) as child:
        try:
            pickle.dump(work, child.stdin)
            child.stdin.flush()
            while True:
                is_result, value = pickle.load(child.stdout)
                if is_result:
                    return value
                progress(value)
        except (EOFError, OSError) as end:
            raise RuntimeError("a job's process ended without a result") from end


def _run_all() -> None:
    while True:
        _waiting.get()._run()


_waiting: SimpleQueue[Job] = SimpleQueue()
# A daemon: stopping the server doesn't wait for it.
Thread(target=_run_all, name="jobs", daemon=True).start()


def _work() -> None:
    """What the process does. It gives way to the server, and ends when the server does, however that comes."""
    if hasattr(os, "nice"):
        os.nice(19)
    results, sys.stdout = sys.stdout.buffer, sys.stderr  # which is for what is printed
    try:
        work = pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):  # the server has ended
        return
    Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()

    def send(is_result: bool, value: Any) -> None:
        pickle.dump((is_result, value), results)
        results.flush()

    send(True, work(lambda share: send(False, share)))


if __name__ == "__main__":
    _work()
