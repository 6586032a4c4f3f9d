"""What do open tabs of the Draw page cost? `python tests/benchmarks/sections.py` draws ten strokes for each.

For "Why" and "What would change it" with every kind of model, and for "Break it": from pen-up to the painted verdict, and from
there to the tab's first and last word.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from drawings import DIGITS
from hands import VERDICT, clear, draw
from playwright.sync_api import Page
from serving import chromium, served
from tables import machine, median, p95, table

from digitapp.learning import models

STROKES = (7, 2, 3, 0, 1, 6, 8, 9, 5, 7)
TAB = ".st-key-draw-open"
ANSWERED = {"Why": ".why", "What would change it": ".why", "Break it": ".sweep"}
STOPWATCH = """([verdict, section]) => {
  const painted = (name) => requestAnimationFrame(() => requestAnimationFrame(() => {
    if (window.seen) { window.seen[name] ??= performance.now(); window.seen.last = performance.now(); }
  }));
  const inside = (node, selector) => (node.nodeType === 1 ? node : node.parentElement)?.closest(selector);
  document.addEventListener("pointerup", () => (window.seen = { up: performance.now() }), true);
  new MutationObserver((changes) => {
    if (!window.seen) return;
    if (changes.some(({ target }) => inside(target, verdict))) painted("verdict");
    if (changes.some(({ target }) => inside(target, section))) painted("section");
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""


def settle(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)


def measure(browser, address: str, tab: str, model: str) -> list:
    page = browser.new_page(viewport={"width": 1280, "height": 3000})
    page.goto(f"{address}/?model={models.title(model)}".replace("+", "%2B"))
    page.locator(".st-key-draw-canvas canvas.upper-canvas[aria-label]").wait_for()
    draw(page, DIGITS[4])
    page.get_by_role("radio", name=tab, exact=True).click()
    page.locator(f"{TAB} {ANSWERED[tab]}").wait_for(timeout=120_000)
    settle(page)
    clear(page)
    settle(page)
    page.evaluate(f"({STOPWATCH})([{VERDICT!r}, {TAB!r}])")
    times = []
    for digit in STROKES:
        draw(page, DIGITS[digit])
        page.locator(f"{TAB} {ANSWERED[tab]}").wait_for(timeout=120_000)
        settle(page)
        page.wait_for_function("window.seen.section")
        times.append(page.evaluate("window.seen"))
        clear(page)
        settle(page)
    page.close()
    verdicts = [time["verdict"] - time["up"] for time in times]
    first = [time["section"] - time["verdict"] for time in times]
    last = [time["last"] - time["verdict"] for time in times]
    return [tab, models.title(model), *(kind(part) for part in (verdicts, first, last) for kind in (median, p95))]


def main() -> None:
    with TemporaryDirectory() as folder, served(Path(folder, "log")) as (_, address), chromium() as browser:
        rows = [measure(browser, address, tab, key) for tab in ("Why", "What would change it") for key in models.KEYS]
        rows.append(measure(browser, address, "Break it", models.DEFAULT))
    print(f"In ms; {len(STROKES)} strokes each; {machine()}\n")
    head = ["tab", "model", "verdict", "p95", "then its first word", "p95", "then its last", "p95"]
    print(table(head, rows))


if __name__ == "__main__":
    main()
