import numpy as np
import pytest
from drawings import DIGITS, NO_DIGITS

from digitapp.drawing.bitmap import STEPS, Bitmap
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.prediction import Prediction
from digitapp.learning.samples import Samples
from digitapp.probing.disturbances import DISTURBANCES
from digitapp.probing.sweep import BLANK, DIFFERS, DOUBTS, HOLDS, TURNS_RIGHT, Sweep

SEVEN = Strokes(tuple(DIGITS[7]))


@pytest.fixture(scope="module")
def some_models():
    return {key: models.fit(key) for key in ("default", "svc", "tree")}


@pytest.mark.parametrize("name", DISTURBANCES)
@pytest.mark.parametrize("drawing", [SEVEN, Ink(SEVEN.ink().page[:, :300]), Digit(Samples.from_load_digits().digits[7])])
def test_undisturbed_everything_is_as_the_page_reads_it(some_models, name, drawing):
    sweep = Sweep.of(drawing, name, some_models)
    start = sweep.strengths.index(0)
    as_read = drawing if isinstance(drawing, Digit) else readable(drawing)
    if isinstance(drawing, Digit):
        assert sweep.read[start] is drawing
    else:
        assert (sweep.read[start].pixels == as_read.pixels).all()
    for key, model in some_models.items():
        assert sweep.said[key][start].probabilities == pytest.approx(model.predict(as_read).probabilities)
        assert sweep.undisturbed[key].probabilities == pytest.approx(model.predict(as_read).probabilities)


def test_shift_and_size_break_no_model_until_the_cut_out_is_left_out(some_models):
    for name in ("sideways", "upwards", "size"):
        whole = Sweep.of(SEVEN, name, some_models)
        assert [whole.gives_up(key) for key in some_models] == [(None, None)] * len(some_models)
        without = Sweep.of(SEVEN, name, some_models, skip=["crop"])
        assert all(without.gives_up(key) != (None, None) for key in some_models)


# As the models read this drawing when the table was made: what a visitor would see.
@pytest.mark.parametrize(
    ("name", "key", "skip", "left", "right"),
    [
        ("turn", "svc", (), -30, 60),
        ("turn", "tree", (), -15, 60),
        ("turn", "default", (), -30, 45),
        ("sideways", "svc", ("crop",), 0, 0),
        ("sideways", "tree", ("crop",), -20, 20),
        ("lean", "svc", (), None, None),
    ],
)
def test_where_models_give_up_on_a_seven(some_models, name, key, skip, left, right):
    sweep = Sweep.of(SEVEN, name, some_models, skip)
    assert [None if place is None else sweep.strengths[place] for place in sweep.gives_up(key)] == [left, right]


def test_a_step_that_is_left_out_counts_against_the_verdict_on_the_whole_drawing(some_models):
    sweep = Sweep.of(SEVEN, "turn", some_models, skip=list(STEPS))
    assert sweep.undisturbed["svc"].label == 7
    start = sweep.strengths.index(0)
    assert sweep.outcome("default", start) == DOUBTS
    assert sweep.gives_up("default") == (start, start)


def says(digit, doubt=None):
    return Prediction(np.eye(10)[digit], doubt)


def swept(undisturbed, *said):
    """A sweep over -20, -10, 0, 10 and 20."""
    return Sweep((-20, -10, 0, 10, 20), (Digit(np.ones((8, 8))),) * 5, {"svc": undisturbed}, {"svc": said})


REFUSED = says(7, "Not sure.")


@pytest.mark.parametrize(
    ("truth", "outcomes", "gives_up"),
    [
        (None, [BLANK, DOUBTS, HOLDS, HOLDS, DIFFERS], (1, 4)),
        (7, [BLANK, DOUBTS, HOLDS, HOLDS, DIFFERS], (1, 4)),
        (1, [BLANK, DOUBTS, DIFFERS, DIFFERS, TURNS_RIGHT], (2, 2)),
    ],
)
def test_outcomes_are_told_apart(truth, outcomes, gives_up):
    sweep = swept(says(7), None, REFUSED, says(7), says(7), says(1))
    assert [sweep.outcome("svc", place, truth) for place in range(5)] == outcomes
    assert sweep.gives_up("svc", truth) == gives_up


@pytest.mark.parametrize("undisturbed", [says(1), REFUSED])
def test_a_model_that_was_not_right_before_turns_right(undisturbed):
    sweep = swept(undisturbed, says(7), says(7), undisturbed, says(7), says(1))
    assert not sweep.is_right("svc", 7)
    assert sweep.turns_right("svc", 7) == ((1, 0), (3, 3))
    assert swept(undisturbed, *[says(1)] * 5).turns_right("svc", 7) == (None, None)
    assert swept(undisturbed, *[says(7)] * 5).turns_right("svc", 7) == ((2, 0), (2, 4)), "a step is left out"


def test_what_the_best_reader_is_not_sure_of_has_no_verdict_to_give_up(some_models):
    sweep = Sweep.of(Strokes(tuple(NO_DIGITS["heart"])), "sideways", some_models)
    start = sweep.strengths.index(0)
    assert sweep.undisturbed["default"].doubt
    assert sweep.gives_up("default") == (start, start)


def test_no_ink_left_is_nothing_to_read():
    thin = Strokes((DIGITS[1][0],))
    page = thin.ink().page.copy()
    page[:, : page.shape[1] // 2 - 3] = 0  # about half of the line
    sweep = Sweep.of(Ink(page), "pen", {"svc": models.fit("svc")})
    assert sweep.read[0] is None
    assert sweep.said["svc"][0] is None
    assert isinstance(sweep.read[-1], Bitmap)


@pytest.mark.parametrize(
    "blank", [Strokes(()), Strokes((np.full((3, 2), 50.0),)), Ink(np.zeros((9, 9), dtype=np.uint8)), Digit(np.zeros((8, 8)))]
)
def test_a_blank_has_nothing_to_disturb(blank):
    assert Sweep.of(blank, "turn", {}) is None
