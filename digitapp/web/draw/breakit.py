"""Break it: the visitor disturbs the drawing and sees at what point each model gives up."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing import pictures
from digitapp.drawing.bitmap import STEPS
from digitapp.drawing.digit import Digit, Drawing, Readable, a
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import DEFAULT, KEYS, TRAINING_SETS, WITH_HANDWRITING, Model, title
from digitapp.learning.recipes import RECIPES
from digitapp.probing import sweep
from digitapp.probing.disturbances import DISTURBANCES, Disturbance, disturbed
from digitapp.probing.sweep import Sweep
from digitapp.web import figures, fitting
from digitapp.web.draw import sees, visit
from digitapp.web.draw.subject import Subject

SWEPT = "draw.breakit.sweep"  # in the session's state: the visitor's last sweep, and what it is of
GROUPS = {
    words.capitalize(): [*([DEFAULT] if ending == WITH_HANDWRITING else []), *(name + ending for name in RECIPES)]
    for ending, words in TRAINING_SETS.items()
}
NOTES = {sweep.DOUBTS: " (refused)", sweep.BLANK: " (no ink left)"}  # what else is to be said of an outcome


class Measure(NamedTuple):
    """What a verdict is measured against: a digit, if there is one; what that is, in words; and what its models are called."""

    truth: int | None
    words: str
    right: str = "right"
    wrong: str = "wrong"


class Line(NamedTuple):
    """A model in the table: its title; where it gives up; and at each strength its outcome and label (None without ink)."""

    title: str
    gives_up: str
    verdicts: list[tuple[str, int | None]]


def show(subject: Subject) -> None:
    """Show the controls, what the models see, and what they say; the model that is chosen comes first."""
    if subject.drawing is None or subject.drawing.is_blank:
        st.markdown("Draw a digit; then turn, shift or smudge it here until the models give up.")
        return
    if fitted := fitting.fitted(subject.job, "breakit"):
        _break(subject.drawing, subject.key, fitted)


def _break(drawing: Drawing, key: str, fitted: Mapping[str, Model]) -> None:
    st.markdown("Turn, shift or smudge your drawing until the models give up.")
    controls, seen = st.columns([3, 2], gap="medium")
    with controls:
        name = st.pills(
            "What happens to it",
            list(DISTURBANCES),
            format_func=lambda name: DISTURBANCES[name].title,
            key="draw.breakit.what",
            default="turn",
            required=True,
            persist_state="session",
            wrap=True,
        )
        disturbance = DISTURBANCES[name]
        strength = st.select_slider(
            disturbance.words,
            disturbance.strengths,
            0,
            format_func=disturbance.tell,
            key=f"draw.breakit.{name}",
            persist_state="session",
        )
        skip = [] if isinstance(drawing, Digit) else _left_out(disturbance)
    result = _sweep(drawing, name, skip, fitted)
    if result is None:
        st.markdown("The steps leave no ink to read: draw it again.")
        return
    place = disturbance.strengths.index(strength)
    seen.html(_seen(drawing, name, strength, result.read[place]))
    st.html(_table(result, disturbance, place, key, skip, _measure(result, key, drawing)))


def _left_out(disturbance: Disturbance) -> list[str]:
    """The steps that the visitor leaves out."""
    skip = st.pills(
        "Steps to leave out",
        list(STEPS),
        selection_mode="multi",
        format_func=lambda step: sees.TITLES[step],
        key="draw.breakit.skip",
        persist_state="session",
        wrap=True,
    )
    if disturbance.undone_by is None:
        st.markdown("No step undoes this.")
    else:
        step = sees.TITLES[disturbance.undone_by]
        st.markdown(f"The step “{step}” undoes this. Leave it out and see what it is good for.")
    return skip


def _sweep(drawing: Drawing, name: str, skip: Collection[str], fitted: Mapping[str, Model]) -> Sweep | None:
    """The visitor's last sweep if it is the one wanted, so that the slider alone computes nothing."""
    wanted = (_content(drawing), name, tuple(skip))
    last = st.session_state.get(SWEPT)
    if last is None or last[0] != wanted:
        last = st.session_state[SWEPT] = (wanted, Sweep.of(drawing, name, fitted, skip))
    return last[1]


def _content(drawing: Drawing) -> tuple[bytes, ...]:
    """What makes two drawings the same."""
    match drawing:
        case Strokes():
            return tuple(path.tobytes() for path in drawing.paths)
        case Ink():
            return (drawing.page.tobytes(),)
        case Digit():
            return (drawing.levels.tobytes(),)


def _seen(drawing: Drawing, name: str, strength: int, readable: Readable | None) -> Markup:
    """Pictures of the disturbed page and of what the models get of it."""
    shown = []
    told = DISTURBANCES[name].tell(strength)
    if not isinstance(drawing, Digit):
        page = disturbed(drawing, name, strength)
        assert isinstance(page, Ink)
        image = figures.ink(page.page, sees.MAX_SIDE)
        shown.append(figures.figure(image, f"The page, {told}", "The page", f"{told}.".capitalize()))
    cells = _digit(readable)
    words = "No ink is left." if cells.is_blank else "64 numbers, and nothing else."
    shown.append(figures.figure(cells.image(cell=1), f"8 by 8 grey cells, {told}", "What the models get", words))
    return figures.grid(shown, "disturbed")


def _digit(readable: Readable | None) -> Digit:
    return Digit(np.zeros((8, 8), dtype=np.uint8)) if readable is None else Digit.of(readable)


def _measure(result: Sweep, key: str, drawing: Drawing) -> Measure:
    """What the visitor said that it was; if nothing, what the chosen model says; if it is not sure, nothing."""
    meant = visit.history().meant(drawing) if isinstance(drawing, Strokes) else None
    if isinstance(meant, int):
        return Measure(meant, f"You said that this is {a(meant)}: every answer is measured against that.")
    undisturbed = result.undisturbed[key]
    if meant is None and undisturbed.doubt is None:
        words = (
            f"The chosen model reads your drawing as {a(undisturbed.label)}: every answer is measured against that. "
            "If it is wrong, say beside the verdict what it was."
        )
        return Measure(undisturbed.label, words, "agrees", "disagrees")
    return Measure(None, "Every answer is measured against what the same model says of your drawing as it is.")


def _table(result: Sweep, disturbance: Disturbance, place: int, key: str, skip: Collection[str], measure: Measure) -> Markup:
    """Where every model gives up, and the digit that it says at every strength; the strengths scroll in a box of their own.

    The chosen model comes first, by itself; then the others, in groups by what they have learnt from.
    """

    def line(key: str, name: str) -> Line:
        said = enumerate(result.said[key])
        verdicts = [
            (result.outcome(key, place, measure.truth), None if prediction is None else prediction.label)
            for place, prediction in said
        ]
        return Line(name, _gives_up(result, disturbance, key, skip, measure), verdicts)

    groups = [("", [line(key, title(key))])]
    groups += [(group, [line(one, KEYS[one].title) for one in keys if one != key]) for group, keys in GROUPS.items()]
    columns = [
        (disturbance.tell(strength), str(strength).replace("-", figures.MINUS), pictures.data_url(_digit(one).image(cell=1)))
        for strength, one in zip(result.strengths, result.read, strict=True)
    ]
    shown = {outcome for _, lines in groups for line in lines for outcome, _ in line.verdicts}
    return figures.render(
        "breakit.html", disturbance=disturbance, columns=columns, place=place, groups=groups, measure=measure, shown=shown
    )


def _gives_up(result: Sweep, disturbance: Disturbance, key: str, skip: Collection[str], measure: Measure) -> str:
    """Where a model gives up, in words, for each way that the strengths go; or where it turns right, if it was not before."""
    strengths = disturbance.strengths
    start = strengths.index(0)
    left_out = f"as soon as {'the step is' if len(skip) == 1 else 'the steps are'} left out"
    if not result.is_right(key, measure.truth):
        begins = "refused" if result.undisturbed[key].doubt is not None else measure.wrong
        turns = (None, None) if measure.truth is None else result.turns_right(key, measure.truth)
        runs = [left_out if run[0] == start else _run(disturbance, *run) for run in turns if run is not None]
        return f"{begins} from the start" + (f"; {measure.right} {' and '.join(dict.fromkeys(runs))}" if runs else "")
    first, last = result.gives_up(key, measure.truth)
    if first == last == start:
        return left_out + NOTES.get(result.outcome(key, start, measure.truth), "")
    ends = [end for end in (0, len(strengths) - 1) if strengths[end] != 0]
    if first is None and last is None:
        return f"never, up to {_range(disturbance, [strengths[end] for end in ends])}"
    ways = {0: (first, disturbance.less), len(strengths) - 1: (last, disturbance.more)}
    return "; ".join(
        f"{way}: never"
        if found is None
        else disturbance.tell(strengths[found]) + NOTES.get(result.outcome(key, found, measure.truth), "")
        for found, way in (ways[end] for end in ends)
    )


def _run(disturbance: Disturbance, first: int, last: int) -> str:
    """From which place of the strengths to which, in words."""
    strengths = disturbance.strengths
    if first == last:
        return f"at {disturbance.tell(strengths[first])}"
    if last in (0, len(strengths) - 1):
        return f"from {disturbance.tell(strengths[first])} on"
    return f"from {abs(strengths[first])} to {disturbance.tell(strengths[last])}"


def _range(disturbance: Disturbance, ends: list[int]) -> str:
    if len(ends) == 2 and ends[0] == -ends[1]:
        return f"{ends[1]}{disturbance.unit}"
    return " or ".join(disturbance.tell(end) for end in ends)
