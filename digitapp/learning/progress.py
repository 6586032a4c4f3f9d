"""Progress: how a long calculation says how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float], None]  # is called with the share that is done, 0..1

_Task = TypeVar("_Task")


def quiet(share: float) -> None:
    """Ignore progress."""


def counted(tasks: Sequence[_Task], progress: Progress) -> Iterator[_Task]:
    """The tasks one after another, reporting how many are done."""
    for done, task in enumerate(tasks):
        progress(done / len(tasks))
        yield task
    progress(1)
