import re

import pytest
from drawings import DIGITS, NO_DIGITS

from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.web.draw import report

THREE = Strokes(tuple(DIGITS[3]))


def reported(source, key, others=None, address=None):
    model = models.fit(key)
    seen = source if isinstance(source, Digit) else readable(source)
    page = report.html(source, seen, model, model.predict(seen), 28, others, address)
    return page, re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)


@pytest.mark.parametrize("key", [models.DEFAULT, *RECIPES])
def test_a_report_holds_drawing_steps_verdict_and_reasons_of_every_model(key):
    page, text = reported(THREE, key)
    assert models.title(key) in text
    assert "Read as 3" in text
    for words in ("Cut out", "Counted", "Why did it say that?", "What would change its mind?"):
        assert words in text
    assert page.count("<td style=") == 64  # the numbers
    assert "<details open>" in page  # on paper nothing can be unfolded


def test_a_report_needs_no_other_file_and_runs_nothing():
    page, _ = reported(THREE, "svc")
    assert set(re.findall(r'src="([a-z]+:)', page)) == {"data:"}
    assert not re.search(r"<(script|link|iframe|object|form)|\bon\w+=|@import|url\((?!\"data:)", page)


def test_a_report_of_what_is_not_sure_says_why_and_one_of_a_painted_digit_has_no_steps():
    page, text = reported(Strokes(tuple(NO_DIGITS["scribble"])), "default")
    assert "Read as no digit" in text
    assert re.search(r"It is unlike every digit this model has seen\.\s+If it must be a digit, an? \d\.", text)
    assert page.index("View “upright”") > page.index("<h2>Why did it say that?")
    _, text = reported(Digit(Samples.from_load_digits().digits[4]), "knn")
    assert "Read as 4" in text
    assert "Cut out" not in text


def test_a_report_holds_all_models_verdicts_and_the_link_as_text():
    others = {key: models.fit("svc").predict(readable(THREE)) for key in models.KEYS}
    page, text = reported(THREE, "svc", others, '/?model=a&drawing="><b>')
    assert text.count("97 %") >= 11
    assert '<b>"' not in page
    assert "drawing=&#34;&gt;&lt;b&gt;" in page
