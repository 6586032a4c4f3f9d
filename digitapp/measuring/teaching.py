"""Teaching: how well a model reads somebody's drawings before and after it has learnt from others of theirs."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.model_selection import KFold

from digitapp.drawing.arrays import Bytes, Ints
from digitapp.drawing.digit import SIDE, Digit, readable
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.history import History
from digitapp.measuring.scores import Paired, Score, paired

FOLDS = 5  # parts that the drawings are left out in, one after the other
SEED = 0  # of which drawing is in which part
MIN_DRAWINGS = 2  # one to learn from, one to be tested on


def drawings(history: History) -> Samples:
    """Those of a visit that were judged to be a digit, as samples of one writer; there is nothing to learn from others.

    Of several that have the same 64 levels only one, so that none is learnt from and tested.
    """
    pairs: dict[bytes, tuple[Bytes, int]] = {}
    for entry in history.judged:
        if isinstance(entry.meant, int) and (one := readable(entry.strokes)) is not None:
            levels = Digit.of(one).levels
            pairs[levels.tobytes()] = levels, entry.meant
    every = np.array([levels for levels, _ in pairs.values()], dtype=np.uint8).reshape(-1, SIDE, SIDE)
    return Samples(every, np.array([meant for _, meant in pairs.values()], dtype=int), np.zeros(len(pairs), dtype=int))


@dataclass(frozen=True)
class Lesson:
    """How the drawings were read `before` the model had learnt from any, and `after` it had learnt from all other parts."""

    before: Score
    after: Score

    @property
    def paired(self) -> Paired:
        """What only the first, before, and only the second, after, read right, and the p-value."""
        return paired(self.before.right, self.after.right)


def folds(count: int) -> KFold:
    """How so many drawings, at least two, are shared out: FOLDS parts, or one for each drawing if there are fewer."""
    return KFold(min(FOLDS, count), shuffle=True, random_state=SEED)


def lesson(
    experiment: Experiment, samples: Samples, mine: Samples, turn: AbstractContextManager[object] | None = None
) -> Lesson:
    """Let the experiment's model read each drawing without having learnt from it, before and after it is taught.

    Each fit takes a `turn` of its own. Raises ValueError if there are fewer than MIN_DRAWINGS drawings.
    """
    if len(mine) < MIN_DRAWINGS:
        raise ValueError(f"At least {MIN_DRAWINGS} drawings are needed, got {len(mine)}")
    known, _ = experiment.indexes(samples)
    rows, labels = samples.rows[known].astype(float), samples.labels[known]
    own, meant = mine.rows.astype(float), mine.labels

    def taught(learnt: Ints) -> ClassifierMixin:
        with turn or nullcontext():
            return experiment.make().fit(np.concatenate([rows, own[learnt]]), np.concatenate([labels, meant[learnt]]))

    before: Ints = taught(np.arange(0)).predict(own)
    after = np.empty_like(before)
    for learnt, left_out in folds(len(mine)).split(own):
        after[left_out] = taught(learnt).predict(own[left_out])
    return Lesson(Score(meant, before), Score(meant, after))
