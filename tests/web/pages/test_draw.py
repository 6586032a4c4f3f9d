import json

import pytest
from drawings import DIGITS, canvas_json, file_of, photo, scribble
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing import links
from digitapp.drawing.digit import Digit
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring.history import Entry, History
from digitapp.web import cached


def opened(drawing=None, link=None):
    page = AppTest.from_file(str(APP), default_timeout=60)
    if link is not None:
        page.query_params["drawing"] = link
    if drawing is not None:
        page.session_state["canvas.drawing"] = drawing
    page.run()
    assert not page.exception
    return page


def all_of(page):
    """The page as a whole, of which AppTest knows only what a callback has had drawn again."""
    page.run()
    assert not page.exception
    return page


def answer(page):
    """What the third square is told."""
    [told] = [json.loads(one.proto.json) for one in page.get("bidi_component") if one.proto.component_name == "digitapp_told"]
    return dict(told)["answer"]


def verdict(page):
    """The verdict, "?" if it is refused, None if there is none."""
    return answer(page)["verdict"] or None


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.error])


@pytest.mark.parametrize("drawing", [None, canvas_json([]), canvas_json([[[100, 100], [100.1, 100]]])])
def test_nothing_drawn_and_a_dot_get_no_verdict(drawing):
    page = opened(drawing)
    assert verdict(page) is None
    assert answer(page)["said"] == ""


@pytest.mark.parametrize("digit", [2, 7])
def test_a_drawing_is_read(digit):
    assert verdict(opened(canvas_json(DIGITS[digit]))) == str(digit)


def test_every_model_reads_the_same_drawing():
    page = opened(canvas_json(DIGITS[5]))
    for name in RECIPES:
        all_of(page.selectbox(key="model").set_value(name).run())
        assert not page.exception
        assert verdict(page) == "5"


def test_undo_takes_the_last_stroke_back_and_clear_all():
    page = opened(canvas_json([*DIGITS[1], [[20, 20], [260, 260]]]))
    all_of(page.button(key="draw.undo").click().run())
    assert verdict(page) == "1"
    all_of(page.button(key="draw.clear").click().run())
    assert verdict(page) is None
    all_of(page.button(key="draw.undo").click().run())  # Clear too
    assert verdict(page) == "1"
    all_of(page.button(key="draw.undo").click().run())
    assert verdict(page) is None
    all_of(page.button(key="draw.undo").click().run())
    assert not page.exception
    assert verdict(page) is None


def test_clear_pressed_twice_is_undone_as_well():
    page = opened(canvas_json(DIGITS[7]))
    for _ in range(2):
        all_of(page.button(key="draw.clear").click().run())
    all_of(page.button(key="draw.undo").click().run())
    assert verdict(page) == "7"


def test_drawing_model_and_pen_survive_another_page():
    page = opened(canvas_json(DIGITS[3]))
    all_of(page.selectbox(key="model").set_value("forest").run())
    all_of(page.button_group(key="pen").set_value("Thick").run())
    page.switch_page("explore.py").run()
    assert page.title[0].value == "Explore"
    page.switch_page("draw.py").run()
    assert not page.exception
    assert verdict(page) == "3"
    assert page.selectbox(key="model").value == "forest"
    assert page.button_group(key="pen").value == "Thick"


def test_a_drawing_of_a_foreign_shape_is_a_sentence_and_no_crash():
    page = opened({"objects": [{"type": "Rect", "width": 5}]})
    assert "Clear" in text(page)


@pytest.mark.parametrize("curves", [4_000, 60_000])
def test_a_drawing_without_end_is_a_sentence_and_takes_nothing_that_was_there(curves):
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state["canvas.drawing"] = scribble(curves)
    page.session_state["draw.history"] = past = History((Entry(links.pack(Strokes(tuple(DIGITS[7]))), 7),))
    page.run()
    [error] = page.error
    assert error.value == "This drawing is too long to read: press Undo, or Clear and draw one digit."
    all_of(page.button(key="draw.clear").click().run())
    assert not page.exception and not page.error
    assert page.session_state["draw.history"] == past


@pytest.mark.parametrize("name", ["five.jpg", "five.jfif", "five", "five.txt"])
def test_a_picture_is_read_by_its_content_and_stands_where_the_drawing_was_until_one_goes_back(name):
    page = opened(drawn := canvas_json(DIGITS[1]))
    all_of(page.file_uploader[0].upload(name, file_of(photo(5), "JPEG"), "application/octet-stream").run())
    assert not page.exception
    assert verdict(page) == "5"
    assert answer(page)["source"] == "your picture"
    assert any("ink that was found in orange" in image.proto.imgs[0].alt for image in page.get("image"))
    assert "Orange marks the ink that was found." in [caption.value for caption in page.caption]
    assert not {"draw.undo", "draw.clear"} & {button.key for button in page.button}  # of a drawing that isn't seen
    all_of(page.button(key="draw.back").click().run())
    assert verdict(page) == "1"
    assert page.session_state["canvas.drawing"] == drawn
    assert page.button(key="draw.undo")


def test_a_bad_picture_gets_one_sentence_and_the_drawing_stays():
    page = opened(canvas_json(DIGITS[7]))
    all_of(page.file_uploader[0].upload("seven.png", b"no picture at all", "image/png").run())
    assert not page.exception
    [error] = page.error
    assert "not a PNG, JPEG or WebP" in error.value
    assert verdict(page) == "7"
    assert not all_of(page.button(key="draw.undo").click().run()).error


def html(page):
    return " ".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("key", models.KEYS)
def test_a_link_opens_to_the_verdict_and_is_the_visitors_own_from_then_on(key):
    page = opened(link=links.pack(Strokes(tuple(DIGITS[5]))))
    all_of(page.selectbox(key="model").set_value(key).run())
    assert verdict(page) == "5"
    assert "drawing" not in page.query_params


def test_a_link_to_a_painted_digit_opens_the_grid():
    page = opened(link=links.pack(Digit(Samples.from_load_digits().digits[2])))
    assert answer(page)["source"] == "your painted cells"
    assert verdict(page) == "2"
    all_of(page.button(key="draw.steps.back").click().run())
    assert verdict(page) is None


@pytest.mark.parametrize("text", ["", "s", "0" * 63, "h" * 64, "<script>alert(1)</script>", "s" + "_" * 3000])
def test_a_bad_link_is_one_sentence_and_the_drawing_stays(text):
    page = opened(canvas_json(DIGITS[7]), link=text)
    [error] = page.error
    assert "ask for it again" in error.value
    assert "script" not in error.value
    assert verdict(page) == "7"
    all_of(page.button(key="draw.clear").click().run())
    assert not page.error


def test_drawings_are_judged_and_scored_with_every_model():
    page = opened(canvas_json(DIGITS[7]))
    all_of(page.button(key="draw.judge.right").click().run())
    assert "You said: this was a 7" in text(page)
    cached.job("models").wait()
    all_of(page.segmented_control(key="draw.tab").set_value("My handwriting").run())
    assert html(page).count("<b>1</b> 2.5 to 100.0 %") == 11
    all_of(page.selectbox(key="model").set_value("tree").run())
    assert not page.exception
    all_of(page.button(key="draw.clear").click().run())
    assert verdict(page) is None
    assert html(page).count("<b>1</b> 2.5 to 100.0 %") == 11


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no file", "cannot read this file"),
        (b"[]", "must hold a list"),
        (b'[{"label": "a", "strokes": [[[0, 0]]]}]', "Sample 0"),
    ],
)
def test_a_bad_file_of_drawings_is_one_sentence_and_the_history_stays(data, words):
    page = opened(canvas_json(DIGITS[7]))
    all_of(page.button(key="draw.judge.right").click().run())
    all_of(page.segmented_control(key="draw.tab").set_value("My handwriting").run())
    uploader = next(uploader for uploader in page.file_uploader if "Import" in uploader.label)
    uploader.upload("drawings.json", data, "application/json").run()
    assert not page.exception
    [error] = page.error
    assert words in error.value
    assert len(page.session_state["draw.history"].judged) == 1


def test_the_model_that_the_address_names_reads_at_once():
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params["model"] = models.title("tree")
    page.session_state["canvas.drawing"] = canvas_json(DIGITS[3])
    page.run()
    assert page.session_state["draw.subject"].key == page.selectbox(key="model").value == "tree"
