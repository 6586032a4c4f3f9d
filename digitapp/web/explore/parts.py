"""Small parts that the sections of the Explore page share."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import streamlit as st

from digitapp.learning.models import KEYS
from digitapp.measuring.scores import Score, interval
from digitapp.web import cached

Columns = Mapping[str, Sequence]  # a table: the head of each column and what stands in it


def numbers(columns: Columns, name: str, *, show: bool = True) -> None:
    """The numbers behind a chart, to be opened as a table (unless it is too long to `show`) and downloaded as name.csv."""
    with st.expander("The numbers", icon=":material/table:"):
        if show:
            st.table(columns, hide_index=True)
        download(columns, name)


def download(columns: Columns, name: str) -> None:
    st.download_button(
        "Download as CSV",
        as_csv(columns),
        f"{name}.csv",
        "text/csv",
        key=f"{name}.csv",
        icon=":material/download:",
        on_click="ignore",
    )


def as_csv(columns: Columns) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def code(lines: str) -> None:
    """The lines of Python that give the same numbers."""
    with st.expander("The same in Python", icon=":material/code:"):
        st.code(lines, language="python", wrap_lines=True)


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def title(key: str) -> str:
    """How a model is called, whatever it has learnt from."""
    return KEYS[key].title


def row(name: str, series: str, correct: int, total: int) -> dict:
    """What `charts.accuracies` and `charts.hyperparameter` need to know of a score."""
    low, high = interval(correct, total)
    of = f"{correct} of {total}"
    return {"name": name, "series": series, "accuracy": correct / total, "low": low, "high": high, "of": of}


def accuracies(rows: Sequence[Mapping], name: str, series: str) -> dict[str, list]:
    """The same rows as a table, with heads for their names and series."""
    return {
        name: [row["name"] for row in rows],
        series: [row["series"] for row in rows],
        "correct": [row["of"] for row in rows],
        "accuracy": [percent(row["accuracy"]) for row in rows],
        "95 % interval": [between((row["low"], row["high"])) for row in rows],
    }


def chance(p: float) -> str:
    """A p-value in per cent."""
    if p < 0.001:
        return "less than 0.1 %"
    return f"{100 * p:.{0 if p >= 0.1 else 1}f} %"


def between(interval: tuple[float, float]) -> str:
    return f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f} %"


def result_of(words: str, kind: str, *arguments: str) -> Any:
    """The result of a job of `cached.WORK`; None, and a progress bar with the words under it, until there is one."""
    job = cached.job(kind, *arguments)
    if not job.is_done:
        _progress(words, kind, *arguments)
    elif job.error:
        st.error("This calculation failed.", icon=":material/error:")
        st.button("Try again", on_click=cached.job.clear, args=(kind, *arguments))
    return job.result


def cross_validated() -> dict[str, dict[str, Score]] | None:
    """The scores of all models, by way of testing and by model; None while they are on the way."""
    return result_of("Every model learns and is tested 19 times, once for all visitors ...", "cross-validation")


@st.fragment(run_every=0.5)
def _progress(words: str, kind: str, *arguments: str) -> None:
    job = cached.job(kind, *arguments)
    if job.is_done:
        st.rerun()
    waits = "Another calculation comes first ..." if job.share is None else words
    st.progress(job.share or 0.0, text=waits)
