"""The task: which digits a board asks for, how often and in which rounds, in an order of its own for each pupil."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from digitapp.board.limits import TIMES, BoardError

CAREFUL, FAST = "careful", "fast"
# What a pupil is told in each round
ROUNDS: Mapping[str, str] = MappingProxyType({CAREFUL: "as neatly as you can", FAST: "as fast as you can"})


class Asked(NamedTuple):
    """What a pupil is asked to draw: a digit, 0..9, in a round of `ROUNDS`."""

    digit: int
    round: str


@dataclass(frozen=True)
class Task:
    """Different digits, 0..9, each asked `times` times in each of `rounds`; raises BoardError if that cannot be asked."""

    digits: tuple[int, ...] = tuple(range(10))
    times: int = 2
    rounds: tuple[str, ...] = (CAREFUL,)

    def __post_init__(self) -> None:
        if not self.digits or len(set(self.digits)) < len(self.digits) or not set(self.digits) <= set(range(10)):
            raise BoardError("Choose at least one digit from 0 to 9, each of them once.")
        if not 1 <= self.times <= TIMES:
            raise BoardError(f"Each digit can be asked 1 to {TIMES} times in a round.")
        if not self.rounds or len(set(self.rounds)) < len(self.rounds) or not set(self.rounds) <= set(ROUNDS):
            raise BoardError(f"The rounds can be {' and '.join(ROUNDS)}, or one of them.")


def asked(task: Task, pupil: str) -> tuple[Asked, ...]:
    """All that a pupil is asked, round after round, each shuffled for this pupil's id: the same whenever asked."""
    found: list[Asked] = []
    for name in task.rounds:
        digits = sorted(task.digits) * task.times
        random.Random(f"{name} {pupil}").shuffle(digits)
        found += [Asked(digit, name) for digit in digits]
    return tuple(found)
