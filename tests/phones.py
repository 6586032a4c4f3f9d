"""Phones and walls of class boards without a browser: they send what phone.js and wall.js do, and as often.

What phone.js waits for, and how long, stands here a second time.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from itertools import cycle, pairwise

from drawings import DIGITS
from protocol import Tab
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from digitapp.board.events import Sent
from digitapp.board.store import Store
from digitapp.web.routes import PHONE

AGAIN = 8.0  # seconds until what has no answer is asked again (phone.js)
LOOK = 5.0  # seconds after an answer until the server is asked how the board is (phone.js)
TICK = 1.0  # seconds until a phone tries again (phone.js)
OPENED = 120.0  # seconds in which a page is open, on a machine with much to do
BACK = 1.0  # seconds until a browser looks whether a lost connection is back
_threads = ThreadPoolExecutor(200)  # each phone may wait for an answer
LOST = (OSError, WebSocketException)  # what a lost connection raises


def canvas(digit: int) -> str:
    """A drawing of a digit, as phone.js sends it."""
    return json.dumps({"objects": [{"type": "Path", "path": _path(points)} for points in DIGITS[digit]]})


def _path(points: Sequence[Sequence[float]]) -> list[list]:
    curves = [["Q", *a, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2] for a, b in pairwise(points)]
    return [["M", *points[0]], *curves, ["L", *points[-1]]]


class Screen(Tab):
    """A tab with a component of a class board; it comes back, at the next address, whenever its connection is lost.

    `failed`, what the app's exceptions said, if it had any.
    """

    def __init__(self, component: str, query: str, addresses: Sequence[str]) -> None:
        self.component, self.query, self.addresses = component, query, cycle(addresses)
        self.failed: list[str] = []
        self.told: dict = {}  # what the component is told, on this connection
        self._widget = self._fragment = ""
        self._value = "{}"  # of the component
        self._timers: dict[str, asyncio.Task] = {}
        self._news = asyncio.Event()

    async def stay(self) -> None:
        """Have the page open until this is cancelled."""
        while True:
            with suppress(*LOST):
                states = {self._widget: self._fill} if self._widget else {}
                await self.open(next(self.addresses), "class", self.query, states)
                while True:
                    await self._hear(await self.next())
            self.told = {}
            self._end_timers()
            await asyncio.sleep(BACK)

    async def leave(self) -> None:
        self._end_timers()
        with suppress(*LOST, AttributeError):
            await self.close()

    async def until(self, is_so: Callable[[], bool], seconds: float | None = None) -> None:
        """Wait until something is so; raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def heard(self) -> None:
        """The component has been told something."""

    async def tell(self, name: str, value: object) -> None:
        """setStateValue"""
        self._value = json.dumps({name: value})
        await self.ask(self._fragment, {self._widget: self._fill})

    def _fill(self, state) -> None:
        state.json_value = self._value

    async def _hear(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "auto_rerun" and message.auto_rerun.fragment_id not in self._timers:
            again = self._again(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            self._timers[message.auto_rerun.fragment_id] = asyncio.create_task(again)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                self.failed.append(element.exception.message)
            elif element.bidi_component.component_name == self.component:
                self._widget, self._fragment = element.bidi_component.id, message.delta.fragment_id
                self.told = json.loads(element.bidi_component.json)
                await self.heard()
                self._news.set()

    async def _again(self, fragment: str, seconds: float) -> None:
        with suppress(*LOST):
            while True:
                await asyncio.sleep(seconds)
                await self.ask(fragment, {self._widget: self._fill}, is_auto_rerun=True)

    def _end_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()


class Pupil(Screen):
    """A phone: `sent` and `done`, when each drawing, by its id, was first sent and when it was answered.

    Its page is open as well, but it speaks over HTTP, on a connection that stays open.
    """

    def __init__(self, board: str, addresses: Sequence[str], again: float) -> None:
        super().__init__("digitapp_phone", f"board={board}", addresses)
        self.board, self.id, self.again = board, secrets.token_hex(16), again
        self.sent: dict[str, float] = {}
        self.done: dict[str, float] = {}
        self.refused: list[str] = []  # what was said of drawings that the board does not take
        self.tries = 0  # how often something was sent
        self.state: dict = {}  # how the board is, as the server said last
        self._heard = time.perf_counter()
        self._servers = cycle(addresses)
        self._http: HTTPConnection | None = None
        self._talking = asyncio.Lock()

    async def stay(self) -> None:
        looking = asyncio.create_task(self._look())
        try:
            await super().stay()
        finally:
            looking.cancel()

    async def _look(self) -> None:
        while True:
            if not self.state or time.perf_counter() - self._heard >= LOOK:
                await self.talk(None)
            await asyncio.sleep(TICK)

    async def talk(self, drawing: dict | None, is_cut: bool = False) -> dict:
        """Ask how the board is, and send a drawing; the answer, {} if there is none."""
        question = {"board": self.board, "pupil": self.id, "sent": drawing, "deleted": None, "shows_own": False}
        async with self._talking:
            try:
                told = await asyncio.get_running_loop().run_in_executor(_threads, self._exchange, json.dumps(question), is_cut)
            except (OSError, HTTPException):
                self._hang_up()
                return {}
        self._heard = time.perf_counter()
        self.failed += [told["error"]] if told.get("error") else []
        self.state |= told
        self._news.set()
        return told

    def _exchange(self, body: str, is_cut: bool) -> dict:
        if self._http is None:
            self._http = HTTPConnection(next(self._servers).partition("://")[2], timeout=self.again)
        self._http.request("POST", PHONE, body, {"Content-Type": "application/json"})
        if is_cut:
            raise ConnectionResetError
        answer = self._http.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise HTTPException(text)
        return json.loads(text)

    def _hang_up(self) -> None:
        if self._http:
            self._http.close()
        self._http = None

    async def leave(self) -> None:
        async with self._talking:
            self._hang_up()
        await super().leave()

    def has_joined(self) -> bool:
        return self.state.get("stopped", "") is None

    async def draw(self, is_cut: bool = False) -> None:
        """Draw what is asked and send it until it is answered; `is_cut`: the connection is lost right after it was sent."""
        await self.until(self.has_joined)
        digit, name = self.state["to_draw"][0]
        drawing = {"client": secrets.token_hex(16), "digit": digit, "round": name, "canvas": canvas(digit), "pointer": "finger"}
        self.sent[drawing["client"]] = time.perf_counter()
        while True:
            self.tries += 1
            if done := (await self.talk(drawing, is_cut)).get("done"):
                break
            is_cut = False
            await asyncio.sleep(TICK)
        self.done[drawing["client"]] = time.perf_counter()
        self.refused += [done["words"]] if done["verdict"] is None else []


class Wall(Screen):
    """A wall: `seen`, when each drawing, by its number, arrived."""

    def __init__(self, board: str, addresses: Sequence[str]) -> None:
        super().__init__("digitapp_wall", f"wall={board}", addresses)
        self.seen: dict[int, float] = {}
        self._here: set[int] = set()

    async def heard(self) -> None:
        came = {drawing["number"] for drawing in self.told["drawings"]}
        for number in came:
            self.seen.setdefault(number, time.perf_counter())
        self._here = (self._here | came) & {number for section in self.told["sections"] for number in section["numbers"]}
        if sorted(self._here) != self.told["known"]:
            await self.tell("here", sorted(self._here))


@dataclass
class Room:
    """A board, its phones and its wall."""

    code: str
    pupils: list[Pupil]
    wall: Wall


@asynccontextmanager
async def rooms(
    codes: Sequence[str], count: int, addresses: Sequence[str], arrivals: float, again: float = AGAIN
) -> AsyncIterator[list[Room]]:
    """A room for each board with `count` phones each, of which `arrivals` a second come; all have joined.

    They are spread over the addresses, each with the others to go to.
    """
    ways = cycle([[*addresses[place:], *addresses[:place]] for place in range(len(addresses))])
    found = [Room(code, [Pupil(code, next(ways), again) for _ in range(count)], Wall(code, next(ways))) for code in codes]
    walls, pupils = [room.wall for room in found], [pupil for room in found for pupil in room.pupils]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(wall.stay()) for wall in walls]
        for pupil in pupils:
            tasks.append(group.create_task(pupil.stay()))
            await asyncio.sleep(1 / arrivals)
        for wall in walls:
            await wall.until(lambda wall=wall: bool(wall.told), OPENED)
        for pupil in pupils:
            await pupil.until(pupil.has_joined, OPENED)
        yield found
        for task in tasks:
            task.cancel()
        for screen in [*walls, *pupils]:
            await screen.leave()


@dataclass
class Outcome:
    """What became of a room's drawings: seconds until each was answered, and until the wall had it, if it had.

    `lost`, how many the board does not have; `twice`, how many it has more than once; `foreign`, how many are of no phone here.
    """

    sends: list[float]
    shows: list[float]
    lost: int
    twice: int
    foreign: int

    @classmethod
    def of(cls, room: Room, store: Store) -> "Outcome":
        kept = [(one.client, one.seq) for one in store.events(room.code, 0, datetime.now(UTC)) if isinstance(one, Sent)]
        sent = {client: began for pupil in room.pupils for client, began in pupil.sent.items()}
        numbers = {client: seq for client, seq in kept if client in sent}
        return cls(
            sends=[ended - pupil.sent[client] for pupil in room.pupils for client, ended in pupil.done.items()],
            shows=[room.wall.seen[seq] - sent[client] for client, seq in numbers.items() if seq in room.wall.seen],
            lost=len(sent.keys() - numbers.keys()),
            twice=len(kept) - len(dict(kept)),
            foreign=len(dict(kept).keys() - sent.keys()),
        )
