"""Whole classes on a server at once, as Streamlit's own protocol has it: each drawing that was sent is kept, and once."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime

import pytest
from phones import Outcome, rooms
from serving import ROOT, served

from digitapp.board.store import VARIABLE, Store
from digitapp.board.task import Task

AGAIN = 2.0  # seconds until a phone sends again
SOON = 60.0  # seconds in which all is done, on a machine with much to do


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The boards' store, and the address of a server that has them."""
    folder = tmp_path_factory.mktemp("load")
    where, log = str(folder / "boards.sqlite3"), folder / "log"
    with pytest.MonkeyPatch.context() as patch, closing(Store(where)) as store:
        patch.setenv(VARIABLE, where)
        with served(log) as (_, address):
            yield store, address
    assert str(ROOT / "digitapp") not in log.read_text()


def drawn(places, tasks, count, drawings, every_cut):
    """The rooms in which `count` pupils on each board have drawn so often, and the outcomes; some lost their connection."""
    store, address = places
    codes = [store.open_board(task, datetime.now(UTC))[0] for task in tasks]

    async def draw(pupil, number):
        for turn in range(drawings):
            await pupil.draw(is_cut=(number + turn) % every_cut == 0)

    async def play():
        async with asyncio.timeout(SOON), rooms(codes, count, [address], arrivals=30, again=AGAIN) as found:
            await asyncio.gather(*(draw(pupil, number) for room in found for number, pupil in enumerate(room.pupils)))
            for room in found:
                total = sum(len(pupil.sent) for pupil in room.pupils)
                await room.wall.until(lambda wall=room.wall, total=total: len(wall.seen) == total)
            return found

    found = asyncio.run(play())
    assert not any(screen.failed for room in found for screen in [room.wall, *room.pupils])
    return found, [Outcome.of(room, store) for room in found]


def test_thirty_pupils_lose_nothing_and_send_nothing_twice(places):
    (room,), (outcome,) = drawn(places, [Task()], count=30, drawings=2, every_cut=5)
    assert (len(outcome.sends), outcome.lost, outcome.twice, outcome.foreign) == (60, 0, 0, 0)
    assert not any(pupil.refused for pupil in room.pupils)
    assert sum(pupil.tries for pupil in room.pupils) >= 60 + 12, "the drawings amid which the connection was lost"


def test_five_boards_beside_each_other_never_mix(places):
    tasks = [Task((digit, digit + 5)) for digit in range(5)]
    found, outcomes = drawn(places, tasks, count=6, drawings=2, every_cut=4)
    for room, task, outcome in zip(found, tasks, outcomes, strict=True):
        assert (len(outcome.shows), outcome.lost, outcome.twice, outcome.foreign) == (12, 0, 0, 0)
        asked = {tuple(one) for pupil in room.pupils for one in pupil.told["to_draw"]}
        assert {digit for digit, _ in asked} <= set(task.digits)
