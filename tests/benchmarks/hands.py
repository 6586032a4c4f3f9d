"""What the benchmarks do on the Draw page in a real browser."""

from playwright.sync_api import Page

VERDICT = ".st-key-draw-says .answer:not(.moving) > .verdict"
FIRST = ".st-key-draw-says .answer > .first"
FRAME = "() => new Promise(requestAnimationFrame)"


def places(page: Page, path) -> list[tuple[float, float]]:
    """Where points in canvas units lie in the window."""
    box = page.locator(".st-key-draw-canvas canvas.upper-canvas").bounding_box()
    unit = box["width"] / 280
    return [(box["x"] + unit * x, box["y"] + unit * y) for x, y in path]


def draw(page: Page, paths) -> None:
    for path in paths:
        start, *others = places(page, path)
        page.mouse.move(*start)
        page.mouse.down()
        for place in others[::2] + others[-1:]:
            page.mouse.move(*place)
            page.evaluate(FRAME)
        page.mouse.up()


def clear(page: Page) -> None:
    page.locator(".st-key-draw-clear button").click()
    page.locator(FIRST).wait_for()
