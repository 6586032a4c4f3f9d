"""The Draw page as a person uses it: the real canvas in a real browser."""

import re

import pytest
from browser.actions import (
    ANSWER,
    UNTIL_FITTED,
    canvas_of,
    choose_model,
    choose_pen,
    choose_picture,
    draw,
    expect_ink,
    expect_nothing_read,
    expect_strokes,
    expect_verdict,
    ink_of,
    judge,
    open_section,
    places,
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
        expect_nothing_read(page)
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
    words = re.compile(r"It is unlike every digit .* If it must be a digit, an? \d\.")
    expect(page.locator(".answer .doubt")).to_have_text(words, timeout=15_000)
    expect(page.get_by_role("status")).to_have_text(words)
    expect_verdict(page, "?")
    expect(page.locator(".answer .bars .verdict")).to_have_text(re.compile(r"no digit.*\d\d %"))
    judge(page)
    expect(page.get_by_text("You said: this was not a digit.")).to_be_visible()


def test_a_finger_draws_also_near_the_corners_and_nothing_is_erased(visit):
    page = visit(width=390, height=844, touch=True)
    touch(page, DIGITS[7][0])
    expect_verdict(page, 7)
    drawn = ink_of(page)
    for x, y in [(8, 8), (272, 8), (262, 14), (240, 4), (272, 272), (8, 272)]:
        touch(page, [(x, y), (x + 1, y)])
    page.touchscreen.tap(*places(page, [(265, -8)])[0])  # where the package's toolbar would be
    page.locator(".strip li").first.wait_for()
    touch(page, DIGITS[7][0])
    assert ink_of(page) > drawn


def test_the_same_strokes_drawn_again_after_clear_are_read_again(visit):
    page = visit()
    for _ in range(2):
        draw(page, DIGITS[7])
        expect_verdict(page, 7)
        page.get_by_role("button", name="Clear").click()
        expect_nothing_read(page)


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
    expect_nothing_read(page)
    expect_ink(page, 0)


def test_another_model_rereads_the_same_drawing(visit):
    page = visit()
    draw(page, DIGITS[3])
    expect_verdict(page, 3)
    choose_model(page, "Decision tree, data set only")
    expect(page.locator(".answer .bars .verdict")).to_have_text("3100 %")  # a tree is always certain
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
    choose_pen(page, "Thick")
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    assert ink_of(page) > 1.2 * normal


def test_drawing_model_and_pen_survive_another_page_and_a_reload(visit):
    page = visit()
    draw(page, DIGITS[2])
    expect_verdict(page, 2)
    choose_model(page, "Random forest, data set only")
    choose_pen(page, "Thin")
    expect(page.locator(".st-key-model input")).to_have_value("Random forest, data set only")
    # Until the server has the pen: a page that is left sooner takes an unread choice with it.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    ink = ink_of(page)

    def is_all_there():
        expect_verdict(page, 2)
        expect(page.locator(".st-key-model input")).to_have_value("Random forest, data set only")
        expect(page).to_have_url(re.compile("pen=Thin"))
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
    ink = ink_of(page)
    # As phones and browsers name them: what counts is the content
    choose_picture(page, {"name": "five", "mimeType": "application/octet-stream", "buffer": file_of(photo(5), "JPEG")})
    expect_verdict(page, 5)
    expect(page.get_by_text("Read from your picture")).to_be_visible()
    expect(page.get_by_alt_text("Your picture, with the ink that was found in orange")).to_be_visible()
    page.get_by_role("button", name="Back to drawing").click()
    expect_verdict(page, 1)
    expect_ink(page, ink)
    choose_picture(page, {"name": "bad.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_text("This is not a PNG, JPEG or WebP picture")).to_be_visible()
    expect_verdict(page, 1)
    choose_picture(page, {"name": "three.jfif", "mimeType": "image/jpeg", "buffer": file_of(photo(3), "JPEG")})
    expect_verdict(page, 3)
    page.reload()
    expect_verdict(page, 1)
    expect_ink(page, ink)


@pytest.mark.picture
def test_the_readmes_picture(visit, pytestconfig):
    page = visit(height=1000)
    draw(page, FORMS["crossed 7"][1])
    expect_strokes(page, 2)
    open_section(page, "Why")
    expect(page.get_by_text("Most like yours")).to_be_visible()
    picture = page.screenshot()
    (pytestconfig.rootpath / "assets" / "draw.png").write_bytes(picture)


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
    expect(page.locator(ANSWER)).to_be_visible(timeout=15_000)
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


def test_a_step_is_enlarged_and_explained_when_it_is_pressed(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    words = page.get_by_text("until its left edge stands upright")
    expect(words).to_be_hidden()
    page.get_by_role("button", name="Step 4, Straightened: enlarge").click()
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()


def test_both_pages_are_one_press_away_on_a_phone(visit):
    page = visit(width=390, height=664, touch=True)
    canvas_of(page)
    page.get_by_role("link", name="Explore").tap()
    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    page.get_by_role("link", name="Draw").tap()
    expect(page.locator(ANSWER)).to_be_visible()


# Last, as the models have been fitted by now.
def test_all_models_and_both_training_sets_are_compared_at_one_glance(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    open_section(page, "Other models")
    expect(page.locator(".models td b")).to_have_text(["7"] * 11, timeout=UNTIL_FITTED)  # once all are fitted
