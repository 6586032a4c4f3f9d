"""The data, on the Explore page, as a person looks at it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browser.actions import choose, draw, expect_settled, expect_strokes, expect_verdict
from drawings import DIGITS
from playwright.sync_api import Page, expect

OUTSIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
  .map(element => element.outerHTML.slice(0, 120))"""


def open_part(page: Page, part):
    page.get_by_role("link", name="Explore").click()
    page.get_by_role("radio", name="The data").click()
    choose(page, part)


def expect_picture(page: Page, mark, *words):
    """Point at a mark of the map and see its picture with these words."""
    mark.hover(force=True)  # a mark may lie partly beneath another
    tooltip = page.locator("#vg-tooltip-element.visible")
    expect(tooltip.locator("img")).to_have_js_property("naturalWidth", 64)
    for word in words:
        expect(tooltip).to_contain_text(word)


def test_the_gallery_shows_what_its_filters_let_through_and_pages_stay_in_range(visit):
    page = visit()
    open_part(page, "Gallery")
    page.get_by_role("button", name="45").click()
    expect(page.get_by_text("no. 1796")).to_be_visible()
    page.locator(".st-key-digit").get_by_role("radio", name="3").click()
    expect(page.get_by_text("183 pictures")).to_be_visible()
    expect(page.locator(".steps strong")).to_have_text(["3"] * 40)
    assert parse_qs(urlsplit(page.url).query) == {"section": ["The data"], "part": ["Gallery"], "digit": ["3"]}


def test_a_drawing_is_on_both_maps_whose_samples_show_their_picture(visit):
    page = visit()
    draw(page, DIGITS[0])
    expect_strokes(page, 1)
    expect_verdict(page, 0)
    open_part(page, "Map")
    expect(page.get_by_text("at its exact place")).to_be_visible(timeout=15_000)
    page.get_by_role("radio", name="t-SNE").click()
    expect(page.get_by_text("cannot place a new drawing exactly")).to_be_visible()
    marks = page.get_by_test_id("stVegaLiteChart").locator(".mark-text text")
    expect(marks.filter(has_text="your drawing")).to_have_count(2)  # on its paper
    expect_picture(page, marks.filter(has_text="your drawing").last, "yours")
    expect_picture(page, marks.filter(has_text="6").last, "sample", "digit6", "block")
    with page.expect_download() as download:
        page.get_by_text("The numbers").click()
        page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text().splitlines()
    assert lines[0] == "sample,digit,block,across,up"
    assert len(lines) == 1798


@pytest.mark.slow
def test_no_part_is_wider_than_a_small_phone(visit):
    page = visit()
    open_part(page, "Overview")
    page.set_viewport_size({"width": 320, "height": 700})
    for part, sign in {
        "Overview": "text=What scikit-learn says about it",
        "Gallery": "text=no. 39",
        "One sample": ".levels",
        "Mean and spread": "text=standard deviation",
        "Map": ".mark-text text >> nth=0",
    }.items():
        choose(page, part)
        expect(page.locator(sign)).to_be_visible(timeout=30_000)
        expect_settled(page)
        assert page.evaluate(OUTSIDE) == []
