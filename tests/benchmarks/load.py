"""How many visitors does one process carry? `python tests/benchmarks/load.py`, in eight minutes.

10, 50, 100 and 200 visitors draw a stroke every two seconds each, over Streamlit's own protocol from this machine, nobody on
Explore; in turn with them the same visitors, whose strokes are read for the second before pen-up as well, and as many who press
the button of the floor page. What is timed is pen-up. Then 20 draw once more while Explore calculates, and on a new server
while its models are fitted. Then a few draw as fast as they are answered, for the memory's growth: `--strokes 100000` for so
many strokes. The visitors share the machine's cores with the server. Linux only.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from serving import served
from tables import machine, memory, processor_time, table
from visitors import APP, COMPARE, FLOOR, Page, Visitor

CROWDS = (10, 50, 100, 200)
EVERY = 2.0  # seconds between two strokes of one visitor
WRITING = 1.0  # of them a stroke takes that is read meanwhile
SECONDS = 16  # of each crowd
BESIDE = 20  # visitors who draw beside a job
GRACE = 10  # seconds in which what is still open may be answered
FAST = 4  # visitors that draw as fast as they can
HEAD = ["", "visitors", "strokes", "told before", "p50, ms", "p95, ms", "p99, ms", "late", "lost", "processor", "memory, MB"]
FIRST = 0.1  # of the strokes at full speed: before them caches fill


def has_job(server: int) -> bool:
    """Whether a job of the server runs beside it."""
    return any(path.read_text() for path in Path(f"/proc/{server}/task").glob("*/children"))


async def quiet(server: int) -> None:
    """Wait until it has no job, such as fitting the models that nobody has asked for yet."""
    await _until(lambda: not has_job(server))


async def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 600
    while not is_so():
        assert time.perf_counter() < deadline
        await asyncio.sleep(0.1)


async def begin(visitor: Visitor, server: int) -> None:
    """Let somebody draw the server's first stroke, from whose answer on it fits the models."""
    await visitor.send()
    await asyncio.wait_for(visitor.is_idle.wait(), 60)
    if visitor.page is APP:
        await _until(lambda: has_job(server))


async def crowd(page: Page, address: str, server: int, count: int, visitors: list[Visitor], writing: float = 0.0) -> list:
    """Bring the visitors up to so many and let them draw, read for `writing` seconds of a stroke; a line of the table."""
    for _ in range(count - len(visitors)):
        visitors.append(Visitor(page, address))
        await visitors[-1].join()
    for visitor in visitors:
        visitor.seconds.clear()
    before, told = sum(visitor.sent for visitor in visitors), sum(visitor.told for visitor in visitors)
    cpu, began = processor_time(server), time.perf_counter()
    rng = random.Random(0)
    await asyncio.gather(*(_draw(visitor, rng.uniform(0, EVERY), began + SECONDS, writing) for visitor in visitors))
    used = (processor_time(server) - cpu) / (time.perf_counter() - began)
    deadline = time.perf_counter() + GRACE
    while any(visitor.unanswered for visitor in visitors) and time.perf_counter() < deadline:
        await asyncio.sleep(0.05)
    seconds = np.array([second for visitor in visitors for second in visitor.seconds])
    sent = sum(visitor.sent for visitor in visitors) - before
    told = sum(visitor.told for visitor in visitors) - told
    late, lost = int((seconds > EVERY).sum()), sum(len(visitor.unanswered) for visitor in visitors)
    for visitor in visitors:
        visitor.unanswered.clear()
    times = [float(1000 * part) for part in np.percentile(seconds, (50, 95, 99))] if len(seconds) else ["-"] * 3
    return [count, sent, told, *times, late, lost, f"{100 * used:.0f} %", memory(server)]


async def _draw(visitor: Visitor, wait: float, until: float, writing: float) -> None:
    await asyncio.sleep(wait)
    due = time.perf_counter()
    while due < until:
        if writing:
            await visitor.write(writing)
        await visitor.send()
        due += EVERY
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def beside(page: Page, address: str, server: int) -> list[list]:
    """Let some draw alone, and then while a long calculation goes on that somebody on Explore has begun; lines of a table."""
    visitors: list[Visitor] = []
    lines = [["alone", *await crowd(page, address, server, BESIDE, visitors)]]
    teacher = Visitor(COMPARE, address)
    await teacher.join("explore", "section=compare")
    await teacher.send()
    await asyncio.wait_for(teacher.is_over.wait(), 60)
    assert has_job(server)
    lines.append(["beside Explore", *await crowd(page, address, server, BESIDE, visitors)])
    assert has_job(server), "it was over before they were"
    await quiet(server)
    for visitor in [*visitors, teacher]:
        await visitor.leave()
    return lines


async def new(page: Page, log: Path) -> list[list]:
    """Let some draw on a new server while it fits its models, from the first stroke's answer on, and then alone; lines."""
    with served(log, page.path) as (server, address):
        visitors = [Visitor(page, address) for _ in range(BESIDE)]
        for visitor in visitors:
            await visitor.join()
        await begin(visitors[0], server.pid)
        lines = [["beside the fits", *await crowd(page, address, server.pid, BESIDE, visitors)]]
        await quiet(server.pid)
        lines.append(["alone", *await crowd(page, address, server.pid, BESIDE, visitors)])
        for visitor in visitors:
            await visitor.leave()
    return lines[::-1]


async def fast(page: Page, address: str, server: int, strokes: int) -> list[list]:
    """Let a few draw as fast as they can; lines of a table."""
    visitors = [Visitor(page, address) for _ in range(FAST)]
    for visitor in visitors:
        await visitor.join()
    lines, began = [], time.perf_counter()
    for share in (FIRST, 0.25, 0.5, 0.75, 1.0):
        until = int(share * strokes / FAST)
        await asyncio.gather(*(_draw_on(visitor, until) for visitor in visitors))
        sent = sum(visitor.sent for visitor in visitors)
        lines.append([f"{sent:,}", float(sent / (time.perf_counter() - began)), memory(server)])
    for visitor in visitors:
        await visitor.leave()
    return lines


async def _draw_on(visitor: Visitor, until: int) -> None:
    while visitor.sent < until:
        await visitor.send()
        await asyncio.wait_for(visitor.is_idle.wait(), 60)


async def main(strokes: int) -> None:
    with TemporaryDirectory() as folder:
        places = [(name, page, Path(folder, name)) for name, page in (("app", APP), ("floor", FLOOR))]
        with served(places[0][2], APP.path) as (app, app_address), served(places[1][2], FLOOR.path) as (floor, floor_address):
            of = {"app": (APP, app_address, app.pid), "floor": (FLOOR, floor_address, floor.pid)}
            crowds: dict[str, list[Visitor]] = {name: [] for name in of}
            for name, (page, address, server) in of.items():
                crowds[name].append(Visitor(page, address))
                await crowds[name][0].join()
                await begin(crowds[name][0], server)
            await quiet(of["app"][2])
            lines = []
            for count in CROWDS:
                for name, (page, address, server) in of.items():
                    lines.append([name, *await crowd(page, address, server, count, crowds[name])])
                    if page is APP:
                        written = await crowd(page, address, server, count, crowds[name], WRITING)
                        lines.append([f"{name}, read while writing", *written])
            print(f"A stroke every {EVERY:.0f} s from each visitor, for {SECONDS} s; {machine()}\n")
            print(table(HEAD, lines))
            for name, visitors in crowds.items():
                first, last = ([line for line in lines if line[0] == name][place] for place in (0, -1))
                print(f"\nA further visitor of the {name}: {(last[-1] - first[-1]) / (last[1] - first[1]):.2f} MB")
                for visitor in visitors:
                    await visitor.leave()
            for pair in (await beside(*of["app"]), await new(APP, Path(folder, "new"))):
                print(f"\n{BESIDE} visitors alone, and {pair[1][0]}\n\n" + table(HEAD, pair))
                print(f"\n{pair[1][0].capitalize()} to alone, p95: {pair[1][5] / pair[0][5]:.2f}")
            growth = await fast(*of["app"], strokes)
            print(f"\n{FAST} visitors as fast as they are answered\n\n" + table(["strokes", "a second", "memory, MB"], growth))
            print(f"\nGrowth after the first {FIRST:.0%}: {100 * (growth[-1][-1] / growth[0][-1] - 1):.1f} %")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--strokes", type=int, default=2000, help="at full speed")
    asyncio.run(main(parser.parse_args().strokes))
