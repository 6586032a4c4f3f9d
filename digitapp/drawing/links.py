"""Links: a drawing or a painted digit as a short text that an address can hold.

A digit is its 64 levels, one character each: 0 to 9, then a to g for 10 to 16. A drawing is "s" and a base64 (RFC 4648,
for addresses) of bytes: how many grid steps a canvas unit has, and how far apart the points of its lines are to be, in
eighths of a unit (0: as they are); then for each stroke its number of points and the steps from each point to the next, as
zigzag variable-length integers (those of Protocol Buffers).
"""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit
from digitapp.drawing.strokes import CANVAS, MAX_POINTS, Points, Strokes

MAX_LENGTH = 1500  # characters of an address
LEVELS = "0123456789abcdefg"
DRAWING = "s"

# How a drawing is packed, from fine to coarse: grid steps in a canvas unit, and by how many units a line may stray (None:
# every point is kept)
FINENESS = ((8, None), (8, 0.1), (4, 0.25), (2, 0.5), (1, 1), (1, 2), (1, 4))
EIGHTHS = 8
MAX_BYTES = 20_000
MAX_BITS = 28  # of a number
OUTSIDE = 2 * CANVAS  # canvas units beyond the canvas that a pen may stray


class LinkError(ValueError):
    """A link that holds no drawing; the message says, for the person who opened it, what is wrong and what to do."""


def pack(drawing: Strokes | Digit, fineness: tuple[int, float | None] = FINENESS[0]) -> str:
    """The text that stands for a drawing, thinned as `fineness` says, or for a digit."""
    if isinstance(drawing, Digit):
        return "".join(LEVELS[level] for level in drawing.levels.flat)
    steps, tolerance = fineness
    paths = [np.clip(path, -OUTSIDE, CANVAS + OUTSIDE) for path in drawing.paths]
    spacing = 0
    if tolerance is not None:
        spacing = _spacing(paths)
        paths = list(Strokes(tuple(paths)).thinned(tolerance).paths)
    rounded = [np.round(path * steps).astype(int) for path in paths]
    if spacing and not _is_room_for([points / steps for points in rounded], spacing / EIGHTHS):
        spacing = 0  # very uneven points: their lines will do
    numbers: list[int] = []
    last = np.zeros(2, dtype=int)
    for points in rounded:
        numbers += [len(points), *np.diff(points, axis=0, prepend=last[None]).ravel().tolist()]
        last = points[-1]
    data = bytes([steps, spacing, *chain.from_iterable(map(_varint, numbers))])
    return DRAWING + urlsafe_b64encode(data).decode().rstrip("=")


def finest(
    drawing: Strokes | Digit,
    max_length: int,
    holds: Callable[[str], bool] = bool,
    choices: Sequence[tuple[int, float | None]] = FINENESS,
) -> str | None:
    """The text of at most `max_length` characters that keeps most of a drawing and for which `holds`; None if there is none.

    `choices` are tried in their order, as `FINENESS` has them.
    """
    texts = (pack(drawing, fineness) for fineness in choices)
    return next((text for text in texts if len(text) <= max_length and holds(text)), None)


def unpack(text: str) -> Strokes | Digit:
    """The drawing or digit that a text stands for; raises LinkError if it stands for none."""
    if text.startswith(DRAWING):
        return _strokes(text.removeprefix(DRAWING))
    if len(text) != SIDE * SIDE or not set(text) <= set(LEVELS):
        raise LinkError(f"This link holds no drawing, as it should have 64 levels from 0 to {MAX_LEVEL}: ask for it again.")
    return Digit(np.array([LEVELS.index(level) for level in text]).reshape(SIDE, SIDE))


def _strokes(text: str) -> Strokes:
    try:
        data = b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True)
        if len(data) > MAX_BYTES or data[0] == 0:
            raise ValueError
        steps, spacing, numbers = data[0], data[1] / EIGHTHS, _numbers(data[2:])
        paths, last = [], np.zeros(2)
        for count in numbers:
            points = last + np.cumsum([(next(numbers), next(numbers)) for _ in range(count)], axis=0)
            paths.append(points / steps)
            last = points[-1]
        if not paths:
            raise ValueError
        strokes = Strokes(tuple(paths))
    except (ValueError, IndexError, StopIteration):
        raise LinkError("This link is damaged, so its drawing cannot be read: ask for it again.") from None
    if any(path.min() < -OUTSIDE or path.max() > CANVAS + OUTSIDE for path in strokes.paths):
        raise LinkError("This link is damaged, as its drawing lies outside the paper: ask for it again.")
    if strokes.is_too_long or (spacing and not _is_room_for(strokes.paths, spacing)):
        raise LinkError("This link is damaged, as its drawing is longer than any that fits on the paper: ask for it again.")
    return strokes.dense(spacing) if spacing else strokes


def _is_room_for(paths: Sequence[Points], spacing: float) -> bool:
    """Whether lines that are given their points again, `spacing` canvas units apart, have no more than the canvas takes."""
    return bool(sum(len(path) + np.hypot(*np.diff(path, axis=0).T).sum() / spacing for path in paths) <= MAX_POINTS)


def _spacing(paths: Sequence[Points]) -> int:
    """How far apart the points are, in eighths of a unit: their median, 1 to 255."""
    gaps = np.concatenate([np.hypot(*np.diff(path, axis=0).T) for path in paths])
    gaps = gaps[gaps > 0]
    return int(np.clip(np.round(EIGHTHS * np.median(gaps)), 1, 255)) if gaps.size else 1


def _varint(number: int) -> Iterator[int]:
    number = number << 1 if number >= 0 else ~(number << 1)
    while number >= 0x80:
        yield number & 0x7F | 0x80
        number >>= 7
    yield number


def _numbers(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if shift > MAX_BITS:
            raise ValueError
        if byte < 0x80:
            yield number >> 1 if not number & 1 else ~(number >> 1)
            number = shift = 0
    if shift:
        raise ValueError
