import gzip
import json

import pytest
from drawings import DIGITS, FORMS

from digitapp.drawing import files
from digitapp.drawing.strokes import Strokes

SAMPLE = {"label": 1, "writer": "anna", "strokes": [[[0, 0], [0, 200]]]}


def changed(**entries):
    return json.dumps([{**SAMPLE, **entries}]).encode()


@pytest.mark.parametrize("paths", [*DIGITS.values(), FORMS["crossed 7"][1]])
def test_what_is_written_is_read_again_where_it_was_on_the_canvas(paths):
    strokes = Strokes(tuple(paths))
    [drawing] = files.read(files.write([files.LabelledStrokes.from_strokes(strokes, 5)], "me"))
    assert drawing.label == 5
    for one, other in zip(drawing.on_canvas().paths, strokes.paths, strict=True):
        assert one == pytest.approx(other, abs=0.01)


def test_a_file_holds_what_the_benchmarks_format_asks_for():
    [entry] = json.loads(gzip.decompress(files.write([files.LabelledStrokes.from_strokes(Strokes(tuple(DIGITS[7])), 7)], "me")))
    assert entry["label"], entry["writer"] == (7, "me")
    xs, ys = zip(*(point for stroke in entry["strokes"] for point in stroke), strict=True)
    assert (min(xs), min(ys)) == (0, 0)
    assert max(*xs, *ys) == 200


def test_a_drawing_that_never_was_on_a_canvas_is_put_in_its_middle():
    [drawing] = files.read(json.dumps([SAMPLE]).encode())
    assert drawing.on_canvas().paths[0].tolist() == [[140, 40], [140, 240]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"{}", "must hold a list"),
        (b"[]", "must hold a list"),
        (b"[1]", "sample 0: it must be"),
        (b'[{"label": 1}]', "'strokes' is missing"),
        (b'[{"strokes": []}]', "'label' is missing"),
        (changed(label=10), "label must be"),
        (changed(label=True), "label must be"),
        (changed(label="ab"), "label must be"),
        (changed(strokes=5), "sample 0"),
        (changed(strokes=[[]]), "shape"),
        (changed(strokes=[[[1, 2, 3]]]), "shape"),
        (changed(strokes=[[["a", "b"]]]), "a stroke must"),
        (changed(strokes=[[[float("nan"), 1]]]), "finite"),
        (changed(size=0), "size must"),
        (changed(size="200"), "size must"),
        (changed(place=[1]), "place must"),
        (changed(place=[1e999, 0]), "place must"),
        (gzip.compress(json.dumps([SAMPLE]).encode())[:-10], "incomplete"),
        (b"\x1f\x8b" + b"x" * 50, "damaged"),
        (gzip.compress(b"[" + b" " * 3_000_000), "larger than 2 MB"),
        (b" " * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_bad_file_is_one_sentence(data, words):
    with pytest.raises(ValueError, match=words):
        files.read(data, max_bytes=2_000_000)
