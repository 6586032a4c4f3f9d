"""Files of drawings: gzipped JSON, a list of {"label", "writer", "strokes"}.

The label is a digit 0..9 or, for what is not a digit, one letter or "?"; the writer, a text, may be missing; the strokes are
lists of [x, y], y down, their longer side 200 units. What the app writes has two more entries, which other programs may
ignore: "size", the longer side as it was on the canvas, and "place", the [x, y] of its corner there, both in canvas units.
"""

import gzip
import json
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from digitapp.drawing.strokes import CANVAS, Strokes

FILE_SIDE = 200  # units of the longer side of a drawing in a file
MAX_BYTES = 50_000_000  # of a file, unpacked
NOT_A_DIGIT = "?"  # the label of what is none, where nothing more is known of it
MAX_WRITER = 40  # characters of a writer that tell it from another
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, eq=False)
class LabelledStrokes:
    """`strokes` in the file's units, what was meant by them; `size` and `place` on the canvas and the writer, if known."""

    strokes: Strokes
    label: int | str
    size: float | None = None
    place: tuple[float, float] | None = None
    writer: str | None = None

    @classmethod
    def from_strokes(cls, strokes: Strokes, label: int | str) -> "LabelledStrokes":
        """Put a drawing on the canvas into the file's units; it must be longer than a point."""
        points = np.concatenate(strokes.paths).astype(float)
        corner, size = points.min(axis=0), float(np.ptp(points, axis=0).max())
        paths = tuple((path - corner) * (FILE_SIDE / size) for path in strokes.paths)
        return cls(Strokes(paths), label, size, tuple(corner.tolist()))

    def on_canvas(self) -> Strokes:
        """The strokes where they were on the canvas, or in the middle of it."""
        size = FILE_SIDE if self.size is None else self.size
        paths = [path.astype(float) * (size / FILE_SIDE) for path in self.strokes.paths]
        place = self.place
        if place is None and paths:
            points = np.concatenate(paths)
            place = (CANVAS - points.min(axis=0) - points.max(axis=0)) / 2
        return Strokes(tuple(path + np.array(place) for path in paths))


def read(data: bytes, max_bytes: int = MAX_BYTES) -> list[LabelledStrokes]:
    """The drawings of a file, gzipped or not; for anything else a ValueError says what is wrong."""
    text = _unpacked(data, max_bytes)
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(entries, list) or not entries:
        raise ValueError('it must hold a list of {"label", "writer", "strokes"}')
    return [_drawing(entry, number) for number, entry in enumerate(entries)]


def write(drawings: Iterable[LabelledStrokes], writer: str | Iterable[str]) -> bytes:
    """A file of the drawings, all by one writer, or each by its own; the same drawings give the same bytes."""
    writers = repeat(writer) if isinstance(writer, str) else writer
    entries = [
        {
            "label": drawing.label,
            "writer": by,
            "strokes": [np.round(path.astype(float), 3).tolist() for path in drawing.strokes.paths],
            "size": drawing.size,
            "place": drawing.place,
        }
        for drawing, by in zip(drawings, writers, strict=False)
    ]
    return gzip.compress(json.dumps(entries).encode(), mtime=0)


def _unpacked(data: bytes, max_bytes: int) -> bytes:
    if data.startswith(GZIP):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            data = unpacking.decompress(data, max_bytes + 1)
        except zlib.error:
            raise ValueError("it is damaged") from None
        if len(data) <= max_bytes and not unpacking.eof:
            raise ValueError("it is incomplete")
    if len(data) > max_bytes:
        raise ValueError(f"it is larger than {max_bytes // 1_000_000} MB")
    return data


def _drawing(entry: object, number: int) -> LabelledStrokes:
    if not isinstance(entry, dict):
        raise ValueError(f'sample {number}: it must be {{"label", "writer", "strokes"}}')
    for name in ("label", "strokes"):
        if name not in entry:
            raise ValueError(f"sample {number}: '{name}' is missing")
    label, size, place, writer = entry["label"], entry.get("size"), entry.get("place"), entry.get("writer")
    is_digit = isinstance(label, int) and not isinstance(label, bool) and 0 <= label <= 9
    if not is_digit and not (isinstance(label, str) and len(label) == 1):
        raise ValueError(f"sample {number}: label must be a digit 0..9 or one letter, got {label!r:.40}")
    if size is not None and not (_is_number(size) and 0 < size <= 4 * CANVAS):
        raise ValueError(f"sample {number}: size must be a number from 0 to {4 * CANVAS}")
    if place is not None:
        if not (isinstance(place, list) and len(place) == 2 and all(map(_is_number, place))):
            raise ValueError(f"sample {number}: place must be [x, y]")
        place = (place[0], place[1])
    try:
        by = str(writer)[:MAX_WRITER] if isinstance(writer, str | int) else None
        return LabelledStrokes(Strokes(tuple(entry["strokes"])), label, size, place, by)
    except (ValueError, TypeError) as error:
        raise ValueError(f"sample {number}: {error}") from None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= 10 * CANVAS
