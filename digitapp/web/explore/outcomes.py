"""What came out of an experiment: its accuracy, the verdict on the claim of 95 %, and the classification report."""

import streamlit as st

from digitapp.measuring.experiments import Experiment
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED, Score
from digitapp.web import charts
from digitapp.web.explore import parts

# What becomes of the claim "right at least 95 % of the time"
VERDICTS = {
    REJECTED: ":material/cancel: The claim of 95&nbsp;% is **rejected**.",
    ACCEPTED: ":material/check_circle: The claim of 95&nbsp;% is **accepted**.",
    OPEN: ":material/help: About the claim of 95&nbsp;% one **cannot tell**.",
}
CLAIMED = "95 % claimed"
SHARES = ("precision", "recall", "F1")


def result(score: Score) -> None:
    """The accuracy, large, what was counted, and what becomes of the claim."""
    st.html(f'<p class="result"><strong>{parts.percent(score.accuracy)}</strong><br>{score.correct} of {score.total} right</p>')
    st.markdown(VERDICTS[score.verdict])


def outcome(score: Score) -> None:
    """What came out of an experiment: its accuracy beside the line of the claim, and the verdict."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
    with left:
        result(score)
    with right:
        st.altair_chart(
            charts.accuracies([parts.row("", "", score.correct, score.total)], min(0.8, score.interval[0]), CLAIMED),
            alt=f"Accuracy {parts.percent(score.accuracy)}, interval {parts.between(score.interval)}, beside the line of 95 %",
        )
        st.caption(
            f"Exact 95 % interval: {parts.between(score.interval)}. If the claim were just true, so few right would have a "
            f"chance of {parts.chance(score.claim_p)} (p-value, one-sided)."
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
    parts.download(columns, f"{name}-report")
    parts.code(experiment.code())
