"""The lesson's handouts on paper and on a phone."""

import re

import pytest

from digitapp.web.board import handouts

# How many pages of paper each may take
PAGES = {"lesson": 4, "sheet": 2, "key": 2, "parents": 1}
# The wings of the page area, where Chromium cuts: A4 is the narrower, 210 mm, with margins of 14 mm
PRINTED = 182 / 25.4 * 96


@pytest.fixture
def opened(browser):
    """Open a handout without a network: `opened(key, width)`."""
    context = browser.new_context(offline=True)

    def open_page(key, width=1280):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(handouts.file(key).as_uri())
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("key", handouts.HANDOUTS)
def test_a_handout_fits_its_pages(opened, key, paper):
    pdf = opened(key).pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == PAGES[key]


@pytest.mark.parametrize("key", handouts.HANDOUTS)
def test_nothing_is_cut_off_on_the_narrower_paper_or_on_a_phone(opened, key):
    page = opened(key, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int(PRINTED), "height": 1000})
    right = "Math.max(...[...document.querySelectorAll('main *')].map(one => one.getBoundingClientRect().right))"
    assert page.evaluate(right) <= PRINTED
