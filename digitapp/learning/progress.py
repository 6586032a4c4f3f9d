"""Progress: how a long calculation says how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float], None]  # is called with the share that is done, 0..1

_Task = TypeVar("_Task")


def quiet(share: float) -> None:
    """Ignore progress."""


def counted(tasks: Sequence[_Task], progress: Progress, weights: Sequence[float] | None = None) -> Iterator[_Task]:
    """The tasks one after another, reporting how many are done, or what share of their weights."""
    weights = [1] * len(tasks) if weights is None else weights
    done, total = 0.0, sum(weights)
    for task, weight in zip(tasks, weights, strict=True):
        progress(done / total)
        yield task
        done += weight
    progress(1)


def between(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a part that takes the whole from the share `start` to `end`."""
    return lambda share: progress(start + share * (end - start))
