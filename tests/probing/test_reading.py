import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS, drawn

from digitapp.drawing import layout, views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT
from digitapp.learning.samples import Samples
from digitapp.probing import reading

MODEL = models.from_saved()
FOUR, HEART = (Bitmap.of(Strokes(tuple(paths)).ink()) for paths in (FORMS["open 4"][1], NO_DIGITS["heart"]))
PAINTED = Digit(Samples.from_load_digits().digits[100])
READ = [*(Bitmap.of(Strokes(tuple(paths)).ink()) for paths in [*DIGITS.values(), *NO_DIGITS.values()]), FOUR, PAINTED]


def why(readable):
    return reading.of(MODEL, readable, MODEL.predict(readable))


def test_the_views_margins_add_up_to_the_sum_that_decides():
    for read in READ:
        reason, prediction = why(read), MODEL.predict(read)
        levels = np.array([[view.digit.levels for view in views.of(read)]])
        assert reason.margin == pytest.approx(MODEL.evidence(levels).total[0, reason.winner, reason.runner_up])
        assert reason.probabilities.sum() == pytest.approx(1)
        assert reason.winner == (NO_DIGIT if prediction.no_digit > prediction.probabilities.max() else prediction.label)
        assert [view.view.digit.levels.tolist() for view in reason.views] == levels[0].tolist()


def test_similar_drawings_are_the_nearest_of_their_kind_to_the_drawing_as_shown():
    for read in READ:
        reason, rows = why(read), MODEL.known.rows.astype(float) - Digit.of(read).levels.ravel()
        assert {known.label for known in reason.alike} == {reason.winner}
        assert len(reason.alike) == len(reason.others) == reading.SIMILAR
        others = np.sort(np.linalg.norm(rows[MODEL.known.labels != reason.winner], axis=1))
        assert [known.distance for known in reason.others] == pytest.approx(others[: reading.SIMILAR])
        for known in (*reason.alike, *reason.others):
            difference = known.levels.astype(float) - Digit.of(read).levels
            assert known.distance == pytest.approx(np.linalg.norm(difference))


@pytest.mark.parametrize("read", [FOUR, HEART, PAINTED])
def test_a_square_counts_for_what_the_sum_loses_without_its_ink(read):
    reason, shown = why(read), Digit.of(read)
    assert not reason.counts[shown.levels == 0].any()
    row, column = np.unravel_index(np.abs(reason.counts).argmax(), (8, 8))
    without = shown.levels.copy()
    without[row, column] = 0
    rows = np.array([shown.levels, without])
    if isinstance(read, Digit):
        both = MODEL.evidence(rows[:, None]).total
    else:
        both = MODEL.estimator.machines[0].decisions(rows.reshape(2, 64))
    before, after = both[:, reason.winner, reason.runner_up]
    assert reason.counts[row, column] == pytest.approx(before - after, abs=1e-5)


def known(*distances_and_labels):
    return tuple(reading.Similar(np.zeros((8, 8)), label, distance, True) for distance, label in distances_and_labels)


@pytest.mark.parametrize(
    ("winner", "distances", "doubt", "words"),
    [
        (4, (5, 6, 7, 8), None, "Your drawing is closest to three known 4s; the nearest other digit, an 8, is further away."),
        (4, (5, 6, 7, 6), None, "Your drawing is close to three known 4s, but an 8 is about as near, so the votes decide."),
        (4, (5, 6, 7, 4), None, "The known digit most like your drawing is an 8, but the votes decide, and they say a 4."),
        (4, (5, 6, 7, 8), "It could be a 4 or an 8.", "It could be a 4 or an 8. Your drawing is closest to three known 4s"),
        (NO_DIGIT, (5, 6, 7, 8), "Unlike.", "Unlike. Your drawing is closest to three known drawings that are no digits"),
        (
            NO_DIGIT,
            (5, 6, 7, 4),
            "Unlike.",
            "Unlike. The known digit most like your drawing is an 8, but the votes decide, and",
        ),
    ],
)
def test_the_sentence_claims_no_more_than_the_distances_say(winner, distances, doubt, words):
    *alike, other = distances
    near = known(*((distance, winner) for distance in alike))
    reason = reading.Reading(winner, 8, np.zeros(11), doubt, 0.6, (), near, known((other, 8)), np.zeros((8, 8)))
    assert reason.sentence.startswith(words)


def test_what_its_layout_tells_is_said_and_nothing_of_its_views():
    two = Bitmap.of(Strokes((drawn((60, 60), (60, 220)), drawn((200, 60), (200, 220)))).ink())
    assert why(two) == reading.ToldBefore(layout.SEVERAL)
    assert not reading.is_told_before(Prediction(np.eye(10)[1], "It could be a 1 or a 7."))
