"""Compare as a class uses it: rows and cells that are pressed, charts that are whole, and measuring again."""

import re

import pytest
from browser.actions import choose, draw, expect_settled, expect_verdict
from drawings import DIGITS
from playwright.sync_api import Page, expect

COMPARE = "/explore?section=compare"
BUSY = 30_000  # milliseconds: all of the section is drawn again after a press


def row(page: Page, name: str):
    return page.locator(".comparison").get_by_role("button", name=name)


def test_two_rows_are_tested_against_each_other_and_a_cell_opens_its_drawings(visit):
    page = visit(COMPARE)
    row(page, "Support vector machine").click()
    expect(page.locator(".confusion")).to_have_count(1, timeout=BUSY)
    expect_settled(page)
    expect(row(page, "Support vector machine")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The support vector machine is better.")).to_be_visible(timeout=BUSY)
    expect(page.locator(".confusion")).to_have_count(2)
    cell = page.get_by_role("button", name="8 read as 1: 5 drawings")
    cell.press("Enter")
    expect(page.get_by_text("8 read as 1: 5 drawings")).to_be_visible()
    expect(page.locator(".steps.small img")).to_have_count(5)
    expect(cell).to_be_focused()
    expect(cell).to_have_attribute("aria-pressed", "true")
    cell.press("Enter")
    expect(page.locator(".steps.small img")).to_have_count(0)
    row(page, "Decision tree").click()
    expect(page.locator(".confusion")).to_have_count(1)
    choose(page, "new writers")
    expect(page.get_by_text("48 of 1,797 are wrong")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_nothing_is_cut_off_at_the_side(visit, width):
    page = visit(COMPARE, width=width, height=900)
    row(page, "Decision tree").click()
    expect(page.locator(".confusion")).to_be_visible(timeout=BUSY)
    for words in ("More digits to learn from", "Other settings (hyperparameters)"):
        page.get_by_text(words, exact=True).click()
    charts = page.get_by_test_id("stVegaLiteChart").locator("svg")
    expect(charts).to_have_count(4, timeout=BUSY)
    expect(page.get_by_role("img", name=re.compile("Accuracy for each setting"))).to_be_visible(timeout=BUSY)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # The box of a text is larger than its letters by a pixel or two.
    outside = charts.evaluate_all(
        """charts => charts.flatMap(chart => {
             const frame = chart.getBoundingClientRect();
             return [...chart.querySelectorAll("text")].filter(text => {
               const { left, right } = text.getBoundingClientRect();
               return text.textContent && (left < frame.left - 2 || right > frame.right + 2);
             }).map(text => text.textContent);
           })"""
    )
    assert outside == []
    sticks_out = "table => [...table.querySelectorAll('button')].some(one => one.scrollWidth > one.clientWidth + 1)"
    assert not page.locator(".confusion").evaluate(sticks_out)


@pytest.mark.slow
def test_measuring_again_says_how_long_and_goes_on_while_the_visitor_goes_elsewhere(visit):
    page = visit(COMPARE)
    page.get_by_role("button", name="Measure again here").click()
    bar = page.get_by_role("progressbar")
    expect(page.get_by_text(re.compile("Measuring all models here: .* left"))).to_be_visible(timeout=60_000)
    expect(bar).to_have_attribute("aria-valuenow", re.compile("^[1-9]"), timeout=10_000)
    expect(bar).not_to_have_attribute("aria-valuenow", bar.get_attribute("aria-valuenow"), timeout=30_000)
    page.get_by_role("link", name="Draw").click()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    page.get_by_role("link", name="Explore").click()
    choose(page, "Compare")
    expect(page.get_by_text("Measured here, on this server")).to_be_visible(timeout=300_000)
    expect(page.get_by_text("All 21,564 answers are those shipped")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
