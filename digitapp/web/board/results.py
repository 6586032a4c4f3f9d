"""The results: how well the models read this class, beside load_digits and the 95 % claim, and the drawings they misread.

On the wall no drawing is shown that the host has not seen; nowhere is a pupil's score.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from digitapp.board import results
from digitapp.board.board import Board
from digitapp.board.events import Sent
from digitapp.board.limits import FEWEST_PUPILS
from digitapp.board.results import NO_DIGIT, RESAMPLES, SEED, Difference, Results
from digitapp.learning import models
from digitapp.learning.models import DEFAULT, KEYS
from digitapp.measuring.comparison import WAYS
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED
from digitapp.web import accuracies, cached, figures
from digitapp.web.accuracies import Row
from digitapp.web.board.sketches import sketches
from digitapp.web.board.teaching import teaching
from digitapp.web.board.waiting import result_of
from digitapp.web.components.press import Press, press

NOT_YET = "The results appear here when the teacher reveals them on the wall."
NONE = "Nothing has been sent to this board yet."
MODEL, CELL = "class.results.model", "class.results.cell"
MOST_SHOWN = 24  # drawings of a list
STRONGEST = 4  # of the colours of a confusion matrix
CLAIMS = {
    REJECTED: "The claim that 95 % are read right does not hold for classes like this one.",
    OPEN: "We cannot tell whether the claim that 95 % are read right holds for classes like this one.",
    ACCEPTED: "The claim that 95 % are read right holds for classes like this one.",
}
APART = {"round": "Careful and fast", "pointer": "Finger, mouse and pen"}  # what sets drawings apart
OVER_PUPILS = (
    f"The intervals are over pupils: pupils were drawn at random {RESAMPLES:,} times, as many as there are, each with all of "
    f"their drawings (a cluster bootstrap, seed {SEED}). One pupil's drawings are alike, so an interval that took each for "
    "independent would promise too much."
)
LEARNT = "Press a model to see it below. All have learnt from the data set; the best reader from generated handwriting as well."
TOO_FEW = (
    f"With fewer than {FEWEST_PUPILS} pupils we cannot tell how much they differ: so there is no interval, and no word on the "
    "claim of 95 %."
)


def show(code: str, token: str | None) -> None:
    """Show what a board gave: to its host, who has the `token` (checked by whoever calls), or to all, once it is revealed."""
    board = cached.boards().board(code, datetime.now(UTC))
    if token is None and not board.wall.is_revealed:
        st.info(NOT_YET)
        return
    if not board.kept:
        st.info(NONE)
        return
    st.header("How this class is read", anchor=False)
    found = result_of(
        "The models are reading the drawings ...",
        lambda: cached.reading(code).of(board),
        cached.reading(code).again,
        "results",
    )
    if not isinstance(found, Results):
        return

    def may_show(sent: Sent) -> bool:
        return token is not None or board.may_be_shown(sent)

    _read(board, found, may_show)
    for title, chart, words in groups(found):
        st.subheader(title, anchor=False)
        st.html(chart)
        st.markdown(words)
    _misread(found, may_show)
    if token is not None:
        teaching(code, found)


@st.fragment
def _read(board: Board, found: Results, may_show: Callable[[Sent], bool]) -> None:
    """All models on the class, and of the one that is chosen all else."""

    def choose(pressed: Press) -> None:
        if pressed.word in found.keys:
            st.session_state[MODEL], st.session_state[CELL] = pressed.word, None

    chosen = st.session_state.get(MODEL, DEFAULT)
    tallies = {key: found.tally(key) for key in found.keys}
    has_enough = tallies[chosen].over_pupils is not None
    size = _size(found)
    st.markdown(lead(found, chosen))
    rows = [Row(key, KEYS[key].title, "", tally) for key, tally in tallies.items()]
    words = f"Accuracy of each model on {size}"
    press(accuracies.chart(rows, words, chosen, is_pressed=True, is_judged=has_enough), "class.results.models", choose)
    st.caption(f"{LEARNT} {OVER_PUPILS}" if has_enough else LEARNT)
    st.subheader(f"{models.title(chosen)}: this class and the data set", anchor=False)
    beside = results.beside(chosen)
    rows = [Row("class", "This class", size, tallies[chosen])]
    rows += [
        Row(way, "load_digits", f"{words}, {figures.count(beside[way].total, 'digit')}", beside[way])
        for way, words in WAYS.items()
    ]
    st.html(accuracies.chart(rows, "This class beside the data set", is_judged=has_enough))
    st.caption("New writers: digits by people from whom the model has not learnt. Your handwriting is just as new to it.")
    _confusion(board, found, chosen, may_show)


def lead(found: Results, key: str) -> str:
    """The accuracy of a model, and what follows for the claim, in Markdown."""
    tally = found.tally(key)
    follows = TOO_FEW if tally.over_pupils is None else CLAIMS[tally.verdict]
    return (
        f"**{models.title(key).capitalize()}** read {tally.correct:,} of {_size(found)} as asked: "
        f"**{figures.percent(tally.accuracy)}**. {follows}"
    )


def _size(found: Results) -> str:
    return f"{figures.count(len(found), 'drawing')} by {figures.count(len(set(found.pupils.tolist())), 'pupil')}"


def _confusion(board: Board, found: Results, key: str, may_show: Callable[[Sent], bool]) -> None:
    st.subheader("What was mistaken for what", anchor=False)

    def take(pressed: Press) -> None:
        st.session_state[CELL] = None if pressed.word == st.session_state.get(CELL) else pressed.word

    opened = st.session_state.get(CELL)
    press(confusion(board, found, key, opened, is_pressed=True), "class.results.confusion", take)
    cells = {f"{digit},{read}": (digit, read) for digit in board.task.digits for read in (*range(10), NO_DIGIT)}
    if opened in cells:
        digit, read = cells[opened]
        st.markdown(f"**{digit} read as {'no digit' if read == NO_DIGIT else read}**")
        _drawings(found.cell(key, digit, read), may_show)


def confusion(board: Board, found: Results, key: str, opened: str | None = None, *, is_pressed: bool = False) -> Markup:
    """The confusion matrix of a model, of the digits that were asked; its cells are buttons if `is_pressed`."""
    columns = (*range(10), *([NO_DIGIT] if NO_DIGIT in found.read else []))
    read, digits = found.read[found.keys.index(key)], found.digits
    rows = [(digit, [int(((digits == digit) & (read == one)).sum()) for one in columns]) for digit in sorted(board.task.digits)]
    wrong = int((read != digits).sum())
    caption = f"{models.title(key)}: {wrong} of {len(found):,} misread."
    if is_pressed:
        caption += " Press a number to see its drawings."
    return figures.render(
        "board_confusion.html",
        columns=columns,
        rows=rows,
        caption=caption,
        opened=opened,
        is_pressed=is_pressed,
        strength=lambda count: min(count.bit_length(), STRONGEST),
    )


class Group(NamedTuple):
    """What sets drawings apart: a title, a chart of how each part of them is read, and how they differ in a sentence."""

    title: str
    chart: Markup
    words: str


def groups(found: Results) -> list[Group]:
    """Careful against fast, finger against mouse, as the best reader reads them, where there are two."""
    made = []
    for name, title in APART.items():
        parts = found.groups(name)
        if len(parts) < 2:
            continue
        rows = [
            Row(part, part.capitalize(), figures.count(int(chosen.sum()), "drawing"), found.tally(DEFAULT, chosen))
            for part, chosen in parts.items()
        ]
        judged = all(accuracies.has_interval(row.tally) for row in rows)
        (first, ones), (second, others), *_ = parts.items()
        words = _difference(first, second, found.difference(DEFAULT, ones, others))
        made.append(Group(title, accuracies.chart(rows, title, has_head=False, is_judged=judged), words))
    return made


def _difference(first: str, second: str, difference: Difference) -> str:
    points = f"{figures.signed(100 * difference.share, 1)} percentage points"
    if difference.over_pupils is None:
        return f"{first.capitalize()} minus {second}: {points}. {FEWEST_PUPILS} pupils of each are needed for an interval."
    low, high = difference.over_pupils
    tells = "So we cannot tell which is read better." if low <= 0 <= high else "So the difference is more than chance."
    return (
        f"{first.capitalize()} minus {second}: {points} (95 % interval over pupils: {figures.signed(100 * low, 1)} to "
        f"{figures.signed(100 * high, 1)}). {tells}"
    )


def _misread(found: Results, may_show: Callable[[Sent], bool]) -> None:
    st.subheader("Most misread", anchor=False)
    most = [(sent, f"misread by {number} of {len(found.keys)} models") for sent, number in found.most_misread]
    if not most:
        st.markdown("No model misread any of the drawings.")
        return
    st.markdown("Below each is the digit that was asked.")
    _drawings(most, may_show)
    read = {sent.client: found.read[:, place].tolist() for place, sent in enumerate(found.drawings)}
    differing = sorted(found.differing, key=lambda sent: -len(set(read[sent.client])))
    if differing:
        st.subheader("Where the models differ", anchor=False)
        _drawings([(sent, _read_as(read[sent.client])) for sent in differing], may_show)


def _read_as(read: list[int]) -> str:
    """What the models read a drawing as, the most frequent first: "read as 4 by 3 models, 9 by 2"."""
    (first, number), *others = Counter("no digit" if digit == NO_DIGIT else str(digit) for digit in read).most_common()
    most = f"read as {first} by {figures.count(number, 'model')}"
    return ", ".join([most, *(f"{digit} by {count}" for digit, count in others)])


def _drawings(drawings: Iterable[Sent | tuple[Sent, str]], may_show: Callable[[Sent], bool]) -> None:
    """As many as are good to look at, of those that may be shown here."""
    everything = list(drawings)
    shown = [one for one in everything if may_show(one if isinstance(one, Sent) else one[0])]
    st.html(sketches(shown[:MOST_SHOWN]))
    words = []
    if len(shown) > MOST_SHOWN:
        words.append(f"The first {MOST_SHOWN} of {len(shown):,}.")
    if held := len(everything) - len(shown):
        words.append(
            f"{figures.count(held, 'drawing')} not shown, as the teacher has not approved {'it' if held == 1 else 'them'}."
        )
    if words:
        st.caption(" ".join(words))
