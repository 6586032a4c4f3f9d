from dataclasses import replace
from functools import reduce

import numpy as np
import pytest
from boards import TEXTS, sent
from drawings import DIGITS, drawn

from digitapp.board import results, teach
from digitapp.board.board import Board, apply
from digitapp.board.limits import BoardError
from digitapp.board.results import Results
from digitapp.board.task import Task
from digitapp.drawing import links
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.recipes import Recipe

# A box with a diagonal: no model knows it, and it is far from anything in load_digits
OWN_FORM = [drawn((60, 60), (220, 60), (220, 220), (60, 220), (60, 60)), drawn((60, 60), (220, 220))]


def class_of(pupils, digits):
    """A class in which everybody writes 4 as nobody else does, a little moved for each, and other digits as usual."""
    drawings = []
    for whose in range(pupils):
        for digit in digits:
            paths = [
                [[x + (whose if y > 100 else 0), y] for x, y in path] for path in (OWN_FORM if digit == 4 else DIGITS[digit])
            ]
            drawings.append(sent(whose, len(drawings), digit, strokes=links.pack(Strokes(tuple(paths)))))
    board = reduce(apply, [replace(one, seq=seq) for seq, one in enumerate(drawings, start=1)], Board(Task()))
    return Results.of(board, results.readings(board, {"svc": models.fit("svc")}, {}), ("svc",))


def test_a_class_teaches_a_model_what_only_its_pupils_write():
    progress = []
    taught = teach.teach(class_of(9, (4, 7)), "knn", progress.append)
    assert taught.before.correct <= 9 + 1
    assert taught.after.correct >= 17
    assert taught.test.only_first == taught.after.correct - taught.before.correct + taught.test.only_second
    assert taught.test.p < 0.05
    low, high = taught.difference.over_pupils
    assert 0 < low <= taught.difference.share <= high
    assert progress[-1] == 1


class Memory:
    """Reads a drawing as 1 if it has learnt it, else as 0."""

    def fit(self, rows, labels):
        self.known = {row.tobytes() for row in rows.astype(int)}
        return self

    def predict(self, rows):
        return np.array([row.tobytes() in self.known for row in rows.astype(int)], dtype=int)


def test_no_pupils_own_drawings_teach_the_model_that_reads_them(monkeypatch):
    monkeypatch.setattr(teach, "RECIPES", {"knn": Recipe("Memory", "knows what it has seen", lambda seed: Memory())})
    taught = teach.teach(class_of(3, (4, 4)), "knn")
    assert taught.after.predicted.tolist() == [0] * 6
    same = replace(found := class_of(3, (4, 4)), drawings=found.drawings[:2] * 3)
    assert teach.teach(same, "knn").after.predicted.tolist() == [1] * 6, "the other pupils' drawings do"


def test_one_phone_is_too_few_to_teach():
    with pytest.raises(BoardError, match="at least two phones"):
        teach.teach(class_of(1, (4, 7)), "svc")


def test_a_drawing_is_taught_as_it_is_read():
    board = apply(Board(Task()), sent(1, 1, 7, strokes=TEXTS[7], seq=1))
    rows = teach.levels(Results.of(board, results.readings(board, {"svc": models.fit("svc")}, {}), ("svc",)))
    assert rows.shape == (1, 64)
    assert rows.max() <= 16
