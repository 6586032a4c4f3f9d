"""The Draw page as a person uses it: the real canvas in a real browser."""

import re

import pytest
from browser.actions import (
    CANVAS,
    UNTIL_FITTED,
    canvas_of,
    choose_model,
    draw,
    expect_ink,
    expect_strokes,
    expect_verdict,
    ink_of,
    judge,
    touch,
)
from drawings import DIGITS, FORMS, NO_DIGITS, file_of, photo
from playwright.sync_api import expect


def test_all_ten_digits_drawn_with_the_mouse_are_read(visit):
    page = visit()
    for digit, paths in DIGITS.items():
        draw(page, paths)
        expect_verdict(page, digit)
        page.locator(".st-key-draw-clear button").click()
        expect_verdict(page, "?")
        expect_ink(page, 0)


@pytest.mark.slow
def test_forms_that_the_data_set_does_not_hold_are_read(visit):
    page = visit()
    for digit, paths in FORMS.values():
        draw(page, paths)
        expect_verdict(page, digit)
        page.locator(".st-key-draw-clear button").click()
        expect_ink(page, 0)


def test_what_is_no_digit_is_refused_with_a_reason_and_a_best_guess(visit):
    page = visit()
    draw(page, NO_DIGITS["W"])
    said = page.get_by_text(re.compile(r"It is unlike every digit .* If it must be a digit, an? \d\."))
    expect(said).to_be_visible(timeout=15_000)
    expect_verdict(page, "?")
    expect(page.locator(".bars .verdict")).to_have_text(re.compile(r"no digit.*\d\d %"))
    judge(page)
    expect(page.get_by_text("You said: this was not a digit.")).to_be_visible()


def test_a_finger_draws_also_near_the_corners_and_nothing_is_erased(visit):
    page = visit(width=390, height=844, touch=True)
    touch(page, DIGITS[7][0])
    expect_verdict(page, 7)
    drawn = ink_of(page)
    for x, y in [(8, 8), (272, 8), (262, 14), (240, 4), (272, 272), (8, 272)]:
        touch(page, [(x, y), (x + 1, y)])
    box = canvas_of(page).bounding_box()
    page.touchscreen.tap(box["x"] + 265, box["y"] - 8)  # where the package's toolbar would be
    page.locator(".st-key-draw-sees li").first.wait_for()
    touch(page, DIGITS[7][0])
    assert ink_of(page) > drawn


def test_the_same_strokes_drawn_again_after_clear_are_read_again(visit):
    page = visit()
    for _ in range(2):
        draw(page, DIGITS[7])
        expect_verdict(page, 7)
        page.get_by_role("button", name="Clear").click()
        expect_verdict(page, "?")


def test_undo_takes_back_one_stroke_and_clear_all(visit):
    page = visit()
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    one = ink_of(page)
    draw(page, [[[20, 20], [260, 30]], [[20, 260], [260, 250]]])
    expect_strokes(page, 3)
    page.locator(".st-key-draw-undo button").click()
    expect_strokes(page, 2)
    page.locator(".st-key-draw-undo button").click()
    expect_verdict(page, 1)
    expect_ink(page, one)
    page.locator(".st-key-draw-clear button").click()
    expect_verdict(page, "?")
    expect_ink(page, 0)


def test_another_model_rereads_the_same_drawing(visit):
    page = visit()
    draw(page, DIGITS[3])
    expect_verdict(page, 3)
    choose_model(page, "Decision tree, data set only")
    expect(page.locator(".bars .verdict")).to_have_text("3100 %")  # a tree is always certain
    choose_model(page, "Nearest neighbours, data set only")
    expect_verdict(page, 3)


@pytest.mark.slow
def test_a_thick_pen_draws_thicker(visit):
    page = visit()
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    normal = ink_of(page)
    page.locator(".st-key-draw-clear button").click()
    expect_ink(page, 0)
    page.get_by_role("radio", name="Thick").click()
    expect(page.get_by_role("radio", name="Thick")).to_be_checked()
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    assert ink_of(page) > 1.2 * normal


def test_drawing_model_and_pen_survive_another_page_and_a_reload(visit):
    page = visit()
    draw(page, DIGITS[2])
    expect_verdict(page, 2)
    choose_model(page, "Random forest, data set only")
    page.get_by_role("radio", name="Thin").click()
    expect(page.get_by_text("150 different decision trees")).to_be_visible()
    # Until the server has the pen: a page that is left sooner takes an unread choice with it.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    ink = ink_of(page)

    def is_all_there():
        expect_verdict(page, 2)
        expect(page.get_by_text("150 different decision trees")).to_be_visible()
        expect(page.get_by_role("radio", name="Thin")).to_be_checked()
        expect_ink(page, ink)

    page.get_by_role("link", name="Explore").click()
    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    page.get_by_role("link", name="Draw").click()
    is_all_there()
    page.reload()
    is_all_there()
    draw(page, [[[20, 20], [260, 30]]])  # and it can be gone on with
    page.locator(".st-key-draw-undo button").click()
    is_all_there()


def test_an_uploaded_photo_is_read_and_a_bad_file_is_not(visit):
    page = visit()
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    page.get_by_text("Read a picture instead").click()
    chooser = page.locator("input[type=file]")
    ink = ink_of(page)
    # As phones and browsers name them: what counts is the content
    chooser.set_input_files({"name": "five", "mimeType": "application/octet-stream", "buffer": file_of(photo(5), "JPEG")})
    expect_verdict(page, 5)
    expect(page.get_by_text("Read from your picture")).to_be_visible()
    expect(page.get_by_alt_text("Your picture, with the ink that was found in orange")).to_be_visible()
    page.get_by_role("button", name="Back to drawing").click()
    expect_verdict(page, 1)
    expect_ink(page, ink)
    chooser.set_input_files({"name": "bad.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_text("This is not a PNG, JPEG or WebP picture")).to_be_visible()
    expect_verdict(page, 1)
    chooser.set_input_files({"name": "three.jfif", "mimeType": "image/jpeg", "buffer": file_of(photo(3), "JPEG")})
    expect_verdict(page, 3)
    page.reload()
    expect_verdict(page, 1)
    expect_ink(page, ink)


def test_canvas_and_verdict_are_seen_without_scrolling(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
        for part in (CANVAS, ".st-key-draw-verdict", ".st-key-draw-undo", ".st-key-draw-clear"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= 60  # below the navigation bar
            assert box["y"] + box["height"] <= height
            assert box["x"] + box["width"] <= width
        assert page.locator(".st-key-draw-clear button").bounding_box()["height"] >= 44


@pytest.mark.picture
def test_the_readmes_picture(visit, pytestconfig):
    page = visit(height=1500)
    draw(page, FORMS["crossed 7"][1])
    expect_strokes(page, 2)
    picture = page.screenshot(clip={"x": 240, "y": 60, "width": 800, "height": 1150})
    (pytestconfig.rootpath / "assets" / "draw.png").write_bytes(picture)


def test_nothing_overflows_at_320_px(visit):
    page = visit(width=320, height=700)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    page.get_by_text("Show the 64 numbers").click()
    expect(page.locator(".levels")).to_be_visible()
    assert (
        page.evaluate("""() => [...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > 321)
        .map(element => element.outerHTML.slice(0, 120))""")
        == []
    )


@pytest.mark.slow
def test_ink_is_dark_on_light_paper_in_the_dark_theme(visit):
    page = visit(dark=True)
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    assert 1_000 < ink_of(page) < 20_000
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == "rgb(28, 27, 24)"


LOOKS = """() => {
  window.looks = 0;
  const all = Document.prototype.querySelectorAll;
  Document.prototype.querySelectorAll = function (selector) {
    window.looks += selector.includes("st-key-draw-canvas");
    return all.call(this, selector);
  };
}"""
FRAMES = """async () => {
  window.looks = 0;
  for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
  return window.looks;
}"""


def test_a_canvas_that_comes_late_is_found_and_nobody_looks_for_it_all_the_time(visit):
    page = visit("/explore")
    page.get_by_role("heading", name="Explore").wait_for()
    held = []
    page.route("**/*drawable*canvas*/**", lambda route: held.append(route))
    page.evaluate(LOOKS)
    page.get_by_role("link", name="Draw").click()
    expect(page.locator(".st-key-draw-verdict")).to_be_visible(timeout=15_000)
    page.wait_for_function("looks > 0")  # the companion is there
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert page.evaluate(FRAMES) < 10
    assert held
    for route in held:
        route.continue_()
    page.unroute_all()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)


def test_the_packages_toolbar_is_out_of_reach(visit):
    page = visit()
    canvas_of(page).hover()
    toolbar = page.locator(".st-key-draw-canvas .dc-toolbar")
    expect(toolbar).to_have_count(1)
    expect(toolbar).to_be_hidden()


# Last, as the models have been fitted by now.
def test_all_models_and_both_training_sets_are_compared_at_one_glance(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    page.get_by_text("What do the other models say?").click()
    expect(page.locator(".models td b")).to_have_text(["7"] * 11, timeout=UNTIL_FITTED)  # once all are fitted
