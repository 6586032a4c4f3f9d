"""The Explore page's other sections as a class uses them."""

import csv
import re

import pytest
from browser.actions import choose, draw, expect_settled, expect_verdict, open_explore
from drawings import DIGITS
from playwright.sync_api import Page, expect


def select(page: Page, key, title):
    page.locator(f".st-key-{key} input").click()
    page.get_by_role("option", name=title).click()


def result(page: Page):
    return page.locator(".result").first


@pytest.mark.slow
def test_an_experiment_is_changed_and_shared_by_its_address(visit):
    page = visit()
    open_explore(page, "Your experiment")
    expect(result(page)).to_contain_text("357 of 360", timeout=30_000)
    select(page, "explore-model", "Nearest neighbours")
    expect(page.get_by_text("Neighbours that vote")).to_be_visible()
    choose(page, "new writers")
    expect(page.get_by_text("writers it has never seen")).to_be_visible()
    seed = page.get_by_label("Seed")
    seed.fill("4")
    seed.press("Enter")
    expect(page).to_have_url(re.compile("seed=4"))
    slider = page.get_by_role("slider", name="Digits to learn from")
    slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile("size=1436"))
    expect_settled(page)
    said = result(page).inner_text()
    page.get_by_text("Share this experiment").click()
    address = page.locator("code", has_text="?section=").inner_text()

    pupil = visit("/explore?" + address.split("?")[1])
    expect(result(pupil)).to_have_text(said.replace("\n", ""), timeout=20_000)
    assert "writers" in address


def test_a_tampered_link_is_a_sentence_and_the_nearest_experiment(visit):
    page = visit("/explore?section=Your+experiment&classifier=tree&size=1e9&max_depth=%3Cscript%3E")
    expect(page.get_by_text("The link's size is not a whole number")).to_be_visible(timeout=20_000)
    expect(result(page)).to_contain_text("right")


@pytest.mark.slow
def test_articles_and_real_handwriting_on_a_small_phone(visit):
    page = visit("/explore", width=320, height=700)
    expect(page.locator(".result strong")).to_have_text(["100.0 %", "79.6 %", "93.2 %", "99.3 %"], timeout=30_000)
    for section in ("Real handwriting", "Your experiment", "The articles"):
        choose(page, section)
        expect_settled(page)
        expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible(timeout=30_000)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    choose(page, "Real handwriting")
    choose(page, "UniPen")
    expect(page.get_by_role("img", name="Per cent of each digit read right")).to_be_visible(timeout=30_000)


@pytest.mark.slow
def test_a_long_calculation_goes_on_while_the_visitor_goes_elsewhere(visit):
    page = visit("/explore?section=Compare+models&compare=Learning")
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", re.compile("^[1-9]"), timeout=60_000)
    expect(bar).not_to_have_attribute("aria-valuenow", bar.get_attribute("aria-valuenow"), timeout=30_000)
    page.get_by_role("link", name="Draw").click()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    page.get_by_role("link", name="Explore").click()
    choose(page, "Compare models")
    choose(page, "Learning")
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_have_count(1, timeout=60_000)
    chart.locator(".mark-symbol path").first.hover()
    expect(page.locator("#vg-tooltip-element.visible")).to_contain_text("right on average")
    page.get_by_text("The numbers").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    with download.value.path().open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["model", "learnt from", "mean accuracy", "worst to best"]
    assert len(rows) == 1 + 5 * 7


@pytest.mark.slow
def test_settings_of_a_model_are_compared(visit):
    page = visit("/explore?section=Compare+models&compare=Settings&of=Nearest+neighbours")
    expect(page.get_by_text("Best of all: n_neighbors 1 with 1775 of 1797")).to_be_visible(timeout=60_000)
    select(page, "of", "Decision tree")
    expect(page.get_by_text("Best of all: max_depth 10, criterion entropy")).to_be_visible(timeout=60_000)
    # What needs the cross-validation of all models, 40 s of work, is tested with quicker ones in tests/web/pages.


@pytest.mark.picture
def test_the_readmes_picture_of_this_page(visit, pytestconfig):
    page = visit("/explore", height=1400)
    charts = page.get_by_test_id("stVegaLiteChart").locator("svg")
    expect(charts).to_have_count(4, timeout=30_000)
    picture = page.screenshot(clip={"x": 240, "y": 60, "width": 800, "height": 1140})
    (pytestconfig.rootpath / "assets" / "explore.png").write_bytes(picture)
