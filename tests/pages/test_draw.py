from pathlib import Path

import pytest
from drawings import DIGITS, canvas_json, file_of, photo
from streamlit.testing.v1 import AppTest

from digitapp import models

APP = Path(__file__).parents[2] / "app.py"


def opened(drawing=None):
    page = AppTest.from_file(str(APP), default_timeout=60)
    if drawing is not None:
        page.session_state["canvas.drawing"] = drawing
    page.run()
    assert not page.exception
    return page


def verdict(page):
    [metric] = page.metric
    return metric.value


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.error])


@pytest.mark.parametrize("drawing", [None, canvas_json([]), canvas_json([[[100, 100], [100.1, 100]]])])
def test_nothing_drawn_and_a_dot_get_no_verdict_but_what_to_do(drawing):
    page = opened(drawing)
    assert verdict(page) == "?"
    assert "Draw a digit in the box" in text(page)


@pytest.mark.parametrize("digit", [2, 7])
def test_a_drawing_is_read(digit):
    assert verdict(opened(canvas_json(DIGITS[digit]))) == str(digit)


def test_every_model_reads_the_same_drawing():
    page = opened(canvas_json(DIGITS[5]))
    for name in models.RECIPES:
        page.selectbox(key="model").set_value(name).run()
        assert not page.exception
        assert verdict(page) == "5"


def test_undo_takes_the_last_stroke_back_and_clear_all():
    page = opened(canvas_json([*DIGITS[1], [[20, 20], [260, 260]]]))
    page.button(key="undo").click().run()
    assert verdict(page) == "1"
    page.button(key="clear").click().run()
    assert verdict(page) == "?"
    page.button(key="undo").click().run()
    assert not page.exception


def test_drawing_model_and_pen_survive_another_page():
    page = opened(canvas_json(DIGITS[3]))
    page.selectbox(key="model").set_value("forest").run()
    page.button_group(key="pen").set_value("Thick").run()
    page.switch_page("digitapp/pages/explore.py").run()
    assert page.title[0].value == "Explore"
    page.switch_page("digitapp/pages/draw.py").run()
    assert not page.exception
    assert verdict(page) == "3"
    assert page.selectbox(key="model").value == "forest"
    assert page.button_group(key="pen").value == "Thick"


def test_a_drawing_of_a_foreign_shape_is_a_sentence_and_no_crash():
    page = opened({"objects": [{"type": "Rect", "width": 5}]})
    assert verdict(page) == "?"
    assert "Clear" in text(page)


def test_the_64_numbers_are_shown_on_request():
    page = opened(canvas_json(DIGITS[1]))
    page.toggle(key="numbers").set_value(True).run()
    assert not page.exception


def test_a_picture_is_read_until_there_is_a_new_stroke(tmp_path):
    page = opened(canvas_json(DIGITS[1]))
    page.file_uploader[0].upload("five.jpg", file_of(photo(5), "JPEG"), "image/jpeg").run()
    assert not page.exception
    assert verdict(page) == "5"
    assert page.metric[0].label == "Read from your picture"
    next(button for button in page.button if button.label == "Back to my drawing").click().run()
    assert verdict(page) == "1"


def test_a_bad_picture_gets_one_sentence_and_the_drawing_stays():
    page = opened(canvas_json(DIGITS[7]))
    page.file_uploader[0].upload("seven.png", b"no picture at all", "image/png").run()
    assert not page.exception
    [error] = page.error
    assert "not a PNG, JPEG or WebP" in error.value
    assert verdict(page) == "7"
