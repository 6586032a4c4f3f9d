"""How big a class does a board carry? `python tests/benchmarks/board.py --pupils 100`, in two minutes.

So many phones on a board, over HTTP from this machine, their pages open over Streamlit's own protocol, draw a digit every five
seconds each, for a minute; a wall is open beside them. `--drawing 50` has so many draw on the Draw page at the same time.
`--boards 5` does it on so many boards at once. `--processes 3` spreads them over so many processes with PostgreSQL, one of
which is killed half way: its phones and walls go on at the others. What was sent is compared with what the store has in the
end. The phones share the machine's cores with the server. Linux only.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

import load
import postgresql
from phones import Outcome, Pupil, Room, rooms
from serving import served
from tables import machine, median, memory, p95, processor_time, table
from visitors import APP, Visitor

from digitapp.board.store import VARIABLE, Store
from digitapp.board.task import Task

SECONDS = 60.0  # of drawing
ARRIVALS = 5.0  # phones that join in a second
GRACE = 60.0  # seconds in which what is still open may be answered
WALL = 2.5  # seconds until a wall has shown what it can: two of its looks at the board
HEAD = ["processes", "boards", "phones each", "drawings", "p50, ms", "p95, ms", "worst, ms", "wall p95, ms", "wall worst, ms"]
HEAD += ["not on the wall", "sent again", "unanswered", "lost", "twice", "foreign", "processor", "memory, MB"]

Server = tuple[subprocess.Popen, str]  # and its address


@contextmanager
def servers(count: int) -> Iterator[tuple[Store, list[Server]]]:
    """Processes, and the store that they share: one alone has SQLite, several have PostgreSQL."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        where = str(folder / "boards.sqlite3") if count == 1 else stack.enter_context(postgresql.running())
        os.environ[VARIABLE] = where
        store = stack.enter_context(closing(Store(where)))
        yield store, [stack.enter_context(served(folder / f"log{number}")) for number in range(count)]


async def measure(
    store: Store, found: list[Server], boards: int, count: int, every: float, beside: int
) -> tuple[list, list[list]]:
    """A line of the table, and of load.py's if there are so many `beside` who draw on the Draw page, before and then."""
    visitors: list[Visitor] = []
    lines = [["alone", *await load.crowd(APP, found[-1][1], found[-1][0].pid, beside, visitors)]] if beside else []
    for _, address in found:  # the reader is loaded by the first drawing
        async with rooms([_board(store)], 1, [address], ARRIVALS) as (room,):
            await room.pupils[0].draw()
    codes = [_board(store) for _ in range(boards)]
    async with rooms(codes, count, [address for _, address in found], ARRIVALS) as classes:
        pupils = [pupil for room in classes for pupil in room.pupils]
        living = [process.pid for process, _ in found[1:] or found]
        used, began, own = sum(map(processor_time, living)), time.perf_counter(), time.process_time()
        drawing: list[asyncio.Task] = [asyncio.create_task(_draw(pupil, began + SECONDS, every)) for pupil in pupils]
        if len(found) > 1:
            await asyncio.sleep(SECONDS / 2)
            found[0][0].kill()
        if beside:
            lines.append(["beside", *await load.crowd(APP, found[-1][1], found[-1][0].pid, beside, visitors)])
        await asyncio.sleep(began + SECONDS - time.perf_counter())
        seconds = time.perf_counter() - began
        used, own = (sum(map(processor_time, living)) - used) / seconds, (time.process_time() - own) / seconds
        _, late = await asyncio.wait(drawing, timeout=GRACE)
        for task in late:
            task.cancel()
        await asyncio.sleep(WALL)
        _check(classes)
        print(f"Processor of the phones themselves: {own:.0%}; load of the machine: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    outcomes = [Outcome.of(room, store) for room in classes]
    sends = [1000 * seconds for outcome in outcomes for seconds in outcome.sends]
    shows = [1000 * seconds for outcome in outcomes for seconds in outcome.shows]
    sent, tries = sum(len(pupil.sent) for pupil in pupils), sum(pupil.tries for pupil in pupils)
    lost, twice, foreign = (sum(getattr(outcome, name) for outcome in outcomes) for name in ("lost", "twice", "foreign"))
    times = [median(sends), p95(sends), max(sends), p95(shows), max(shows)]
    counts = [sent - len(shows), tries - sent, sent - len(sends), lost, twice, foreign]
    for visitor in visitors:
        await visitor.leave()
    return [len(found), boards, count, sent, *times, *counts, f"{100 * used:.0f} %", sum(map(memory, living))], lines


def _board(store: Store) -> str:
    return store.open_board(Task(), datetime.now(UTC))[0]


async def _draw(pupil: Pupil, until: float, every: float) -> None:
    due = time.perf_counter() + random.Random(pupil.id).uniform(0, every)
    while max(due, time.perf_counter()) < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await pupil.draw()
        due += every


def _check(classes: list[Room]) -> None:
    failed = [words for room in classes for screen in [room.wall, *room.pupils] for words in screen.failed]
    failed += [words for room in classes for pupil in room.pupils for words in pupil.refused]
    assert not failed, failed[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pupils", type=int, default=30, help="on each board")
    parser.add_argument("--boards", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1, help="more than one: with PostgreSQL, and one is killed")
    parser.add_argument(
        "--drawing", type=int, default=0, help="visitors of the Draw page, with a stroke every two seconds each"
    )
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two drawings of a phone")
    options = parser.parse_args()
    with servers(options.processes) as (store, found):
        asked = options.boards, options.pupils, options.every, options.drawing
        line, drawing = asyncio.run(measure(store, found, *asked))
        print(f"A drawing every {options.every:.0f} s from each phone, for {SECONDS:.0f} s; {machine()}\n")
        print(table(HEAD, [line]))
        if drawing:
            print("\nThose who drew on the Draw page, before the phones came and beside them\n\n" + table(load.HEAD, drawing))
