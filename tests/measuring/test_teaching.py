"""A lesson: no drawing is read by a model that has learnt from it, and what nobody can learn from is left out."""

import numpy as np
import pytest
from drawings import DIGITS, canvas_json

from digitapp.drawing.strokes import Strokes
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.history import Entry, History
from digitapp.measuring.teaching import FOLDS, drawings, folds, lesson

SAMPLES = Samples.from_load_digits()
KNN = Experiment.of("knn", 300, learns="yours", n_neighbors=1)


def one_hand(levels, meant):
    return Samples(levels, meant, np.zeros(len(meant), dtype=int))


def history(*judged):
    found = History()
    for digit, meant in judged:
        found = found.adding(Entry.of(Strokes.from_canvas(canvas_json(DIGITS[digit])), meant))
    return found


def test_only_drawings_judged_to_be_a_digit_are_learnt_from():
    mine = drawings(history((0, 0), (3, None), (7, "?"), (4, 9)))
    assert mine.labels.tolist() == [0, 9]
    assert mine.digits.shape == (2, 8, 8)
    assert len(drawings(History())) == 0


def test_two_drawings_with_the_same_levels_are_one():
    strokes = Strokes.from_canvas(canvas_json(DIGITS[3]))
    moved = Strokes(tuple(path + 4 for path in strokes.paths))
    twice = History().adding(Entry.of(strokes, 3)).adding(Entry.of(moved, 3))
    assert len(twice.judged) == 2
    assert len(drawings(twice)) == 1


def test_a_drawing_is_never_read_by_a_model_that_knows_it():
    """Each drawing is like no other and has a label that nothing else suggests: who learnt from it would read it right."""
    rng = np.random.default_rng(0)
    levels = rng.integers(0, 17, (12, 8, 8)).astype(np.uint8)
    wrong = lesson(KNN, SAMPLES, one_hand(levels, np.zeros(12, dtype=int))).before.predicted
    mine = one_hand(levels, (wrong + 1 + np.arange(12) % 9) % 10)
    found = lesson(KNN, SAMPLES, mine)
    assert found.before.correct == 0
    assert found.after.correct < 6


def test_a_form_that_the_model_never_saw_is_learnt():
    rng = np.random.default_rng(0)
    upside_down = SAMPLES.where(SAMPLES.labels == 7).digits[:20, ::-1]
    mine = one_hand(np.clip(upside_down + rng.integers(0, 2, upside_down.shape), 0, 16).astype(np.uint8), np.full(20, 7))
    found = lesson(KNN, SAMPLES, mine)
    assert found.before.correct < 10 < found.after.correct
    assert found.paired.p < 0.05
    again = lesson(KNN, SAMPLES, mine)
    assert (again.after.predicted == found.after.predicted).all()


@pytest.mark.parametrize(("count", "parts"), [(2, 2), (4, 4), (10, FOLDS), (300, FOLDS)])
def test_each_drawing_is_left_out_once(count, parts):
    left_out = [part.tolist() for _, part in folds(count).split(np.zeros(count))]
    assert len(left_out) == parts
    assert sorted(place for part in left_out for place in part) == list(range(count))


def test_a_single_drawing_is_refused():
    with pytest.raises(ValueError, match="At least 2 drawings are needed, got 1"):
        lesson(KNN, SAMPLES, one_hand(np.ones((1, 8, 8), dtype=np.uint8), np.array([1])))
