"""What training wrote into assets/ is what it finds again."""

import json

import numpy as np

from digitapp.learning import training
from digitapp.learning.handwriting import FORM_NAMES, TIMES
from digitapp.learning.limits import LIMITS_FILE, Limits
from digitapp.learning.samples import HANDWRITING_FILE, Samples
from digitapp.learning.training import WRITERS


def test_a_part_of_the_cross_validation_is_found_again():
    found = json.loads(LIMITS_FILE.read_text())["found"]["load_digits"][0]
    again = training.read_blocks(0).figures()
    assert again["samples"] == found["samples"]
    # Other processors round sums otherwise, which may turn a reading that hangs by a hair.
    assert abs(again["right"] - found["right"]) <= 1


def test_the_limits_are_plain_numbers_within_reason():
    limits = Limits.from_file()
    assert 0.1 < limits.sharpness < 10
    assert max(abs(limits.prior), abs(limits.alone)) < 5
    assert 0.3 < limits.sure < 0.9


def test_the_file_is_what_the_code_draws():
    part = training.drawn_by(range(3))
    with np.load(HANDWRITING_FILE) as data:
        assert set(data.files) == {*part, "form_names", "source"}
        assert data["form_names"].tolist() == list(FORM_NAMES)
        for name, array in part.items():
            assert data[name].dtype == array.dtype, name
            assert np.array_equal(data[name][: len(array)], array), f"{name}: run python -m digitapp train"


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


def test_handwriting_is_written_in_the_same_bytes_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "WRITERS", 2)
    for name in ("a.npz", "b.npz"):
        training.write_handwriting(tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
