"""A lesson: no drawing is read by a model that has learnt from it, and what nobody can learn from is left out."""

import numpy as np
import pytest
from drawings import DIGITS, canvas_json

from digitapp.drawing import files
from digitapp.drawing.files import LabelledStrokes
from digitapp.drawing.strokes import Strokes
from digitapp.learning.samples import Samples
from digitapp.measuring import teaching
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.history import Entry, History
from digitapp.measuring.teaching import FOLDS, drawings, folds, lesson, read, samples_of, writers

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
    left_out = [part.tolist() for _, part in folds(one_hand(np.zeros((count, 8, 8), np.uint8), np.zeros(count, int)))]
    assert len(left_out) == parts
    assert sorted(place for part in left_out for place in part) == list(range(count))


@pytest.mark.parametrize(("count", "parts"), [(2, 2), (12, FOLDS)])
def test_no_writer_is_learnt_from_and_tested(count, parts):
    by = np.arange(60) % count
    shared = folds(Samples(np.zeros((60, 8, 8), np.uint8), np.zeros(60, int), by))
    assert len(shared) == parts
    assert not any(set(by[learnt]) & set(by[left_out]) for learnt, left_out in shared)
    assert sorted(place for _, part in shared for place in part) == list(range(60))


def a_file(*drawn):
    """A file of drawings by (digit, label, writer)."""
    strokes = [Strokes.from_canvas(canvas_json(DIGITS[digit])) for digit, _, _ in drawn]
    labels, writers = [label for _, label, _ in drawn], [writer for _, _, writer in drawn]
    return files.write(map(LabelledStrokes.from_strokes, strokes, labels), writers)


def test_the_digits_of_a_file_are_learnt_from_by_writer():
    found = read(a_file((0, 0, "2"), (3, 3, "1"), (7, "?", "1"), (4, 9, "2"), (3, 3, "2")))
    samples = samples_of(found)
    assert len(found) == 5
    assert samples.labels.tolist() == [0, 3, 9]
    assert writers(samples) == 1 + (samples.blocks[0] != samples.blocks[1])


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\x1f\x8b", b'[{"label": 3}]', b"[" * 100_000])
def test_what_is_no_file_of_drawings_is_said(data):
    with pytest.raises(ValueError, match=r"^(it|sample) "):
        read(data)


def test_a_file_has_a_limit(monkeypatch):
    monkeypatch.setattr(teaching, "MAX_DRAWINGS", 2)
    with pytest.raises(ValueError, match="it holds 3 drawings, and the limit is 2"):
        read(a_file((0, 0, "1"), (3, 3, "1"), (4, 4, "1")))


def test_a_single_drawing_is_refused():
    with pytest.raises(ValueError, match="At least 2 drawings are needed, got 1"):
        lesson(KNN, SAMPLES, one_hand(np.ones((1, 8, 8), dtype=np.uint8), np.array([1])))
