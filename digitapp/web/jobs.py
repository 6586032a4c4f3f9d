"""Long work behind the pages: one job at a time, in a process of its own, so that strokes on the Draw page stay quick.

In a thread it would hold up every stroke for Python's lock, and a server that was told to stop in the middle of a calculation
with several threads would hang. `python -m digitapp.web.jobs` is that process: it is told on its standard input what to do, and
writes on its standard output how far it is and what came of it, all pickled.
"""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from digitapp import ASSETS
from digitapp.learning.progress import Progress

Task = Callable[[Progress], Any]  # what can be pickled, and returns what can be pickled
Do = Callable[[Task, Progress], Any]  # does a task in the job's process and returns what that returns
Work = Callable[[Do, Progress], Any]

COMMAND = (sys.executable, "-m", __name__)
THREADS = str(max(1, (os.cpu_count() or 1) - 1))  # a core is left to the server


class Job:
    """A piece of work, done once: waits for those before it, says how far it is, and keeps its result or its error."""

    def __init__(self, work: Work):
        self.share: float | None = None  # of the work that is done; None while others are before it
        self.result: Any = None
        self.error: Exception | None = None
        self._began: float | None = None
        self._work = work
        self._done = Event()
        _waiting.put(self)
        with _starting:
            if not _thread.is_alive():
                _thread.start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is done, at most `seconds`; whether it is done."""
        return self._done.wait(seconds)

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    def _run(self) -> None:
        self._began = time.monotonic()
        self._report(0.0)
        try:
            with apart() as do:
                self.result = self._work(do, self._report)
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told; the next job must start
            self.error = error
        self._done.set()

    def _report(self, share: float) -> None:
        self.share = share


@contextmanager
def apart() -> Iterator[Do]:
    """Another process, and what does a task there: raises RuntimeError if it failed, where an error of its own is logged."""
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ASSETS.parent,
        env=os.environ | {f"{library}_NUM_THREADS": THREADS for library in ("OMP", "OPENBLAS", "MKL")},
        process_group=0 if os.name == "posix" else None,  # Ctrl+C is the server's
    ) as child:
        tasks, results = child.stdin, child.stdout
        assert tasks
        assert results

        def do(task: Task, progress: Progress) -> Any:
            try:
                pickle.dump(pickle.dumps(task), tasks)  # twice: see `_take`
                tasks.flush()
                while True:
                    is_result, value = pickle.load(results)
                    if is_result:
                        return value
                    progress(value)
            except (EOFError, OSError, pickle.UnpicklingError) as end:
                raise RuntimeError("a job's process ended without a result") from end

        yield do


def _run_all() -> None:
    while True:
        _waiting.get()._run()


_waiting: SimpleQueue[Job] = SimpleQueue()
# Started by the first job. A daemon: stopping the server doesn't wait for it.
_thread = Thread(target=_run_all, name="jobs", daemon=True)
_starting = Lock()


def _do_all() -> None:
    """What the process does. It gives way to the server, and ends when the server does, however that comes."""
    if hasattr(os, "nice"):
        os.nice(19)
    results, sys.stdout = sys.stdout.buffer, sys.stderr  # which is for what is printed
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take, args=(tasks,), daemon=True).start()

    def send(is_result: bool, value: Any) -> None:
        pickle.dump((is_result, value), results)
        results.flush()

    while True:
        task = pickle.loads(tasks.get())
        send(True, task(lambda share: send(False, share)))


def _take(tasks: SimpleQueue[bytes]) -> None:
    """Take tasks until there are no more, or no server. They come as bytes, so that no task can fail here."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


if __name__ == "__main__":
    _do_all()
