"""Handwriting: drawn alike for a seed, in every form."""

import numpy as np
import pytest

from digitapp.drawing.strokes import CANVAS
from digitapp.learning.forms import FORMS
from digitapp.learning.handwriting import Writer, draw, drawings, points


def drawn(form, seed):
    rng = np.random.default_rng(seed)
    return draw(form, Writer.random(rng), np.random.default_rng(seed), rng)


def test_a_stroke_is_read_with_its_corners():
    aims, ends = points("0,20 18.5,0! 18,50 -2,100!  40,99")
    assert aims.tolist() == [[0, 20], [18.5, 0], [18, 50], [-2, 100], [40, 99]]
    assert ends == [0, 1, 3, 4]


@pytest.mark.parametrize("digit", range(10))
def test_every_form_is_drawn_on_the_canvas(digit):
    for name, (share, form) in FORMS[digit].items():
        assert share > 0
        for seed in range(3):
            strokes = drawn(form, seed)
            every = np.concatenate(strokes.paths)
            assert not strokes.is_blank, name
            assert every.min() >= 0 and every.max() <= CANVAS, name
            assert 1 <= len(strokes.paths) <= 2 * len(form) + 1, name  # gaps, and a stray dot


@pytest.mark.parametrize("digit", range(10))
def test_every_digit_has_forms_that_look_like_digits(digit):
    assert len(FORMS[digit]) >= 4
    for name, (_, form) in FORMS[digit].items():
        every = np.concatenate([points(stroke)[0] for stroke in form])
        assert every[:, 1].min() >= -10 and every[:, 1].max() <= 110, name
        assert np.ptp(every[:, 1]) >= 80 and np.ptp(every[:, 0]) <= 140, name


def test_a_writer_draws_the_same_again_and_another_writer_does_not():
    once, again, another = ([strokes.paths for _, _, strokes, _ in drawings(writer)] for writer in (3, 3, 4))
    for first, second in zip(once, again, strict=True):
        assert np.array_equal(np.concatenate(first), np.concatenate(second))
    assert not np.array_equal(once[0][0], another[0][0])
    assert not np.array_equal(once[0][0], once[1][0]), "one person's two 0s differ"
