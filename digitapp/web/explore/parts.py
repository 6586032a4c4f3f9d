"""What several sections of the Explore page share: numbers to download, lines of Python, long calculations."""

import csv
import math
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import streamlit as st

from digitapp.learning.models import KEYS
from digitapp.measuring.comparison import WAYS
from digitapp.measuring.notebook import Lines, notebook
from digitapp.web import cached

Columns = Mapping[str, Sequence]  # a table: the head of each column and what stands in it

EARLY = 0.1  # the most that a bar shows before anything was reported
TRUSTED = 0.3  # from this share on, what it has taken here tells all, and what it took elsewhere nothing
# What the article that makes the claim says came out of each of its fits, and what to think of it
PUBLISHED = {
    "svc": (
        "The article says 100 %. But 6 of 6 decides nothing: a model that is right only 55 % of the time can do it by "
        "luck. The bar is so long because so few were tested."
    ),
    "tree": "Even the upper end of the interval is far below the claimed 95 %.",
    "forest": (
        "The article says 92 % and gives no seed. The claimed 95 % lies just within the interval; with another seed it may not."
    ),
}


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


def code(lines: Lines) -> None:
    """The lines of Python that give the same numbers."""
    with st.expander(f"In Python: {lines.about[0].lower()}{lines.about[1:]}", icon=":material/code:"):
        st.code(lines.python, language="python", wrap_lines=True)


def offer_notebook(title: str, name: str, every: Sequence[Lines]) -> None:
    """A button that downloads all lines of a section as the notebook name.ipynb."""
    st.download_button(
        "All of this section's Python as a notebook",
        lambda: notebook(title, every),
        f"{name}.ipynb",
        "application/x-ipynb+json",
        key=f"explore.{name}.ipynb",
        icon=":material/download:",
        on_click="ignore",
    )


def lead_to(label: str, icon: str, **words: str) -> None:
    """A button that leads to another place on this page, by the words of its address; Back leads here again.

    Not st.page_link: to the page that is shown, Streamlit 1.67 goes without writing the address.
    """
    if st.button(label, key=f"explore.to.{words['section']}", icon=icon, type="tertiary"):
        st.query_params.from_dict(words)
        st.rerun()


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


def result_of(words: str, kind: str, expected: float) -> Any:
    """The result of a job of `cached.WORK`; None, and a progress bar with the words and the time left, until there is one.

    `expected` are the seconds that it takes elsewhere.
    """
    job = cached.job(kind)
    if not job.is_done:
        _progress(words, kind, expected)
    elif job.error:
        st.error("This calculation failed.", icon=":material/error:")
        st.button("Try again", on_click=cached.job.clear, args=(kind,))
    return job.result


@st.fragment(run_every=0.5)
def _progress(words: str, kind: str, expected: float) -> None:
    job = cached.job(kind)
    if job.is_done:
        st.rerun()
    if job.share is None:
        st.progress(0.0, text="Waiting for another calculation ...")
    else:
        st.progress(shown(job.share, job.seconds, expected), text=f"{words}: {left(job.share, job.seconds, expected)}")


def shown(share: float, seconds: float, expected: float) -> float:
    """What a bar shows of a calculation that has reported this share after so many seconds: it moves from the first on."""
    return max(share, EARLY * (1 - math.exp(-seconds / (EARLY * expected))))


def left(share: float, seconds: float, expected: float) -> str:
    """How long a calculation still takes, in words."""
    trust = min(share / TRUSTED, 1)
    total = (1 - trust) * expected + (trust * seconds / share if share else 0)
    still = total - seconds
    if still > 90:
        return f"about {round(still / 60)} minutes left"
    return "about a minute left" if still > 45 else "less than a minute left"
