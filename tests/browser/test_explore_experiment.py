"""Your experiment as a class uses it: begun with an article's, changed, shared, left with Back, taught with one's own hand."""

import re

import pytest
from browser.actions import clear, draw, expect_settled, expect_verdict, judge, open_explore
from drawings import DIGITS
from playwright.sync_api import Page, expect

from digitapp.drawing import files
from digitapp.drawing.files import LabelledStrokes
from digitapp.drawing.strokes import Strokes


def select(page: Page, key, title):
    page.locator(f".st-key-explore-{key} input").click()
    page.get_by_role("option", name=title).click()


def expect_result(page: Page, words):
    expect(page.locator(".result")).to_contain_text(words, timeout=30_000)


def test_back_leads_through_the_experiments_and_out_of_them(visit):
    page = visit("/explore?section=experiment", width=320, height=700)
    expect_result(page, "357 of 360")
    presets = page.locator(".st-key-explore-preset")
    presets.get_by_role("radio", name="Support vector machine").click()
    expect_result(page, "6 of 6")
    presets.get_by_role("radio", name="Decision tree").click()
    expect_result(page, "156 of 196")
    expect(page).to_have_url(re.compile("classifier=tree"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.go_back()
    expect_result(page, "6 of 6")
    expect(presets.get_by_role("radio", name="Support vector machine")).to_be_checked()
    page.go_back()
    expect_result(page, "357 of 360")
    expect_settled(page)
    assert page.url.endswith("/explore?section=experiment")
    page.go_forward()
    expect_result(page, "6 of 6")


@pytest.mark.slow
def test_an_experiment_is_changed_and_shared_by_its_address(visit):
    page = visit()
    open_explore(page, "Your experiment")
    expect_result(page, "357 of 360")
    select(page, "model", "Nearest neighbours")
    expect(page.get_by_text("Neighbours that vote")).to_be_visible()
    select(page, "split", "new writers")
    expect(page.get_by_text("the other 106 are by writers it has learnt from")).to_be_visible()
    seed = page.get_by_label("Seed")
    seed.fill("4")
    seed.press("Enter")
    expect(page).to_have_url(re.compile("seed=4"))
    slider = page.get_by_role("slider", name="Digits to learn from")
    slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile("size=1436"))
    expect_settled(page)
    said = page.locator(".result").inner_text()
    page.get_by_text("Share this experiment").click()
    address = page.locator("code", has_text="?section=").inner_text()

    pupil = visit("/explore?" + address.split("?")[1])
    expect_result(pupil, said.replace("\n", ""))
    assert "writers" in address


def test_a_tampered_link_is_a_sentence_and_the_nearest_experiment(visit):
    page = visit("/explore?section=Your+experiment&classifier=tree&size=1e9&max_depth=%3Cscript%3E")
    expect(page.get_by_text("The link's size is not a whole number")).to_be_visible(timeout=20_000)
    expect_result(page, "right")


def test_a_class_teaches_it_with_its_file_and_the_visitor_goes_back_to_their_own(visit):
    page = visit("/explore?section=experiment&learns=yours&classifier=knn&size=300")
    page.get_by_text("Drawings from a file").click()
    chooser = page.locator(".stExpander input[type=file]").first
    strokes = [LabelledStrokes.from_strokes(Strokes(tuple(DIGITS[digit])), digit) for digit in range(10)]
    data = files.write(strokes, list("1122333344"))
    chooser.set_input_files({"name": "class_drawings.json.gz", "mimeType": "application/gzip", "buffer": data})
    expect(page.get_by_text("The file holds 10 drawings, by 4 writers.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("img", name="A drawing of a 7")).to_be_visible(timeout=30_000)
    expect_settled(page)
    chooser.set_input_files({"name": "other.json", "mimeType": "application/json", "buffer": b"[{}]"})
    expect(page.get_by_text("digitapp cannot teach with this file: sample 0: 'label' is missing.")).to_be_visible()
    expect(page.get_by_text("There are no digits of yours")).to_be_visible()


def test_a_visitor_teaches_it_with_judged_drawings(visit):
    page = visit()
    for digit in (7, 3):
        draw(page, DIGITS[digit])
        expect_verdict(page, digit)
        judge(page)
        clear(page)
    open_explore(page, "Your experiment")
    expect_result(page, "357 of 360")
    select(page, "learns", "your drawings")
    expect(page.get_by_text("How little 2 drawings prove.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("row", name=re.compile("After"))).to_contain_text("100.0 %")
    expect(page.get_by_role("img", name="Your drawing of a 7")).to_be_visible()
    page.reload()
    expect(page.get_by_text("How little 2 drawings prove.")).to_be_visible(timeout=30_000)  # the tab kept them
    with page.expect_download() as download:
        page.get_by_role("button", name="as a notebook").click()
    assert "mine = np.array" in download.value.path().read_text()
