"""Strokes: what the pen did, as the canvas sends it; redrawn as ink with a pen that suits the drawing's size."""

import math
import reprlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from digitapp.drawing.arrays import Bytes, Ints, read_only
from digitapp.drawing.ink import Ink

Points = NDArray[np.floating]  # x, y: shape (n, 2)

CANVAS = 280  # side of the canvas, in its units
DOT = 12  # a stroke that stays within this many canvas units is a dot, not a line

# What is read of a drawing on the canvas, so that no stroke keeps the server for long: about 0.2 s at the most
MAX_POINTS = 15_000  # a minute without a pause: the canvas sends 60 curves a second at the usual rate, each read at 4 points
MAX_STROKES = 300  # 5 a second for a minute

# Strokes are redrawn with their longer side LONGER_SIDE pixels long and a pen PEN pixels wide, the proportion that is read
# best. A drawing is enlarged at most MAX_ENLARGED times, which bounds the page at 1,120 pixels plus its margin.
LONGER_SIDE = 200
PEN = 28
MAX_ENLARGED = 4

# A path's commands: how many points each has, and where it is a Bézier curve, how much start and points count at each sample.
ENDS = {"M": 1, "L": 1, "Q": 2, "C": 3}
AT = np.array([0.25, 0.5, 0.75, 1])
CURVES: Mapping[str, NDArray[np.float64]] = {
    "Q": np.column_stack([(1 - AT) ** 2, 2 * AT * (1 - AT), AT**2]),
    "C": np.column_stack([(1 - AT) ** 3, 3 * AT * (1 - AT) ** 2, 3 * AT**2 * (1 - AT), AT**3]),
}


class TooLongError(ValueError):
    """A drawing over MAX_POINTS or MAX_STROKES; the message says, for the person who drew it, what to do."""

    def __init__(self) -> None:
        super().__init__("This drawing is too long to read: press Undo, or Clear and draw one digit.")


@dataclass(frozen=True, eq=False)
class Strokes:
    """`paths`: one float32 (n, 2) array of x, y for each pen-down stroke, in canvas units, y down, read-only."""

    paths: tuple[NDArray[np.float32], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "paths", tuple(_path(path) for path in self.paths))

    @classmethod
    def from_canvas(cls, drawing: object) -> "Strokes":
        """Read the JSON of streamlit-drawable-canvas: `{"objects": [{"type": "Path", "path": [["M", x, y], ...]}, ...]}`.

        Curves are sampled four times. Raises ValueError for anything but freehand paths, TooLongError for too many points.
        """
        objects = drawing.get("objects") if isinstance(drawing, Mapping) else None
        if not _is_list(objects):
            raise ValueError(f'drawing must be {{"objects": [...]}}, got {reprlib.repr(drawing)}')
        if len(objects) > MAX_STROKES:
            raise TooLongError
        paths, room = [], MAX_POINTS
        for stroke in objects:
            paths.append(_from_commands(stroke, room))
            room -= len(paths[-1])
        return cls(tuple(paths))

    def to_canvas(self) -> dict[str, Any]:
        """The JSON that the canvas loads, each path a line along its points."""
        return {
            "objects": [
                {"type": "Path", "path": [["M", *path[0].tolist()], *(["L", *point] for point in path[1:].tolist())]}
                for path in self.paths
            ]
        }

    def thinned(self, tolerance: float) -> "Strokes":
        """Without the points that are no further than `tolerance` canvas units from the line that is left.

        By Ramer (1972), Douglas and Peucker (1973); doing it again changes nothing.
        """
        return Strokes(tuple(_thinned(path, tolerance) for path in self.paths))

    def dense(self, step: float) -> "Strokes":
        """The same lines with points about `step` canvas units apart, as a pen in motion leaves them."""
        return Strokes(tuple(_dense(path, step) for path in self.paths))

    @property
    def is_blank(self) -> bool:
        """Nothing was drawn, or nothing but dots."""
        return all(np.ptp(path, axis=0).max() < DOT for path in self._visible)

    @property
    def is_too_long(self) -> bool:
        """Longer than what is read of a drawing on the canvas."""
        return len(self.paths) > MAX_STROKES or sum(map(len, self.paths)) > MAX_POINTS

    @property
    def _visible(self) -> list[Points]:
        return [np.clip(path, 0, CANVAS) for path in self.paths]

    def ink(self, pen: float = PEN) -> Ink:
        """Redraw the strokes on a page with a pen `pen` units wide for each 200 of the drawing's longer side: 14 % of it.

        The page is the canvas, enlarged or reduced as the drawing is, with room around it for half the pen. As pixels
        depend on the drawing's shape alone, moving it changes none of them.
        """
        if not self.paths:
            return Ink(np.zeros((CANVAS, CANVAS), dtype=np.uint8))
        points = np.concatenate(self._visible)
        corner = points.min(axis=0)
        longer = float(np.ptp(points, axis=0).max())
        enlarged = min(LONGER_SIDE / longer, MAX_ENLARGED) if longer else MAX_ENLARGED
        pen = max(1, round(pen * enlarged * longer / LONGER_SIDE))

        margin = math.ceil(pen / 2)
        origin = np.round(corner * enlarged) + margin
        # Beyond the canvas nothing is seen; far beyond it a coordinate must not overflow Pillow's integers.
        paths = [(np.clip(path, -CANVAS, 2 * CANVAS) - corner) * enlarged + origin for path in self.paths]
        seen = tuple((path - corner) * enlarged + origin for path in self._visible)
        return Ink(drawn(paths, pen, math.ceil(CANVAS * enlarged) + 2 * margin), seen)

    def on_canvas(self, pen: float) -> Ink:
        """The canvas as the visitor sees it, 280x280, drawn with a pen `pen` canvas units wide, with soft edges."""
        fine = 4
        page = Image.fromarray(drawn([path * fine for path in self.paths], pen * fine, CANVAS * fine))
        return Ink(np.asarray(page.reduce(fine)))


def drawn(paths: Sequence[Points], pen: float, side: int) -> Bytes:
    """A square page, uint8 (side, side), 255 where the paths (in its pixels) were drawn with round joints and ends."""
    page = Image.new("L", (side, side))
    draw = ImageDraw.Draw(page).draw  # beneath `line` and `circle`, which take half as long again
    for path in paths:
        path = path.astype(float)
        draw.draw_lines(path.ravel().tolist(), 255, round(pen))
        for box in np.concatenate([path - pen / 2, path + pen / 2], axis=1).tolist():
            draw.draw_ellipse(box, 255, 1)
    return np.asarray(page)


def _thinned(path: Points, tolerance: float) -> Points:
    keep = np.zeros(len(path), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(path) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        along, offsets = path[last] - path[first], path[first + 1 : last] - path[first]
        share = np.clip(offsets @ along / max(along @ along, 1e-9), 0, 1)
        distances = np.hypot(*(offsets - share[:, None] * along).T)
        furthest = int(distances.argmax())
        if distances[furthest] > tolerance:
            middle = first + 1 + furthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return path[keep]


def _dense(path: Points, step: float) -> Points:
    at = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    places = np.concatenate([at[:1], *(np.linspace(a, b, max(2, round((b - a) / step) + 1))[1:] for a, b in pairwise(at))])
    return np.stack([np.interp(places, at, axis) for axis in path.T], axis=1)


def _path(path: Any) -> NDArray[np.float32]:
    try:
        with np.errstate(over="ignore"):
            points = read_only(path, np.float32)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"a stroke must be a list of [x, y], got {reprlib.repr(path)}") from None
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"a stroke must have shape (n, 2) with n at least 1, got {points.shape}")
    if not np.isfinite(points).all():
        raise ValueError("a stroke must hold finite numbers, got NaN or infinity")
    return points


def _from_commands(stroke: object, room: int) -> Points:
    """Sample one path of the canvas, made of the SVG commands M, L, Q and C; TooLongError past `room` points."""
    commands = stroke.get("path") if isinstance(stroke, Mapping) else None
    if not _is_list(commands):
        raise ValueError(f'a stroke must be {{"type": "Path", "path": [...]}}, got {reprlib.repr(stroke)}')
    if len(commands) > room:
        raise TooLongError
    counts, numbers = array("l"), array("d")
    for command in commands:
        if not _is_list(command):
            raise ValueError(f'a path command must be like ["L", x, y], got {reprlib.repr(command)}')
        name = command[0] if command and isinstance(command[0], str) else ""
        count = ENDS.get(name, 0)
        if len(command) != 1 + 2 * count or not count or (count > 1 and not counts):
            raise ValueError(f"a path command must be M, L, Q or C with its points, got {reprlib.repr(command)}")
        try:
            numbers.extend(command[1:])
        except TypeError:
            raise ValueError(f'a path command must be like ["L", x, y], got {reprlib.repr(command)}') from None
        except OverflowError:
            raise ValueError(f"a path command must hold finite numbers, got {reprlib.repr(command)}") from None
        counts.append(count)
    if not counts:
        raise ValueError("a path must have at least one command, got none")
    points = _sampled(np.array(counts), np.array(numbers).reshape(-1, 2))
    if len(points) > room:
        raise TooLongError
    return points


def _sampled(counts: Ints, points: Points) -> Points:
    """Points along commands with so many of the `points` each: curves at each of `AT`, lines at their ends."""
    ends = np.cumsum(counts) - 1
    samples = np.empty((len(ends), len(AT), 2))
    samples[:, -1] = points[ends]
    for curve, weights in CURVES.items():
        places = np.flatnonzero(counts == ENDS[curve])
        if places.size:
            controls = points[ends[places, None] + np.arange(-ENDS[curve], 1)]
            with np.errstate(invalid="ignore"):  # of what is not finite, which `_path` refuses
                samples[places] = (weights[..., None] * controls[:, None]).sum(axis=2)
    return samples[(counts[:, None] > 1) | (AT == 1)]


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, (list, tuple))
