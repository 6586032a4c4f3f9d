"""Teach it with your handwriting: how a model reads the visitor's drawings before and after it has learnt from others."""

from types import ModuleType

import streamlit as st

from digitapp.drawing import pictures
from digitapp.drawing.digit import SIDE
from digitapp.learning.models import KEYS
from digitapp.learning.samples import Samples
from digitapp.measuring import lines_experiment as lines
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.scores import Paired, Tally
from digitapp.measuring.teaching import MIN_DRAWINGS, Lesson, drawings, folds
from digitapp.web import accuracies, cached, figures
from digitapp.web.explore import parts

MAX_SHOWN = 60  # pictures
MAX_P = 0.05  # up to here two readings are told apart


def judged() -> tuple[Samples, int]:
    """The visitor's drawings that can be learnt from, and how many were judged in all."""
    history = _visit().history()
    return drawings(history), len(history.judged)


def show(experiment: Experiment, mine: Samples, total: int) -> None:
    """Show how the experiment's model reads them before and after it is taught."""
    st.header("Teach it with your handwriting", anchor=False)
    if len(mine) < MIN_DRAWINGS:
        _say_how_to_begin(len(mine))
    else:
        _lesson(experiment, mine, total)
    _visit().keep(has_canvas=False)


def _lesson(experiment: Experiment, mine: Samples, total: int) -> None:
    name, count = KEYS[experiment.model].title, len(mine)
    with st.spinner(f"Training the model {folds(count).n_splits + 1} times ..."):
        found = cached.lesson(experiment, mine)
    rows = [
        accuracies.Row("before", "Before", f"learnt from {experiment.size:,} digits of the data set", found.before.tally),
        accuracies.Row("after", "After", "learnt from others of your drawings as well", found.after.tally),
    ]
    st.html(accuracies.chart(rows, f"{name}: your {count} drawings, before and after"))
    st.markdown(difference(found.paired))
    st.markdown(f"**How little {count} drawings prove.** {caution(count)}")
    st.markdown(
        f"How it is done: your drawings are put into {folds(count).n_splits} parts at random (seed 0). Each part is read by a "
        "model that has learnt from the data set and from all your other parts, never from this one (cross-validation)."
    )
    if left_out := total - count:
        st.markdown(
            f"{left_out} of your {total} judged drawings {'is' if left_out == 1 else 'are'} left out: not a digit, or just "
            "like another in all 64 numbers."
        )
    parts.download(accuracies.columns(rows), "teaching")
    _drawings(mine, found)
    parts.code(lines.taught(experiment, mine))


def _say_how_to_begin(count: int) -> None:
    so_far = "only one digit" if count else "no digits"
    st.markdown(
        f"There are {so_far} of yours to learn from yet. Draw some, say below each verdict whether it was right, and come "
        "back with ten or so."
    )
    st.page_link("digitapp/web/pages/draw.py", label="Draw digits", icon=":material/draw:")


def difference(found: Paired) -> str:
    """What became of the readings, and whether that may be chance, in words."""
    worse, better, p = found
    if not worse + better:
        return "**No difference**: after it was taught, it read the same drawings right as before."
    if p > MAX_P:
        verdict = "We **cannot tell** whether teaching helped"
    else:
        verdict = "**Teaching helped**" if better > worse else "**Teaching made it worse**"
    return (
        f"{verdict}. Read right only after: {better}; only before: {worse}. If teaching made no difference, a count this "
        f"uneven would come up {figures.chance(p)} of the time (McNemar's exact test)."
    )


def caution(count: int) -> str:
    """What so many drawings can show at the most."""
    low, _ = Tally(count, count).interval
    words = (
        f"Even with {count} of {count} right, the accuracy may be anything from {figures.percent(low, 0)} to 100 %; with "
        f"{count - 1} of {count}, anything from {figures.between(Tally(count - 1, count).interval)} (exact 95 % intervals)"
    )
    return f"{words}. They are all by one hand as well: this says nothing about how others are read."


def _drawings(mine: Samples, found: Lesson) -> None:
    st.header("Your drawings", anchor=False)
    readings = list(zip(mine.digits, mine.labels, found.before.predicted, found.after.predicted, strict=True))
    shown = [
        figures.figure(
            pictures.grey(levels),
            f"Your drawing of {figures.a(meant)}",
            f"{meant}",
            f"before: {_marked(before, meant)}",
            f"after: {_marked(after, meant)}",
        )
        for levels, meant, before, after in readings[-MAX_SHOWN:]
    ]
    st.html(figures.grid(shown, "views"))
    if len(readings) > MAX_SHOWN:
        st.caption(f"The last {MAX_SHOWN} of {len(readings)}; all of them are in the file.")
    parts.download(table(mine), lines.FILE)


def table(mine: Samples) -> dict[str, list[int]]:
    """The drawings as the file that the lines of Python read: what was meant, then the 64 levels."""
    heads = [f"pixel_{row}_{column}" for row in range(SIDE) for column in range(SIDE)]
    return {"meant": mine.labels.tolist(), **dict(zip(heads, mine.rows.T.tolist(), strict=True))}


def _marked(read: int, meant: int) -> str:
    return f"{read} {'✓' if read == meant else '✗'}"


def _visit() -> ModuleType:
    """digitapp.web.draw.visit, loaded only here: the canvas comes with it, which this page does not show."""
    from digitapp.web.draw import visit

    return visit
