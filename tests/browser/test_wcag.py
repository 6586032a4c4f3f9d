"""What axe-core finds, of any level, beyond what it finds on an empty page of Streamlit; and what it does not look for."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.actions import (
    UNTIL_FITTED,
    canvas_of,
    cell,
    choose,
    draw,
    expect_nothing_read,
    expect_verdict,
    judge,
    level,
    open_section,
)
from drawings import DIGITS, NO_DIGITS
from playwright.sync_api import Page, expect
from serving import served

# Of Streamlit's own widgets: its uploader's dropzone has a name and no role.
STREAMLITS = {"presentation-role-conflict"}
TABS = ("Why", "What would change it", "Other models", "Break it", "My handwriting", "Share")
HEADINGS = """() => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
    ...(/^H[1-6]$/.test(element.tagName) && element.checkVisibility() ? [Number(element.tagName[1])] : []),
    ...(element.shadowRoot ? within(element.shadowRoot) : []),
  ]);
  return within(document.querySelector("[data-testid=stMain]"));
}"""


@pytest.fixture(scope="module")
def streamlits_own(browser, tmp_path_factory):
    """The rules that Streamlit itself breaks, on an empty page and by its widgets."""
    with served(tmp_path_factory.mktemp("empty") / "log", "tests/browser/empty.py") as (_, address):
        page = browser.new_page()
        page.goto(address)
        idle(page)
        yield STREAMLITS | {rule for rule, _ in broken(page)}
        page.close()


def idle(page: Page):
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


def broken(page: Page):
    """The rules that are broken, with the elements that break them."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"][:150] for node in rule["nodes"]]) for rule in found]


def beyond(page: Page, own):
    idle(page)
    return [(rule, nodes) for rule, nodes in broken(page) if rule not in own]


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_draw_page_with_each_of_its_tabs(visit, streamlits_own, dark):
    page = visit(dark=dark)
    canvas_of(page)
    assert beyond(page, streamlits_own) == [], "empty"
    draw(page, NO_DIGITS["W"])
    expect_verdict(page, "?")
    assert beyond(page, streamlits_own) == [], "refused"
    page.locator(".st-key-draw-clear button").click()
    expect_nothing_read(page)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    judge(page)
    for tab in TABS:
        open_section(page, tab)
        if tab == "Break it":
            expect(page.locator(".sweep")).to_be_visible(timeout=UNTIL_FITTED)
        assert beyond(page, streamlits_own) == [], tab
        levels = page.evaluate(HEADINGS)
        assert levels[:4] == [1, 2, 2, 2], tab
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), tab
    cell(page, 1, 1).click()
    level(page, 1, 1, 16)
    page.get_by_role("button", name="Photo").click()
    assert beyond(page, streamlits_own) == [], "painted, with the place for a photo"


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_explore_page(visit, streamlits_own, dark):
    page = visit("/explore", dark=dark)
    expect(page.locator(".accuracies").first).to_be_visible(timeout=30_000)
    assert beyond(page, streamlits_own) == [], "covered"
    page.get_by_role("button", name="Show all results").click()
    for row in ("Random forest", "New writers", "UniPen"):
        page.get_by_role("button", name=row, exact=True).click()
        expect(page.get_by_role("heading", name=re.compile(f"^{row},"))).to_be_visible()
        assert beyond(page, streamlits_own) == [], row
    first = {"The data": "What load_digits is", "Your experiment": "What was mistaken for what", "Compare": "Real handwriting"}
    for section, heading in first.items():
        choose(page, section)
        expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=30_000)
        assert beyond(page, streamlits_own) == [], section
        levels = page.evaluate(HEADINGS)
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), section
    for model in ("Decision tree", "Random forest"):
        page.locator(".comparison").get_by_role("button", name=model).click()
    expect(page.get_by_role("heading", name="or was it luck?")).to_be_visible()
    page.get_by_role("button", name=re.compile("^1 read as 8")).first.click()
    expect(page.get_by_text("1 read as 8", exact=True)).to_be_visible()
    assert beyond(page, streamlits_own) == [], "two models, and a cell"


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_you_against_the_machine(visit, streamlits_own, dark):
    page = visit("/explore?section=data&part=people", dark=dark)
    page.get_by_label("Without a clock").check()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("1 of 12")).to_be_visible()
    assert beyond(page, streamlits_own) == [], "while reading"
    for _ in range(12):
        page.keyboard.press("7")
    expect(page.locator(".people li")).to_have_count(12)
    assert beyond(page, streamlits_own) == [], "afterwards"


SPOKEN = """() => {
  window.spoken = [];
  const said = document.querySelector("[role=status].said");
  new MutationObserver(() => window.spoken.push(said.textContent.trim())).observe(said, { childList: true });
}"""


def test_an_answer_is_spoken_once_with_its_doubt_and_not_while_the_pen_is_down(visit):
    page = visit()
    canvas_of(page)
    idle(page)
    page.evaluate(SPOKEN)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    open_section(page, "Why")
    expect(page.get_by_text("Most like yours")).to_be_visible()
    judge(page)
    page.locator(".st-key-draw-clear button").click()
    expect_nothing_read(page)
    draw(page, NO_DIGITS["W"])
    expect_verdict(page, "?")
    idle(page)
    seven, cleared, refused = page.evaluate("spoken")
    assert (seven, cleared) == ("Read as 7.", "")
    assert refused.startswith("It is unlike every digit")


def test_in_forced_colours_bars_cells_and_what_is_chosen_are_seen(visit):
    page = visit()
    page.emulate_media(forced_colors="active")
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    open_section(page, "Why")
    colour = "element => getComputedStyle(element).backgroundColor"
    page_colour = page.locator(".stApp").evaluate(colour)
    bar = page.locator(".answer .bars span").first
    chosen = page.get_by_role("radio", name="Why")
    inked = page.locator(".st-key-paint [role=spinbutton][aria-valuenow='16']").first
    empty = page.locator(".st-key-paint [role=spinbutton][aria-valuenow='0']").first
    for element in (bar, chosen):
        assert element.evaluate(colour) != page_colour
    assert inked.evaluate(colour) != empty.evaluate(colour)
