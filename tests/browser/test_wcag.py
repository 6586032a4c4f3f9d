"""What axe-core finds against the Web Content Accessibility Guidelines, beyond what it finds on an empty page of Streamlit."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.actions import SCORE, UNTIL_FITTED, canvas_of, choose, draw, expect_verdict, judge, open_explore, open_section
from drawings import DIGITS
from playwright.sync_api import Page, expect
from serving import served


@pytest.fixture(scope="module")
def streamlits_own(browser, tmp_path_factory):
    """The rules that an empty page breaks."""
    with served(tmp_path_factory.mktemp("empty") / "log", "tests/browser/empty.py") as (_, address):
        page = browser.new_page()
        page.goto(address)
        idle(page)
        yield {rule for rule, _ in broken(page)}
        page.close()


def idle(page: Page):
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


def broken(page: Page):
    """The serious and critical rules that are broken, with the elements that break them."""
    found = Axe().run(page).response["violations"]
    return [
        (rule["id"], [node["html"][:150] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


def beyond(page: Page, own):
    return [(rule, nodes) for rule, nodes in broken(page) if rule not in own]


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_draw_page_with_every_section_open(visit, streamlits_own, dark):
    page = visit(height=4000, dark=dark)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    judge(page)
    for title in ("Why did it say that?", "What do the other models say?", "Break it", "Your drawings", "Share and save"):
        open_section(page, title)
    page.get_by_text("Read a picture instead").click()
    page.get_by_text("Show the 64 numbers").click()
    expect(page.locator(".levels")).to_be_visible()
    expect(page.locator(".sweep")).to_be_visible(timeout=UNTIL_FITTED)
    expect(page.locator(SCORE)).to_be_visible()
    idle(page)
    assert beyond(page, streamlits_own) == []
    page.get_by_role("radio", name="Paint the pixels").click()
    page.get_by_role("spinbutton", name="row 1, column 1").wait_for()
    idle(page)
    assert beyond(page, streamlits_own) == []


def test_the_explore_page(visit, streamlits_own):
    page = visit()
    canvas_of(page)
    open_explore(page, "The articles")
    for section in ("The articles", "The data", "Your experiment", "Compare models", "Real handwriting"):
        choose(page, section)
        idle(page)
        assert beyond(page, streamlits_own) == [], section
