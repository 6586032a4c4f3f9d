import re

import numpy as np
import pytest
from drawings import DIGITS
from tabs import html, opened, text

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.prediction import Prediction
from digitapp.learning.samples import Samples
from digitapp.probing import counterfactual, reasons
from digitapp.web.draw import change, heat, others, why

STROKES = Strokes(tuple(DIGITS[5]))
FIVE = Bitmap.of(STROKES.ink())
SAYS = {
    "default": "Your drawing is closest to three known 5s",
    "svc": "The border between 5 and",
    "tree": "questions, each about one pixel",
    "forest": "150 trees",
    "knn": "these 3 are most like yours",
    "logistic": "multiplied by a weight for 5",
}


def told(model, readable):
    return why.html(model, readable, model.predict(readable))


@pytest.mark.parametrize("key", models.KEYS)
def test_every_model_gives_its_reasons_first_the_sentence_then_pictures_then_the_numbers(key):
    page = html(opened("why", STROKES, key))
    assert SAYS[key.removesuffix(models.WITH_HANDWRITING)] in page
    places = [page.index(part) for part in ('<p class="lead">', "<img", "<details><summary>")]
    assert places == sorted(places)
    assert page.count("<img") == page.split("<details>")[0].count("<img"), "no picture is folded away"


@pytest.mark.parametrize("key", ["default", "svc", "tree"])
def test_what_would_change_a_models_mind_is_told(key):
    page = html(opened("change", STROKES, key))
    amount, label = re.search(r"Change (\d+) levels? of ink in .*?and it says (\d)", page).groups()
    change = counterfactual.change(models.fit(key), FIVE)
    assert (int(amount), int(label)) == (change.amount, change.label)


def test_nothing_is_computed_again_for_what_has_not_changed(monkeypatch):
    page = opened("why", STROKES, "svc")
    before = html(page)
    monkeypatch.setattr(reasons, "of", None)
    page.run()
    assert not page.exception
    assert html(page) == before


def test_without_a_drawing_it_says_what_to_do():
    assert "Draw a digit, and the model shows" in text(opened("why", None, "svc"))


def test_every_view_says_how_it_is_made_and_what_it_is_read_as():
    shown = told(models.fit("default"), FIVE)
    assert shown.count("<strong>Read as a 5</strong>") == 3
    for view in views.of(FIVE):
        assert f"View “{view.name}”: {view.words}." in shown
    assert "All but the first are made from the lines of your pen." in shown
    assert "What it looks at" not in told(models.fit("default"), Digit.of(FIVE))


def test_what_was_refused_before_it_was_read_is_shown_as_it_is():
    dash = readable(Strokes(([[20, 140], [260, 140]],)))
    shown = told(models.fit("default"), dash)
    assert 'alt="The drawing as it is"' in shown
    assert "more level than upright" in shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([7] * 3, "All 3 models say 7."),
        ([7, 7, 1], "Of 3 models, 2 say 7 and 1 says 1."),
        ([7, 1, None, 7], "Of 4 models, 2 say 7, 1 says 1 and 1 is not sure."),
        ([None, None], "All 2 models are not sure."),
    ],
)
def test_how_many_models_agree_is_one_sentence(said, words):
    predictions = [Prediction(np.eye(10)[one or 0], "Not sure." if one is None else None) for one in said]
    assert others.sentence(predictions) == words


@pytest.mark.parametrize("key", ["default", "svc", "knn+handwriting", "tree"])
def test_every_known_digit_says_where_it_is_from(key):
    shown = told(models.fit(key), FIVE)
    known = re.findall(r'<li><img src="[^"]+" alt="Known digit, an? \d">.*?</li>', shown)
    assert known
    for figure in known:
        assert figure.endswith(("<br>data set</li>", "<br>generated handwriting</li>"))


def test_a_trees_questions_are_in_words_that_count_from_1():
    digit = Digit(Samples.from_load_digits().digits[3])
    model = models.fit("tree")
    first = reasons.of(model, digit, model.predict(digit)).questions[0]
    shown = told(model, digit)
    assert f"<li>Is row {first.row + 1}, column {first.column + 1} darker than {first.level}?" in shown
    assert shown.count("<li>Is row") == len(reasons.of(model, digit, model.predict(digit)).questions)


def test_an_8_has_its_article_in_every_known_digit():
    shown = told(models.fit("knn"), Digit(Samples.from_load_digits().digits[8]))
    assert 'alt="Known digit, an 8"' in shown
    assert "<strong>An 8</strong>" in shown
    assert not re.search(r"\ba 8", shown, re.IGNORECASE)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([8], "1 gave the same answers (the same leaf): it is an 8."),
        ([1, 1], "2 gave the same answers (the same leaf): all are 1s."),
        ([8, 8, 1], "3 gave the same answers (the same leaf): 2 are 8s, 1 is a 1."),
    ],
)
def test_a_leafs_digits_agree_in_number(monkeypatch, labels, words):
    model = models.fit("tree")
    known = np.concatenate([np.flatnonzero(model.known.labels == label)[:1] for label in labels])
    question = reasons.Question(0, 0, 7, 16, True)
    monkeypatch.setattr(reasons, "of", lambda *_: reasons.DecisionPath((question,), 1, known))
    shown = " ".join(told(model, FIVE).split())
    assert words in shown
    assert "It asked 1 question, about one pixel" in shown


@pytest.mark.parametrize(
    ("levels", "words"),
    [({(0, 0): 1}, "1 level of ink in 1 pixel,"), ({(0, 0): 1, (7, 7): 7}, "8 levels of ink in 2 pixels,")],
)
def test_a_change_agrees_in_number(monkeypatch, levels, words):
    before, after = np.zeros((8, 8)), np.zeros((8, 8))
    for pixel, level in levels.items():
        after[pixel] = level
    found = counterfactual.Change(Digit(before), Digit(after), 1, 8, None, True)
    monkeypatch.setattr(counterfactual, "change", lambda *_: found)
    shown = change.html(models.fit("svc"), FIVE, Prediction(np.eye(10)[8]))
    assert f"Change {words} and it says 8 instead of 1." in shown
    assert "the drawing is read as an 8; its 8 by 8 form alone is read as a 1." in shown
    assert 'alt="8 by 8 form, read as an 8"' in shown


@pytest.mark.parametrize(("total", "admits"), [(0.5, False), (-0.5, True)])
def test_a_border_that_leans_the_other_way_is_admitted(monkeypatch, total, admits):
    pulls = np.array([1.0, total - 1])
    monkeypatch.setattr(reasons, "of", lambda *_: reasons.Pulls(4, 9, np.array([4, 9]), pulls, 0.0, np.zeros((8, 8))))
    shown = told(models.fit("svc"), FIVE)
    assert ("leans towards 9. The verdict is 4 all the same" in shown) == admits


@pytest.mark.parametrize("said", [5, 6])
def test_a_form_that_is_read_otherwise_alone_is_admitted(monkeypatch, said):
    after = FIVE.pixels.copy()
    found = counterfactual.Change(Digit.of(FIVE), Digit.of(Bitmap(~after)), 5, 3, None, False)
    monkeypatch.setattr(counterfactual, "change", lambda *_: found)
    shown = change.html(models.fit("svc"), FIVE, Prediction(np.eye(10)[said]))
    assert ("With all views the drawing is read as a 6; its 8 by 8 form alone is read as a 5." in shown) == (said == 6)


def test_a_map_shows_signs_by_colour_and_the_ink_in_the_middle():
    values, levels = np.zeros((8, 8)), np.zeros((8, 8))
    values[0, 0], values[7, 7], levels[7, 7] = 2, -2, 16
    image = heat.coloured(values, Digit(levels))
    last = heat.CELL - 2
    assert image.getpixel((last, last)) == heat.TOWARDS
    assert image.getpixel((7 * heat.CELL + last, 7 * heat.CELL + last)) == heat.AGAINST
    assert image.getpixel((7 * heat.CELL + 14, 7 * heat.CELL + 14)) == (0, 0, 0)
    assert image.getpixel((3 * heat.CELL, 3 * heat.CELL)) == (255, 255, 255)
