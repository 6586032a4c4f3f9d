"""The board: what has happened on it, and what follows for a phone, the wall and the host.

A board is the sum of its events. `apply` adds one, live, on the wall and in tests: in any order, and however often the same
one comes, the board is the same, as each field keeps what the event with the highest number said.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from digitapp.board import limits
from digitapp.board.events import ACTS, BOARD, DRAWING, PUPIL, Act, Event, Sent
from digitapp.board.limits import BoardError
from digitapp.board.task import Asked, Task, asked
from digitapp.measuring.answers import Answer

CLOSED = "This board is closed: nothing more is sent or deleted."
BLOCKED = "This phone can no longer send drawings to this board: ask your teacher."
LOCKED = "This board is locked, so no further phone can join: ask your teacher."
FULL = "This board is full: ask your teacher."
ENOUGH = f"This phone has sent {limits.PUPIL_DRAWINGS} drawings, which is as many as a board takes from one: thank you."


@dataclass(frozen=True)
class Shown:
    """A drawing on the wall, which does not say whose it is.

    `number` is that of its event, `since` that of the event that showed it.
    """

    number: int
    since: int
    asked: Asked
    strokes: str
    answer: Answer


@dataclass(frozen=True)
class Wall:
    """What the wall shows: drawings, the newest first, and counts, None if they are hidden.

    `total` drawings are kept, of which `held` wait for the host; `pupils` phones have joined.
    """

    drawings: tuple[Shown, ...]
    total: int | None
    held: int | None
    pupils: int | None
    is_paused: bool
    is_blank: bool
    is_revealed: bool

    def lacking(self, numbers: Collection[int]) -> tuple[Shown, ...]:
        """Those that are not among the `numbers` which a wall has; of what it has, it keeps what is in `drawings`."""
        return tuple(shown for shown in self.drawings if shown.number not in numbers)


@dataclass(frozen=True)
class Phone:
    """What one phone shows: what is still asked, the next one first, of how many, its own drawings, the newest first.

    `stopped` is None, or says in a sentence why it cannot send.
    """

    to_draw: tuple[Asked, ...]
    total: int
    drawings: tuple[Sent, ...]
    stopped: str | None
    may_delete: bool

    @property
    def next(self) -> Asked | None:
        return self.to_draw[0] if self.to_draw and self.stopped is None else None

    @property
    def number(self) -> int:
        """That of the next drawing, from 1: the 3 of "3 of 20"."""
        return min(self.total - len(self.to_draw) + 1, self.total)


@dataclass(frozen=True)
class Board:
    """What has happened on a board up to its event number `seq`.

    `sent`, every drawing by its id; `acts`, the last of each name and target.
    """

    task: Task
    seq: int = 0
    sent: Mapping[str, Sent] = field(default_factory=dict)
    acts: Mapping[tuple[str, str], Act] = field(default_factory=dict)

    def is_on(self, name: str, target: str = "") -> bool:
        """Whether something of `ACTS` or `PUPILS_ACTS` is done, and not undone."""
        act = self.acts.get((name, target))
        return act is not None and act.is_on

    @cached_property
    def pupils(self) -> dict[str, int]:
        """The number of each phone, from 1, in the order in which they came."""
        came = [(act.seq, act.target) for act in self.acts.values() if act.name == "join"]
        came += [(sent.seq, sent.pupil) for sent in self.sent.values()]
        return {pupil: number for number, pupil in enumerate(dict.fromkeys(pupil for _, pupil in sorted(came)), start=1)}

    def has_joined(self, pupil: str) -> bool:
        """Whether a phone is one of `pupils`."""
        return ("join", pupil) in self.acts or any(sent.pupil == pupil for sent in self.sent.values())

    @cached_property
    def kept(self) -> tuple[Sent, ...]:
        """The drawings that count, in the order in which they came: not deleted, not removed, of no blocked phone."""
        kept = (sent for sent in self.sent.values() if self._is_its_own(sent) and not self.is_on("block", sent.pupil))
        return tuple(sorted(kept, key=_seq))

    @cached_property
    def waiting(self) -> tuple[Sent, ...]:
        """Those of `kept` that wait for the host, the oldest first."""
        return tuple(sent for sent in self.kept if not self.may_be_shown(sent))

    @cached_property
    def removed(self) -> tuple[Sent, ...]:
        """Those that the host removed and can put back."""
        removed = (sent for sent in self.sent.values() if self.is_on("remove", sent.client) and not self._is_deleted(sent))
        return tuple(sorted(removed, key=_seq))

    def may_be_shown(self, sent: Sent) -> bool:
        """Whether one of `kept` may be seen by all: it was surely read as what was asked, or the host has approved it."""
        return not sent.is_held_back or self.is_on("approve", sent.client)

    @cached_property
    def wall(self) -> Wall:
        pause, is_hidden, is_blank = self.acts.get(("pause", "")), self.is_on("hide counts"), self.is_on("blank")
        shown = [
            Shown(sent.seq, self._since(sent), sent.asked, sent.strokes, sent.answer)
            for sent in self.kept
            if self.may_be_shown(sent)
        ]
        if pause is not None and pause.is_on:
            shown = [one for one in shown if one.since < pause.seq]
        newest = sorted(shown, key=lambda one: one.since, reverse=True)[: limits.ON_WALL]
        return Wall(
            drawings=() if is_blank else tuple(newest),
            total=None if is_hidden else len(self.kept),
            held=None if is_hidden else len(self.waiting),
            pupils=None if is_hidden else len(self.pupils),
            is_paused=self.is_on("pause"),
            is_blank=is_blank,
            is_revealed=self.is_on("reveal"),
        )

    def phone(self, pupil: str) -> Phone:
        own = [sent for sent in self.sent.values() if sent.pupil == pupil and self._is_its_own(sent)]
        have = Counter(sent.asked for sent in own)
        everything = asked(self.task, pupil)
        to_draw = []
        for one in everything:
            if have[one]:
                have[one] -= 1
            else:
                to_draw.append(one)
        newest = tuple(sorted(own, key=_seq, reverse=True))
        return Phone(tuple(to_draw), len(everything), newest, self.stopped(pupil), not self.is_on("close"))

    def stopped(self, pupil: str) -> str | None:
        """Why a phone cannot join or send, in a sentence; None if it can."""
        if self.is_on("close"):
            return CLOSED
        if self.is_on("block", pupil):
            return BLOCKED
        if not self.has_joined(pupil):
            if self.is_on("lock"):
                return LOCKED
            if len(self.pupils) >= limits.PUPILS:
                return FULL
        if len(self.sent) >= limits.BOARD_DRAWINGS:
            return FULL
        own = sum(sent.pupil == pupil for sent in self.sent.values())
        return ENOUGH if own >= limits.PUPIL_DRAWINGS else None

    def check_sent(self, sent: Sent) -> None:
        """Raise BoardError unless the board takes this drawing, which it does not have."""
        if stopped := self.stopped(sent.pupil):
            raise BoardError(stopped)
        if not sent.strokes:
            raise BoardError("Nothing drawn yet: draw the digit, then press Send.")
        everything = asked(self.task, sent.pupil)
        if sent.asked not in everything:
            raise BoardError(f"This board does not ask for a {sent.asked.digit} here: reload the page.")
        if sent.asked not in self.phone(sent.pupil).to_draw:
            raise BoardError(f"You have already sent this {sent.asked.digit}: go on with the next one.")

    def check_delete(self, pupil: str, client: str) -> None:
        """Raise BoardError unless this pupil may delete this drawing."""
        sent = self.sent.get(client)
        if sent is None or sent.pupil != pupil:
            raise BoardError("This drawing is not one of yours on this board: reload the page.")
        if self.is_on("close"):
            raise BoardError(CLOSED)

    def check_act(self, act: Act) -> None:
        """Raise BoardError unless the host can do this to what there is on this board."""
        if act.name not in ACTS:
            raise BoardError("Only a phone can do that.")
        things: Mapping[str, Collection[str]] = {DRAWING: self.sent, PUPIL: self.pupils, BOARD: ("",)}
        if act.target not in things[ACTS[act.name]]:
            raise BoardError("That is not on this board: reload the page.")
        if self.seq - len(self.sent) >= limits.BOARD_ACTS and act.name != "close":
            raise BoardError("Too much was done on this board: close it, export its drawings and open another.")

    def _is_deleted(self, sent: Sent) -> bool:
        return self.is_on("delete", sent.client)

    def _is_its_own(self, sent: Sent) -> bool:
        """Whether it is still one of its pupil's drawings."""
        return not self._is_deleted(sent) and not self.is_on("remove", sent.client)

    def _since(self, sent: Sent) -> int:
        """The number of the event since which it can be seen."""
        acts = (("remove", sent.client), ("block", sent.pupil), *([("approve", sent.client)] if sent.is_held_back else []))
        return max(sent.seq, *(self.acts[act].seq for act in acts if act in self.acts), 0)


def apply(board: Board, event: Event) -> Board:
    """The board after an event; any order and any repetition of the same events gives the same board."""
    seq = max(board.seq, event.seq)
    if isinstance(event, Sent):
        known = board.sent.get(event.client)
        if known is not None and known.seq <= event.seq:
            return replace(board, seq=seq)
        if board.is_on("delete", event.client):
            event = replace(event, strokes="")
        return replace(board, seq=seq, sent={**board.sent, event.client: event})
    last = board.acts.get((event.name, event.target))
    if last is not None and last.seq >= event.seq:
        return replace(board, seq=seq)
    sent = board.sent.get(event.target) if event.name == "delete" else None
    kept = board.sent if sent is None else {**board.sent, sent.client: replace(sent, strokes="")}
    return replace(board, seq=seq, sent=kept, acts={**board.acts, (event.name, event.target): event})


def _seq(sent: Sent) -> int:
    return sent.seq
