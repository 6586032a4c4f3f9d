"""Rules: the printed lines of ruled and squared paper, boxes and tables, taken out of a picture's contrast."""

from dataclasses import dataclass

import numpy as np
import scipy

from digitapp.drawing.arrays import OwnArrays

# Shares of the picture's longer side
RUN = 0.15  # a rule is straight at least this far
WIDEST = 0.035  # a rule
NEAR = 0.06  # how far from the picture's edge or from another rule one may end
SIDE_OF_A_BOX = 0.3  # at least

STEEPEST = 0.12  # a rule's slope against the picture's edges, about 7 degrees
SOLID = 0.95  # share of a run that has to be ink
DARKER, MORE = 1.25, 0.03  # than the rule, times and beyond: what lies on it is the pen's


@dataclass(frozen=True, eq=False)
class Rule(OwnArrays):
    """A line across: at column x its middle is `middle[x]`, float64 (width,), with `before` rows above and `after` below it.

    All in pixels, from column `start` to before `stop`; one that runs down is described in the transposed picture.
    """

    is_across: bool
    middle: np.ndarray
    start: int
    stop: int
    before: int = 0
    after: int = 0


def without_rules(contrast: np.ndarray, faintest: float) -> np.ndarray:
    """The contrast to the paper, float32 (height, width), 0..1, as it would be without rules of at least the faintest contrast.

    A rule is a thin straight line that ends nowhere: it goes on to the picture's edges, or to the corners of a box. The
    strokes that cross it are mended.
    """
    rules = _rules(contrast, faintest)
    across, down = ([rule for rule in rules if rule.is_across is way] for way in (True, False))
    lines_across, lines_down = _covered(across, contrast.shape), _covered(down, contrast.T.shape).T
    left: np.ndarray = np.where(lines_down, 0, contrast)  # or where they cross, one would be mended like a stroke
    for rule in across:
        left = _erased(left, rule)
    left = np.where(lines_down & ~lines_across, contrast, left).T
    for rule in down:
        left = _erased(left, rule)
    left = left.T
    return contrast if _is_cropped(rules, contrast > contrast.max() / 4, left > contrast.max() / 4) else left


def _is_cropped(rules: list[Rule], ink: np.ndarray, left: np.ndarray) -> bool:
    """Whether the ink is a digit's that was cut out closely, so that its own bars run from edge to edge."""
    few = all(sum(rule.is_across is way for rule in rules) <= 1 for way in (True, False))
    if not rules or not few or not all(side.any() for side in _edges(ink)):
        return False
    pieces, _ = scipy.ndimage.label(ink, np.ones((3, 3)))
    at_bars = np.isin(pieces, np.unique(pieces[ink & ~left]))
    touches = any(side.any() for side in _edges(left))
    return not left.any() or (touches and bool(2 * np.count_nonzero(left & at_bars) > np.count_nonzero(left)))


def _edges(picture: np.ndarray) -> tuple[np.ndarray, ...]:
    return picture[:2], picture[-2:], picture[:, :2], picture[:, -2:]


def _rules(contrast: np.ndarray, faintest: float) -> list[Rule]:
    """All rules; of the candidates those go that have a free end, until none is left."""
    rules = _candidates(contrast, faintest, True) + _candidates(contrast.T, faintest, False)
    near = NEAR * max(contrast.shape)
    while True:
        kept = [rule for rule in rules if _goes_on(rule, rules, near)]
        if len(kept) == len(rules):
            return kept
        rules = kept


def _goes_on(rule: Rule, rules: list[Rule], near: float) -> bool:
    """Whether a line's ends are at the picture's edge or in a box's corner; one of the two may be anywhere on another rule.

    With both on other rules, it may be a 1 that was written between two lines; and a box's side is not as short as a loop's.
    """
    size = len(rule.middle)
    meets = []
    for end in (rule.start, rule.stop - 1):
        if min(end, size - 1 - end) <= near:
            meets.append("edge")
            continue
        ways, row = {""}, rule.middle[end]
        for other in rules:
            if other.is_across is not rule.is_across and other.start - near <= row <= other.stop + near:
                at = int(np.clip(row, 0, len(other.middle) - 1))
                if abs(other.middle[at] - end) <= near:
                    ways.add("corner" if min(abs(row - other.start), abs(row - other.stop)) <= near else "line")
        meets.append(min(ways - {""}, default=""))  # in the order of the alphabet
    if "" in meets or meets == ["line", "line"]:
        return False
    return "edge" in meets or rule.stop - rule.start >= SIDE_OF_A_BOX * max(size, near / NEAR)


def _candidates(contrast: np.ndarray, faintest: float, is_across: bool) -> list[Rule]:
    """Thin straight lines across, of any slope up to STEEPEST, found at half the size."""
    widest = max(6, round(WIDEST * max(contrast.shape)))
    below = scipy.ndimage.maximum_filter1d(scipy.ndimage.minimum_filter1d(contrast, widest + 2, axis=0), widest + 2, axis=0)
    ink, thin = contrast >= faintest, contrast - below >= faintest
    half, half_thin = _halved(ink), _halved(thin)
    length = max(8, round(RUN * max(half.shape)))
    pieces, _ = scipy.ndimage.label(_straight_runs(half, length), np.ones((3, 3)))
    rules = []
    for number, box in enumerate(scipy.ndimage.find_objects(pieces), 1):
        rows, columns = np.nonzero((pieces[box] == number) & half_thin[box])
        rows, columns = 2 * (rows + box[0].start) + 0.5, 2 * (columns + box[1].start) + 0.5
        while rows.size >= length / 2:
            on_line = _longest_line(rows, columns)
            if on_line.sum() < length / 2:
                break
            rule = _fitted(rows[on_line], columns[on_line], thin, widest, is_across)
            if rule is not None and rule.stop - rule.start >= 2 * length:
                rules.append(rule)
            if rule is not None:
                off = rows - rule.middle[np.minimum(columns.astype(int), len(rule.middle) - 1)]
                on_line |= (off > -rule.before - 3) & (off < rule.after + 3)
            rows, columns = rows[~on_line], columns[~on_line]
    return rules


def _longest_line(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Which pixels are near the line across that most of them lie on (Hough's transform)."""
    best, longest = np.zeros(rows.shape, dtype=bool), 0
    for slope in np.linspace(-STEEPEST, STEEPEST, 49):
        heights = rows - slope * columns
        places = ((heights - heights.min()) / 2).astype(int)
        counts = np.bincount(places)
        if counts.max() > longest:
            longest = counts.max()
            best = np.asarray(np.abs(places - counts.argmax()) <= 2)
    return best


def _halved(ink: np.ndarray) -> np.ndarray:
    height, width = ink.shape
    padded = np.pad(ink, ((0, height % 2), (0, width % 2)))
    return np.asarray(padded.reshape((height + 1) // 2, 2, (width + 1) // 2, 2).any(axis=(1, 3)))


def _straight_runs(ink: np.ndarray, length: int) -> np.ndarray:
    """Where ink belongs to a nearly straight and unbroken run across that is at least so long."""
    height, width = ink.shape
    most = int(np.ceil(STEEPEST * width / 2))
    padded = np.pad(ink, ((most, most), (0, 0)))
    runs = np.zeros_like(padded)
    steps = int(np.ceil(STEEPEST * length))
    for slope in np.linspace(-STEEPEST, STEEPEST, 2 * steps + 1):
        shifts = most + np.round(slope * (np.arange(width) - width / 2)).astype(int)
        places = np.arange(height)[:, None] + shifts
        sheared = np.take_along_axis(padded, places, axis=0)
        busy = sheared.sum(axis=1) >= length * SOLID  # rows with too little ink for a run
        if not busy.any():
            continue
        share = scipy.ndimage.uniform_filter1d(sheared[busy].astype(np.float32), length, axis=1, mode="nearest")
        found = scipy.ndimage.maximum_filter1d((share >= SOLID).view(np.uint8), length, axis=1).view(bool) & sheared[busy]
        if found.any():
            rows, columns = np.nonzero(found)
            runs[places[busy][rows, columns], columns] = True
    return runs[most : most + height]


def _fitted(rows: np.ndarray, columns: np.ndarray, thin: np.ndarray, widest: int, is_across: bool) -> Rule | None:
    """The rule through these pixels, a parabola as paper is seldom flat; None if they don't lie on one."""
    width, reach = thin.shape[1], widest + 1
    padded = np.pad(thin, ((reach, reach), (0, 0)))
    offsets = np.arange(-reach, reach + 1)
    start, stop = int(columns.min()), min(width, int(np.ceil(columns.max())) + 1)
    middle = _curve(columns, rows, width)
    for _ in range(2):  # through the middle of each column, as a line may lie askew in a thick rule
        band = _band(padded, middle + reach, offsets)[:, start:stop]
        thickness = np.median(band.sum(axis=0))
        band = band & (np.abs(offsets)[:, None] <= thickness + 1)  # a digit's bar may be near
        counts = band.sum(axis=0)
        columns = start + np.flatnonzero((counts > 0) & (counts <= widest))
        if columns.size < 8:
            return None
        rows = np.round(middle[columns]) + (band * offsets[:, None]).sum(axis=0)[columns - start] / counts[columns - start]
        middle = _curve(columns, rows, width)
    covered = _band(padded, middle + reach, offsets)[:, start:stop]
    is_there = covered[reach - 2 : reach + 3].any(axis=0)
    if is_there.sum() < 0.4 * is_there.size:
        return None
    covered = covered[:, is_there].mean(axis=1) >= 0.6
    if not covered[reach - 2 : reach + 3].any():
        return None
    inside = reach - 2 + int(covered[reach - 2 : reach + 3].argmax())
    empty = np.flatnonzero(~covered)
    above, below = empty[empty < inside], empty[empty > inside]
    if not above.size or not below.size or below[0] - above[-1] - 1 > widest:
        return None
    return Rule(is_across, middle, start, stop, reach - int(above[-1]), int(below[0]) - reach)


def _curve(columns: np.ndarray, rows: np.ndarray, width: int) -> np.ndarray:
    """The row at each column of a line, or of a parabola if it is long, through most of the pixels."""
    for _ in range(4):
        curve = np.polynomial.Polynomial.fit(columns, rows, 2 if np.ptp(columns) > 0.4 * width else 1)
        off = np.abs(rows - curve(columns))
        near = off <= max(1, 2.5 * np.median(off))
        if near.all() or near.sum() < 8:
            break
        rows, columns = rows[near], columns[near]
    return curve(np.arange(width))


def _band(picture: np.ndarray, middle: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """The rows of a picture so far from a line across, made straight: (offsets, width)."""
    rows = np.clip(np.round(middle).astype(int) + offsets[:, None], 0, picture.shape[0] - 1)
    return np.take_along_axis(picture, rows, axis=0)


def _erased(contrast: np.ndarray, rule: Rule) -> np.ndarray:
    """The contrast without a rule: what the pen drew darker than it is left, and strokes that go on beyond it are mended.

    A pixel of the rule is as dark as the lighter of the two beyond it, straight across or on a slant, to which it belongs best.
    """
    reach = rule.before + rule.after  # `before` and `after` are one beyond the rule, where it still shades the paper
    offsets = np.arange(-rule.before - 1, rule.after + 2)
    band = _band(contrast, rule.middle, offsets)
    above, below, within = band[0], band[-1], band[1:-1]
    mended = np.zeros_like(within)
    depth = (np.arange(1, reach + 2) / (reach + 2))[:, None]
    columns = np.arange(contrast.shape[1])
    for slant in range(-reach - 2, reach + 3):
        starts = np.round(columns - slant * depth).astype(int)
        ends = starts + slant
        inside = (np.minimum(starts, ends) >= 0) & (np.maximum(starts, ends) < columns.size)
        starts, ends = np.where(inside, starts, 0), np.where(inside, ends, 0)
        np.maximum(mended, np.minimum(above[starts], below[ends]) * inside, out=mended)
    level = np.median(within[:, rule.start : rule.stop], axis=1, keepdims=True).max()
    mended = np.where(within > DARKER * level + MORE, within, mended)
    left = contrast.copy()
    where = _places(rule, contrast.shape)
    left[where] = mended[where[0] - np.round(rule.middle).astype(int)[where[1]] + rule.before, where[1]]
    return left


def _places(rule: Rule, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of a rule's pixels, to a little beyond its ends."""
    columns = np.arange(shape[1])
    rows = np.round(rule.middle).astype(int) + np.arange(-rule.before, rule.after + 1)[:, None]
    beyond = NEAR * max(shape)
    inside = (columns >= rule.start - beyond) & (columns < rule.stop + beyond) & (rows >= 0) & (rows < shape[0])
    return rows[inside], np.broadcast_to(columns, rows.shape)[inside]


def _covered(rules: list[Rule], shape: tuple[int, int]) -> np.ndarray:
    covered = np.zeros(shape, dtype=bool)
    for rule in rules:
        covered[_places(rule, shape)] = True
    return covered
