"""Whole classes on a server at once, as Streamlit's own protocol has it: each drawing that was sent is kept, and once."""

import asyncio
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest
from phones import Outcome, rooms
from postgresql import running
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
    (room,), (outcome,) = drawn(places, [Task()], count=30, drawings=2, every_cut=10)
    assert (len(outcome.sends), outcome.lost, outcome.twice, outcome.foreign) == (60, 0, 0, 0)
    assert not any(pupil.refused for pupil in room.pupils)
    assert sum(pupil.tries for pupil in room.pupils) >= 60 + 6, "the drawings amid which the connection was lost"


def test_five_boards_beside_each_other_never_mix(places):
    tasks = [Task((digit, digit + 5)) for digit in range(5)]
    found, outcomes = drawn(places, tasks, count=6, drawings=2, every_cut=6)
    for room, task, outcome in zip(found, tasks, outcomes, strict=True):
        assert (len(outcome.shows), outcome.lost, outcome.twice, outcome.foreign) == (12, 0, 0, 0)
        asked = {tuple(one) for pupil in room.pupils for one in pupil.state["to_draw"]}
        assert {digit for digit, _ in asked} <= set(task.digits)


@pytest.mark.slow
def test_phones_go_on_at_another_process_when_theirs_is_killed(tmp_path, monkeypatch):
    async def play(code, servers):
        async with asyncio.timeout(2 * SOON), rooms([code], 30, [address for _, address in servers], 30, AGAIN) as (room,):
            await asyncio.gather(*(pupil.draw() for pupil in room.pupils))
            drawing = [asyncio.create_task(pupil.draw()) for pupil in room.pupils]
            servers[0][0].kill()  # amid them
            await asyncio.gather(*drawing)
            await asyncio.gather(*(pupil.draw() for pupil in room.pupils))
            assert not any(screen.failed for screen in [room.wall, *room.pupils])
            return room

    with ExitStack() as stack:
        url = stack.enter_context(running())
        monkeypatch.setenv(VARIABLE, url)
        store = stack.enter_context(closing(Store(url)))
        servers = [stack.enter_context(served(tmp_path / f"log{number}")) for number in range(3)]
        room = asyncio.run(play(store.open_board(Task(), datetime.now(UTC))[0], servers))
        outcome = Outcome.of(room, store)
    assert (len(outcome.sends), outcome.lost, outcome.twice, outcome.foreign) == (90, 0, 0, 0)
    assert not any(pupil.refused for pupil in room.pupils)
