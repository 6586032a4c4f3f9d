import re

import pytest
from drawings import DIGITS
from tabs import html, opened, text

from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.measuring.history import Entry, History
from digitapp.probing.disturbances import DISTURBANCES

SEVEN, NINE = (Strokes(tuple(DIGITS[digit])) for digit in (7, 9))
DOT = Strokes(([[100, 100], [100.1, 100]],))


def lines(page):
    """Of each model its title, where it gives up, and what it says at each strength; after the pictures."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td>(.*?)</tr>', html(page), re.DOTALL)[1:]
    return [(name, words, re.findall(r"<td[^>]*>(.*?)</td>", cells)) for name, words, cells in rows]


def says(page):
    """What every model says where the slider is."""
    cells = re.findall(r'<td class="now">(.*?)</td>', html(page))[1:]
    return [re.sub(r"<.*?>", "", cell) for cell in cells]


@pytest.mark.parametrize("drawing", [None, Strokes(()), DOT])
def test_without_a_drawing_it_says_what_to_do(drawing):
    page = opened("breakit", drawing)
    assert "Draw a digit; then turn, shift or smudge it" in text(page)
    assert not page.select_slider


def test_undisturbed_every_model_says_what_it_says_on_the_page():
    page = opened("breakit", SEVEN)
    assert says(page) == ["7"] * len(models.KEYS)
    assert lines(page)[0][0] == "Best reader"
    assert html(page).count("<table") == 1
    assert html(page).split("<table")[1].count("<img") == len(DISTURBANCES["turn"].strengths)


def test_the_models_follow_the_slider_and_nothing_is_computed_again_for_it():
    page = opened("breakit", SEVEN)
    before = page.session_state["draw.breakit.sweep"]
    page.select_slider(key="draw.breakit.turn").set_value(-90).run()
    assert not page.exception
    assert set(says(page)) != {"7"}
    assert 'class="now" aria-label="90° left"' in html(page)
    assert page.session_state["draw.breakit.sweep"] is before


def test_without_the_cut_out_a_shift_breaks_what_it_did_not_break_with_it():
    page = opened("breakit", SEVEN, **{"draw.breakit.what": "sideways"})
    assert {words for _, words, _ in lines(page)} == {"never, up to 50 %"}
    page.button_group(key="draw.breakit.skip").set_value(["crop"]).run()
    assert not page.exception
    words = [words for _, words, _ in lines(page)]
    assert words[0] == "as soon as the step is left out (refused)"
    assert any(re.search(r"\d+ % left", told) for told in words)
    page.button_group(key="draw.breakit.skip").set_value(["crop", "equalise"]).run()
    assert lines(page)[0][1].startswith("as soon as the steps are left out")


@pytest.mark.parametrize("name", DISTURBANCES)
def test_every_disturbance_shows_each_model_at_each_strength(name):
    page = opened("breakit", Strokes(tuple(DIGITS[4])), "tree", **{"draw.breakit.what": name})
    shown = lines(page)
    assert [title for title, _, _ in shown][:2] == ["Decision tree, data set only", "Support vector machine"]
    assert len(shown) == len(models.KEYS)
    assert {len(cells) for _, _, cells in shown} == {len(DISTURBANCES[name].strengths)}


def test_a_wrong_model_that_turns_right_is_no_model_that_gives_up():
    page = opened("breakit", NINE)
    wrong = [line for line in lines(page) if "from the start" in line[1]]
    assert wrong, "some model reads this 9 wrong, and right where it is turned"
    assert all(words.startswith("disagrees from the start") for _, words, _ in wrong)
    assert any(re.search(r"; agrees (at|from) \d", words) for _, words, _ in wrong)
    assert any(cell == "<b>9&#8288;&check;</b>" for _, _, cells in wrong for cell in cells)
    assert "The chosen model reads your drawing as a 9: every answer is measured against that." in html(page)
    assert "double frame and tick: agrees, though not before" in html(page)


def test_what_the_visitor_said_is_the_truth():
    judged = History().adding(Entry.of(SEVEN, 1))
    page = opened("breakit", SEVEN, **{"draw.history": judged})
    assert "You said that this is a 1" in html(page)
    assert {words.split(";")[0] for _, words, _ in lines(page)} == {"wrong from the start"}
    start = DISTURBANCES["turn"].strengths.index(0)
    assert {cells[start] for _, _, cells in lines(page)} == {"<mark>7</mark>"}


def test_what_is_no_digit_is_measured_against_each_models_own_answer():
    judged = History().adding(Entry.of(SEVEN, "?"))
    page = opened("breakit", SEVEN, **{"draw.history": judged})
    assert "measured against what the same model says of your drawing as it is" in html(page)
    assert "from the start" not in html(page)


def test_a_bare_digit_has_no_page_and_no_steps_to_leave_out():
    page = opened("breakit", Digit.of(readable(SEVEN)), "svc")
    assert [group.key for group in page.button_group] == ["draw.breakit.what"]
    [pictures] = [element.proto.body for element in page.get("html") if "steps disturbed" in element.proto.body]
    assert pictures.count("<img") == 1
    assert lines(page)[0][0] == "Support vector machine, data set only"
    page.button_group(key="draw.breakit.what").set_value("sideways").run()
    page.select_slider(key="draw.breakit.sideways").set_value(50).run()
    assert not page.exception
    assert "never, up to 50 %" not in {words for _, words, _ in lines(page)}  # nothing undoes it
