"""Small parts that the sections of the Explore page share."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import streamlit as st

from digitapp import cached, charts
from digitapp.experiments import Experiment
from digitapp.scores import ACCEPTED, OPEN, REJECTED, Score

Columns = Mapping[str, Sequence]  # a table: the head of each column and what stands in it

# What becomes of the claim "right at least 95 % of the time"
VERDICTS = {
    REJECTED: ":material/cancel: The claim of 95&nbsp;% is **rejected**.",
    ACCEPTED: ":material/check_circle: The claim of 95&nbsp;% is **accepted**.",
    OPEN: ":material/help: About the claim of 95&nbsp;% one **cannot tell**.",
}
CLAIMED = "95 % claimed"
SHARES = ("precision", "recall", "F1")


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


def row(name: str, series: str, score: Score) -> dict:
    """What `charts.accuracies` and `charts.hyperparameter` need of a score."""
    low, high = score.interval
    of = f"{score.correct} of {score.total}"
    return {"name": name, "series": series, "accuracy": score.accuracy, "low": low, "high": high, "of": of}


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


def result(score: Score) -> None:
    """The accuracy, large, what was counted, and what becomes of the claim."""
    st.html(f'<p class="result"><strong>{percent(score.accuracy)}</strong><br>{score.correct} of {score.total} right</p>')
    st.markdown(VERDICTS[score.verdict])


def outcome(score: Score) -> None:
    """What came out of an experiment: its accuracy beside the line of the claim, and the verdict."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        result(score)
    with right:
        st.altair_chart(
            charts.accuracies([row("", "", score)], min(0.8, score.interval[0]), CLAIMED),
            alt=f"Accuracy {percent(score.accuracy)}, interval {between(score.interval)}, beside the line of 95 %",
        )
        st.caption(
            f"Exact 95 % interval: {between(score.interval)}. If the claim were just true, so few right would have a chance "
            f"of {chance(score.claim_p)} (p-value, one-sided)."
        )


def report(experiment: Experiment, score: Score, name: str) -> None:
    """The classification report, and the lines of Python that give the score."""
    columns = score.report()
    shown = {head: [f"{value:.2f}" if head in SHARES else str(value) for value in column] for head, column in columns.items()}
    st.markdown(
        "**Classification report**: of what was read as a digit, the share that was it (precision); of the digit's own, the "
        "share that was found (recall); both in one (F1); how many there were (support)."
    )
    st.table(shown, hide_index=True)
    download(columns, f"{name}-report")
    code(experiment.code())
