"""Compare: one table, what a press of its rows opens, what is opened below it, and measuring it again."""

import json
from io import StringIO

import numpy as np
import pandas
import pytest
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.learning.recipes import RECIPES
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.comparison_kept import COMMAND
from digitapp.measuring.scores import Score, paired
from digitapp.web import cached
from digitapp.web.components.press import Press
from digitapp.web.explore import compare, mistakes, parts, tuning

LABELS = np.zeros(1000, dtype=int)


def opened(*pressed, more=(), **query):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    for name, word in {"section": "compare", **query}.items():
        page.query_params[name] = word
    page.session_state[compare.CHOSEN] = pressed
    for name in more:
        page.session_state[f"explore.more.{name}"] = True
    page.run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in [*page.header, *page.markdown, *page.caption, *page.error])


def shown(page):
    """The HTML that can be pressed: the table, and matrices."""
    return [json.loads(element.proto.json) for element in page.get("bidi_component")]


@pytest.fixture
def files(monkeypatch):
    """What can be downloaded as CSV, by name, as pandas reads it."""
    found = {}
    keep = parts.download

    def download(columns, name):
        found[name] = pandas.read_csv(StringIO(parts.as_csv(columns)))
        keep(columns, name)

    monkeypatch.setattr(parts, "download", download)
    return found


def test_the_table_has_every_model_on_the_same_and_on_new_writers_and_says_where_it_was_measured():
    page = opened()
    [table] = shown(page)
    assert table.count("<tr data-row=") == len(COMPARED)
    assert all(words in table for words in ("98.8 %", "97.3 %", "96.5 to 98.0 %", "78.7 %", "474"))
    assert table.count('aria-pressed="false"') == len(COMPARED)
    said = text(page)
    assert f"by `{COMMAND}`" in said
    assert "Python 3" in said
    assert not page.get("progress")


def test_one_model_shows_what_it_mistakes():
    table, matrix = shown(opened("svc", tested="new writers"))
    assert 'class="chosen"' in table
    assert "48 of 1,797 are wrong" in matrix
    wrong = cached.comparison().comparison.scores["new"]["svc"].confusion
    assert f'aria-label="3 read as 5: {wrong[3, 5]} drawing' in matrix


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("svc", "knn"), "We **cannot tell** which is better"),
        (("svc", "tree"), "**The support vector machine is better.**"),
        (("logistic", "default"), "**The best reader is better.**"),
    ],
)
def test_two_models_are_tested_against_each_other(pair, words):
    page = opened(*pair)
    assert words in text(page)
    one, other = (cached.comparison().comparison.scores["same"][key].right for key in pair)
    found = paired(one, other)
    assert f"{found.only_first} are read right by" in text(page)
    assert len(shown(page)) == 3


def test_what_is_compared_stays_when_it_is_tested_on_others():
    page = opened("svc", "tree")
    page.segmented_control(key="tested").set_value("new").run()
    assert not page.exception
    assert "Support vector machine, new writers" in shown(page)[1]


def test_rows_are_pressed_and_let_go_and_of_three_the_first_goes(monkeypatch):
    state = {}
    monkeypatch.setattr(compare.st, "session_state", state)
    for word in ("svc", "tree", "<b>", "knn"):
        compare._take(Press(word, None))
    assert state[compare.CHOSEN] == ("tree", "knn")
    compare._take(Press("tree", None))
    assert state[compare.CHOSEN] == ("knn",)


def test_what_all_models_misread_is_shown_when_it_is_opened():
    assert "fool all" not in text(opened())
    page = opened(more=["misread"], tested="new writers")
    wrong = comparison.misread_by_all(cached.comparison().comparison.scores["new"])
    assert f"**{len(wrong)}** of 1,797 digits fool all 6 models" in text(page)
    assert any(f'ample {wrong[0]}"' in element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("model", RECIPES)
def test_settings(model):
    page = opened(more=["settings"], of=RECIPES[model].title)
    found = cached.comparison().hyperparameters[model]
    best = max(found, key=lambda values: found[values].correct)
    assert str(found[best]) in text(page)
    assert tuning.rivals(found, best) in text(page)


def test_every_file_has_numbers_as_numbers(files):
    names = ("comparison", "confusions-svc-same", "read-by-all-same", "learning-curves-same", "settings-tree")
    opened("svc", more=["misread", "learning", "settings"], of="Decision tree")
    words = {"name", "tested on", "claim", "model", "criterion"}
    for name in names:
        for head in files[name].columns:
            assert (head in words) != pandas.api.types.is_numeric_dtype(files[name][head]), (name, head)
    [row] = files["comparison"].query("name == 'Support vector machine' and `tested on` == 'new writers'").to_dict("records")
    tally = cached.comparison().comparison.scores["new"]["svc"].tally
    assert (row["correct"], row["n"], row["accuracy"], row["p"]) == (1749, 1797, tally.accuracy, tally.claim_p)
    assert (row["lower"], row["upper"]) == tally.interval


def score(correct):
    return Score(LABELS, np.where(np.arange(1000) < correct, 0, 1)).tally


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((500, 800), "None of the other 2 settings lies within its interval."),
        ((970, 900), "1 of the other 2 settings lies within its interval: we cannot tell which of the two is better."),
        ((970, 980, 500), "2 of the other 3 settings lie within its interval: we cannot tell which of them is best."),
    ],
)
def test_the_settings_within_the_best_ones_interval_are_counted(others, words):
    found = {(place,): score(correct) for place, correct in enumerate((980, *others))}
    assert tuning.rivals(found, (0,)) == words


@pytest.fixture
def again(monkeypatch):
    """The job that measures, which fails the first time, and then finds at once what is shipped, but for one answer."""
    shipped = cached.comparison().comparison
    read = shipped.scores["new"]["tree"].predicted.copy()
    read[0] = (read[0] + 1) % 10
    other = {**shipped.scores, "new": {**shipped.scores["new"], "tree": Score(shipped.scores["new"]["tree"].labels, read)}}
    found = iter([None, type(shipped)(other, shipped.costs, "a machine", "2026-12-01")])

    class Done:
        is_done, share, seconds = True, 1.0, 1.0

        def __init__(self):
            self.result = next(found)
            self.error = ValueError() if self.result is None else None

    monkeypatch.setattr(cached, "Job", lambda work: Done())
    cached.job.clear("comparison")
    cached.begun.clear()
    yield
    cached.job.clear("comparison")
    cached.begun.clear()


def test_measuring_again_shows_what_was_found_here_to_everybody(again):
    page = opened()
    page.button(key="explore.again").click().run()
    assert [error.value for error in page.error] == ["This calculation failed."]
    next(button for button in page.button if button.label == "Try again").click().run()
    assert not page.exception
    said = text(opened())
    assert "**Measured here, on this server**, on 1 December 2026: a machine." in said
    assert "1 of 21,564 answers differ from those shipped" in said


def test_a_bar_moves_from_the_first_second_and_never_runs_ahead():
    told = [parts.shown(0, seconds, 60) for seconds in (0, 1, 2, 10, 600)]
    assert told == sorted(told)
    assert len(set(told[:4])) == 4
    assert told[0] == 0 < told[1]
    assert told[-1] <= parts.EARLY
    assert parts.shown(0.7, 1, 60) == 0.7


@pytest.mark.parametrize(
    ("share", "seconds", "words"),
    [
        (0, 0, "about 5 minutes left"),
        (0.5, 150, "about 2 minutes left"),
        (0.5, 60, "about a minute left"),
        (0.9, 30, "less than a minute left"),
        (0.05, 1000, "about 43 minutes left"),
    ],
)
def test_how_long_it_still_takes_is_said_in_words(share, seconds, words):
    assert parts.left(share, seconds, 300) == words


def test_every_digits_readings_are_those_of_the_scores():
    scores = cached.comparison().comparison.scores["same"]
    table = mistakes.every_digit(scores)
    assert list(table) == ["sample", "meant", *(parts.title(key) for key in COMPARED)]
    assert table["Decision tree"] == scores["tree"].predicted.tolist()


def test_ways_are_those_that_are_kept():
    assert tuple(cached.comparison().curves) == tuple(WAYS)
