import gzip
import json
import re

import numpy as np
import pytest
from drawings import DIGITS
from PIL import Image

from digitapp.__main__ import main
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction
from digitapp.measuring import benchmark, handwriting_files
from digitapp.measuring.misreadings import Guess


def write(path, samples):
    path.write_bytes(gzip.compress(json.dumps(samples).encode()))
    return path


def to_file_units(paths):
    """The tests' drawings as a file holds them: top left corner at 0, 0, longer side 200."""
    points = np.concatenate(paths)
    factor = 200 / np.ptp(points, axis=0).max()
    return [((np.asarray(path) - points.min(axis=0)) * factor).tolist() for path in paths]


@pytest.fixture
def digits_file(tmp_path):
    samples = [{"label": digit, "writer": "me", "strokes": to_file_units(paths)} for digit, paths in DIGITS.items()]
    return write(tmp_path / "mine.v2.json.gz", samples)


def run(capsys, *arguments):
    status = main(["benchmark", *map(str, arguments)])
    return status, capsys.readouterr()


@pytest.mark.parametrize("options", [[], ["--size", 60, "--pen", 40], ["--pixels"]])
def test_a_file_of_strokes_is_measured_for_every_model(capsys, digits_file, options):
    status, printed = run(capsys, digits_file, "--json", *options)
    figures = json.loads(printed.out)
    assert status == 0
    assert list(figures) == ["mine"]
    fitted = ["svc", "tree", "forest", "knn", "logistic"]
    assert sorted(figures["mine"]) == sorted(["default", *fitted, *(f"{name}+handwriting" for name in fitted)])
    for name in ("default", "svc"):
        figure = figures["mine"][name]
        assert (figure["n"], figure["accuracy"], figure["refused"], figure["accuracy_sure"]) == (10, 1, 0, 1)
        assert 0 < figure["ece"] < 0.3
    assert "mine: 10 of 10" in printed.err


def test_squeezing_the_canvas_reads_less(capsys, digits_file):
    _, printed = run(capsys, digits_file, "--naive", "--json")
    assert json.loads(printed.out)["mine"]["svc"]["accuracy"] < 0.8


def test_blank_samples_are_refused_and_wrong_and_letters_have_no_accuracy(capsys, tmp_path):
    seven = to_file_units(DIGITS[7])
    blanks = write(
        tmp_path / "blanks.json.gz", [{"label": 7, "writer": "a", "strokes": s} for s in (seven, [], [[[0, 0]]], seven)]
    )
    letters = write(tmp_path / "letters.json.gz", [{"label": "K", "writer": "a", "strokes": seven}])
    _, printed = run(capsys, blanks, letters, "--json")
    figures = json.loads(printed.out)
    for name in ("svc", "default"):
        figure = figures["blanks"][name]
        assert (figure["n"], figure["accuracy"], figure["refused"], figure["accuracy_sure"]) == (4, 0.5, 0.5, 1)
        assert figure["confusion"][7][7] == 2
    unknown = dict.fromkeys(("accuracy", "accuracy_sure", "ece", "confusion"))
    assert figures["letters"]["svc"] == {"n": 1, "refused": 0, **unknown}


def test_a_refused_digit_counts_by_what_it_would_be_if_it_is_one():
    refused = Prediction(np.array([0.27, 0.03, *[0.0] * 8]), doubt="It is unlike every digit.", no_digit=0.7)
    figures = benchmark.measure([refused] * 10, [0] * 9 + [1])
    assert figures["ece"] == pytest.approx(0)
    assert (figures["accuracy"], figures["refused"]) == (0.9, 1)


def test_mistakes_are_listed_and_drawn(capsys, tmp_path):
    seven = to_file_units(DIGITS[7])
    file = write(tmp_path / "wrong.json.gz", [{"label": 4, "writer": "a", "strokes": seven}] * 2)
    _, printed = run(capsys, file, "--confused", "--mistakes", tmp_path / "sheet.png")
    assert "4 read as 7: 2" in printed.out
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.getextrema() == (0, 255)


def test_images_are_scaled_by_their_maximum(capsys, tmp_path):
    pages = np.array([Strokes(tuple(map(np.asarray, DIGITS[d]))).on_canvas(28).page for d in (3, 7)])
    np.savez(tmp_path / "images.npz", images=pages / 255 * 16, labels=[3, 7])
    _, printed = run(capsys, tmp_path / "images.npz", "--json")
    assert json.loads(printed.out)["images"]["svc"]["accuracy"] == 1


@pytest.mark.parametrize("is_dark_on_light", [False, True])
def test_images_of_dark_ink_on_light_are_warned_of(tmp_path, is_dark_on_light):
    pages = np.array([Strokes(tuple(map(np.asarray, DIGITS[digit]))).on_canvas(28).page for digit in (0, 1, 8)])
    np.savez(path := tmp_path / "images.npz", images=255 - pages if is_dark_on_light else pages, labels=[0, 1, 8])
    assert handwriting_files.read(path).are_dark_on_light == is_dark_on_light


def test_the_warning_says_what_to_do(capsys, tmp_path):
    np.savez(tmp_path / "images.npz", images=np.full((1, 8, 8), 16), labels=[1])
    status, printed = run(capsys, tmp_path / "images.npz", "--json")
    assert status == 0
    assert re.search(r"images\.npz: .* dark ink on light.*: save their maximum minus the images instead", printed.err)


def test_the_table_shows_accuracy_with_its_interval(capsys, digits_file):
    status, printed = run(capsys, digits_file)
    assert status == 0
    line = next(line for line in printed.out.splitlines() if " svc " in line)
    assert line.split()[:4] == ["mine", "svc", "10", "100.0"]
    assert "(69.2 to 100.0)" in line


good = {"label": 1, "writer": "a", "strokes": [[[0, 0], [0, 200]]]}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json.gz", b"not gzip", "it is not JSON"),
        ("a.json.gz", gzip.compress(b"{"), "not JSON"),
        ("a.json.gz", gzip.compress(b"[]"), "must hold a list"),
        ("a.json.gz", gzip.compress(json.dumps([good])[:-1].encode()), "not JSON"),
        ("a.json.gz", gzip.compress(json.dumps([good] * 9).encode())[:-20], "incomplete"),
        ("a.json", json.dumps([{**good, "label": 12}]).encode(), "sample 0: label must be"),
        ("a.json", json.dumps([{**good, "label": [1]}]).encode(), "sample 0: label must be"),
        ("a.json", json.dumps([good, {**good, "strokes": [[1]]}]).encode(), "sample 1: a stroke must"),
        ("a.json", json.dumps([good, {**good, "strokes": 5}]).encode(), "sample 1"),
        ("a.json", json.dumps([good, 5]).encode(), "sample 1"),
        ("a.json", json.dumps([{"label": 1}]).encode(), "'strokes' is missing"),
        ("a.npz", b"PK nonsense", "a.npz"),
        ("a.txt", b"hello", "must end in"),
        ("a.json", None, "No such file"),
    ],
)
def test_a_malformed_file_gets_one_line_and_status_2(capsys, tmp_path, name, content, message):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    status, printed = run(capsys, path)
    assert status == 2
    assert printed.out == ""
    [line] = printed.err.splitlines()
    assert line.startswith(str(path))
    assert re.search(message, line)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"images": np.zeros((2, 8, 8))}, "'labels"),
        ({"images": np.zeros((2, 8)), "labels": [1, 2]}, "shape"),
        ({"images": np.zeros((2, 8, 8)), "labels": [1]}, "2 labels|1 labels"),
        ({"images": np.full((1, 8, 8), -1), "labels": [1]}, "0 or more"),
        ({"images": np.full((1, 8, 8), "x"), "labels": [1]}, "numbers"),
        ({"images": np.ones((1, 8, 8)), "labels": [11]}, "label must be"),
    ],
)
def test_malformed_images_get_one_line_and_status_2(capsys, tmp_path, arrays, message):
    np.savez(tmp_path / "a.npz", **arrays)
    status, printed = run(capsys, tmp_path / "a.npz")
    assert status == 2
    assert len(printed.err.splitlines()) == 1
    assert any(part in printed.err for part in message.split("|"))


def test_two_files_of_one_name_are_refused(capsys, digits_file):
    status, printed = run(capsys, digits_file, digits_file)
    assert (status, printed.out) == (2, "")
    assert printed.err == "two files have the same name up to the first dot\n"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--pen", "0"], "argument --pen: must be from 1 to 280, got 0"),
        (["--size", "281"], "argument --size: must be from 1 to 280, got 281"),
        (["--pixels", "--naive"], "not allowed with"),
    ],
)
def test_options_that_cannot_be_are_refused(capsys, digits_file, option, words):
    with pytest.raises(SystemExit) as stopped:
        run(capsys, digits_file, *option)
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


def test_a_letter_is_a_mistake_only_if_it_is_read_as_a_digit():
    drawing, read = Strokes(tuple(map(np.asarray, DIGITS[7]))), Digit(np.ones((8, 8)))
    seven, none = Prediction(np.eye(10)[7]), Prediction(np.eye(10)[7] / 10, "It is unlike every digit.", 0.9)
    assert [Guess(drawing, read, "K", said).is_wrong for said in (seven, none)] == [True, False]
    assert [Guess(drawing, read, 7, said).is_wrong for said in (seven, none)] == [False, False]
