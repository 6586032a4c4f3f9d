import numpy as np
import pytest

from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer

SURE = Prediction(np.eye(10)[8])
UNSURE = Prediction(0.55 * np.eye(10)[8] + 0.45 * np.eye(10)[3], "It could be an 8 or a 3.")
NONE = Prediction(0.04 * np.eye(10)[8], "It is unlike every digit this model has seen.", 0.96)


@pytest.mark.parametrize(
    ("prediction", "words", "right"),
    [(SURE, "read as 8", {8}), (UNSURE, "not sure, perhaps 8", {8, "?", "K"}), (NONE, "read as no digit", {"?", "K"})],
)
def test_a_digit_is_right_by_its_best_guess_and_what_is_none_by_a_refusal(prediction, words, right):
    answer = Answer.of(prediction)
    assert str(answer) == words
    assert {meant for meant in (3, 8, "?", "K") if answer.is_right(meant)} == right
