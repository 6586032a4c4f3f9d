"""All models side by side: accuracy and cost in one table; mistakes.py and tuning.py have what it opens."""

import math
from collections.abc import Mapping
from datetime import date

import streamlit as st

from digitapp.measuring import lines_compare
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.comparison_kept import COMMAND, Comparison
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED, Score
from digitapp.web import accuracies, cached, charts, figures
from digitapp.web.accuracies import LOOKS, Row
from digitapp.web.components.press import Press, press
from digitapp.web.explore import handwriting, mistakes, parts, tuning

CHOSEN = "explore.compared"  # in the session's state: the models that are pressed, one or two
TABLE, MISTAKES = "explore.table", "explore.mistakes"  # what is drawn again when one is pressed
# Of the charts: what a cost is called, and how it is had from a `Cost`
COSTS = {
    "fit": ("to fit (s)", lambda cost: cost.fit_seconds),
    "read": ("to read (ms)", lambda cost: 1000 * cost.predict_seconds),
    "size": ("size (KB)", lambda cost: cost.size / 1000),
}


TIMED = (
    "Times are of one run; to read a digit is timed over all of them at once. The best reader's time to fit is that of "
    "learning the data set only: what it knows from generated handwriting is kept ready, and here it sees one view of each "
    "digit. Where chance plays a part, the seed is 0."
)


def show() -> None:
    shipped = cached.comparison().comparison
    measured = _measured_here() or shipped
    st.header("Which model is best, and what does it cost?", anchor=False)
    st.markdown(
        "Each digit is read once, by a model that has not learnt from its part of the data (cross-validation). **Same "
        "writers**: five parts chosen at random, so that every writer is in all of them. **New writers**: one block at a time, "
        "roughly one writer's, from which the model has learnt nothing. Your handwriting is just as new to it."
    )
    _table(measured)
    _where(measured, shipped)
    way = parts.tested_on()
    scores = measured.scores[way]
    _mistakes(scores, way)
    _costs(measured, way)
    _more(scores, way)
    parts.numbers(_columns(measured), "comparison")
    for lines in (lines_compare.accuracy(way), lines_compare.best_reader(way), lines_compare.costs()):
        parts.code(lines)
    parts.offer_notebook("Models compared", "compare", lines_compare.every())
    handwriting.show()


@st.fragment(key=TABLE)
def _table(measured: Comparison) -> None:
    chosen = st.session_state.get(CHOSEN, ())
    rows = []
    for key in COMPARED:
        cost = measured.costs[key]
        rows.append(
            {
                "key": key,
                "name": parts.title(key),
                **{way: measured.scores[way][key].tally for way in WAYS},
                "fit": _plain(cost.fit_seconds),
                "read": _plain(1000 * cost.predict_seconds),
                "size": f"{cost.size / 1000:,.0f}",
            }
        )
    words = ", ".join(f"{LOOKS[verdict][1]} {verdict}" for verdict in (ACCEPTED, OPEN, REJECTED))
    caption = (
        "Press a model for what it mistakes, and another to test which is better. "
        f"What becomes of the claim of 95\N{NO-BREAK SPACE}%: {words}."
    )
    press(figures.render("comparison.html", rows=rows, caption=caption, chosen=chosen), "explore.comparison", _take)


def _plain(number: float) -> str:
    """Two figures that count, without an exponent."""
    return f"{number:.{max(0, 1 - math.floor(math.log10(number)))}f}"


def _take(pressed: Press) -> None:
    """Choose a model, or let it go; of three, the first goes."""
    chosen = st.session_state.get(CHOSEN, ())
    if pressed.word in chosen:
        st.session_state[CHOSEN] = tuple(key for key in chosen if key != pressed.word)
    elif pressed.word in COMPARED:
        st.session_state[CHOSEN] = (*chosen, pressed.word)[-2:]
    st.rerun([TABLE, MISTAKES])


@st.fragment(key=MISTAKES)
def _mistakes(scores: Mapping[str, Score], way: str) -> None:
    """What the model that is pressed mistakes; of two, which is better."""
    match st.session_state.get(CHOSEN, ()):
        case (key,):
            mistakes.one(key, scores, way)
        case (first, second):
            mistakes.two(first, second, scores, way)


def _measured_here() -> Comparison | None:
    """What was measured on this server, if somebody has asked for it and it is done."""
    if "comparison" not in cached.begun():
        return None
    job = cached.job("comparison")
    return job.result if job.is_done else None


def _where(measured: Comparison, shipped: Comparison) -> None:
    """Say where and when it was measured, and let it be measured again."""
    day = date.fromisoformat(measured.day)
    when = f"{day.day} {day:%B %Y}"
    if measured is shipped:
        words = f"Measured on {when} by `{COMMAND}`: {measured.machine}."
    else:
        words = f"**Measured here, on this server**, on {when}: {measured.machine}. {_against(measured, shipped)}"
    if "comparison" in cached.begun() and measured is shipped:
        st.caption(words)
        parts.result_of("Measuring all models here", "comparison", cached.comparison().comparison_seconds)
        return
    said, again = st.columns([2, 1], vertical_alignment="center")
    said.caption(words)
    again.button("Measure again here", key="explore.again", icon=":material/refresh:", on_click=_begin)


def _against(measured: Comparison, shipped: Comparison) -> str:
    """How what was measured here differs from what is shipped."""
    pairs = [(measured.scores[way][key], shipped.scores[way][key]) for way in WAYS for key in COMPARED]
    total = sum(score.total for score, _ in pairs)
    differing = sum(int((score.predicted != other.predicted).sum()) for score, other in pairs)
    read = f"All {total:,} answers are those" if not differing else f"{differing:,} of {total:,} answers differ from those"
    here, there = (sum(cost.fit_seconds for cost in one.costs.values()) for one in (measured, shipped))
    return f"{read} shipped with digitapp; to fit all {len(COMPARED)} models took {here:.2g} s here and {there:.2g} s there."


def _begin() -> None:
    cached.job.clear("comparison")
    cached.begun().add("comparison")


def _costs(measured: Comparison, way: str) -> None:
    """Accuracy against each cost, side by side."""
    st.header("Is the most accurate model worth its cost?", anchor=False)
    st.html(charts.legend(COMPARED))
    for place, (name, (words, take)) in zip(st.columns(3), COSTS.items(), strict=True):
        rows = [
            {"model": parts.title(key), "accuracy": measured.scores[way][key].accuracy, name: take(measured.costs[key])}
            for key in COMPARED
        ]
        alt = "; ".join(f"{row['model']} {figures.percent(row['accuracy'])}, {row[name]:.2g}" for row in rows)
        place.altair_chart(charts.costs(rows, name, words), alt=f"Accuracy on {WAYS[way]} against {words}: {alt}")
    st.caption(
        f"Accuracy on {WAYS[way]}. From one labelled line to the next, a cost is ten or a hundred times as much. {TIMED}"
    )


def _columns(measured: Comparison) -> dict[str, list]:
    """The table as numbers."""
    rows = [Row(key, parts.title(key), WAYS[way], measured.scores[way][key].tally) for way in WAYS for key in COMPARED]
    costs = [measured.costs[row.key] for row in rows]
    return accuracies.columns(rows) | {
        "seconds to fit": [cost.fit_seconds for cost in costs],
        "seconds to read": [cost.predict_seconds for cost in costs],
        "bytes": [cost.size for cost in costs],
    }


def _more(scores: Mapping[str, Score], way: str) -> None:
    """What is computed only when it is opened."""
    opened = {
        "misread": ("Misread by all models", ":material/sentiment_dissatisfied:", lambda: mistakes.misread_by_all(scores, way)),
        "learning": ("More digits to learn from", ":material/trending_up:", lambda: tuning.learning(way)),
        "settings": ("Other settings (hyperparameters)", ":material/tune:", tuning.settings),
    }
    for key, (words, icon, show_it) in opened.items():
        expander = st.expander(words, key=f"explore.more.{key}", icon=icon, on_change="rerun")
        if expander.open:
            with expander:
                show_it()
