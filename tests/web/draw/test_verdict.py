"""What is shown as probabilities, in words and further down the page says the same as the verdict."""

import re

import numpy as np
import pytest
from drawings import NO_DIGITS, drawn

from digitapp.drawing.digit import readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.prediction import Prediction
from digitapp.web import figures
from digitapp.web.draw import change, verdict, why

TWO, DASH = (
    Strokes(paths) for paths in ((drawn((60, 60), (60, 220)), drawn((200, 60), (200, 220))), (drawn((50, 140), (230, 140)),))
)
EIGHT, UNLIKE = np.eye(10)[8], "It is unlike every digit this model has seen."
SURE, UNSURE = Prediction(EIGHT), Prediction(0.55 * EIGHT + 0.45 * np.eye(10)[3], "It could be an 8 or a 3.")
NONE = Prediction(0.04 * EIGHT, UNLIKE, 0.96)


def words(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def marked(html):
    return re.findall(r'<tr class="verdict"><th scope="row">([^<]+)</th>', html)


@pytest.mark.parametrize(
    ("prediction", "said", "bars", "cell"),
    [
        (SURE, "8", ["8"], ("8", "100 %")),
        (UNSURE, "?", [], ("?", "perhaps 8 55 %")),
        (NONE, "?", ["no digit"], ("?", "no digit 96 %")),
    ],
)
def test_verdict_bars_and_table_say_the_same(prediction, said, bars, cell):
    assert verdict.said(prediction) == said
    assert marked(verdict.bars(prediction, "default")) == bars
    assert figures.verdict(prediction) == cell


def test_only_the_best_reader_has_a_bar_for_no_digit():
    assert "no digit" in verdict.bars(SURE, "default")
    assert "no digit" not in verdict.bars(SURE, "svc")


def test_where_it_reads_a_digit_no_digit_has_no_number_and_no_0_per_cent():
    assert words(verdict.bars(SURE, "default")).endswith("no digit \N{EN DASH}")


@pytest.mark.parametrize(
    ("prediction", "expected"),
    [(UNSURE, "Not sure. It could be an 8 or a 3. Best guess: 8."), (NONE, f"{UNLIKE} If it must be a digit, an 8.")],
)
def test_a_refusal_says_what_it_would_be_all_the_same(prediction, expected):
    assert words(verdict.doubt(prediction)) == expected


@pytest.mark.parametrize(("drawing", "rule"), [(TWO, "they stand apart"), (DASH, "more level than upright")])
def test_what_its_layout_tells_gets_its_rule_and_no_guess_votes_or_change(drawing, rule):
    model, read = models.from_saved(), readable(drawing)
    said = model.predict(read)
    assert words(verdict.doubt(said)) == said.doubt
    assert rule in (shown := why.html(model, read, said))
    assert "<table" not in shown
    told = words(change.html(model, read, said))
    assert told.startswith("It was refused before its 64 numbers were read") and told.endswith(said.doubt)


def test_what_would_change_its_mind_about_no_digit_is_a_digit():
    model, read = models.from_saved(), readable(Strokes(tuple(NO_DIGITS["heart"])))
    assert re.search(r"and it says \d instead of no digit\.", change.html(model, read, model.predict(read)))
