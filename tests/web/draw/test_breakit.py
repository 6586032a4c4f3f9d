import re

import pytest
from drawings import DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.probing.disturbances import DISTURBANCES
from digitapp.web import cached


def opened(drawing, **state):
    """The Draw page with the section open and the models fitted."""
    cached.job("models").wait()
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state["canvas.drawing"] = drawing
    page.session_state["draw.breakit"] = True
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def html(page, look):
    """The page's own HTML that has a table of this class."""
    return next((part for element in page.get("html") if f'<table class="{look}"' in (part := element.proto.body)), None)


def text(page):
    return " ".join(element.value for element in page.markdown)


def says(page):
    """What every model says at the chosen strength, and where it gives up."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>', html(page, "says"))
    return [(name, re.sub(r"<.*?>", "", said), words) for name, said, words in rows]


@pytest.mark.parametrize("drawing", [None, canvas_json([]), canvas_json([[[100, 100], [100.1, 100]]])])
def test_without_a_drawing_it_says_what_to_do(drawing):
    page = opened(drawing)
    assert "Draw a digit; then turn, shift or smudge it" in text(page)
    assert html(page, "says") is None


def test_closed_it_computes_and_keeps_nothing():
    page = opened(canvas_json(DIGITS[7]), **{"draw.breakit": False})
    assert html(page, "sweep") is None
    assert "draw.breakit.sweep" not in page.session_state
    assert not page.slider
    assert not page.select_slider


def test_undisturbed_every_model_says_what_it_says_on_the_page():
    page = opened(canvas_json(DIGITS[7]))
    assert [said for _, said, _ in says(page)] == ["7"] * len(models.KEYS)
    [chosen, *_] = says(page)
    assert chosen[0] == "Best reader"
    assert html(page, "sweep").count("<img") == len(DISTURBANCES["turn"].strengths)


def test_the_models_follow_the_slider_and_nothing_is_computed_again_for_it():
    page = opened(canvas_json(DIGITS[7]))
    before = page.session_state["draw.breakit.sweep"]
    page.select_slider(key="draw.breakit.turn").set_value(-90).run()
    assert not page.exception
    assert {said for _, said, _ in says(page)} != {"7"}
    assert "90° left" in html(page, "says")
    assert page.session_state["draw.breakit.sweep"] is before


def test_without_the_cut_out_a_shift_breaks_what_it_did_not_break_with_it():
    page = opened(canvas_json(DIGITS[7]), **{"draw.breakit.what": "sideways"})
    assert {words for _, _, words in says(page)} == {"never, up to 50 %"}
    page.button_group(key="draw.breakit.skip").set_value(["crop"]).run()
    assert not page.exception
    words = [words for _, _, words in says(page)]
    assert words[0] == "as soon as the step is left out (refused)"
    assert any(re.search(r"\d+ % left", told) for told in words)
    page.button_group(key="draw.breakit.skip").set_value(["crop", "equalise"]).run()
    assert says(page)[0][2].startswith("as soon as the steps are left out")


@pytest.mark.parametrize("name", DISTURBANCES)
def test_every_disturbance_shows_each_model_at_each_strength(name):
    page = opened(canvas_json(DIGITS[4]), **{"draw.breakit.what": name, "model": "tree"})
    chart = html(page, "sweep")
    lines = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', chart)[1:]  # after the pictures
    assert [title for title, _ in lines][:2] == ["Decision tree, data set only", "Support vector machine"]
    assert len(lines) == len(models.KEYS)
    strengths = DISTURBANCES[name].strengths
    assert all(len(re.findall(r"<td", cells)) == len(strengths) for _, cells in lines)
    start = strengths.index(0)
    assert all("7" not in cells.split("<td")[start + 1] for _, cells in lines)


def shown():
    import streamlit as st

    from digitapp.web import cached
    from digitapp.web.draw import breakit

    breakit.show(st.session_state["drawing"], "svc", cached.job("models"))


def test_a_bare_digit_has_no_page_and_no_steps_to_leave_out():
    cached.job("models").wait()
    digit = Digit.of(readable(Strokes(tuple(DIGITS[7]))))
    page = AppTest.from_function(shown, default_timeout=60)
    page.session_state["drawing"], page.session_state["draw.breakit"] = digit, True
    page.run()
    assert not page.exception
    assert [group.key for group in page.button_group] == ["draw.breakit.what"]
    [pictures] = [element.proto.body for element in page.get("html") if "steps disturbed" in element.proto.body]
    assert pictures.count("<img") == 1
    assert says(page)[0][:2] == ("Support vector machine, data set only", "7")
    page.button_group(key="draw.breakit.what").set_value("sideways").run()
    page.select_slider(key="draw.breakit.sideways").set_value(50).run()
    assert not page.exception
    assert "never, up to 50 %" not in {words for _, _, words in says(page)}  # nothing undoes it
