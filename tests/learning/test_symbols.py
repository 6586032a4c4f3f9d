"""Symbols: drawn alike for a writer, on the canvas, and what is kept to test with is never learnt from."""

import numpy as np
import pytest

from digitapp.drawing.strokes import CANVAS
from digitapp.learning.symbols import KEPT, LEARNT, drawings


def test_kinds_kept_to_test_with_are_not_learnt_from_and_as_many():
    assert not set(KEPT) & set(LEARNT)
    assert len(KEPT) == len(LEARNT) >= 18


@pytest.mark.parametrize("kinds", [LEARNT, KEPT], ids=["learnt", "kept"])
def test_every_kind_is_drawn_on_the_canvas(kinds):
    for writer in range(4):
        drawn = dict(drawings(writer, kinds))
        assert list(drawn) == list(kinds)
        for kind, strokes in drawn.items():
            every = np.concatenate(strokes.paths)
            assert not strokes.is_blank, kind
            assert every.min() >= 0 and every.max() <= CANVAS, kind


def test_a_writer_draws_the_same_again_and_another_writer_does_not():
    once, again, another = (dict(drawings(writer)) for writer in (3, 3, 4))
    for kind in LEARNT:
        assert np.array_equal(np.concatenate(once[kind].paths), np.concatenate(again[kind].paths)), kind
        assert not np.array_equal(once[kind].paths[0], another[kind].paths[0]), kind
