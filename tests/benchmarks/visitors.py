"""Visitors without a browser: they speak Streamlit's own protocol, protobuf messages over a WebSocket, as its page does.

Their canvas sends what streamlit-drawable-canvas 0.13 does, as recorded from Chromium, and of a stroke in motion what the
companion does (companion.js).
"""

import asyncio
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from drawings import DIGITS
from protocol import Tab

STROKE = {
    **dict.fromkeys(("lockMovementX", "lockMovementY", "lockRotation", "lockScalingX", "lockScalingY"), False),
    **dict.fromkeys(("lockSkewingX", "lockSkewingY", "lockScalingFlip"), False),
    **{"type": "Path", "version": "7.4.0", "originX": "center", "originY": "center", "left": 140.3025, "top": 96.8922},
    **{"width": 129.451, "height": 105.028, "fill": None, "stroke": "#23211C", "strokeWidth": 28, "strokeDashArray": None},
    **{"strokeLineCap": "round", "strokeDashOffset": 0, "strokeLineJoin": "round", "strokeUniform": False},
    **{"strokeMiterLimit": 10, "scaleX": 1, "scaleY": 1, "angle": 0, "flipX": False, "flipY": False, "opacity": 1},
    **{"shadow": None, "visible": True, "backgroundColor": "", "fillRule": "nonzero", "paintFirst": "fill"},
    **{"globalCompositeOperation": "source-over", "skewX": 0, "skewY": 0},
}


def raw(paths) -> dict:
    """A drawing as the canvas sends it: between two positions of the pen runs a curve, by the position before."""
    objects = []
    for path in paths:
        curves = [["Q", *a, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2] for a, b in pairwise(path)]
        objects.append({**STROKE, "path": [["M", *path[0]], *curves, ["L", *path[-1]]]})
    return {"version": "7.4.0", "objects": objects, "background": "#FFFEFA"}


def canvas_value(drawing: object) -> str:
    """The canvas component's whole state."""
    return json.dumps({"drawing": {"raw": drawing, "data": None}}, separators=(",", ":"))


# Of a pen in motion: seconds between two messages, also where the server is busy, and what an answer may take (companion.js)
EVERY, SELDOM, QUICK = 0.2, 2.0, 0.15
TOLD = "digitapp_told"  # the one element that a stroke changes
DRAWN = [canvas_value(raw(paths)) for paths in DIGITS.values()]


@dataclass(frozen=True)
class Page:
    """A page, from which the visitors send something, and where the answer stands.

    `is_sender(element)`: whether this is the widget that sends; `message(state, n)`: fills a widget's state for the n-th
    time; `answer(element)`: what an element says, if it is the one that answers; `expected(n)`: what it should say then.
    """

    path: str
    is_sender: Callable
    message: Callable
    answer: Callable
    expected: Callable


def _draw(state, n: int) -> None:
    state.json_value = DRAWN[n % 10]


def _press(state, n: int) -> None:
    state.trigger_value = True


def _verdict(element) -> str | None:
    """The digit that the third square says, "?" if it refuses; not while the pen is in motion."""
    if element.bidi_component.component_name != TOLD:
        return None
    answer = dict(json.loads(element.bidi_component.json))["answer"]
    return None if "moving" in answer["looks"] else answer["verdict"] or None


APP = Page(
    "app.py",
    lambda element: element.bidi_component.component_name.startswith("streamlit-drawable-canvas"),
    _draw,
    _verdict,
    lambda n: str(n % 10),
)
# Explore's comparison, which is measured again when somebody asks for it
COMPARE = Page(
    "app.py", lambda element: element.button.label == "Measure again here", _press, lambda element: None, lambda n: ""
)
FLOOR = Page(
    "tests/benchmarks/floor.py",
    lambda element: element.button.label == "Press",
    _press,
    lambda element: element.text.body,
    lambda n: f"Pressed {n}",
)


class Visitor(Tab):
    """One browser tab; `seconds`, how long each answer took, and `sent`, how many were asked for.

    An answer is known by what it says. One stroke's answer stands for those before it that were still open, as Streamlit
    answers what has come meanwhile in one.
    """

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        self.sent = 0
        self.seconds: list[float] = []
        self.unanswered: dict[int, float] = {}
        self.is_idle = asyncio.Event()  # all is answered
        self.is_over = asyncio.Event()  # a run has ended since something was sent
        self.told = 0  # how often something of a pen in motion was sent
        self.is_free = asyncio.Event()  # the companion has had its last answer
        self.is_free.set()
        self._is_quick, self._is_busy, self._asked = True, False, time.perf_counter()
        self._sender = self._fragment = ""
        self._teller = ""  # what the companion tells the server by

    async def join(self, page: str = "", query: str = "") -> None:
        """Open the page, or another one of its app, and wait until it is there."""
        await self.open(self.address, page, query, {})
        while await self._hear() != "script_finished":
            pass
        self.listener = asyncio.create_task(self._listen())

    async def leave(self) -> None:
        self.listener.cancel()
        await self.close()

    async def send(self) -> None:
        self.sent += 1
        self.unanswered[self.sent] = time.perf_counter()
        self.is_idle.clear()
        self.is_over.clear()
        await self._ask(self._fragment, self._sender, lambda state: self.page.message(state, self.sent))

    async def write(self, seconds: float) -> None:
        """Draw for so long what `send` sends next, and tell of it as the companion does."""
        points = [point for path in DIGITS[(self.sent + 1) % 10] for point in path]
        number, began = random.random(), time.perf_counter()
        until = began + seconds
        if self._is_busy:
            await asyncio.sleep(min(SELDOM, seconds))
        while True:
            try:
                await asyncio.wait_for(self.is_free.wait(), until - time.perf_counter())
            except TimeoutError:
                return
            if self._is_quick:
                self.told += 1
                known = 2 + int(len(points) * (time.perf_counter() - began) / seconds)
                text = json.dumps({"writing": {"stroke": number, "points": points[:known]}})
                await self._ask(self._fragment, self._teller, lambda state, text=text: setattr(state, "json_value", text))
            left = until - time.perf_counter()
            pause = SELDOM if self._is_busy else EVERY
            await asyncio.sleep(min(pause, max(0.0, left)) if self._is_quick else max(0.0, left))

    async def _ask(self, fragment: str, widget: str, fill: Callable) -> None:
        self._asked = time.perf_counter()
        self.is_free.clear()
        await self.ask(fragment, {widget: fill})

    async def _listen(self) -> None:
        while True:
            await self._hear()

    async def _hear(self) -> str:
        message = await self.next()
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if self.page.is_sender(element):
                sent = element.bidi_component.id or element.button.id
                self._sender, self._fragment = sent, message.delta.fragment_id
            elif said := self.page.answer(element):
                self._said(said)
            if element.bidi_component.component_name == TOLD:
                self._teller = element.bidi_component.id
                self._is_quick = time.perf_counter() - self._asked <= QUICK
                self._is_busy = dict(json.loads(element.bidi_component.json))["canvas"]["isBusy"]
                self.is_free.set()
        elif kind == "script_finished":
            self.is_over.set()
            if not self.unanswered:
                self.is_idle.set()
        return kind

    def _said(self, said: str) -> None:
        now = time.perf_counter()
        answered = next((n for n in self.unanswered if self.page.expected(n) == said), 0)
        for n in [n for n in self.unanswered if n <= answered]:
            self.seconds.append(now - self.unanswered.pop(n))
