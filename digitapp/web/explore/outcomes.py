"""What came out of an experiment: its accuracy, the verdict on the 95 % claim, and the classification report."""

import streamlit as st

from digitapp.measuring.experiments import Experiment
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED, Score
from digitapp.web import charts, figures
from digitapp.web.explore import parts

# What becomes of the claim "right at least 95 % of the time"; the spaces before the signs of per cent do not break
VERDICTS = {
    REJECTED: ":material/cancel: The 95\N{NO-BREAK SPACE}% claim is **rejected**.",
    ACCEPTED: ":material/check_circle: The 95\N{NO-BREAK SPACE}% claim is **accepted**.",
    OPEN: ":material/help: We **cannot tell** whether the 95\N{NO-BREAK SPACE}% claim holds.",
}
CLAIMED = "95 % claimed"
MAX_TELLING_P = 0.9  # a p-value nearer to 1 says nothing
SHARES = ("precision", "recall", "F1")


def result(score: Score) -> None:
    """Show the accuracy, large, what was counted, and what becomes of the claim."""
    st.html(figures.render("result.html", score=score))
    st.markdown(VERDICTS[score.verdict])


def outcome(score: Score) -> None:
    """Show the accuracy beside the line of the claim, and the verdict."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        result(score)
    with right:
        interval = figures.between(score.interval)
        st.altair_chart(
            charts.accuracies([parts.accuracy_row("", "", score.correct, score.total)], min(0.8, score.interval[0]), CLAIMED),
            alt=f"Accuracy {figures.percent(score.accuracy)}, interval {interval}, beside the line of 95 %",
        )
        st.caption(f"Exact 95 % interval: {interval}. {_how_surprising(score.claim_p)}")


def _how_surprising(p: float) -> str:
    """What a p-value says against the claim, in a sentence; nothing if it says nothing."""
    if p > MAX_TELLING_P:
        return ""
    return (
        f"If accuracy were exactly 95 %, this few or fewer correct would have probability {figures.chance(p)} "
        "(p-value, one-sided)."
    )


def report(experiment: Experiment, score: Score, name: str) -> None:
    """Show the classification report, to be downloaded as name-report.csv, and the lines of Python that give the score."""
    columns = score.report()
    shown = {head: [f"{value:.2f}" if head in SHARES else str(value) for value in column] for head, column in columns.items()}
    st.markdown(
        "**Classification report**: of all read as this digit, the share that really were (precision); of all that really "
        "were this digit, the share that was found (recall); both in one number (F1); how many there were (support)."
    )
    st.table(shown, hide_index=True)
    parts.download(columns, f"{name}-report")
    parts.code(experiment.code())
