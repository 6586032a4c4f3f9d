"""The three squares: what is seen without scrolling at each size, and strokes that land under the pen."""

import pytest
from browser.actions import CANVAS, canvas_of, draw, expect_settled, expect_strokes, expect_verdict, places
from drawings import DIGITS, drawn

SIZES = [(1280, 800), (390, 664), (1920, 1080), (844, 390), (640, 400)]  # the last as a laptop's at 200 %
SQUARES = {
    "canvas": ".st-key-draw-canvas",
    "8x8": ".st-key-paint .grid",
    "answer": ".st-key-draw-says .answer",
}
TOOLS = ".st-key-draw-tools button"
JUDGE = ".st-key-draw-judge button"
TABS = ".st-key-draw-tab [role=radio]"
LANDED = """(canvas, [x, y]) => { // how far, in the window's pixels, the nearest ink is from a place in the window
  const shown = canvas.getRootNode().querySelector("canvas.dc-canvas.lower-canvas");
  const box = shown.getBoundingClientRect(), unit = shown.width / box.width;
  const { data } = shown.getContext("2d").getImageData(0, 0, shown.width, shown.height);
  let least = Infinity;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0 || data[i] + data[i + 1] + data[i + 2] >= 384) continue;
    const [column, row] = [(i / 4) % shown.width, Math.floor(i / 4 / shown.width)];
    least = Math.min(least, Math.hypot((column + 0.5) / unit + box.left - x, (row + 0.5) / unit + box.top - y));
  }
  return least;
}"""
INK_BOX = """canvas => { // left, top, right and bottom of the ink, in the window's pixels
  const shown = canvas.getRootNode().querySelector("canvas.dc-canvas.lower-canvas");
  const box = shown.getBoundingClientRect(), unit = shown.width / box.width;
  const { data } = shown.getContext("2d").getImageData(0, 0, shown.width, shown.height);
  const columns = [], rows = [];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0 || data[i] + data[i + 1] + data[i + 2] >= 384) continue;
    columns.push((i / 4) % shown.width);
    rows.push(Math.floor(i / 4 / shown.width));
  }
  const [least, most] = ["min", "max"].map((name) => (places) => places.reduce((a, b) => Math[name](a, b)));
  return [box.left + least(columns) / unit, box.top + least(rows) / unit,
    box.left + (most(columns) + 1) / unit, box.top + (most(rows) + 1) / unit];
}"""

HIT = "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.st-key-draw-canvas'))"


@pytest.fixture
def window(browser, server):
    """Open the page as a new visitor: `window(width, height, scale)`; it is settled."""
    contexts = []

    def open_window(width, height, scale=1):
        viewport = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=viewport, device_scale_factor=scale, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.goto(server)
        canvas_of(page)
        expect_settled(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


def boxes(page, selector):
    """Left, top, width and height of all that is found, in the window."""
    found = [place.bounding_box() for place in page.locator(selector).all() if place.is_visible()]
    assert found, selector
    return [(box["x"], box["y"], box["width"], box["height"]) for box in found]


def expect_in_sight(page, *selectors):
    """All of these are seen, without scrolling and below the navigation bar."""
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    size = page.viewport_size
    bar = page.get_by_role("link", name="Explore").bounding_box()
    covered = bar["y"] + bar["height"]
    places = [(selector, box) for selector in selectors for box in boxes(page, selector)]
    cut = [
        (selector, (left, top, width, height))
        for selector, (left, top, width, height) in places
        if left < -0.5 or top < covered - 0.5 or left + width > size["width"] + 0.5 or top + height > size["height"] + 0.5
    ]
    assert cut == [], f"below {covered}, in {size}"


def expect_strokes_under_the_pen(page):
    canvas = canvas_of(page)
    square, ink = page.locator(".st-key-draw-canvas").bounding_box(), canvas.bounding_box()
    assert ink == pytest.approx(square, abs=2)  # it fills its square
    for x in (ink["x"] + 4, ink["x"] + ink["width"] - 4):
        for y in (ink["y"] + 4, ink["y"] + ink["height"] - 4):
            assert page.evaluate(HIT, [x, y]), f"something lies over the canvas's corner at {x}, {y}"
    path = drawn((60, 60), (220, 60), (220, 220))
    window = places(page, path)
    unit = ink["width"] / 280
    page.mouse.move(*window[0])
    page.mouse.down()
    for place in window[1:]:
        page.mouse.move(*place)
    page.mouse.up()
    expect_strokes(page, 1)
    for place in window:
        assert canvas.evaluate(LANDED, place) < 2
    left, top, right, bottom = canvas.evaluate(INK_BOX)
    xs, ys = zip(*window, strict=True)
    expected = [min(xs) - 14 * unit, min(ys) - 14 * unit, max(xs) + 14 * unit, max(ys) + 14 * unit]
    assert [left, top, right, bottom] == pytest.approx(expected, abs=3)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_strokes_land_under_the_pen(window, width, height):
    expect_strokes_under_the_pen(window(width, height, 2 if height == 400 else 1))


def test_strokes_land_under_the_pen_on_a_page_that_is_enlarged_or_resized(window):
    page = window(1280, 800, 2)
    expect_strokes_under_the_pen(page)
    page.locator(".st-key-draw-undo button").click()
    expect_strokes(page, 0)
    page.set_viewport_size({"width": 640, "height": 400})
    expect_settled(page)
    expect_strokes_under_the_pen(page)
    page.locator(".st-key-draw-undo button").click()
    expect_strokes(page, 0)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.zoom = 1.5")
    expect_strokes_under_the_pen(page)


def expect_equal_squares(page, side):
    found = {name: boxes(page, selector)[0] for name, selector in SQUARES.items()}
    tops = [box[1] for box in found.values()]
    assert max(tops) - min(tops) < 2, found
    for box in found.values():
        assert box[2:] == pytest.approx((side(found), side(found)), abs=3), found


def read(page):
    draw(page, DIGITS[7])
    expect_verdict(page, 7)
    expect_settled(page)


def test_on_a_laptop_nothing_scrolls(window):
    page = window(1280, 800)
    read(page)
    expect_equal_squares(page, lambda found: found["canvas"][2])
    assert 320 <= boxes(page, SQUARES["canvas"])[0][2] <= 380
    expect_in_sight(page, *SQUARES.values(), TOOLS, JUDGE, TABS)


def test_on_a_phone_ink_numbers_verdict_and_tabs_are_in_sight(window):
    page = window(390, 664)
    read(page)
    assert boxes(page, SQUARES["canvas"])[0][2] == pytest.approx(330, abs=20)
    expect_in_sight(page, *SQUARES.values(), ".answer > .verdict", TOOLS, JUDGE)
    row = [top + height for _, top, _, height in boxes(page, TABS)]  # the last ones are to be scrolled to, sideways
    assert max(row) <= 664


def test_on_a_projector_all_is_large(window):
    page = window(1920, 1080)
    read(page)
    expect_equal_squares(page, lambda found: found["canvas"][2])
    assert boxes(page, SQUARES["canvas"])[0][2] == pytest.approx(560, abs=40)
    size = page.locator(".answer > .verdict").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    assert size >= 300
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == pytest.approx(24, abs=0.5)
    expect_in_sight(page, *SQUARES.values(), TOOLS, JUDGE, TABS)


@pytest.mark.parametrize(("width", "height"), [(844, 390), (640, 400)])
def test_in_a_flat_window_the_three_squares_are_in_sight(window, width, height):
    page = window(width, height)
    read(page)
    expect_equal_squares(page, lambda found: found["canvas"][2])
    expect_in_sight(page, *SQUARES.values(), TOOLS)


def test_nothing_overflows_sideways_in_the_smallest_window(window):
    page = window(320, 640)
    read(page)
    wide = """() => [...document.querySelectorAll("html, [data-testid=stMain], [data-testid=stMainBlockContainer]")]
      .filter((element) => element.scrollWidth > element.clientWidth).map((element) => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(wide) == []
    expect_in_sight(page, CANVAS, SQUARES["8x8"])


@pytest.mark.picture
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(390, 664), (844, 390), (1280, 800), (1920, 1080)])
def test_pictures_of_the_page_to_be_looked_at(visit, pytestconfig, size, dark):
    """They are put into pytest's cache."""
    page = visit(width=size[0], height=size[1], dark=dark)
    draw(page, DIGITS[4])
    expect_verdict(page, 4)
    expect_settled(page)
    folder = pytestconfig.cache.mkdir("draw")
    page.screenshot(path=folder / f"{size[0]}x{size[1]}-{'dark' if dark else 'light'}.png")
