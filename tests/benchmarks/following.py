"""How soon do the 64 numbers follow the pen? Part of latency.py."""

from drawings import DIGITS
from hands import FRAME, VERDICT, clear, places
from playwright.sync_api import Page, TimeoutError

ROUNDS = 4
DRAWN = (7, 2, 3, 0, 1, 6, 8, 9, 5)  # in one stroke
RESTS, REST = 40, 500  # how often the pen moves after how many ms

FOLLOWED = """() => { // when the pen moved, something was sent while it was down, and the 64 numbers were painted
  const grid = [...document.querySelectorAll(".st-key-paint *")]
    .map((element) => element.shadowRoot?.querySelector(".grid")).find(Boolean);
  const followed = (window.followed = { moved: [], sent: [], painted: [] });
  document.addEventListener("pointermove", ({ buttons }) => buttons && followed.moved.push(performance.now()), true);
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => followed.painted.push(performance.now()))))
    .observe(grid, { subtree: true, attributeFilter: ["aria-valuenow"] });
}"""


def prepare(page: Page) -> None:
    page.evaluate(f"({FOLLOWED})()")


def followed(page: Page) -> list[float]:
    """Of each movement of the pen, ms until the 64 numbers that it is in were painted; without movements that were not sent."""
    seen = page.evaluate("window.followed")
    delays = []
    for moved in seen["moved"]:
        sent = min((time for time in seen["sent"] if time >= moved), default=None)
        painted = sent and min((time for time in seen["painted"] if time > sent), default=None)
        if painted:
            delays.append(painted - moved)
    page.evaluate("() => Object.values(window.followed).forEach((times) => times.splice(0))")
    return delays


def after_rests(page: Page) -> tuple[list[float], int]:
    """The same of movements that follow a rest, and how many were never painted, as the answer before was slow."""
    delays: list[float] = []
    missed = 0
    while len(delays) + missed < RESTS:
        start, *others = places(page, DIGITS[8][0][::12])
        page.mouse.move(*start)
        page.mouse.down()
        for place in others:
            page.wait_for_timeout(REST)
            page.evaluate("() => Object.values(window.followed).forEach((times) => times.splice(0))")
            page.mouse.move(*place)
            try:
                page.wait_for_function("window.followed.painted.length", timeout=2000)
            except TimeoutError:
                missed += 1
                break
            delays += followed(page)
        end(page)
    return delays, missed


def without_pause(page: Page) -> list[float]:
    """The same of movements, one a frame, with no rest between them."""
    delays: list[float] = []
    for _ in range(ROUNDS):
        for digit in DRAWN:
            start, *others = places(page, DIGITS[digit][0])
            page.mouse.move(*start)
            page.mouse.down()
            page.evaluate("() => Object.values(window.followed).forEach((times) => times.splice(0))")
            for place in others:
                page.mouse.move(*place)
                page.evaluate(FRAME)
            delays += followed(page)
            end(page)
    return delays


def end(page: Page) -> None:
    page.mouse.up()
    page.locator(VERDICT).wait_for()
    clear(page)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
