"""Break it, as a person uses it on the Draw page."""

from itertools import pairwise

import pytest
from browser.actions import UNTIL_FITTED, draw, expect_strokes, expect_verdict, judge, open_section
from drawings import DIGITS
from playwright.sync_api import Page, expect

TOO_WIDE = """() => [...document.querySelectorAll('.st-key-draw-open *')]
  .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
  .filter(element => !element.closest('.chart table'))
  .map(element => element.outerHTML.slice(0, 120))"""


def opened(page: Page, digit=7):
    draw(page, DIGITS[digit])
    expect_verdict(page, digit)
    open_section(page, "Break it")
    expect(page.locator(".sweep tbody [scope=row]")).to_have_count(11, timeout=UNTIL_FITTED)  # once all are fitted


def choose_in(page: Page, key, name):
    page.locator(f".st-key-{key}").get_by_role("button", name=name, exact=True).or_(
        page.locator(f".st-key-{key}").get_by_role("radio", name=name, exact=True)
    ).click()


def test_the_models_follow_the_slider_by_keyboard_until_they_give_up(visit):
    page = visit()
    opened(page)
    expect(page.locator(".sweep tbody .now")).to_have_text(["7"] * 11)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    expect(page.locator(".sweep th.now")).to_have_attribute("aria-label", "60° left")
    expect(page.locator(".sweep tbody .now mark")).to_have_count(11)
    expect(slider).to_be_focused()


def test_what_the_visitor_said_that_it_was_is_what_counts_as_right(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    judge(page, "a 1")
    open_section(page, "Break it")
    expect(page.get_by_text("You said that this is a 1")).to_be_visible(timeout=UNTIL_FITTED)
    expect(page.locator(".sweep tbody .now mark")).to_have_text(["7"] * 11)
    expect(page.locator(".sweep tbody td", has_text="wrong from the start")).to_have_count(11)
    expect(page.locator(".sweep b").first).to_have_text("1\u2060✓")
    expect(page.locator(".legend b")).to_be_visible()


@pytest.mark.slow
def test_without_the_cut_out_a_shift_changes_verdicts_and_a_new_stroke_is_followed(visit):
    page = visit()
    opened(page)
    choose_in(page, "draw-breakit-what", "Sideways")
    expect(page.locator(".sweep caption")).to_contain_text("In %")
    expect(page.locator(".sweep mark, .sweep i")).to_have_count(0)
    choose_in(page, "draw-breakit-skip", "Cut out")
    expect(page.locator(".sweep mark").first).to_be_visible()
    expect(page.locator(".sweep td").filter(has_text="as soon as the step is left out").first).to_be_visible()
    choose_in(page, "draw-breakit-skip", "Cut out")
    expect(page.locator(".sweep mark, .sweep i")).to_have_count(0)
    page.locator(".st-key-draw-clear button").click()
    expect(page.get_by_text("Draw a digit; then turn, shift or smudge it")).to_be_visible()
    draw(page, DIGITS[1])
    expect_strokes(page, 1)
    expect(page.locator(".sweep .chosen .now")).to_have_text("1")
    expect(page.locator(".sweep caption")).to_contain_text("In %")  # the visitor's choice stays


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_names_where_each_gives_up_and_the_chosen_column_are_in_view(visit, width):
    page = visit(width=width, height=700)
    opened(page)
    chart = page.get_by_role("region", name="What every model says at every strength")
    chart.scroll_into_view_if_needed()
    row = page.locator(".sweep .chosen tr")
    edges = [row.locator(part).bounding_box() for part in ("th", "td:nth-child(2)", ".now")]
    assert edges[0]["x"] >= 0
    for one, other in pairwise(edges):
        assert one["x"] + one["width"] <= other["x"] + 1
    assert edges[2]["x"] + edges[2]["width"] <= width
    assert page.evaluate(TOO_WIDE) == []
    chart.focus()
    before = chart.evaluate("box => box.scrollLeft")
    chart.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.chart').scrollLeft > before", arg=before)
