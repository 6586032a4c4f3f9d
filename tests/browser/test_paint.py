"""Painting the 64 pixels, by mouse, by finger and by keyboard alone."""

from browser.actions import (
    canvas_of,
    cell,
    draw,
    expect_ink,
    expect_nothing_read,
    expect_painted,
    expect_verdict,
    ink_of,
    level,
)
from drawings import DIGITS
from playwright.sync_api import expect

FOCUSED = """() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.getAttribute("aria-label") ?? element.textContent;
}"""


def test_the_keyboard_alone_paints_a_1_and_reads_the_verdict(visit):
    page = visit()
    canvas_of(page)
    press = page.keyboard.press

    def tab_to(words):
        for _ in range(40):
            press("Tab")
            if page.evaluate(FOCUSED) == words:
                return
        raise AssertionError(f"no Tab leads to {words!r}")

    tab_to("row 1, column 1")
    for _ in range(3):
        press("ArrowRight")
    for row in range(1, 9):
        press("Space")
        level(page, row, 4, 16)
        press("ArrowRight")
        for _ in range(9):
            press("+")
        level(page, row, 5, 9)
        press("-")
        level(page, row, 5, 8)
        press("ArrowLeft")
        press("ArrowDown")
    expect_verdict(page, 1)
    expect(page.get_by_text("Read from your painted cells")).to_be_visible()
    expect_painted(page, "000g8000" * 8)  # what reaches the server together is undone together
    press("Space")  # the last row again
    level(page, 8, 4, 0)
    expect_painted(page, "000g8000" * 7 + "00008000")
    tab_to("undoUndo")
    press("Enter")
    level(page, 8, 4, 16)


def test_a_digit_is_painted_with_the_mouse_and_survives_a_reload(visit):
    page = visit()
    canvas_of(page)
    for column, ink in ((4, 16), (5, 8)):
        if ink < 16:  # all ink to begin with
            page.get_by_role("slider", name="Ink of the brush").fill(str(ink))
        start, end = cell(page, 1, column).bounding_box(), cell(page, 8, column).bounding_box()
        page.mouse.move(start["x"] + 10, start["y"] + 10)
        page.mouse.down()
        page.mouse.move(end["x"] + 10, end["y"] + 10, steps=20)
        page.mouse.up()
    expect_verdict(page, 1)
    level(page, 5, 5, 8)
    cell(page, 5, 5).click()  # once more empties it
    level(page, 5, 5, 0)
    expect_painted(page, "000g8000" * 4 + "000g0000" + "000g8000" * 3)
    page.locator(".st-key-draw-undo button").click()
    level(page, 5, 5, 8)
    expect_painted(page, "000g8000" * 8)
    page.reload()
    level(page, 5, 5, 8)
    expect(page.get_by_text("Read from your painted cells")).to_be_visible(timeout=15_000)
    expect_verdict(page, 1)
    page.locator(".st-key-draw-clear button").click()
    expect_nothing_read(page)
    level(page, 5, 5, 0)


def test_a_fast_pointer_skips_no_cell(visit):
    page = visit()
    canvas_of(page)
    start, end = cell(page, 1, 1).bounding_box(), cell(page, 8, 8).bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + 10)  # in one step
    page.mouse.up()
    expect_painted(page, "".join("0" * place + "g" + "0" * (7 - place) for place in range(8)))


def test_a_second_finger_leaves_the_line_to_the_first(visit):
    page = visit(width=390, height=844, touch=True)
    canvas_of(page)
    first, last, away = (cell(page, *place).bounding_box() for place in ((2, 2), (2, 7), (7, 4)))
    one, moved, other = ({"x": box["x"] + 10, "y": box["y"] + 10} for box in (first, last, away))
    fingers = page.context.new_cdp_session(page)

    def touched(kind, *points):
        points = [{**point, "id": number} for number, point in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touched("touchStart", one)
    touched("touchStart", one, other)
    touched("touchMove", one, {**other, "x": other["x"] + 40})
    touched("touchMove", moved, {**other, "x": other["x"] + 40})
    touched("touchEnd", moved)
    touched("touchEnd")
    expect_painted(page, "0" * 9 + "g" * 6 + "0" * 49)


def test_painting_begins_with_the_drawing_and_goes_back_to_it(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    ink = ink_of(page)
    before = int(cell(page, 8, 1).get_attribute("aria-valuenow"))
    cell(page, 8, 1).click()
    level(page, 8, 1, 16)
    expect(page.get_by_text("Read from your painted cells")).to_be_visible()
    page.locator(".st-key-draw-undo button").click()
    level(page, 8, 1, before)
    expect(page.get_by_text("Read from your drawing")).to_be_visible()
    cell(page, 8, 1).click()
    page.get_by_role("button", name="Back to my drawing").click()
    level(page, 8, 1, before)
    expect_verdict(page, 7)
    cell(page, 8, 1).click()
    expect(page.get_by_text("Read from your painted cells")).to_be_visible()
    draw(page, [[[20, 20], [260, 30]]])  # drawing on, too
    expect(page.get_by_text("Read from your drawing")).to_be_visible()
    page.locator(".st-key-draw-undo button").click()
    expect_verdict(page, 7)
    expect_ink(page, ink)


def test_after_undo_of_what_was_painted_the_pen_draws_at_once(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    ink = ink_of(page)
    cell(page, 8, 1).click()
    expect(page.get_by_text("Read from your painted cells")).to_be_visible()
    page.locator(".st-key-draw-undo button").click()
    draw(page, [[[20, 20], [260, 30]]])
    assert ink_of(page) > ink


def test_the_64_numbers_are_written_into_the_cells_on_request(visit):
    page = visit()
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    written = "cell => getComputedStyle(cell, '::before').content"
    assert cell(page, 8, 1).evaluate(written) == "none"
    page.get_by_label("Show numbers").check()
    assert cell(page, 8, 1).evaluate(written) == f'"{cell(page, 8, 1).get_attribute("aria-valuenow")}"'
    page.reload()
    expect_verdict(page, 7)
    expect(page.get_by_label("Show numbers")).to_be_checked()
