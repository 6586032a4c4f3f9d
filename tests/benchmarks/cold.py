"""How long from `streamlit run` to a verdict? `python tests/benchmarks/cold.py` starts app and floor five times in turn.

Times are counted from the start of the server's process, on a warm file cache (one start more comes first and is not
counted); the browser is running, with nothing of the page in its cache, and comes as soon as the server is healthy. The
canvas is drawn on at once: the first verdict is counted from that first pen-up. Memory is the server's. Linux only.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from hands import VERDICT, places
from serving import await_health, chromium, start, stop
from tables import machine, memory, table

FLOOR = "tests/benchmarks/floor.py"
STARTS = 5
SEVEN = [(80, 55), (140, 55), (200, 55), (160, 145), (125, 235)]
PAINTED = """selector => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(selector)?.checkVisibility()) requestAnimationFrame(() => resolve(Date.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
USABLE = """() => new Promise((resolve) => {
  const canvas = () => [...document.querySelectorAll(".st-key-draw-canvas *")]
    .map((element) => element.shadowRoot?.querySelector("canvas.upper-canvas")).find(Boolean);
  const look = () => {
    if (canvas()) requestAnimationFrame(() => resolve(Date.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
VERDICT_PAINTED = f"""async () => {{
  const up = await new Promise((resolve) =>
    document.addEventListener("pointerup", () => resolve(performance.now()), {{ capture: true, once: true }}));
  while (document.querySelector("{VERDICT}")?.textContent !== "7") await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - up;
}}"""


def started(browser, folder: str, script: str) -> dict[str, float]:
    """One cold start; seconds."""
    log = Path(folder, "log")
    began = time.time()
    process, address = start(log, script)
    try:
        await_health(process, address, log)
        times = {"healthy": time.time() - began}
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(address, wait_until="commit")
            first = "h1" if script != FLOOR else "[data-testid=stButton]"
            times["first paint"] = page.evaluate(PAINTED, first) / 1000 - began
            if script != FLOOR:
                times["usable canvas"] = page.evaluate(USABLE) / 1000 - began
                times |= drawn(page)
                times["verdict"] = time.time() - began
                page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
            times["memory, MB"] = memory(process.pid)
        return times
    finally:
        stop(process)


def drawn(page) -> dict[str, float]:
    """Draw a 7 as soon as it can be, in two frames; seconds from pen-up to its verdict."""
    page.evaluate(f"window.verdict = ({VERDICT_PAINTED})(), undefined")
    start, *others = places(page, SEVEN)
    page.mouse.move(*start)
    page.mouse.down()
    for place in others:
        page.mouse.move(*place, steps=8)
    page.mouse.up()
    return {"pen-up to verdict": page.evaluate("window.verdict") / 1000}


def main() -> None:
    scripts = {"app": "app.py", "floor": FLOOR}
    times: dict[str, list[dict[str, float]]] = {name: [] for name in scripts}
    with TemporaryDirectory() as folder, chromium() as browser:
        for turn in range(STARTS + 1):
            for name, script in scripts.items():
                found = started(browser, folder, script)
                if turn:
                    times[name].append(found)
    columns = list(times["app"][0])
    middle = {
        name: {column: sorted(one[column] for one in found)[STARTS // 2] for column in found[0]}
        for name, found in times.items()
    }
    print(f"From the start of the process, medians of {STARTS} starts, in s; {machine()}\n")
    print(table(["", *columns], [[name, *(row.get(column, "") for column in columns)] for name, row in middle.items()]))
    ratio = middle["app"]["usable canvas"] / middle["floor"]["first paint"]
    print(f"\nUsable canvas to the floor's first paint: {ratio:.2f}")


if __name__ == "__main__":
    main()
