"""Handwriting: drawn alike for a seed, in every form, and the file in assets/ is what the code draws."""

import numpy as np
import pytest

from digitapp.drawing.strokes import CANVAS
from digitapp.learning import handwriting
from digitapp.learning.forms import FORMS
from digitapp.learning.handwriting import FORM_NAMES, TIMES, WRITERS, Writer, arrays, draw, drawings, points
from digitapp.learning.samples import HANDWRITING_FILE, Samples


def drawn(form, seed):
    rng = np.random.default_rng(seed)
    return draw(form, Writer.of(rng), np.random.default_rng(seed), rng)


def test_a_stroke_is_read_with_its_corners():
    aims, ends = points("0,20 18.5,0! 18,50 -2,100!  40,99")
    assert aims.tolist() == [[0, 20], [18.5, 0], [18, 50], [-2, 100], [40, 99]]
    assert ends == [0, 1, 3, 4]


@pytest.mark.parametrize("digit", range(10))
def test_every_form_is_drawn_on_the_canvas(digit):
    for name, (share, *form) in FORMS[digit].items():
        assert share > 0
        for seed in range(3):
            strokes = drawn(form, seed)
            every = np.concatenate(strokes.paths)
            assert not strokes.is_blank, name
            assert every.min() >= 0 and every.max() <= CANVAS, name
            assert 1 <= len(strokes.paths) <= len(form), name


@pytest.mark.parametrize("digit", range(10))
def test_every_digit_has_forms_that_look_like_digits(digit):
    assert len(FORMS[digit]) >= 4
    for name, (_, *form) in FORMS[digit].items():
        every = np.concatenate([points(stroke)[0] for stroke in form])
        assert every[:, 1].min() >= -10 and every[:, 1].max() <= 110, name
        assert np.ptp(every[:, 1]) >= 80 and np.ptp(every[:, 0]) <= 100, name


def test_a_writer_draws_the_same_again_and_another_writer_does_not():
    once, again, another = ([strokes.paths for _, _, strokes, _ in drawings(writer)] for writer in (3, 3, 4))
    for first, second in zip(once, again, strict=True):
        assert np.array_equal(np.concatenate(first), np.concatenate(second))
    assert not np.array_equal(once[0][0], another[0][0])
    assert not np.array_equal(once[0][0], once[1][0]), "one person's two 0s differ"


def test_the_file_is_what_the_code_draws():
    part = arrays(range(3))
    with np.load(HANDWRITING_FILE) as data:
        assert set(data.files) == {*part, "form_names", "source"}
        assert data["form_names"].tolist() == list(FORM_NAMES)
        for name, array in part.items():
            assert data[name].dtype == array.dtype, name
            assert np.array_equal(data[name][: len(array)], array), f"{name}: run python -m digitapp.learning.handwriting"


def test_the_file_is_balanced_small_and_says_that_it_is_generated():
    assert HANDWRITING_FILE.stat().st_size < 2_000_000
    samples = Samples.from_handwriting()
    assert samples.digits.shape == (len(samples), 8, 8) and samples.digits.dtype == np.uint8
    assert samples.digits.max() == 16 and samples.digits.any(axis=(1, 2)).all()
    assert np.bincount(samples.labels).tolist() == [WRITERS * TIMES] * 10
    assert np.bincount(samples.blocks).tolist() == [10 * TIMES] * WRITERS
    forms = Samples.from_handwriting("forms").blocks
    assert all(FORM_NAMES[form].startswith(f"{label} ") for form, label in zip(forms, samples.labels, strict=True))
    with np.load(HANDWRITING_FILE) as data:
        assert "generated" in str(data["source"])


def test_the_command_writes_the_same_bytes_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(handwriting, "WRITERS", 2)
    for name in ("a.npz", "b.npz"):
        handwriting.main(tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
