"""Teach it with your handwriting, or a file's: how a model reads them before and after it has learnt from others."""

import streamlit as st

from digitapp.drawing import pictures
from digitapp.drawing.digit import SIDE
from digitapp.learning.models import KEYS
from digitapp.learning.samples import Samples
from digitapp.measuring import lines_experiment as lines
from digitapp.measuring.experiments import Experiment
from digitapp.measuring.scores import Paired, Tally
from digitapp.measuring.teaching import MIN_DRAWINGS, Lesson, folds, writers
from digitapp.web import accuracies, cached, figures
from digitapp.web.explore import given, parts
from digitapp.web.explore.given import Given

MAX_SHOWN = 60  # pictures
MAX_P = 0.05  # up to here two readings are told apart


def show(experiment: Experiment) -> Samples | None:
    """Show how the experiment's model reads drawings before and after it is taught; them, if it could be taught."""
    st.header("Teach it with your handwriting", anchor=False)
    given.choose()
    drawings = given.given()
    given.visit().keep(has_canvas=False)
    if drawings is None:
        return None
    if len(drawings.samples) < MIN_DRAWINGS:
        _say_how_to_begin(drawings)
        return None
    _lesson(experiment, drawings)
    return drawings.samples


def _lesson(experiment: Experiment, drawings: Given) -> None:
    mine, total, _ = drawings
    name, count, whose, parts_ = KEYS[experiment.model].title, len(mine), drawings.whose, len(folds(mine))
    are_several = writers(mine) > 1
    with st.spinner(f"Training the model {parts_ + 1} times ..."):
        found = cached.lesson(experiment, mine)
    if drawings.are_of_file:
        st.markdown(f"The file holds {figures.count(total, 'drawing')}, {given.by_whom(drawings)}.")
    rows = [
        accuracies.Row("before", "Before", f"learnt from {experiment.size:,} digits of the data set", found.before.tally),
        accuracies.Row(
            "after",
            "After",
            "learnt from other writers as well" if are_several else f"learnt from others of {whose} drawings as well",
            found.after.tally,
        ),
    ]
    st.html(accuracies.chart(rows, f"{name}: {whose} {count:,} drawings, before and after", is_judged=not are_several))
    st.markdown(difference(found.paired))
    st.markdown(f"**How little {count:,} drawings prove.** {caution(drawings)}")
    shared_out = f"the {writers(mine):,} writers" if are_several else f"{whose} drawings"
    st.markdown(
        f"How it is done: {shared_out} are put into {parts_} parts at random (seed 0). Each part is read by a model that has "
        "learnt from the data set and from all other parts, never from this one (cross-validation)."
    )
    if left_out := total - count:
        st.markdown(
            f"{left_out:,} of {whose} {total:,} {'' if drawings.are_of_file else 'judged '}drawings "
            f"{'is' if left_out == 1 else 'are'} left out: not a digit, or just like another in all 64 numbers."
        )
    parts.download(accuracies.columns(rows), "teaching")
    _drawings(drawings, found)
    parts.code(lines.taught(experiment, mine))


def _say_how_to_begin(drawings: Given) -> None:
    count = len(drawings.samples)
    if drawings.are_of_file:
        st.error(
            f"This file holds {'only one digit' if count else 'no digits'}: at least two are needed.", icon=":material/error:"
        )
        return
    so_far = "only one digit" if count else "no digits"
    st.markdown(
        f"There are {so_far} of yours to learn from yet. Draw some, say below each verdict whether it was right, and come "
        "back with ten or so."
    )
    st.page_link("draw.py", label="Draw digits", icon=":material/draw:")


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


def caution(drawings: Given) -> str:
    """What so many drawings, by so many writers, can show at the most."""
    count = len(drawings.samples)
    low, _ = Tally(count, count).interval
    words = (
        f"Even with {count} of {count} right, the accuracy may be anything from {figures.percent(low, 0)} to 100 %; with "
        f"{count - 1} of {count}, anything from {figures.between(Tally(count - 1, count).interval)} (exact 95 % intervals)"
    )
    if drawings.are_of_file:
        return (
            f"{words}. They are {given.by_whom(drawings)}, and the drawings of one writer are alike: so the true intervals are "
            "wider, and other writers may be read better or worse."
        )
    return f"{words}. They are all by one hand as well: this says nothing about how others are read."


def _drawings(drawings: Given, found: Lesson) -> None:
    """The pictures of the last drawings or, of a file's, of those that were misread, then of others."""
    mine = drawings.samples
    st.header(f"{drawings.whose.capitalize()} drawings", anchor=False)
    readings = list(zip(mine.digits, mine.labels, found.before.predicted, found.after.predicted, strict=True))
    chosen = readings[-MAX_SHOWN:]
    if drawings.are_of_file:
        chosen = sorted(readings, key=lambda one: (one[2] != one[1]) + (one[3] != one[1]), reverse=True)[:MAX_SHOWN]
    shown = [
        figures.figure(
            pictures.grey(levels),
            f"{'A' if drawings.are_of_file else 'Your'} drawing of {figures.a(meant)}",
            f"{meant}",
            f"before: {_marked(before, meant)}",
            f"after: {_marked(after, meant)}",
        )
        for levels, meant, before, after in chosen
    ]
    st.html(figures.grid(shown, "views"))
    if len(readings) > MAX_SHOWN:
        which = "Those that were misread first" if drawings.are_of_file else "The last"
        st.caption(f"{which}: {MAX_SHOWN} of {len(readings):,}; all of them are in the file.")
    parts.download(table(mine), lines.FILE)


def table(mine: Samples) -> dict[str, list[int]]:
    """The drawings as the file that the lines of Python read: what was meant, of several writers which, then the 64 levels."""
    by = {"writer": mine.blocks.tolist()} if writers(mine) > 1 else {}
    heads = [f"pixel_{row}_{column}" for row in range(SIDE) for column in range(SIDE)]
    return {"meant": mine.labels.tolist(), **by, **dict(zip(heads, mine.rows.T.tolist(), strict=True))}


def _marked(read: int, meant: int) -> str:
    return f"{read} {'✓' if read == meant else '✗'}"
