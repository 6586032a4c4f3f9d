"""Read while one writes: the 64 numbers and the verdict follow the pen."""

from browser.actions import (
    ANSWER,
    canvas_of,
    draw,
    expect_nothing_read,
    expect_settled,
    expect_strokes,
    expect_verdict,
    judge,
    open_section,
    pictures,
    press,
)
from drawings import DIGITS, NO_DIGITS
from playwright.sync_api import expect

# A machine that is never too slow for the companion: its clock goes a twentieth as fast.
QUICK = "const now = performance.now.bind(performance); performance.now = () => now() / 20;"
MOVING = f"{ANSWER}.moving"
LEVELS = """() => [...document.querySelectorAll(".st-key-paint *")].map((element) => element.shadowRoot).find(Boolean)
  .querySelector(".grid").innerHTML"""

# A server that always says that it is busy; and what the page waits for, in ms.
BUSY = """window.addEventListener("digitapp-told", () => (digitappTold.canvas.isBusy = true));
  window.waits = [];
  const later = setTimeout;
  window.setTimeout = (f, ms, ...data) => (waits.push(ms), later(f, ms, ...data));"""


def test_the_squares_follow_the_pen_and_nothing_else_does(visit):
    page = visit(script=QUICK)
    draw(page, DIGITS[1])
    expect_verdict(page, 1)
    judge(page)
    open_section(page, "My handwriting")
    expect(pictures(page)).to_have_count(1)
    page.locator(".st-key-draw-clear button").click()
    expect_nothing_read(page)
    expect_settled(page)
    press(page, NO_DIGITS["W"][0])
    expect(page.locator(MOVING)).to_be_visible()
    assert page.locator(f"{MOVING} > .doubt").count() == 0
    expect(page.locator(MOVING)).to_have_css("opacity", "0.45")
    expect(page.locator(".st-key-draw-judge")).to_be_hidden()
    expect(pictures(page)).to_have_count(1)
    assert page.evaluate("JSON.parse(sessionStorage.getItem('digitapp.drawing')).objects") == []
    page.mouse.up()
    expect_verdict(page, "?")
    expect(page.locator(f"{ANSWER} > .doubt")).to_be_visible()
    expect_strokes(page, 1)


def test_the_numbers_of_a_stroke_in_motion_are_those_of_the_stroke(visit):
    page = visit(script=QUICK)
    canvas_of(page)
    blank = page.evaluate(LEVELS)
    press(page, DIGITS[7][0])
    expect(page.locator(f"{MOVING} > .verdict")).to_have_text("7")
    page.wait_for_function(f"blank => ({LEVELS})() !== blank", arg=blank)
    page.mouse.up()
    expect_verdict(page, 7)
    expect(page.locator(MOVING)).to_have_count(0)


# Where an answer takes longer, none is asked for until the pen is up.
SLOW = """() => {
  window.messages = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    window.messages += 1;
    setTimeout(() => send.call(this, data), 400);
  };
}"""


def test_where_answers_are_slow_the_pen_is_not_followed(visit):
    page = visit()
    canvas_of(page)
    expect_settled(page)
    page.evaluate(SLOW)
    draw(page, DIGITS[1])  # from whose answer it is known
    expect_verdict(page, 1)
    expect_settled(page)
    page.evaluate("messages = 0")
    press(page, DIGITS[7][0])
    page.mouse.up()
    expect_strokes(page, 2)
    assert page.evaluate("messages") == 1


def test_a_busy_server_is_seldom_told_of_a_pen_in_motion(visit):
    page = visit(script=QUICK + BUSY)
    canvas_of(page)
    press(page, DIGITS[7][0])
    page.wait_for_function("waits.some((ms) => ms > 1000 && ms <= 2000)")
