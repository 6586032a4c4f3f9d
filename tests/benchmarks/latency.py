"""How long from pen-up to the painted verdict? `python tests/benchmarks/latency.py` draws 36 strokes in a real Chromium.

After each stroke the button of the floor page is pressed, so that both have the same weather. The stopwatch is in the page:
from the pen's (or the mouse's) "pointerup" to the second animation frame after the answer is in the document. The parts:
canvas wait, until something is sent; Python, from the server's receiving it to its queueing the answer; transport, what else
there is until the answer has arrived; paint, the rest. The answers to a pen in motion are not
counted as the answer to pen-up; what they cost is in a column of its own.

Then the pen moves and the 64 numbers follow it: after a rest, when the first message goes at once, and without a pause, when up
to 200 ms pass until the next message may go.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from drawings import DIGITS
from following import DRAWN, ROUNDS, after_rests, prepare, without_pause
from hands import FIRST, FRAME, VERDICT, clear, draw
from playwright.sync_api import Page
from serving import chromium, served
from tables import machine, median, p95, table

PARTS = ("canvas wait", "transport", "Python", "paint")
KINDS = {"median": median, "p95": p95}
# In the JSON that answers pen-up, not a pen in motion (draw/verdict.py)
ANSWER = r'"looks": \["judged"'

STOPWATCH = """([selector, marker]) => {
  let current = null;
  const text = () => document.querySelector(selector)?.textContent;
  const has = (data) => new TextDecoder("latin1").decode(data).search(marker) >= 0;
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", async ({ data }) => {
        const now = performance.now(), stroke = current;
        const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
        if (stroke?.sent && !stroke.received && has(bytes)) stroke.received = now;
      });
    }
    send(data) {
      window.followed?.sent.push(performance.now());
      if (current) current.sent ??= performance.now();
      super.send(data);
    }
  };
  window.strokes = [];
  const begin = () => (current = { at: performance.timeOrigin, up: performance.now(), before: text() });
  document.addEventListener("pointerup", begin, true);
  new MutationObserver(() => {
    if (!current?.received || text() === current.before) return;
    const stroke = current;
    current = null;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      stroke.painted = performance.now();
      window.strokes.push(stroke);
    }));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""


class Watched:
    """A page with a stopwatch in it, and the file in which its server notes its own times."""

    def __init__(self, browser, address: str, times: Path, selector: str, marker: str):
        self.page: Page = browser.new_page()
        self.page.add_init_script(f"({STOPWATCH})({json.dumps([selector, marker])})")
        self.page.goto(address)
        self.times = times
        self.strokes: list[dict[str, float]] = []

    def settle(self) -> None:
        """Wait until the server has nothing more to say."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def measure(self, act) -> None:
        """Time what follows the last pointerup in `act(page)`."""
        self.page.bring_to_front()
        self.settle()
        noted, known = len(self._noted()), len(self.strokes)
        act(self.page)
        self.page.wait_for_function("known => window.strokes.length > known", arg=known)
        self.settle()
        stroke = self.page.evaluate("window.strokes.at(-1)")
        while not any("answered" in run for run in self._runs(noted, stroke["at"] + stroke["sent"])[1]):
            self.page.evaluate(FRAME)
        live, own = self._runs(noted, stroke["at"] + stroke["sent"])
        self.strokes.append(
            {
                "all": stroke["painted"] - stroke["up"],
                "canvas wait": stroke["sent"] - stroke["up"],
                "transport": stroke["received"] - stroke["sent"] - max(run.get("answered", 0.0) for run in own),
                "Python": max(run.get("answered", 0.0) for run in own),
                "paint": stroke["painted"] - stroke["received"],
                "whole script": sum(run["python"] for run in own),
                "its processor time": sum(run["cpu"] for run in own),
                "without Streamlit's": sum(run["own"] for run in own),
                "before pen-up": sum(run["cpu"] for run in live),
            }
        )

    def _runs(self, noted: int, sent: float) -> tuple[list, list]:
        """The runs of the script since so many were noted: for a pen in motion, and for what was sent at pen-up."""
        runs = self._noted()[noted:]
        return [run for run in runs if run["received"] < sent - 1], [run for run in runs if run["received"] >= sent - 1]

    def _noted(self) -> list[dict[str, float]]:
        return [json.loads(line) for line in self.times.read_text().splitlines()]


def press(page: Page) -> None:
    page.get_by_role("button", name="Press").click()


def watched(places: ExitStack, browser, folder: str, script: str, selector: str, marker: str) -> Watched:
    times = Path(folder, Path(script).stem)
    times.touch()
    streamlit = ["tests/benchmarks/timed.py", str(times)]
    _, address = places.enter_context(served(times.with_suffix(".log"), script, streamlit=streamlit))
    return Watched(browser, address, times, selector, marker)


def main() -> None:
    with TemporaryDirectory() as folder, chromium() as browser, ExitStack() as places:
        app = watched(places, browser, folder, "app.py", VERDICT, ANSWER)
        floor = watched(places, browser, folder, "tests/benchmarks/floor.py", "[data-testid=stText]", "Pressed ")
        app.page.locator(".st-key-draw-canvas canvas.upper-canvas[aria-label]").wait_for()
        app.page.locator(FIRST).wait_for()
        for digit in DRAWN * ROUNDS:
            app.measure(lambda page, digit=digit: draw(page, DIGITS[digit]))
            clear(app.page)
            floor.measure(press)
        app.page.bring_to_front()
        prepare(app.page)
        (rests, missed), moving = after_rests(app.page), without_pause(app.page)

    print(f"From pen-up to the painted verdict, in ms; {len(app.strokes)} strokes; {machine()}\n")
    columns = ("all", *PARTS, "whole script", "its processor time", "without Streamlit's", "before pen-up")
    rows = [
        [f"{name}, {words}", *(kind(stroke[part] for stroke in page.strokes) for part in columns)]
        for words, kind in KINDS.items()
        for name, page in (("app", app), ("floor", floor))
    ]
    ratios = [f"{kind(s['all'] for s in app.strokes) / kind(s['all'] for s in floor.strokes):.2f}" for kind in KINDS.values()]
    print(table(["", *columns], rows))
    print(f"\nApp to floor: median {ratios[0]}, p95 {ratios[1]}")
    print("\nFrom the pen's movement to the painted 64 numbers, in ms\n")
    follows = {"after a rest of half a second": rests, "without a pause": moving}
    print(
        table(
            ["", "movements", *KINDS], [[name, len(ms), *(kind(ms) for kind in KINDS.values())] for name, ms in follows.items()]
        )
    )
    print(f"\nNot followed after a rest, as the answer before had been slow: {missed}")


if __name__ == "__main__":
    main()
