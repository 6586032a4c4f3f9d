"""The lesson's handouts: they stand alone, their figures are those measured now, and the key holds what the sheet asks."""

import re

import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS, canvas_json
from serving import ROOT

from digitapp.drawing import digit
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison_kept
from digitapp.measuring.answers import Answer
from digitapp.measuring.scores import verdict
from digitapp.probing.disturbances import disturbed
from digitapp.web.board import handouts

README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
of_handouts = pytest.mark.parametrize("key", handouts.HANDOUTS)


@pytest.fixture(scope="module")
def made():
    return handouts.make()


def text(key):
    return handouts.file(key).read_text(encoding="utf-8")


def words(cell):
    return re.sub("<.*?>", "", cell).replace("\N{NO-BREAK SPACE}", " ").strip()


def rows(key, table):
    """The words in the cells of a table's rows, without tags."""
    [body] = re.findall(rf'<table class="{table}[^"]*">(.*?)</table>', text(key), re.DOTALL)
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in found]


@of_handouts
def test_figures_are_those_measured_now(made, key):
    assert made[key] == text(key), "write them again with: python -m digitapp lesson"


@of_handouts
def test_a_handout_needs_no_other_file_no_script_and_no_network(key):
    assert not re.search(r"<script|<link|<iframe|@import|url\(|\bsrc=|\bhref=|\bon\w+=|https?:|//\w", text(key))


def test_half_of_the_pictures_are_read_by_all_models_and_half_misread_by_most():
    samples = Samples.from_load_digits()
    read = np.array([score.right for score in comparison_kept.read(samples).comparison.scores["new"].values()])
    assert read[:, handouts.EASY].all()
    assert (read[:, handouts.HARD].sum(axis=0) < len(read) / 2).all()


def test_the_key_has_every_picture_of_the_sheet():
    pictures = re.findall(r"<svg.*?>(.*?)</svg>", text("sheet"), re.DOTALL)
    assert len(pictures) == len(handouts.PICTURES)
    assert re.findall(r"<svg.*?>(.*?)</svg>", text("key"), re.DOTALL) == pictures
    labels = Samples.from_load_digits().labels
    of_pictures = rows("key", "read")[1:-1]
    assert [(row[0], row[2], row[-1]) for row in of_pictures] == [
        (chr(ord("A") + place), str(labels[number]), str(number)) for place, number in enumerate(handouts.PICTURES)
    ]


def test_the_sheet_does_not_give_an_answer_away():
    for label in re.findall(r'aria-label="(.*?)"', text("sheet")):
        assert not re.search(r"\d", label.replace("8 by 8", ""))
    assert "cannot tell</td>" not in text("sheet")


def test_the_key_has_a_verdict_for_every_test_on_the_sheet_and_readme_agrees():
    asked = [row for row in rows("sheet", "claim")[1:] if len(row) > 1]
    told = [row for row in rows("key", "claim")[1:] if len(row) > 1]
    assert [row[0] for row in told] == [row[0] for row in asked[:-1]]  # the last is the class's own
    for name, right, interval, said in told:
        low, high = interval.removesuffix(" %").split(" to ")
        assert re.search(
            rf"\| {re.escape(name)} \| {right.partition(' = ')[0]}: [\d.]+ \({low} to {high}\) \| {said[2:]} \|", README
        )


@pytest.mark.parametrize("size", handouts.SIZES)
def test_a_count_decides_as_it_does_on_the_explore_page(size):
    _, rejected, accepted = handouts.Decides.of(size)
    assert verdict(rejected, size) == "rejected" != verdict(rejected + 1, size)
    assert verdict(size, size) != "accepted" if accepted is None else verdict(accepted, size) == "accepted"
    assert accepted is None or verdict(accepted - 1, size) == "cannot tell"


def moved(paths, move):
    return [[move(x, y) for x, y in path] for path in paths]


# What the key expects, drawn as a pupil might
EXPECTED = {
    "a 7 with a bar": (FORMS["crossed 7"][1], 7),
    "a tiny 8 in one corner": (moved(DIGITS[8], lambda x, y: [x / 4 + 5, y / 4 + 200]), 8),
    "an 8 lying on its side": (moved(DIGITS[8], lambda x, y: [y, x]), None),
    "a 6 upside down": (moved(DIGITS[6], lambda x, y: [280 - x, 280 - y]), 9),
    "a heart": (NO_DIGITS["heart"], None),
}


def strokes(paths):
    return Strokes.from_canvas(canvas_json(paths))


@pytest.mark.parametrize("drawing", EXPECTED)
def test_the_best_reader_says_what_the_key_expects(drawing):
    paths, expected = EXPECTED[drawing]
    [[_, told]] = [row for row in rows("key", "predict") if row[0] == drawing]
    assert told.startswith("Not a digit" if expected is None else str(expected))
    assert Answer.of(models.from_saved().predict(digit.readable(strokes(paths)))).digit == expected


def test_a_model_that_knows_digits_only_reads_a_heart_and_a_turned_7_as_the_lesson_says():
    svc = models.fit("svc")
    assert svc.predict(digit.readable(strokes(NO_DIGITS["heart"]))).label == 7
    assert svc.predict(Bitmap.of(disturbed(strokes(DIGITS[7]), "turn", -45))).label == 1
    assert models.from_saved().predict(Bitmap.of(disturbed(strokes(DIGITS[7]), "turn", -45))).label == 1
