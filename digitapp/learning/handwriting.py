"""Handwriting: digits drawn as people do, in the forms of forms.toml by writers who differ, to strokes and on to 8x8."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d

from digitapp.drawing.arrays import Floats
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.strokes import CANVAS, PEN, Strokes
from digitapp.learning.forms import FORMS

SEED = 0
TIMES = 2  # how often a writer draws each digit

FORM_NAMES = tuple(f"{digit} {name}" for digit, forms in FORMS.items() for name in forms)

STEP = 1.0  # between the points of a path while it is bent, in hundredths of the digit's height, like all lengths here

JOINED = 50  # over a longer gap no pen stays down

SLIP = 0.06  # how often a stroke begins or ends in a hook or has a gap, and how often a stray dot stands beside a drawing


@dataclass(frozen=True)
class Writer:
    """What stays the same from one digit of a writer to the next; lengths in hundredths of the digit's height."""

    slant: float  # sideways for each step upwards
    width: float  # beside the form's own
    waist: float  # how far down the middle of a digit has moved
    looseness: float  # spread of the points that the pen aims at
    swing: float  # spread of smooth bending
    rounding: float  # over what length corners are cut
    tremble: float
    overshoot: float  # spread of where strokes begin and end, along the stroke
    joins: float  # how often the pen stays down between strokes
    spacing: float  # between the points that the screen reports
    pen: float  # width, beside the app's own

    @classmethod
    def random(cls, rng: np.random.Generator, looser: float = 1) -> "Writer":
        """One of the people there might be (the spreads are guesses)."""
        return cls(
            slant=rng.normal(0.12, 0.18),
            width=np.exp(rng.normal(0, 0.2)),
            waist=rng.normal(0, 4),
            looseness=looser * rng.uniform(1.5, 4),
            swing=rng.uniform(0.5, 3),
            rounding=rng.uniform(0.5, 4),
            tremble=rng.exponential(0.2),
            overshoot=rng.uniform(1, 6),
            joins=rng.choice([0, 0.3], p=[0.8, 0.2]),
            spacing=np.exp(rng.uniform(np.log(2), np.log(14))),
            pen=np.exp(rng.normal(0, 0.2)),
        )


def points(stroke: str) -> tuple[Floats, list[int]]:
    """Read one stroke of `FORMS`: its points, float64 (n, 2), and the indexes where smooth parts begin and end."""
    words = stroke.split()
    corners = [index for index, word in enumerate(words) if word.endswith("!")]
    numbers = [[float(number) for number in word.rstrip("!").split(",")] for word in words]
    return np.array(numbers), [0, *corners, len(words) - 1]


def _smooth(aims: Floats, ends: list[int]) -> Floats:
    """The pen's path through its aims, a point each STEP, smooth but for the corners."""
    parts = []
    for first, last in pairwise(ends):
        part = aims[first : last + 1]
        lengths = np.maximum(np.hypot(*np.diff(part, axis=0).T), STEP)
        times = np.concatenate([[0], np.cumsum(np.sqrt(lengths))])  # centripetal: no cusps and few overshoots
        path = CubicSpline(times, part, bc_type="natural")
        parts.append(path(np.linspace(0, times[-1], int(lengths.sum() / STEP) + 2)))
    return np.concatenate(parts)


def _spaced(path: Floats, spacing: float) -> Floats:
    """Points along the path at equal distances, its ends among them."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    marks = np.linspace(0, along[-1], max(2, round(along[-1] / spacing) + 1))
    return np.column_stack([np.interp(marks, along, path[:, axis]) for axis in (0, 1)])


def _end_moved(path: Floats, by: float) -> Floats:
    """The path with its end lengthened, or below 0 shortened, by so much."""
    if by < 0:
        return path[: max(1, len(path) // 2, len(path) + round(by / STEP))]
    ahead = path[-1] - path[max(-6, -len(path))]
    return np.concatenate([path, [path[-1] + ahead / max(np.hypot(*ahead), STEP) * by]])


def _with_slips(path: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """The path with hooks where the pen came down or left too late or, seldom, in two parts where it didn't press enough."""
    for _ in range(2):
        path = path[::-1]
        if rng.random() < SLIP:
            ahead = path[-1] - path[max(-6, -len(path))]
            turn = rng.choice([-1, 1]) * rng.uniform(1.6, 2.8)
            hook = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ ahead
            path = np.concatenate([path, [path[-1] + hook / max(np.hypot(*ahead), STEP) * rng.uniform(3, 12)]])
    if rng.random() < SLIP and len(path) > 40:
        first, width = rng.integers(15, len(path) - 20), rng.integers(2, 10)
        return [path[:first], path[first + width :]]
    return [path]


def _stray(every: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A dot of the pen beside or on the drawing, not far outside of it."""
    low, extent = every.min(axis=0), np.ptp(every, axis=0)
    place = low + rng.uniform(-0.12, 1.12, 2) * extent
    return place + np.concatenate([[[0, 0]], rng.normal(0, 1.5, (rng.integers(1, 4), 2))])


def draw(form: Sequence[str], writer: Writer, own: np.random.Generator, rng: np.random.Generator) -> Strokes:
    """Draw a form as the writer does, somewhere on the canvas.

    `own` is what the writer always does to this form (the same for each drawing), `rng` what happens this time.
    """
    paths: list[Floats] = []
    for stroke in form:
        aims, ends = points(stroke)
        aims = aims + own.normal(0, writer.looseness, aims.shape) + rng.normal(0, 0.6 * writer.looseness, aims.shape)
        path = _smooth(aims, ends)
        for _ in range(2):  # turned round twice, so that first its start and then its end is moved
            path = _end_moved(path[::-1], rng.normal(0, writer.overshoot))
        if paths and rng.random() < writer.joins and np.hypot(*(path[0] - paths[-1][-1])) < JOINED:
            path = np.concatenate([paths.pop(), path])
        path = gaussian_filter1d(_spaced(path, STEP), writer.rounding / STEP, axis=0, mode="nearest")
        shake = gaussian_filter1d(rng.normal(size=path.shape), 3 / STEP, axis=0)
        path = path + 3 * writer.tremble * shake
        paths += [_spaced(part, writer.spacing) for part in _with_slips(path, rng)]
    if rng.random() < SLIP:
        paths.append(_stray(np.concatenate(paths), rng))

    every = _placed(_bent(np.concatenate(paths), writer, rng), rng)
    return Strokes(tuple(np.split(every, np.cumsum([len(path) for path in paths])[:-1])))


def _bent(every: Floats, writer: Writer, rng: np.random.Generator) -> Floats:
    """All points of a drawing, moved together: the waist up or down, slow waves, turned, slanted and stretched."""
    turns = rng.normal(0, 1 / 80, (3, 2, 2)).cumsum(axis=0)  # of each wave, to the right and down
    phases, heights = rng.uniform(0, 2 * np.pi, (3, 2)), rng.normal(0, writer.swing, (3, 2))
    waist = writer.waist + rng.normal(0, 2)
    moved = every + np.array([0, waist]) * np.sin(np.pi * np.clip(every[:, 1:], 0, 100) / 100)
    for turn, phase, height in zip(turns, phases, heights, strict=True):
        moved += height * np.sin(2 * np.pi * every @ turn + phase)

    slant, width = writer.slant + rng.normal(0, 0.06), writer.width * np.exp(rng.normal(0, 0.1))
    angle = rng.normal(0, 0.06)
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return moved @ np.array([[width, 0], [-slant, 1]]) @ turned


def _placed(every: Floats, rng: np.random.Generator) -> Floats:
    """The points in whole canvas units: of some size, and somewhere on the canvas."""
    scale = rng.uniform(70, 250) / np.ptp(every, axis=0).max()
    room = CANVAS - scale * np.ptp(every, axis=0)
    return np.round((every - every.min(axis=0)) * scale + rng.uniform(0.1, 0.9, 2) * room)


def drawings(writer: int, looser: float = 1) -> Iterator[tuple[int, int, Strokes, Bitmap]]:
    """All that one writer draws, each digit TIMES times: label, form (index of `FORM_NAMES`), strokes, and their Bitmap.

    `looser` than people are, so many times, the writers are whom models learn from (training.py).
    """
    rng = np.random.default_rng([SEED, writer])
    style = Writer.random(rng, looser)
    for label, forms in FORMS.items():
        shares = np.array([form.share for form in forms.values()], dtype=float)
        chosen = rng.choice(len(forms), p=shares / shares.sum())
        name = list(forms)[chosen]
        habit = rng.integers(2**32)
        for _ in range(TIMES):
            strokes = draw(forms[name].strokes, style, np.random.default_rng(habit), rng)
            pen = round(PEN * style.pen * np.exp(rng.normal(0, 0.05)))
            yield label, FORM_NAMES.index(f"{label} {name}"), strokes, Bitmap.of(strokes.ink(pen))
