"""Break it: the visitor disturbs the drawing and sees at what point each model gives up."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing import pictures
from digitapp.drawing.bitmap import STEPS
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import DEFAULT, KEYS, TRAINING_SETS, WITH_HANDWRITING, Model, title
from digitapp.learning.recipes import RECIPES
from digitapp.probing import sweep
from digitapp.probing.disturbances import DISTURBANCES, Disturbance, disturbed
from digitapp.probing.sweep import Sweep
from digitapp.web import figures, fitting
from digitapp.web.draw import sees
from digitapp.web.jobs import Job

SWEPT = "draw.breakit.sweep"  # in the session's state: the visitor's last sweep, and what it is of
GROUPS = {
    words.capitalize(): [*([DEFAULT] if ending == WITH_HANDWRITING else []), *(name + ending for name in RECIPES)]
    for ending, words in TRAINING_SETS.items()
}
NOTES = {sweep.HOLDS: "", sweep.CHANGES: "", sweep.DOUBTS: " (refused)", sweep.BLANK: " (no ink left)"}


class Line(NamedTuple):
    """A model in the tables: its title; at each strength its outcome and label (None without ink); and where it gives up."""

    title: str
    verdicts: list[tuple[str, int | None]]
    gives_up: str


def show(drawing: Drawing | None, key: str, job: Job | None) -> None:
    """Show the controls, what the models see and say, and the chart; the model of `key` comes first."""
    with st.expander("Break it", key="draw.breakit", icon=":material/hardware:", on_change="rerun") as section:
        if not section.open:
            return
        if drawing is None or drawing.is_blank:
            st.markdown("Draw a digit; then turn, shift or smudge it here until the models give up.")
            return
        if fitted := fitting.fitted(job, "breakit"):
            _break(drawing, key, fitted)


def _break(drawing: Drawing, key: str, fitted: Mapping[str, Model]) -> None:
    name = st.pills(
        "What happens to it",
        list(DISTURBANCES),
        format_func=lambda name: DISTURBANCES[name].title,
        key="draw.breakit.what",
        default="turn",
        required=True,
        persist_state="session",
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
    groups = _groups(result, disturbance, key, skip)
    left, right = st.columns([2, 5], gap="medium")
    left.html(_seen(drawing, name, strength, result.read[place]))
    right.html(figures.render("breakit_says.html", now=disturbance.tell(strength), place=place, groups=groups))
    st.html(_chart(result, disturbance, place, groups))


def _left_out(disturbance: Disturbance) -> list[str]:
    """The steps that the visitor leaves out."""
    skip = st.pills(
        "Steps to leave out",
        list(STEPS),
        selection_mode="multi",
        format_func=lambda step: sees.TITLES[step],
        key="draw.breakit.skip",
        persist_state="session",
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


def _groups(result: Sweep, disturbance: Disturbance, key: str, skip: Collection[str]) -> list[tuple[str, list[Line]]]:
    """The models by name of their group: first the chosen one by itself, then the others by what they have learnt from."""
    groups = [(group, [other for other in keys if other != key]) for group, keys in GROUPS.items()]
    others = [(group, [_line(result, disturbance, other, KEYS[other].title, skip) for other in keys]) for group, keys in groups]
    return [("", [_line(result, disturbance, key, title(key), skip)]), *others]


def _line(result: Sweep, disturbance: Disturbance, key: str, name: str, skip: Collection[str]) -> Line:
    verdicts = [
        (result.outcome(key, place), None if prediction is None else prediction.label)
        for place, prediction in enumerate(result.said[key])
    ]
    return Line(name, verdicts, _gives_up(result, disturbance, key, skip))


def _gives_up(result: Sweep, disturbance: Disturbance, key: str, skip: Collection[str]) -> str:
    """Where a model gives up, in words, for each way that the strengths go."""
    strengths = disturbance.strengths
    first, last = result.gives_up(key)
    if first == last == strengths.index(0):
        if result.undisturbed[key].doubt is not None:
            return "refused from the start"
        left_out = "the step is" if len(skip) == 1 else "the steps are"
        return f"as soon as {left_out} left out{NOTES[result.outcome(key, first)]}"
    ends = [end for end in (0, len(strengths) - 1) if strengths[end] != 0]
    if first is None and last is None:
        return f"never, up to {_range(disturbance, [strengths[end] for end in ends])}"
    ways = {0: (first, disturbance.less), len(strengths) - 1: (last, disturbance.more)}
    return "; ".join(
        f"{way}: never" if found is None else f"{disturbance.tell(strengths[found])}{NOTES[result.outcome(key, found)]}"
        for found, way in (ways[end] for end in ends)
    )


def _range(disturbance: Disturbance, ends: list[int]) -> str:
    if len(ends) == 2 and ends[0] == -ends[1]:
        return f"{ends[1]}{disturbance.unit}"
    return " or ".join(disturbance.tell(end) for end in ends)


def _chart(result: Sweep, disturbance: Disturbance, place: int, groups: list[tuple[str, list[Line]]]) -> Markup:
    """The digit that every model says at every strength, as a table that scrolls in a box of its own."""
    columns = [
        (disturbance.tell(strength), str(strength).replace("-", figures.MINUS), pictures.data_url(_digit(one).image(cell=1)))
        for strength, one in zip(result.strengths, result.read, strict=True)
    ]
    return figures.render("breakit_chart.html", disturbance=disturbance, columns=columns, place=place, groups=groups)
