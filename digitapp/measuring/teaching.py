"""Teaching: how well a model reads somebody's drawings, or a class's, before and after it has learnt from others of theirs."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.model_selection import GroupKFold, KFold

from digitapp.drawing import files
from digitapp.drawing.arrays import Bytes, Ints
from digitapp.drawing.digit import SIDE, Digit, readable
from digitapp.drawing.files import LabelledStrokes
from digitapp.drawing.strokes import Strokes
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.history import History
from digitapp.measuring.scores import Paired, Score, paired

FOLDS = 5  # parts that the drawings are left out in, one after the other
SEED = 0  # of which drawing is in which part
MIN_DRAWINGS = 2  # one to learn from, one to be tested on
MAX_DRAWINGS = 3_000  # of a file


def drawings(history: History) -> Samples:
    """Those of a visit that were judged to be a digit, as samples of one writer; there is nothing to learn from others."""
    return _samples((entry.strokes, entry.meant, 0) for entry in history.judged)


def read(data: bytes) -> list[LabelledStrokes]:
    """The drawings of a file, at most MAX_DRAWINGS; for anything else a ValueError says what is wrong."""
    found = files.read(data)
    if len(found) > MAX_DRAWINGS:
        raise ValueError(f"it holds {len(found):,} drawings, and the limit is {MAX_DRAWINGS:,}")
    return found


def samples_of(drawings: Sequence[LabelledStrokes], progress: Progress = quiet) -> Samples:
    """Those of a file that are digits, as samples whose blocks are its writers; some milliseconds each."""
    names = {name: number for number, name in enumerate(dict.fromkeys(one.writer for one in drawings))}
    return _samples((one.on_canvas(), one.label, names[one.writer]) for one in counted(drawings, progress))


def _samples(drawings: Iterable[tuple[Strokes, int | str | None, int]]) -> Samples:
    """Of drawings, what was meant by them and their writers, those that are digits.

    Of several that have the same 64 levels only one, so that none is learnt from and tested.
    """
    found: dict[bytes, tuple[Bytes, int, int]] = {}
    for strokes, meant, writer in drawings:
        if isinstance(meant, int) and (one := readable(strokes)) is not None:
            levels = Digit.of(one).levels
            found[levels.tobytes()] = levels, meant, writer
    digits, labels, writers = zip(*found.values(), strict=True) if found else ((), (), ())
    return Samples(
        np.array(digits, dtype=np.uint8).reshape(-1, SIDE, SIDE), np.array(labels, dtype=int), np.array(writers, dtype=int)
    )


@dataclass(frozen=True)
class Lesson:
    """How the drawings were read `before` the model had learnt from any, and `after` it had learnt from all other parts."""

    before: Score
    after: Score

    @property
    def paired(self) -> Paired:
        """What only the first, before, and only the second, after, read right, and the p-value."""
        return paired(self.before.right, self.after.right)


def writers(samples: Samples) -> int:
    return len(np.unique(samples.blocks))


def folds(samples: Samples) -> list[tuple[Ints, Ints]]:
    """The places learnt from and those left out, of FOLDS parts, or of one for each drawing if there are fewer.

    Where there are several writers, parts are made of writers: none is learnt from and tested.
    """
    if (count := writers(samples)) > 1:
        by_writer = GroupKFold(min(FOLDS, count), shuffle=True, random_state=SEED)
        return list(by_writer.split(samples.rows, groups=samples.blocks))
    return list(KFold(min(FOLDS, len(samples)), shuffle=True, random_state=SEED).split(samples.rows))


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
    for learnt, left_out in folds(mine):
        after[left_out] = taught(learnt).predict(own[left_out])
    return Lesson(Score(meant, before), Score(meant, after))
