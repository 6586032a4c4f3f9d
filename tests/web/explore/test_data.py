import re
from io import StringIO

import numpy as np
import pandas as pd
import pytest
from drawings import DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing import links
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison_kept, contest, lines_data, maps
from digitapp.measuring.comparison import COMPARED
from digitapp.web.explore import parts, people

SAMPLES = Samples.from_load_digits()
SCORES = comparison_kept.read(SAMPLES).comparison.scores
SEVEN = canvas_json(DIGITS[7])


def opened(part, drawing=None, **query):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.session_state["canvas.drawing"] = drawing
    for name, word in {"section": "data", "part": part, **query}.items():
        page.query_params[name] = word
    page.run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in page.markdown)


def html(page):
    return " ".join(element.proto.body for element in page.get("html"))


def table(page, monkeypatch):
    """What pandas makes of the file that the part offers."""
    found = {}
    monkeypatch.setattr(parts, "download", lambda columns, name: found.update({name: parts.as_csv(columns)}))
    page.run()
    [csv] = found.values()
    return pd.read_csv(StringIO(csv))


def lines(page):
    return page.code[-1].value + "\n"


def test_the_overview_counts_the_samples_of_each_digit_and_gives_descr_on_request():
    page = opened("overview")
    assert "1,797 small pictures" in text(page)
    counts = [int(count) for count in re.findall(r"(\d+)\N{MULTIPLICATION SIGN}", html(page))]
    assert counts == np.bincount(SAMPLES.labels).tolist()
    assert lines(page) == lines_data.counts().python
    page.session_state["explore.description"] = True
    page.run()
    assert "Optical recognition of handwritten digits dataset" in page.code[-1].value


@pytest.mark.parametrize(
    ("digit", "block", "count"), [(None, "All writers", 1797), (3, "All writers", 183), (None, "Block 2", 126)]
)
def test_the_gallery_shows_what_its_filters_let_through(digit, block, count):
    page = opened("gallery")
    page.button_group(key="digit").set_value(digit).run()
    page.selectbox(key="block").select(block).run()
    assert not page.exception
    assert f"{count:,} pictures" in text(page)
    assert html(page).count("<img") == min(count, 40)
    number = None if block == "All writers" else int(block.split()[1]) - 1
    assert lines(page) == lines_data.gallery(digit, number).python


def test_the_gallerys_page_is_the_first_again_when_the_filter_shrinks_it():
    page = opened("gallery")
    page.pagination(key="page").set_value(45).run()
    assert "no. 1796" in html(page)
    page.button_group(key="digit").set_value(8).run()
    assert not page.exception
    assert page.pagination(key="page").value == 1


@pytest.mark.parametrize(("number", "words"), [(0, "Sample 0 is a 0"), (1796, "Sample 1796 is an 8")])
def test_a_sample_is_shown_by_its_number(number, words):
    page = opened("sample")
    page.number_input(key="sample").set_value(number).run()
    assert not page.exception
    assert words in html(page)
    shown = [int(level) for level in re.findall(r"<td[^>]*>(\d+)</td>", html(page))]
    assert shown == SAMPLES.digits[number].ravel().tolist()
    assert lines(page) == lines_data.sample(number).python
    [link] = [link.proto for link in page.get("page_link") if link.proto.label == "Open it on the Draw page"]
    assert link.query_string == f"drawing={links.pack(Digit(SAMPLES.digits[number]))}"


def test_mean_and_spread_are_those_of_each_digit(monkeypatch):
    page = opened("mean")
    assert html(page).count("<img") == 20
    cells = table(page, monkeypatch)
    assert len(cells) == 640
    sixes = SAMPLES.digits[SAMPLES.labels == 6]
    of_six = cells[cells["digit"] == 6]
    assert of_six["mean"].to_numpy() == pytest.approx(sixes.mean(axis=0).ravel())
    assert of_six["spread"].to_numpy() == pytest.approx(sixes.std(axis=0).ravel())
    assert cells["spread"].between(0, 8).all()


@pytest.mark.parametrize("drawing", [None, canvas_json([]), {"objects": [{"type": "Rect"}]}])
def test_without_a_drawing_the_map_says_how_to_get_there(drawing):
    page = opened("map", drawing)
    assert "Draw a digit on the Draw page" in text(page)
    assert "28.5 %" in text(page)
    assert lines(page) == lines_data.pca().python
    page.button_group(key="map").set_value("t-SNE").run()
    assert not page.exception
    assert lines(page) == lines_data.tsne().python


def test_a_drawing_is_on_the_map_exactly_in_pca_and_beside_its_neighbours_in_tsne():
    drawing = Digit.of(Bitmap.of(Strokes.from_canvas(SEVEN).ink()))
    page = opened("map", SEVEN)
    assert "at its exact place" in text(page)
    assert lines(page) == lines_data.pca(drawing).python
    page.button_group(key="map").set_value("t-SNE").run()
    assert not page.exception
    assert "t-SNE cannot place a new drawing exactly" in text(page)
    assert lines(page) == lines_data.tsne(drawing).python
    neighbours = maps.nearest(SAMPLES, drawing)
    assert SAMPLES.labels[neighbours].tolist() == [7] * 5
    [chart] = page.get("vega_lite_chart")
    across, up = maps.beside(maps.tsne(), neighbours)
    assert f"Your drawing is {across:.1f} across and {up:.1f} up." in chart.proto.alt


def test_an_unknown_part_is_the_first():
    assert "1,797 small pictures" in text(opened("Gallery"))  # as links of older versions say


def test_every_part_is_offered_with_its_word():
    page = opened("overview")
    for word in ("gallery", "sample", "mean", "map", "misread", "people", "overview"):
        page.button_group(key="explore.part").set_value(word).run()
        assert not page.exception
        assert page.query_params["part"] == word


@pytest.mark.parametrize("key", [None, *COMPARED])
@pytest.mark.parametrize("way", ["same", "new"])
def test_the_misread_digits_are_those_that_were_measured(key, way, monkeypatch):
    page = opened("misread")
    page.selectbox(key="misread").set_value(key)
    page.button_group(key="tested").set_value(way).run()
    assert not page.exception
    wrong = {model: ~score.right for model, score in SCORES[way].items()}
    expected = np.flatnonzero(np.all(list(wrong.values()), axis=0) if key is None else wrong[key])
    assert f"**{len(expected)} of 1,797 digits**" in text(page)
    assert html(page).count("<img") == min(len(expected), 40)
    assert table(page, monkeypatch)["sample"].tolist() == expected.tolist()


def read(answers, monkeypatch):
    """The page for a visitor who has given these answers, in the round with the seed 0."""
    this = people.Round(0, contest.chosen(SCORES["new"], 0))
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.session_state[people.ROUND] = people.Round(0, this.numbers, np.array(answers(this.numbers)))
    page.query_params["section"], page.query_params["part"] = "data", "people"
    page.run()
    assert not page.exception
    return page, this.numbers, table(page, monkeypatch)


def test_who_reads_all_twelve_is_told_which_errors_can_be_avoided(monkeypatch):
    page, numbers, found = read(lambda numbers: SAMPLES.labels[numbers], monkeypatch)
    assert "With 12 of 12 right, your accuracy on digits as hard as these could be anything from 74 % to 100 %" in text(page)
    assert "You read all 3 right" in text(page)
    assert found["you read"].tolist() == found["meant"].tolist()
    assert found["sample"].tolist() == numbers.tolist()
    for key, score in SCORES["new"].items():
        assert found[parts.title(key)].tolist() == score.predicted[numbers].tolist()


def test_who_misreads_what_every_model_misread_is_told_so(monkeypatch):
    page, numbers, _ = read(lambda numbers: SCORES["new"]["svc"].predicted[numbers], monkeypatch)
    assert "You misread all 3, too" in text(page)
    assert html(page).count("0 of 6 models right") == 3
    assert html(page).count("6 of 6 models right") == 6
    assert "95 % claim" not in html(page)  # nothing is claimed about twelve hard digits
    assert lines(page).strip() == lines_data.contest(numbers.tolist(), SCORES["new"]["svc"].predicted[numbers].tolist()).python
