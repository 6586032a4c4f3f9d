import json

import numpy as np
import pytest
from drawings import DIGITS, canvas_json, scribble
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from digitapp.drawing.bitmap import STROKE_RULE, Bitmap
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import CANVAS, MAX_STROKES, PEN, Strokes, TooLongError, drawn


def levels(strokes):
    return Digit.of(Bitmap.of(strokes.ink())).levels.astype(int)


def thickness(bitmap):
    """How often its ink was thinned or thickened."""
    ink = np.count_nonzero(bitmap.after["scale"])
    return next(times for most, times in STROKE_RULE if ink <= most)


def moved(paths, scale=1.0, by=(0, 0)):
    return Strokes(tuple(np.asarray(path) * scale + by for path in paths))


def test_from_canvas_reads_lines_and_samples_curves():
    drawing = {
        "objects": [
            {"type": "Path", "path": [["M", 10, 20], ["Q", 20, 20, 20, 30], ["L", 20, 40]]},
            {"type": "Path", "path": [["M", 0, 0], ["C", 0, 8, 8, 8, 8, 0]]},
        ]
    }
    curve, cubic = Strokes.from_canvas(json.loads(json.dumps(drawing))).paths
    assert curve.dtype == np.float32
    assert curve[[0, 2, 4, 5]].tolist() == [[10, 20], [17.5, 22.5], [20, 30], [20, 40]]
    assert cubic[[0, 2, 4]].tolist() == [[0, 0], [4, 6], [8, 0]]


@pytest.mark.parametrize(
    "drawing",
    [
        None,
        7,
        [],
        {},
        {"objects": None},
        {"objects": "Path"},
        {"objects": [None]},
        {"objects": [{}]},
        {"objects": [{"type": "Rect", "width": 5}]},
        {"objects": [{"path": []}]},
        {"objects": [{"path": [[]]}]},
        {"objects": [{"path": [["M"]]}]},
        {"objects": [{"path": [["M", 1, "x"]]}]},
        {"objects": [{"path": [["M", 1, 2, 3]]}]},
        {"objects": [{"path": [["Q", 1, 2, 3, 4]]}]},
        {"objects": [{"path": [["M", 1, 2], ["A", 1, 2]]}]},
        {"objects": [{"path": [["M", 1, None]]}]},
        {"objects": [{"path": [["M", 1, float("nan")]]}]},
        {"objects": [{"path": [["M", 1, 1e300]]}]},
        {"objects": [{"path": [["M", 1, 10**400]]}]},
        {"objects": [{"path": ["M12"]}]},
        {"objects": [{"path": [["M", [1], [2]]]}]},
    ],
)
def test_canvas_json_of_a_foreign_shape_is_refused_in_words(drawing):
    with pytest.raises(ValueError, match="must"):
        Strokes.from_canvas(drawing)


def test_a_minute_of_scribbling_is_read():
    assert readable(Strokes.from_canvas(scribble(60 * 60)))
    assert readable(Strokes.from_canvas(canvas_json([[[20, 20], [200, 200]]] * MAX_STROKES)))


@pytest.mark.parametrize(
    "drawing",
    [
        scribble(4_000),
        {"objects": scribble(2_000)["objects"] * 2},
        {"objects": [{"path": [["L", 1, 1]] * 15_001}]},
        canvas_json([[[20, 20], [200, 200]]] * (MAX_STROKES + 1)),
    ],
    ids=["one stroke", "two strokes", "lines", "many strokes"],
)
def test_a_drawing_without_end_is_refused_in_words(drawing):
    with pytest.raises(TooLongError, match="too long to read: press Undo, or Clear"):
        Strokes.from_canvas(drawing)


@pytest.mark.parametrize("path", [[], [[1, 2, 3]], [[1, float("inf")]], [1, 2], [["a", "b"]], [[1, 2], [3]]])
def test_strokes_refuse_what_is_no_path(path):
    with pytest.raises(ValueError, match="a stroke must"):
        Strokes((path,))


def test_nothing_and_dots_are_blank_and_a_line_is_not():
    assert Strokes(()).is_blank
    assert Strokes.from_canvas({"objects": []}).is_blank
    assert Strokes(([[50, 50]], [[200, 90], [205, 95]])).is_blank
    assert not Strokes(([[50, 50], [50, 70]],)).is_blank


def test_the_pen_suits_the_drawing():
    """A line is redrawn 14 % as wide as it is long, however long it is."""
    for length in (60, 100, 200, 260):
        page = Strokes(([[140, 10], [140, 10 + length]],)).ink().page
        rows = np.flatnonzero(page.any(axis=1))
        width = np.count_nonzero(page[rows[len(rows) // 2]])
        assert width == pytest.approx(0.14 * (np.ptp(rows) - width), rel=0.1)


def test_on_canvas_shows_what_the_visitor_sees():
    page = Strokes(([[100, 140], [180, 140]],)).on_canvas(PEN).page
    assert page.shape == (CANVAS, CANVAS)
    rows, columns = np.nonzero(page >= 128)
    assert (rows.min(), rows.max()) == pytest.approx((126, 153), abs=1)
    assert (columns.min(), columns.max()) == pytest.approx((86, 193), abs=1)


@pytest.mark.parametrize("digit", DIGITS)
def test_lines_and_their_joints_are_what_pillow_draws(digit):
    """`drawn` calls what is beneath Pillow's own functions."""
    paths = [np.array(path, dtype=np.float32) for path in DIGITS[digit]]
    for pen in (1, 12, 28.5):
        page = Image.new("L", (300, 300))
        draw = ImageDraw.Draw(page)
        for path in paths:
            draw.line([tuple(point) for point in path.tolist()], fill=255, width=round(pen))
            for point in path.tolist():
                draw.circle(point, pen / 2, fill=255)
        assert (drawn(paths, pen, 300) == np.asarray(page)).all()


def test_a_stroke_that_leaves_the_canvas_is_read_as_far_as_it_is_seen():
    inside = Strokes(([[140, 100], [140, 280]],))
    beyond = Strokes(([[140, 100], [140, 279], [140, 1e6]],))
    assert np.abs(levels(inside) - levels(beyond)).mean() <= 1


@pytest.mark.parametrize("digit", DIGITS)
def test_moving_a_drawing_leaves_its_digit_identical(digit):
    at_home = levels(moved(DIGITS[digit], scale=0.5))

    @given(st.integers(0, 120), st.integers(0, 120))
    @settings(max_examples=10, deadline=None)
    def check(right, down):
        assert (levels(moved(DIGITS[digit], 0.5, (right, down))) == at_home).all()

    check()


@pytest.mark.parametrize("digit", DIGITS)
def test_scaling_a_drawing_changes_its_levels_by_at_most_1_on_average(digit):
    at_home = Bitmap.of(moved(DIGITS[digit]).ink())

    @given(st.floats(0.3, 1.3))
    @settings(max_examples=10, deadline=None)
    def check(scale):
        around = np.array([140, 140]) * (1 - scale)
        scaled = Bitmap.of(moved(DIGITS[digit], scale, around).ink())
        # A pixel of ink more may be one too many to be thickened.
        assume(thickness(scaled) == thickness(at_home))
        assert np.abs(Digit.of(scaled).levels.astype(int) - Digit.of(at_home).levels).mean() <= 1

    check()


coordinate = st.floats(allow_nan=False, allow_infinity=False, width=32) | st.floats(-50, 330, width=32)


@given(st.lists(st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=6), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_finite_strokes_give_a_digit_or_blank(paths):
    strokes = Strokes(tuple(paths))
    assert isinstance(strokes.is_blank, bool)
    assert levels(strokes).shape == (8, 8)


def test_drawings_of_the_tests_come_back_from_the_canvas_unchanged():
    for paths in DIGITS.values():
        sent = Strokes.from_canvas(canvas_json(paths))
        assert all(np.allclose(one, other) for one, other in zip(sent.paths, paths, strict=True))


def test_what_is_put_on_the_canvas_comes_back_from_it():
    for paths in DIGITS.values():
        strokes = Strokes(tuple(paths))
        again = Strokes.from_canvas(strokes.to_canvas())
        assert all((one == other).all() for one, other in zip(again.paths, strokes.paths, strict=True))


@given(st.lists(st.tuples(st.floats(0, 280, width=32), st.floats(0, 280, width=32)), min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_thinned_lines_stray_by_no_more_than_they_may_and_not_again(points):
    strokes = Strokes((points,))
    [thin] = strokes.thinned(2).paths
    [again] = Strokes((thin,)).thinned(2).paths
    assert (again == thin).all()
    assert (thin[[0, -1]] == strokes.paths[0][[0, -1]]).all()
    if len(thin) > 1:
        [line] = Strokes((thin,)).dense(0.5).paths
        nearest = np.hypot(*(strokes.paths[0][:, None] - line[None]).T).min(axis=0)
        assert nearest.max() <= 2 + 0.5


def test_dense_lines_have_a_point_wherever_the_pen_was():
    [path] = Strokes(([[0, 0], [80, 0], [80, 60]],)).dense(8).paths
    assert path[[0, 10, -1]].tolist() == [[0, 0], [80, 0], [80, 60]]
    assert np.hypot(*np.diff(path, axis=0).T) == pytest.approx(8, abs=0.6)
    assert Strokes(([[5, 5]],)).dense(8).paths[0].tolist() == [[5, 5]]
