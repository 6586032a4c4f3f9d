"""Break it, as a person uses it on the Draw page."""

import pytest
from browser.actions import UNTIL_FITTED, draw, expect_strokes, expect_verdict
from drawings import DIGITS
from playwright.sync_api import Page, expect

SAID = ".says [scope=row] + td"
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
  .filter(element => !element.closest('.chart table'))
  .map(element => element.outerHTML.slice(0, 120))"""


def opened(page: Page):
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    page.locator(".st-key-draw-breakit summary").click()
    expect(page.locator(".sweep tbody [scope=row]")).to_have_count(11, timeout=UNTIL_FITTED)  # once all are fitted


def choose_in(page: Page, key, name):
    page.locator(f".st-key-{key}").get_by_role("button", name=name, exact=True).or_(
        page.locator(f".st-key-{key}").get_by_role("radio", name=name, exact=True)
    ).click()


def test_the_models_follow_the_slider_by_keyboard_until_they_give_up(visit):
    page = visit()
    opened(page)
    expect(page.locator(SAID)).to_have_text(["7"] * 11)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    expect(page.locator(".says caption")).to_have_text("What every model says: 60° left")
    expect(page.locator(".says mark")).to_have_count(11)
    expect(page.locator(".sweep th.now")).to_have_attribute("aria-label", "60° left")
    expect(slider).to_be_focused()


@pytest.mark.slow
def test_without_the_cut_out_a_shift_changes_verdicts_and_a_new_stroke_is_followed(visit):
    page = visit()
    opened(page)
    choose_in(page, "draw-breakit-what", "Sideways")
    expect(page.locator(".sweep caption")).to_contain_text("In %")
    expect(page.locator(".sweep mark, .sweep i")).to_have_count(0)
    choose_in(page, "draw-breakit-skip", "Cut out")
    expect(page.locator(".sweep mark").first).to_be_visible()
    expect(page.locator(".says td").filter(has_text="as soon as the step is left out").first).to_be_visible()
    choose_in(page, "draw-breakit-skip", "Cut out")
    expect(page.locator(".sweep mark, .sweep i")).to_have_count(0)
    page.locator(".st-key-draw-clear button").click()
    expect(page.get_by_text("Draw a digit; then turn, shift or smudge it")).to_be_visible()
    draw(page, DIGITS[1])
    expect_strokes(page, 1)
    expect(page.locator(SAID).first).to_have_text("1")
    expect(page.locator(".sweep caption")).to_contain_text("In %")  # the visitor's choice stays


@pytest.mark.slow
def test_at_320_px_the_chart_scrolls_in_its_own_box_with_the_chosen_column_in_view(visit):
    page = visit(width=320, height=700)
    opened(page)
    chart = page.get_by_role("region", name="Chart: what every model says at every strength")
    chart.scroll_into_view_if_needed()
    expect(page.locator(".sweep th.now")).to_be_in_viewport()
    assert page.evaluate(TOO_WIDE) == []
    assert chart.evaluate("box => box.scrollWidth > box.clientWidth")
    chart.focus()
    before = chart.evaluate("box => box.scrollLeft")
    chart.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.chart').scrollLeft > before", arg=before)
