"""The data, on the Explore page, as a person looks at it."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from browser.actions import choose, draw, expect_settled, expect_strokes, expect_verdict, level
from drawings import DIGITS
from playwright.sync_api import Page, expect

from digitapp.learning.samples import Samples

# The row of parts scrolls in a box of its own.
OUTSIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *:not(.st-key-explore-parts *)')]
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
    assert parse_qs(urlsplit(page.url).query) == {"section": ["data"], "part": ["gallery"], "digit": ["3"]}


def test_a_drawing_is_on_both_maps_whose_samples_show_their_picture(visit):
    page = visit()
    draw(page, DIGITS[0])
    expect_strokes(page, 1)
    expect_verdict(page, 0)
    open_part(page, "Map")
    expect(page.get_by_text("at its exact place")).to_be_visible(timeout=15_000)
    page.get_by_role("radio", name="t-SNE").click()
    expect(page.get_by_text("only roughly where it belongs")).to_be_visible()
    expect_settled(page)  # until then the chart may be drawn once more, from under the pointer
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


def test_the_browsers_back_goes_through_the_parts(visit):
    page = visit("/explore?section=data")
    choose(page, "Mean")
    expect(page.get_by_role("heading", name="Mean and spread")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What load_digits is")).to_be_visible()


def test_a_sample_opens_on_the_draw_page(visit):
    page = visit("/explore?section=data&part=sample&sample=5")
    page.get_by_role("link", name="Open it on the Draw page").click()
    for (row, column), value in np.ndenumerate(Samples.from_load_digits().digits[5][:2]):
        level(page, row + 1, column + 1, str(value))
    expect_verdict(page, 5)


def start(page: Page):
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("1 of 12")).to_be_visible()


def test_twelve_are_read_by_keyboard_and_set_beside_the_models(visit):
    page = visit("/explore?section=data&part=people")
    page.get_by_role("button", name="Start").press("Enter")
    for number in range(1, 13):
        expect(page.get_by_text(f"{number} of 12")).to_be_visible()
        page.keyboard.press(str(number % 10))
    expect(page.get_by_text(re.compile("You read [0-9]+ of 12 right"))).to_be_focused()
    rows = page.locator(".accuracies [data-row]")
    expect(rows).to_have_count(7)
    expect(rows.first).to_contain_text("You")
    expect(page.locator(".people li")).to_have_count(12)
    expect(page.locator(".people li", has_text="0 of 6 models right")).to_have_count(3)
    page.get_by_role("button", name="Another twelve").press("Enter")
    expect(page.get_by_role("button", name="Start")).to_be_focused()
    expect(page.locator(".people li")).to_have_count(0)


def test_a_picture_is_covered_when_its_time_is_over_unless_there_is_no_clock(visit):
    page = visit("/explore?section=data&part=people")
    page.clock.install()
    picture = page.get_by_role("img", name="Picture 1")
    start(page)
    expect(picture).to_be_visible()
    page.clock.run_for(4_500)
    expect(page.get_by_text("It is covered. What was it?")).to_be_visible()
    expect(picture).to_be_hidden()
    page.reload()
    page.get_by_label("Without a clock").check()
    start(page)
    page.clock.run_for(60_000)
    expect(picture).to_be_visible()


def test_a_slip_is_taken_back_and_the_buttons_suit_a_finger_at_320_pixels(visit):
    page = visit("/explore?section=data&part=people", width=320, height=568, touch=True)
    start(page)
    keys = page.get_by_role("group", name="What do you read?").get_by_role("button", name=re.compile("^[0-9]$"))
    expect(keys).to_have_count(10)
    boxes = [key.bounding_box() for key in keys.all()]
    assert all(box["height"] >= 44 and box["width"] >= 44 and box["x"] + box["width"] <= 320 for box in boxes)
    first = page.locator("img[alt^='Picture 1:']").get_attribute("src")
    keys.first.tap()
    expect(page.get_by_text("2 of 12")).to_be_visible()
    page.get_by_role("button", name="One back").tap()
    expect(page.get_by_text("1 of 12")).to_be_visible()
    assert page.locator("img[alt^='Picture 1:']").get_attribute("src") == first
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.slow
def test_no_part_is_wider_than_a_small_phone(visit):
    page = visit()
    open_part(page, "Overview")
    page.set_viewport_size({"width": 320, "height": 700})
    for part, sign in {
        "Overview": "text=What scikit-learn says about it",
        "Gallery": "text=no. 39",
        "One sample": ".levels",
        "Mean": "text=standard deviation",
        "Map": ".mark-text text >> nth=0",
        "Misread": "text=1,797 digits",
        "Your turn": "text=Without a clock",
    }.items():
        choose(page, part)
        expect(page.locator(sign)).to_be_visible(timeout=30_000)
        expect_settled(page)
        assert page.evaluate(OUTSIDE) == []
