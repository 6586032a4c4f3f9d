"""What would change a model's mind: a small change of the 64 levels that turns its verdict.

Its size is the sum of all levels changed (the L1 norm). The search asks the model for verdicts and knows nothing else of
it, except for the decision tree, whose smallest change follows from its questions. What the search finds does turn the
verdict, but there may be a smaller change (it is called a counterfactual explanation, Wachter et al., 2017).
"""

from dataclasses import dataclass

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from digitapp.drawing.arrays import Bytes, Floats, Ints
from digitapp.drawing.digit import MAX_LEVEL, Digit, Readable
from digitapp.learning.models import Default, Model
from digitapp.learning.reader import NO_DIGIT

MAX_READINGS = 1400  # of 8x8 forms, for one answer
STARTS = 12  # known digits from which a change is taken back
RIVALS = 2  # digits that the drawing itself is pushed towards
FINALISTS = 3  # changes from which single levels are taken back
FOR_THE_LAST = 500  # of the readings
REACH = 4  # levels by which each pixel is changed to see what that does
EACH: Ints = np.eye(64, dtype=int)  # one level more of each pixel
SOMETHING = 1e-6  # added to probabilities, so that they have logarithms


@dataclass(frozen=True, eq=False)
class Change:
    """A change of mind: `after`, read alone, is a `label`, 0..9, where `before`, read alone, is a `was`, 0..9 or NO_DIGIT.

    (Of a drawing in all its views the verdict may be another than `was`.) `doubt` is what the model doubts about `after`, or
    None; `is_least`, whether no smaller change exists.
    """

    before: Digit
    after: Digit
    was: int
    label: int
    doubt: str | None
    is_least: bool

    @property
    def differences(self) -> Ints:
        """Levels added, and below 0 taken away, int (8, 8)."""
        return self.after.levels.astype(int) - self.before.levels.astype(int)

    @property
    def amount(self) -> int:
        """The sum of all levels changed."""
        return int(np.abs(self.differences).sum())


def change(model: Model, readable: Readable) -> Change | None:
    """The smallest change found that turns the verdict on the 8x8 form of what was read into (another) digit, or None."""
    before = Digit.of(readable)
    if before.is_blank:
        return None
    is_least = isinstance(model.estimator, DecisionTreeClassifier)
    found = _least(model.estimator, before) if is_least else _Search(model, before).result()
    if found is None:
        return None
    after = Digit(found.reshape(before.levels.shape).astype(np.uint8))
    was, label = said(model, np.array([before.levels, after.levels])).argmax(axis=1).tolist()
    return None if label in (was, NO_DIGIT) else Change(before, after, was, label, model.predict(after).doubt, is_least)


def said(model: Model, digits: Bytes) -> Floats:
    """How probable each answer is, read alone, for levels (n, 8, 8): float64 (n, 11), the last that it is no digit."""
    if isinstance(model, Default):
        return model.limits.probabilities(model.evidence(digits[:, None]).scores, is_alone=True)
    return np.pad(model.probabilities(digits), ((0, 0), (0, 1)))


def _least(estimator: DecisionTreeClassifier, before: Digit) -> Ints | None:
    """The nearest levels that reach a leaf with another verdict, exactly: each leaf is a box of levels."""
    tree, levels = estimator.tree_, before.levels.ravel().astype(int)
    verdicts = tree.value[:, 0].argmax(axis=1)
    low, high = np.zeros((tree.node_count, 64), dtype=int), np.full((tree.node_count, 64), MAX_LEVEL, dtype=int)
    for node in np.flatnonzero(tree.children_left >= 0):  # a node stands before its children
        left, right, pixel = tree.children_left[node], tree.children_right[node], tree.feature[node]
        most = int(np.floor(tree.threshold[node]))
        low[[left, right]], high[[left, right]] = low[node], high[node]
        high[left, pixel], low[right, pixel] = min(high[left, pixel], most), max(low[right, pixel], most + 1)
    was = verdicts[estimator.apply(levels[None])[0]]
    nearest = np.clip(levels, low, high)
    amounts = np.abs(nearest - levels).sum(axis=1)
    others = (tree.children_left < 0) & (verdicts != was) & (low <= high).all(axis=1)
    return nearest[np.where(others, amounts, amounts.max() + 1).argmin()] if others.any() else None


class _Search:
    """A search for small changes of one digit, within MAX_READINGS. All levels are int, (64,) or (n, 64)."""

    def __init__(self, model: Model, before: Digit):
        self.model, self.levels = model, before.levels.ravel().astype(int)
        self.left = MAX_READINGS
        self.probabilities = self._read(self.levels[None])[0]
        self.was = int(self.probabilities.argmax())

    def result(self) -> Ints | None:
        """The levels after the smallest change found."""
        digits = np.argsort(-self.probabilities[:NO_DIGIT], kind="stable")
        rivals = [digit for digit in digits if digit != self.was][:RIVALS]
        found = [self._pushed(rival) for rival in rivals]
        found += [self._taken_back(known, MAX_LEVEL) for known in self._known() if self.left > FOR_THE_LAST]
        finalists = sorted((here for here in found if here is not None), key=self._amount)[:FINALISTS]
        for most in (MAX_LEVEL, REACH, 1):
            finalists = [self._taken_back(here, most) for here in finalists]
        return min(finalists, key=self._amount, default=None)

    def _read(self, rows: Ints) -> Floats:
        self.left -= len(rows)
        return said(self.model, rows.astype(np.uint8).reshape(-1, 8, 8))

    def _amount(self, rows: Ints) -> Ints:
        return np.abs(rows - self.levels).sum(axis=-1)

    def _margins(self, rows: Ints) -> Floats:
        """How far the verdict on each row is turned: the logarithm of the odds of another digit, above 0 if so."""
        probabilities = self._read(rows)
        turned = ~np.isin(probabilities.argmax(axis=1), (self.was, NO_DIGIT))
        others = np.delete(probabilities, (self.was, NO_DIGIT), axis=1).max(axis=1)
        odds = np.log(others + SOMETHING) - np.log(probabilities[:, self.was] + SOMETHING)
        return np.where(turned, np.maximum(odds, SOMETHING), np.minimum(odds, 0))

    def _pushed(self, rival: int) -> Ints | None:
        """Changed first where a few levels help the rival most, as far as it goes, until the verdict turns."""
        around = np.clip(self.levels + REACH * np.concatenate([EACH, -EACH]), 0, MAX_LEVEL)
        logarithms = np.log(self._read(around) + SOMETHING)
        more, less = np.split(logarithms[:, rival] - logarithms[:, self.was], 2)
        slopes = (more - less) / (around[:64] - around[64:]).sum(axis=1)
        ends = np.where(slopes > 0, MAX_LEVEL, 0) - self.levels
        order = np.argsort(-np.abs(slopes), kind="stable")
        rows = self.levels + np.cumsum(EACH[order] * ends[order, None], axis=0)
        turned = np.flatnonzero(self._margins(rows) > 0)
        return rows[turned[0]] if turned.size else None

    def _known(self) -> Ints:
        """Known digits near this one that are read otherwise, the nearest first."""
        known = self.model.known.rows[self.model.known.labels != self.was].astype(int)
        near = known[np.argsort(self._amount(known), kind="stable")[: 2 * STARTS]]
        return near[self._margins(near) > 0][:STARTS]

    def _taken_back(self, here: Ints, most: int) -> Ints:
        """The change without what it can do without: first what matters least for each level, at most `most` of a pixel."""
        while self.left > 2 * 64 and not (here == self.levels).all():
            back: Ints = np.clip(self.levels - here, -most, most)
            pixels = np.flatnonzero(back)
            margins = self._margins(here + EACH[pixels] * back[pixels, None])
            order = pixels[np.argsort(-margins / np.abs(back[pixels]), kind="stable")][: np.count_nonzero(margins > 0)]
            if not order.size:
                break
            rows = here + np.cumsum(EACH[order] * back[order, None], axis=0)
            here = rows[np.flatnonzero(self._margins(rows) > 0)[-1]]
        return here
