"""People against the machine: twelve samples for a person to read, and how the models read the same twelve.

The twelve are chosen by how many models misread them, so that the hard ones are among them. So an accuracy on them says
nothing about a model in general, only about these twelve.
"""

from collections.abc import Mapping

import numpy as np

from digitapp.drawing.arrays import Ints
from digitapp.measuring.scores import DIGITS, Score

# By how many models misread a sample: how many of the twelve are such. Half of them are read by every model, so that no model
# falls below the axis on which accuracies are shown.
MISREAD_BY: Mapping[str, int] = {"every model": 3, "some models": 3, "no model": 6}
COUNT = sum(MISREAD_BY.values())
SECONDS = 4  # that a picture is shown


def readers(scores: Mapping[str, Score]) -> Ints:
    """How many of the models read each sample right, int (n,)."""
    return np.sum([score.right for score in scores.values()], axis=0)


def kinds(scores: Mapping[str, Score]) -> dict[str, Ints]:
    """The numbers of the samples by which models misread them, a word of `MISREAD_BY`."""
    right = readers(scores)
    of_kind = {"every model": right == 0, "some models": (right > 0) & (right < len(scores)), "no model": right == len(scores)}
    return {kind: np.flatnonzero(of_kind[kind]) for kind in MISREAD_BY}


def chosen(scores: Mapping[str, Score], seed: int) -> Ints:
    """The numbers of twelve samples, as many of each kind as `MISREAD_BY` says, in random order, int (12,)."""
    random = np.random.default_rng(seed)
    pools = kinds(scores)
    for kind, count in MISREAD_BY.items():
        if len(pools[kind]) < count:
            raise ValueError(f"{count} samples misread by {kind} are needed, there are {len(pools[kind])}")
    picked = [random.choice(pools[kind], count, replace=False) for kind, count in MISREAD_BY.items()]
    return random.permutation(np.concatenate(picked))


def checked(answers: object) -> Ints | None:
    """Twelve answers, 0..9, as they come from a browser, int (12,); None if they are anything else."""
    if not isinstance(answers, list) or len(answers) != COUNT:
        return None
    if not all(type(answer) is int and answer in DIGITS for answer in answers):  # True is an int, too
        return None
    return np.array(answers)


def on_these(scores: Mapping[str, Score], numbers: Ints) -> dict[str, Score]:
    """How each model read the samples with these numbers alone."""
    return {key: Score(score.labels[numbers], score.predicted[numbers]) for key, score in scores.items()}
