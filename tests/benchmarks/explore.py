"""How soon are Explore's sections there? `python tests/benchmarks/explore.py` opens each twenty times, in turn with the others.

On a warm server, in a browser that has loaded Streamlit's own files: from pressing a section to its first chart or picture, and
from opening its address.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page
from serving import chromium, served
from tables import machine, median, p95, table

TIMES = 20
# A section's word and title, and its first chart or picture
FIRST = {
    "answer": ("The answer", ".accuracies .axis .point"),
    "data": ("The data", ".steps img"),
    "experiment": ("Your experiment", ".accuracies .axis .point"),
    "compare": ("Compare", ".axis .point"),
}
PRESSED = """([title, first]) => new Promise((resolve) => {
  const shown = () => document.querySelector(first)?.checkVisibility();
  const began = performance.now();
  [...document.querySelectorAll("[role=radio]")].find((radio) => radio.textContent === title).click();
  const look = () => (shown() ? requestAnimationFrame(() => resolve(performance.now() - began)) : requestAnimationFrame(look));
  requestAnimationFrame(look);
})"""
OPENED = """(first) => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(first)?.checkVisibility()) requestAnimationFrame(() => resolve(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""


def settle(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)


def main() -> None:
    pressed: dict[str, list[float]] = {word: [] for word in FIRST}
    opened: dict[str, list[float]] = {word: [] for word in FIRST}
    with TemporaryDirectory() as folder, served(Path(folder, "log")) as (_, address), chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for warm in range(-1, TIMES):
            for word, (title, first) in FIRST.items():
                page.goto(f"{address}/explore?section={word}", wait_until="commit")
                whole = page.evaluate(OPENED, first)
                settle(page)
                page.get_by_role("radio", name="The data" if word != "data" else "Compare", exact=True).click()
                settle(page)
                one = page.evaluate(PRESSED, [title, first])
                settle(page)
                if warm >= 0:
                    opened[word].append(whole)
                    pressed[word].append(one)
    print(f"In ms, from pressing and from opening the address to the first chart; {TIMES} times each; {machine()}\n")
    rows = [
        [title, *(kind(times[word]) for times in (pressed, opened) for kind in (median, p95))]
        for word, (title, _) in FIRST.items()
    ]
    print(table(["section", "pressed", "p95", "opened", "p95"], rows))


if __name__ == "__main__":
    main()
