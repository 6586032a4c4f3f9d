"""Break it: the visitor disturbs the drawing and sees at what point each model gives up."""

from collections.abc import Callable, Collection, Mapping
from html import escape

import streamlit as st
from PIL import Image

from digitapp.drawing import pictures
from digitapp.drawing.bitmap import STEPS
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.ink import Ink
from digitapp.drawing.strokes import Strokes
from digitapp.learning.models import DEFAULT, RECIPES, TRAINING_SETS, WITH_HANDWRITING, Model, title
from digitapp.probing import sweep
from digitapp.probing.disturbances import DISTURBANCES, Disturbance, disturbed
from digitapp.probing.sweep import Sweep
from digitapp.web import fitting
from digitapp.web.draw import sees
from digitapp.web.explore import parts
from digitapp.web.jobs import Job

LAST = "draw.breakit.sweep"  # the visitor's last sweep, and what it is of
GROUPS = {
    words.capitalize(): [*([DEFAULT] if ending == WITH_HANDWRITING else []), *(name + ending for name in RECIPES)]
    for ending, words in TRAINING_SETS.items()
}
CELLS = {sweep.HOLDS: "{}", sweep.CHANGES: "<mark>{}</mark>", sweep.DOUBTS: "<i>?</i>", sweep.BLANK: "&ndash;"}
WHY = {sweep.HOLDS: "", sweep.CHANGES: "", sweep.DOUBTS: " (not sure)", sweep.BLANK: " (no ink left)"}


def show(drawing: Drawing | None, key: str, job: Job | None) -> None:
    """Show the controls, what the models see and say, and the chart; the model of `key` comes first."""
    with st.expander("Break it", key="draw.breakit", icon=":material/hardware:", on_change="rerun") as section:
        if not section.open:
            return
        if drawing is None or drawing.is_blank:
            st.markdown("Draw a digit; then turn it, shift it or soil it here until the models give up.")
            return
        if models := fitting.fitted(job, "breakit"):
            _break(drawing, key, models)


def _break(drawing: Drawing, key: str, models: Mapping[str, Model]) -> None:
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
    result = _sweep(drawing, name, skip, models)
    if result is None:
        st.markdown("The steps leave no ink to read: draw the digit anew.")
        return
    place = disturbance.strengths.index(strength)
    rows = {title(key): [key]} | {group: [other for other in keys if other != key] for group, keys in GROUPS.items()}
    left, right = st.columns([2, 5], gap="medium")
    left.html(_seen(drawing, name, strength, result.read[place]))
    right.html(_verdicts(result, disturbance, place, rows))
    st.html(_chart(result, disturbance, place, rows))


def _left_out(disturbance: Disturbance) -> list[str]:
    """The steps that the visitor leaves out."""
    skip = st.pills(
        "Steps to leave out",
        list(STEPS),
        selection_mode="multi",
        format_func=lambda step: sees.STEPS[step][0],
        key="draw.breakit.skip",
        persist_state="session",
    )
    if disturbance.undone_by is None:
        st.markdown("No step makes up for this.")
    else:
        step, _ = sees.STEPS[disturbance.undone_by]
        st.markdown(f"The step “{step}” makes up for it. Leave that step out, and see what it is good for.")
    return skip


def _sweep(drawing: Drawing, name: str, skip: Collection[str], models: Mapping[str, Model]) -> Sweep | None:
    """The visitor's last sweep if it is the one wanted, so that the slider alone computes nothing."""
    wanted = (_content(drawing), name, tuple(skip))
    last = st.session_state.get(LAST)
    if last is None or last[0] != wanted:
        last = st.session_state[LAST] = (wanted, Sweep.of(drawing, name, models, skip))
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


def _seen(drawing: Drawing, name: str, strength: int, read: Readable | None) -> str:
    """Pictures of the disturbed page and of what the models get of it."""
    figures = []
    told = DISTURBANCES[name].tell(strength)
    if not isinstance(drawing, Digit):
        image = Image.fromarray(255 - disturbed(drawing, name, strength).page)
        image.thumbnail((sees.SIDE, sees.SIDE))
        figures.append(sees.figure(image, f"The page, {told}", "The page", f"{told}.".capitalize()))
    cells = _digit(read)
    sentence = "No ink is left." if cells.is_blank else "64 numbers, and nothing else."
    figures.append(sees.figure(cells.image(cell=1), f"8 by 8 grey cells, {told}", "What the models get", sentence))
    return sees.grid(figures, "disturbed")


def _digit(readable: Readable | None) -> Digit:
    return Digit([[0] * 8] * 8) if readable is None else Digit.of(readable)


def _verdicts(result: Sweep, disturbance: Disturbance, place: int, rows: Mapping[str, list[str]]) -> str:
    """What every model says at a place of the strengths, and where it gives up, as an HTML table."""
    body = _bodies(
        rows,
        2,
        lambda key: f"<td>{_said(result, key, place)}</td><td>{_gives_up(result, disturbance, key)}</td>",
    )
    now = disturbance.tell(disturbance.strengths[place])
    head = '<tr><th scope="col">Model</th><th scope="col">Says</th><th scope="col">Gives up at</th></tr>'
    return f'<table class="says"><caption>What every model says: {now}</caption><thead>{head}</thead>{body}</table>'


def _bodies(rows: Mapping[str, list[str]], columns: int, cells: Callable[[str], str]) -> str:
    """A body of a table for each group of models: the chosen one by itself, the others under the group's name."""
    bodies = []
    for place, (group, keys) in enumerate(rows.items()):
        head = f'<tr><th scope="rowgroup">{escape(group)}</th><td colspan="{columns}"></td></tr>' if place else ""
        lines = "".join(
            f'<tr><th scope="row">{escape(parts.title(key) if place else group)}</th>{cells(key)}</tr>' for key in keys
        )
        bodies.append(f"<tbody{'' if place else ' class=chosen'}>{head}{lines}</tbody>")
    return "".join(bodies)


def _said(result: Sweep, key: str, place: int) -> str:
    prediction = result.said[key][place]
    return CELLS[result.outcome(key, place)].format(prediction and prediction.label)


def _gives_up(result: Sweep, disturbance: Disturbance, key: str) -> str:
    """Where a model gives up, in words, for each way that the strengths go."""
    strengths = disturbance.strengths
    first, last = result.gives_up(key)
    if first == last == strengths.index(0):
        if result.undisturbed[key].doubt is not None:
            return "was not sure anyway"
        return f"the missing step{WHY[result.outcome(key, first)]}"
    ends = [end for end in (0, len(strengths) - 1) if strengths[end] != 0]
    if first is None and last is None:
        return f"never, up to {_range(disturbance, [strengths[end] for end in ends])}"
    ways = {0: (first, disturbance.less), len(strengths) - 1: (last, disturbance.more)}
    return ", ".join(
        f"{way} never" if found is None else f"{disturbance.tell(strengths[found])}{WHY[result.outcome(key, found)]}"
        for found, way in (ways[end] for end in ends)
    )


def _range(disturbance: Disturbance, ends: list[int]) -> str:
    if len(ends) == 2 and ends[0] == -ends[1]:
        return f"{ends[1]}{disturbance.unit}"
    return " or ".join(disturbance.tell(end) for end in ends)


def _chart(result: Sweep, disturbance: Disturbance, place: int, rows: Mapping[str, list[str]]) -> str:
    """The digit that every model says at every strength, as an HTML table that scrolls in a box of its own."""
    told = [disturbance.tell(strength) for strength in result.strengths]
    mark = [' class="now"' if column == place else "" for column in range(len(told))]
    heads = "".join(
        f'<th scope="col"{mark[column]} aria-label="{told[column]}">{_number(strength)}</th>'
        for column, strength in enumerate(result.strengths)
    )
    seen = "".join(
        f'<td{mark[column]}><img src="{pictures.data_url(_digit(read).image(cell=1))}" alt="8 by 8 grey cells"></td>'
        for column, read in enumerate(result.read)
    )
    body = _bodies(
        rows,
        len(told),
        lambda key: "".join(f"<td{mark[column]}>{_said(result, key, column)}</td>" for column in range(len(told))),
    )
    unit, less, more = disturbance.unit.strip(), disturbance.less, disturbance.more
    axis = f"In {unit}: &minus; {less}, + {more}" if less else f"Number of {more}"
    return (
        "<p class=legend><mark>Filled</mark>: no longer what the model says of your drawing as it is. <i>?</i>: not sure, "
        "which is no mistake. Framed: what the slider says.</p>"
        '<div class="chart" role="region" tabindex="0" aria-label="Chart: what every model says at every strength">'
        f'<table class="sweep"><caption><span>{axis}</span></caption>'
        f'<thead><tr><td></td>{heads}</tr><tr><th scope="row">They get</th>{seen}</tr></thead>{body}</table></div>'
    )


def _number(strength: int) -> str:
    return str(strength).replace("-", "&minus;")
