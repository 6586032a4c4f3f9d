"""Judging, the drawings of a visit, links and files, as a person uses them."""

import json
import re
from io import BytesIO

import numpy as np
import pytest
from browser.actions import (
    UNTIL_FITTED,
    canvas_of,
    choose_model,
    clear,
    draw,
    expect_about_the_ink,
    expect_ink,
    expect_settled,
    expect_strokes,
    expect_verdict,
    ink_of,
    judge,
    open_section,
    pictures,
)
from drawings import DIGITS
from PIL import Image
from playwright.sync_api import Page, expect

from digitapp.drawing import links
from digitapp.drawing.strokes import Strokes

SCORE = ".st-key-draw-open .models"  # folded away until it is opened
COLUMNS = ",".join(f"pixel_{row}_{column}" for row in range(8) for column in range(8))  # load_digits' names


def download(page: Page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.path().read_bytes()


def share(page: Page):
    open_section(page, "Share")
    return page.locator(".st-key-draw-open code").inner_text()


def test_a_visit_is_scored_and_survives_a_reload_and_a_file(visit):
    page = visit()
    open_section(page, "My handwriting")
    expect(page.get_by_text("Drawings appear here when you clear them")).to_be_visible()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    seven = ink_of(page)
    judge(page)
    clear(page)
    draw(page, DIGITS[3])
    expect_verdict(page, 3)
    judge(page, "a 5")
    clear(page)
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    clear(page)
    expect(pictures(page)).to_have_count(3)
    expect(page.locator(SCORE)).to_contain_text(re.compile(r"Best reader\s*1 1\.3 to 98\.7 %"), timeout=UNTIL_FITTED)
    score = page.locator(SCORE).text_content()

    draw(page, DIGITS[2])
    expect_verdict(page, 2)
    pictures(page).last.click()
    expect_verdict(page, 7)
    expect_about_the_ink(page, seven)
    expect(pictures(page)).to_have_count(4)  # what was on the canvas is not lost
    exported = download(page, "Export")

    page.reload()
    expect_verdict(page, 7)
    expect_about_the_ink(page, seven)
    open_section(page, "My handwriting")
    expect(pictures(page)).to_have_count(4)
    expect(page.locator(SCORE)).to_have_text(re.compile(r"\s*".join(map(re.escape, score.split()))))

    other = visit()
    draw(other, DIGITS[6])
    expect_verdict(other, 6)
    open_section(other, "My handwriting")
    chooser = other.locator(".st-key-draw-open input[type=file]")
    chooser.set_input_files({"name": "drawings.json.gz", "mimeType": "application/gzip", "buffer": exported})
    expect(pictures(other)).to_have_count(2)
    expect(other.locator(SCORE)).to_have_text(re.compile(r"\s*".join(map(re.escape, score.split()))))
    expect_settled(other)  # until then the place for a file may be about to be replaced by an empty one
    chooser.set_input_files({"name": "drawings.json", "mimeType": "application/json", "buffer": b"[{}]"})
    expect(other.get_by_text("digitapp cannot read this file: sample 0")).to_be_visible()
    expect(pictures(other)).to_have_count(2)
    expect_verdict(other, 6)


def come_back_to(page: Page, texts):
    """Load the page again in a tab that has kept these texts."""
    canvas_of(page)
    expect_settled(page)
    page.evaluate("texts => Object.entries(texts).forEach(([name, text]) => sessionStorage.setItem(name, text))", texts)
    page.reload()


def judged(count):
    """A history of so many 7s, each a bit elsewhere, all judged to be one."""
    seven = Strokes(tuple(DIGITS[7])).dense(2)
    moved = [Strokes(tuple(path + number / 8 for path in seven.paths)) for number in range(count)]
    return json.dumps([[links.pack(strokes), 7] for strokes in moved])


def test_the_keyboard_keeps_its_place_among_the_drawings(visit):
    page = visit()
    come_back_to(page, {"digitapp.history": judged(3)})
    open_section(page, "My handwriting")
    draw(page, DIGITS[3])
    expect_verdict(page, 3)
    pictures(page).nth(1).focus()
    page.keyboard.press("Enter")
    expect_verdict(page, 7)
    expect(pictures(page)).to_have_count(4)
    expect(pictures(page).nth(1)).to_be_focused()


def test_a_drawing_is_deleted_and_the_keyboard_goes_on_at_the_next_one(visit):
    page = visit()
    come_back_to(page, {"digitapp.history": judged(3)})
    open_section(page, "My handwriting")
    delete = page.get_by_role("button", name="Delete this drawing")
    expect(delete).to_have_count(3)
    for number, left in ((1, 2), (1, 1)):  # one in the middle; the last, after which there is only the one before it
        delete.nth(number).focus()
        page.keyboard.press("Enter")
        expect(pictures(page)).to_have_count(left)
        expect(delete.nth(min(number, left - 1))).to_be_focused()
    expect(page.get_by_text("1 right of the 1 drawing")).to_be_visible(timeout=UNTIL_FITTED)
    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('digitapp.history')).length === 1")  # nor after a reload
    delete.click()
    expect(page.get_by_text("Drawings appear here when you clear them")).to_be_visible()


def test_a_double_click_deletes_one_drawing(visit):
    page = visit()
    come_back_to(page, {"digitapp.history": judged(3)})
    open_section(page, "My handwriting")
    page.get_by_role("button", name="Delete this drawing").first.dblclick()
    expect(pictures(page)).to_have_count(2)
    expect_settled(page)
    expect(pictures(page)).to_have_count(2)


def test_a_judgement_is_taken_back_in_the_history(visit):
    page = visit()
    come_back_to(page, {"digitapp.history": judged(2)})
    open_section(page, "My handwriting")
    take_back = page.get_by_role("button", name="Take back what you said of this drawing, read as 7: it was a 7")
    take_back.first.focus()
    page.keyboard.press("Enter")
    expect(take_back).to_have_count(1)
    expect(pictures(page).first).to_have_accessible_name("Bring back this drawing, read as 7, not judged yet")
    expect(pictures(page).first).to_be_focused()
    expect(page.get_by_text("of the 1 drawing that you judged")).to_be_visible(timeout=UNTIL_FITTED)


def test_a_finger_that_brings_back_a_drawing_does_not_delete_it(visit):
    page = visit(width=320, height=700, touch=True)
    come_back_to(page, {"digitapp.history": judged(2)})
    open_section(page, "My handwriting")
    boxes = [page.get_by_role("button", name=name).first.bounding_box() for name in ("Bring back", "Delete", "Take back")]
    choose, delete, take_back = boxes
    assert min(delete["width"], delete["height"], take_back["width"], take_back["height"]) >= 24
    assert delete["y"] >= choose["y"] + choose["height"] + 6
    assert take_back["x"] >= delete["x"] + delete["width"] + 8


def test_a_text_too_long_to_be_restored_takes_nothing_else_with_it_and_stays_in_the_tab(visit):
    page = visit()
    painted, long = "0" * 24 + "g" * 16 + "0" * 24, '{"objects": []}' + " " * 1_000_000
    come_back_to(page, {"digitapp.history": judged(2), "digitapp.painted": painted, "digitapp.drawing": long})
    open_section(page, "My handwriting")
    expect(pictures(page)).to_have_count(2)
    kept = "() => ['painted', 'drawing'].map(name => sessionStorage.getItem('digitapp.' + name))"
    assert page.evaluate(kept) == [painted, long]
    draw(page, DIGITS[7])
    expect_strokes(page, 1)


def test_a_stroke_does_not_send_the_history_again(visit):
    page = visit()
    received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    history = judged(100)
    come_back_to(page, {"digitapp.history": history})
    draw(page, DIGITS[7])
    expect_strokes(page, 1)
    expect_settled(page)
    assert sum(received) > len(history)  # it is there
    received.clear()
    draw(page, [[[20, 20], [260, 30]]])
    expect_strokes(page, 2)
    expect_settled(page)
    assert 0 < sum(received) < len(history)


def test_a_link_opens_to_the_same_verdict_in_a_fresh_browser(visit):
    page = visit()
    choose_model(page, "Random forest, data set only")
    draw(page, DIGITS[4])
    expect_verdict(page, 4)
    bars = page.locator(".answer .bars .verdict").inner_text()
    link = share(page)
    assert len(link) <= 1500

    other = visit("/?" + link.split("?")[1])
    expect_verdict(other, 4)
    expect(other.locator(".st-key-model input")).to_have_value("Random forest, data set only")
    expect(other.locator(".answer .bars .verdict")).to_have_text(bars.replace("\t", "").replace("\n", ""))
    expect(other).not_to_have_url(re.compile("drawing="))
    draw(other, [[[20, 20], [260, 30]]])  # it can be gone on with, and is then the visitor's own
    expect_strokes(other, 3)
    ink = ink_of(other)
    other.reload()
    expect_ink(other, ink)


def test_a_link_takes_nothing_from_a_visitor_who_has_drawn_before(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    expect_strokes(page, 1)
    page.goto(page.url + "?drawing=" + "0" * 24 + "g" * 16 + "0" * 24)
    expect(page.get_by_text("Read from your painted cells")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("spinbutton", name="row 4, column 1")).to_have_attribute("aria-valuenow", "16")
    page.get_by_role("button", name="Back to my drawing").click()
    expect_verdict(page, 7)


def test_a_bad_link_is_one_sentence_and_the_visitor_keeps_everything(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    expect_strokes(page, 1)
    page.goto(f"{page.url}?drawing=%3Cscript%3E")
    expect(page.get_by_role("alert").filter(has_text="ask for it again")).to_be_visible(timeout=15_000)
    expect_verdict(page, 7)
    draw(page, [[[20, 20], [260, 30]]])
    expect(page.get_by_role("alert")).to_have_count(0)


def test_files_hold_what_is_on_the_page(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    shown = [int(one.get_attribute("aria-valuenow")) for one in page.get_by_role("spinbutton").all()]
    share(page)

    names, levels = download(page, "8x8 (CSV)").decode().splitlines()
    assert names == COLUMNS
    assert [int(level) for level in levels.split(",")] == shown
    digit = np.asarray(Image.open(BytesIO(download(page, "8x8 (PNG)"))))
    assert np.round(16 * (1 - digit[16::32, 16::32] / 255)).astype(int).ravel().tolist() == shown
    drawing = Image.open(BytesIO(download(page, "Drawing (PNG)")))
    assert drawing.mode == "RGBA"
    assert np.count_nonzero(np.asarray(drawing)[..., 3] > 128) == pytest.approx(ink_of(page), rel=0.05)


@pytest.mark.slow
def test_strokes_as_quick_as_they_come_with_the_dearest_section_open_break_nothing(visit):
    page = visit(height=4000)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    judge(page)
    open_section(page, "Break it")
    for number in range(40):
        x = 10 + 6 * number
        draw(page, [[[x, 250], [x + 4, 270]]])
    expect_strokes(page, 41)
    expect(page.locator(".sweep")).to_be_visible(timeout=UNTIL_FITTED)
    open_section(page, "My handwriting")
    expect(page.get_by_role("heading", name="How well your handwriting is read")).to_be_visible()
