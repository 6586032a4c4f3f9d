"""Small parts that the sections of the Explore page share."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

import streamlit as st

Columns = Mapping[str, Sequence]  # a table: the head of each column and what stands in it


def numbers(columns: Columns, name: str, *, show: bool = True) -> None:
    """The numbers behind a chart, to be opened as a table (unless it is too long to `show`) and downloaded as name.csv."""
    with st.expander("The numbers", icon=":material/table:"):
        if show:
            st.table(columns)
        st.download_button(
            "Download as CSV",
            lambda: as_csv(columns),
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


def between(interval: tuple[float, float]) -> str:
    return f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f} %"
