"""What people do on the pages and what they wait for, for all browser tests."""

import re

from playwright.sync_api import Page, expect

CANVAS = ".st-key-draw-canvas canvas.upper-canvas"
ANSWER = ".st-key-draw-says .answer"

INK = """canvas => { // how many pixels of the canvas are dark
  const shown = canvas.getRootNode().querySelector("canvas.dc-canvas.lower-canvas");
  const { data } = shown.getContext("2d").getImageData(0, 0, shown.width, shown.height);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) dark += data[i + 3] > 0 && data[i] + data[i + 1] + data[i + 2] < 384;
  return dark;
}"""

UNTIL_FITTED = 300_000  # milliseconds: the process that fits all models gives way to all else on a busy machine


def canvas_of(page: Page):
    canvas = page.locator(f"{CANVAS}[aria-label]")  # the companion has found it
    canvas.wait_for()
    expect(page.locator(ANSWER)).to_be_visible()
    return canvas


def fast(path):
    """The path as a fast hand draws it: fewer points, in a third of the time."""
    return path[:-1:3] + path[-1:]


def places(page: Page, path):
    """Where the points of a path, in canvas units, lie in the window."""
    canvas = canvas_of(page)
    canvas.evaluate("canvas => canvas.getRootNode().host.scrollIntoView({ block: 'nearest' })")
    box = canvas.bounding_box()
    unit = box["width"] / 280
    return [(box["x"] + unit * x, box["y"] + unit * y) for x, y in path]


def press(page: Page, path):
    """Draw a stroke whose end is still to come: the pen is down."""
    start, *others = places(page, fast(path))
    page.mouse.move(*start)
    page.mouse.down()
    for place in others:
        page.mouse.move(*place)


def draw(page: Page, paths):
    for path in paths:
        press(page, path)
        page.mouse.up()


def touch(page: Page, path):
    """Draw one stroke with a finger."""
    points = [{"x": x, "y": y} for x, y in places(page, fast(path))]
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for point in points[1:]:
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def expect_verdict(page: Page, verdict):
    """Wait for the verdict on what is drawn: a digit, or "?"; not on what is being drawn."""
    expect(page.locator(f"{ANSWER}:not(.moving) > .verdict")).to_have_text(str(verdict), timeout=15_000)


def expect_nothing_read(page: Page):
    expect(page.locator(f"{ANSWER} > .first")).to_be_visible(timeout=15_000)


def choose_model(page: Page, title):
    page.locator(".st-key-model input").click()
    page.get_by_role("option", name=title).click()


def choose_pen(page: Page, pen):
    page.get_by_role("button", name="Pen", exact=True).click()
    page.get_by_role("radio", name=pen).click()
    expect(page.get_by_role("radio", name=pen)).to_be_checked()
    page.keyboard.press("Escape")


def choose_picture(page: Page, file):
    expect_settled(page)  # the place for it closes as the last picture is shown
    place = page.locator(".st-key-draw-photo")
    if not place.is_visible():
        page.get_by_role("button", name="Photo").click()
    place.locator("input[type=file]").set_input_files(file)


def ink_of(page: Page):
    return canvas_of(page).evaluate(INK)


def expect_ink(page: Page, ink):
    """Wait until the canvas shows so much ink."""
    page.wait_for_function(
        f"""ink => {{
          const roots = [...document.querySelectorAll(".st-key-draw-canvas *")].map(element => element.shadowRoot);
          const canvas = roots.map(root => root?.querySelector("canvas.upper-canvas")).find(Boolean);
          return canvas && ({INK})(canvas) === ink;
        }}""",
        arg=ink,
    )


def expect_about_the_ink(page: Page, ink):
    """The same for strokes that came back by way of a link or a file, whose curves are lines."""
    page.wait_for_function(
        f"""ink => {{
          const roots = [...document.querySelectorAll(".st-key-draw-canvas *")].map(element => element.shadowRoot);
          const canvas = roots.map(root => root?.querySelector("canvas.upper-canvas")).find(Boolean);
          return canvas && Math.abs(({INK})(canvas) - ink) < 0.03 * ink;
        }}""",
        arg=ink,
    )


def expect_strokes(page: Page, count):
    """Wait until the server has answered so many strokes, which the tab then keeps."""
    page.wait_for_function(
        "count => JSON.parse(sessionStorage.getItem('digitapp.drawing'))?.objects.length === count", arg=count
    )


def expect_settled(page: Page):
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


def open_section(page: Page, title):
    expect_settled(page)  # what is above may still be growing, and a click would miss
    page.get_by_role("radio", name=title, exact=True).click()


def judge(page: Page, meant=None):
    """Say that the verdict is right, or what it was: "a 5", "not a digit"."""
    if meant is None:
        page.get_by_role("button", name="Right").click()
    else:
        page.locator(".st-key-draw-judge").get_by_role("button", name="It was").click()
        page.get_by_role("menuitem", name=meant, exact=True).click()
    expect(page.get_by_text("You said: this was")).to_be_visible()


def clear(page: Page):
    page.locator(".st-key-draw-clear button").click()
    expect_nothing_read(page)
    expect_ink(page, 0)


def pictures(page: Page):
    return page.get_by_role("button", name=re.compile("Bring back"))


def cell(page: Page, row, column):
    return page.get_by_role("spinbutton", name=f"row {row}, column {column}")


def level(page: Page, row, column, value):
    expect(cell(page, row, column)).to_have_attribute("aria-valuenow", str(value))


def expect_painted(page: Page, levels):
    """Wait until the server has answered what was painted, which the tab then keeps."""
    page.wait_for_function("levels => sessionStorage.getItem('digitapp.painted') === levels", arg=levels)


def open_explore(page: Page, section):
    page.get_by_role("link", name="Explore").click()
    choose(page, section)


def choose(page: Page, name):
    page.get_by_role("radio", name=name, exact=True).click()


def session_of(page: Page):
    """The server's session that the tab keeps its visit for."""
    return page.evaluate("sessionStorage.getItem('digitapp.session.tab')")


def expect_restored(page: Page, session):
    """Wait until the tab keeps its visit for another session, which by then has what the tab had kept."""
    page.wait_for_function("session => sessionStorage.getItem('digitapp.session.tab') !== session", arg=session)
    expect_settled(page)


def upload(page: Page, title):
    """Choose a model, wherever the page is scrolled to."""
    page.locator(".st-key-model input").evaluate("element => element.scrollIntoView({ block: 'center' })")
    choose_model(page, title)
