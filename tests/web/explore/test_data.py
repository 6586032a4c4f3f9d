import re

import numpy as np
import pytest
from drawings import DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning.samples import Samples
from digitapp.measuring import maps

SAMPLES = Samples.from_load_digits()
SEVEN = canvas_json(DIGITS[7])


def opened(part, drawing=None):
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state["canvas.drawing"] = drawing
    page.run().switch_page("digitapp/web/pages/explore.py").run()
    page.button_group(key="section").set_value("data").run()
    page.button_group(key="part").set_value(part).run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in page.markdown)


def html(page):
    return " ".join(element.proto.body for element in page.get("html"))


def computed(page):
    """What the page's own lines of Python give."""
    [code] = page.code
    names = {}
    exec(code.value, names)
    return names


def test_the_overview_counts_the_samples_of_each_digit_and_gives_descr_on_request():
    page = opened("Overview")
    assert "1,797 small pictures" in text(page)
    counts = [int(count) for count in re.findall(r"(\d+)\N{MULTIPLICATION SIGN}", html(page))]
    assert counts == computed(page)["counts"]
    assert sum(counts) == 1797
    page.session_state["explore.description"] = True
    page.run()
    assert "Optical recognition of handwritten digits dataset" in page.code[1].value


@pytest.mark.parametrize(
    ("digit", "block", "count"), [(None, "All writers", 1797), (3, "All writers", 183), (None, "Block 2", 126)]
)
def test_the_gallery_shows_what_its_filters_let_through(digit, block, count):
    page = opened("Gallery")
    page.button_group(key="digit").set_value(digit).run()
    page.selectbox(key="block").select(block).run()
    assert not page.exception
    assert f"{count:,} pictures" in text(page)
    assert html(page).count("<img") == min(count, 40)
    assert len(computed(page)["some"]) == count


def test_the_gallerys_page_is_the_first_again_when_the_filter_shrinks_it():
    page = opened("Gallery")
    page.pagination(key="page").set_value(45).run()
    assert "no. 1796" in html(page)
    page.button_group(key="digit").set_value(8).run()
    assert not page.exception
    assert page.pagination(key="page").value == 1


@pytest.mark.parametrize(("number", "words"), [(0, "Sample 0 is a 0"), (1796, "Sample 1796 is an 8")])
def test_a_sample_is_shown_by_its_number(number, words):
    page = opened("One sample")
    page.number_input(key="sample").set_value(number).run()
    assert not page.exception
    names = computed(page)
    assert words in html(page)
    assert words.endswith(str(names["label"]))
    shown = [int(level) for level in re.findall(r"<td[^>]*>(\d+)</td>", html(page))]
    assert shown == names["levels"].ravel().tolist()
    assert names["view"].size == (256, 256)


def test_mean_and_spread_are_those_of_each_digit():
    page = opened("Mean and spread")
    assert html(page).count("<img") == 20
    names = computed(page)
    sixes = SAMPLES.digits[SAMPLES.labels == 6]
    assert names["means"][6] == pytest.approx(sixes.mean(axis=0))
    assert names["spreads"][6] == pytest.approx(sixes.std(axis=0))
    assert 0 <= np.min(names["spreads"]) <= np.max(names["spreads"]) <= 8


@pytest.mark.parametrize("drawing", [None, canvas_json([]), {"objects": [{"type": "Rect"}]}])
def test_without_a_drawing_the_map_says_how_to_get_there(drawing):
    page = opened("Map", drawing)
    assert "Draw a digit on the Draw page" in text(page)
    assert "28.5 %" in text(page)
    names = computed(page)
    assert names["shares"].sum() == pytest.approx(0.285, abs=0.001)
    page.button_group(key="map").set_value("t-SNE").run()
    assert not page.exception
    assert computed(page)["places"].shape == (1797, 2)


def test_a_drawing_is_on_the_map_exactly_in_pca_and_beside_its_neighbours_in_tsne():
    drawing = Digit.of(Bitmap.of(Strokes.from_canvas(SEVEN).ink()))
    page = opened("Map", SEVEN)
    assert "at its exact place" in text(page)
    assert computed(page)["place"].tolist() == maps.pca(SAMPLES)[0].transform(drawing.levels.reshape(1, -1))[0].tolist()
    page.button_group(key="map").set_value("t-SNE").run()
    assert not page.exception
    assert "t-SNE cannot place a new drawing exactly" in text(page)
    names = computed(page)
    assert SAMPLES.labels[names["neighbours"]].tolist() == [7] * 5
    [chart] = page.get("vega_lite_chart")
    across, up = names["place"]
    assert f"Your drawing is {across:.1f} across and {up:.1f} up." in chart.proto.alt
