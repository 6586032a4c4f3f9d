"""The Explore page as a whole: nothing is wider than the window, and its picture for the README."""

import pytest
from browser.actions import choose, expect_settled
from playwright.sync_api import expect

SECTIONS = ("The answer", "The data", "Your experiment", "Compare")


@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.slow), pytest.param(1920, marks=pytest.mark.slow)])
def test_no_section_is_wider_than_the_window(visit, width):
    page = visit("/explore", width=width, height=700)
    for section in SECTIONS:
        choose(page, section)
        expect_settled(page)
        expect(page.get_by_role("button", name="Python as a notebook")).to_be_visible(timeout=30_000)
        assert page.evaluate("document.documentElement.scrollWidth") == width, section


@pytest.mark.picture
def test_the_readmes_picture_of_this_page(visit, pytestconfig):
    page = visit("/explore", height=1000)
    page.get_by_role("button", name="Show all results").click()
    expect(page.get_by_text("Accept it or reject it?")).to_be_visible()
    page.locator("[data-testid=stMainBlockContainer]").evaluate("element => element.scrollTo(0, 0)")
    picture = page.screenshot(clip={"x": 100, "y": 0, "width": 1080, "height": 900})
    (pytestconfig.rootpath / "assets" / "explore.png").write_bytes(picture)
