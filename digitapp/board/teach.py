"""Teaching: a model refitted with a class's drawings, and tested on the pupil whose drawings it has not seen, each in turn."""

from dataclasses import dataclass

import numpy as np

from digitapp.board.drawings import strokes_of
from digitapp.board.limits import BoardError
from digitapp.board.results import Difference, PupilTally, Results, difference_over_pupils
from digitapp.drawing.arrays import Bytes
from digitapp.drawing.digit import SIDE, Digit, readable
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.recipes import RECIPES, SEED
from digitapp.learning.samples import Samples
from digitapp.measuring.scores import Paired, Score, paired

KEYS = tuple(RECIPES)  # the best reader is not refitted: what it has learnt from is generated, and takes a quarter of an hour


@dataclass(frozen=True, eq=False)
class Taught:
    """How a model reads a class that has learnt from load_digits alone, `before`, and from the other pupils too, `after`.

    `test` is McNemar's of after (first) against before; as it takes drawings for independent, `difference` has the interval
    over pupils.
    """

    before: Score
    after: Score
    tallies: tuple[PupilTally, PupilTally]
    test: Paired
    difference: Difference


def teach(results: Results, key: str, progress: Progress = quiet) -> Taught:
    """Teach a model of `KEYS`; a fit for each pupil, so some seconds. Raises BoardError with fewer than two pupils."""
    pupils = np.unique(results.pupils)
    if len(pupils) < 2:
        raise BoardError("To teach a model, at least two phones must have sent drawings: one teaches it, the other tests it.")
    real, rows, labels = Samples.from_load_digits(), levels(results), results.digits
    before = RECIPES[key].make(SEED).fit(real.rows.astype(float), real.labels).predict(rows)
    after = np.empty_like(labels)
    for pupil in counted(pupils.tolist(), progress):
        held = results.pupils == pupil
        known = np.concatenate([real.rows, rows[~held]]).astype(float), np.concatenate([real.labels, labels[~held]])
        after[held] = RECIPES[key].make(SEED).fit(*known).predict(rows[held])
    scores = Score(labels, before), Score(labels, after)
    everything = np.ones(len(labels), dtype=bool)
    return Taught(
        *scores,
        (PupilTally.of(scores[0].right, results.pupils), PupilTally.of(scores[1].right, results.pupils)),
        paired(scores[1].right, scores[0].right),
        difference_over_pupils(scores[1].right, scores[0].right, results.pupils, everything, everything),
    )


def levels(results: Results) -> Bytes:
    """The 64 levels of each drawing, as a model that is taught reads it, uint8 (n, 64), 0..16."""
    found = np.zeros((len(results), SIDE * SIDE), dtype=np.uint8)
    for place, sent in enumerate(results.drawings):
        drawing = readable(strokes_of(sent.strokes))
        if drawing is not None:  # as all that are kept are
            found[place] = Digit.of(drawing).levels.ravel()
    return found
