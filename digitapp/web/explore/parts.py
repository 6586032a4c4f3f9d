"""What several sections of the Explore page share: numbers to download, lines of Python, accuracies, long calculations."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import streamlit as st

from digitapp.learning.models import KEYS
from digitapp.measuring.comparison import WAYS
from digitapp.measuring.scores import Score, interval
from digitapp.web import cached, figures

Columns = Mapping[str, Sequence]  # a table: the head of each column and what stands in it


def numbers(columns: Columns, name: str, *, show: bool = True) -> None:
    """The numbers behind a chart, to be opened as a table (unless it is too long to `show`) and downloaded as name.csv."""
    with st.expander("The numbers", icon=":material/table:"):
        if show:
            st.table(columns, hide_index=True)
        download(columns, name)


def download(columns: Columns, name: str) -> None:
    """A button that downloads a table as name.csv.

    The file is made when it is asked for: the browser fetches one that is there at once, and the next run may have removed it.
    """
    st.download_button(
        "Download as CSV",
        lambda: as_csv(columns),
        f"{name}.csv",
        "text/csv",
        key=f"explore.{name}.csv",
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


def title(key: str) -> str:
    """What a model is called, whatever it has learnt from."""
    return KEYS[key].title


def setting(value: float | str | None) -> str:
    """The value of a hyperparameter in words."""
    return "no limit" if value is None else str(value)


def tested_on() -> str:
    """Let the visitor choose what models are tested on; a key of `WAYS`, the same for all of the page."""
    return st.segmented_control(
        "Tested on", list(WAYS), format_func=WAYS.__getitem__, key="tested", default="same", required=True, bind="query-params"
    )


def accuracy_row(name: str, series: str, correct: int, total: int) -> dict:
    """What `charts.accuracies` and `charts.hyperparameter` need to know of a score."""
    low, high = interval(correct, total)
    of = f"{correct} of {total}"
    return {"name": name, "series": series, "accuracy": correct / total, "low": low, "high": high, "of": of}


def accuracy_table(rows: Sequence[Mapping], name: str, series: str) -> dict[str, list]:
    """The same rows as a table, with heads for their names and series."""
    return {
        name: [row["name"] for row in rows],
        series: [row["series"] for row in rows],
        "correct": [row["of"] for row in rows],
        "accuracy": [figures.percent(row["accuracy"]) for row in rows],
        "95 % interval": [figures.between((row["low"], row["high"])) for row in rows],
    }


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
    return result_of("Training and testing every model 19 times, once for all visitors ...", "cross-validation")


@st.fragment(run_every=0.5)
def _progress(words: str, kind: str, *arguments: str) -> None:
    job = cached.job(kind, *arguments)
    if job.is_done:
        st.rerun()
    st.progress(job.share or 0.0, text="Waiting for another calculation ..." if job.share is None else words)
