"""What came out of an experiment: accuracy, the verdict on the 95 % claim, what was misread, and the report digit by digit."""

import streamlit as st

from digitapp.drawing import pictures
from digitapp.learning.models import KEYS
from digitapp.measuring import lines_experiment as lines
from digitapp.measuring.experiments import DATA_SET, SPLITS, Experiment, Outcome
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED, Score
from digitapp.web import accuracies, cached, figures
from digitapp.web.explore import confusions, parts

# What becomes of the claim "right at least 95 % of the time"; the spaces before the signs of per cent do not break
VERDICTS = {
    REJECTED: ":material/cancel: The 95\N{NO-BREAK SPACE}% claim is **rejected**.",
    ACCEPTED: ":material/check_circle: The 95\N{NO-BREAK SPACE}% claim is **accepted**.",
    OPEN: ":material/help: We **cannot tell** whether the 95\N{NO-BREAK SPACE}% claim holds.",
}
MAX_TELLING_P = 0.9  # a p-value nearer to 1 says nothing
MAX_MISREAD = 60  # pictures
SHARES = ("precision", "recall", "F1")


def show(experiment: Experiment, found: Outcome) -> None:
    """Show all that came out of an experiment with samples."""
    score = found.score
    row = outcome(experiment, score)
    st.markdown(account(experiment, score.total))
    st.caption(
        f"It learnt in {_duration(found.fit_seconds)} and read {figures.count(score.total, 'digit')} in "
        f"{_duration(found.predict_seconds)}, in this run, on this server."
    )
    parts.download(accuracies.columns([row]), "experiment")
    _confusion(experiment, found)
    _misread(found)
    report(experiment, score)


def result(score: Score) -> None:
    """Show the accuracy, large, what was counted, and what becomes of the claim."""
    st.html(figures.render("result.html", score=score))
    st.markdown(VERDICTS[score.verdict])


def outcome(experiment: Experiment, score: Score) -> accuracies.Row:
    """Show the accuracy, the verdict, and both on the axis with the line of the claim; the row of that chart."""
    result(score)
    tested = SPLITS[experiment.split].title if experiment.learns == DATA_SET else "all of the data set"
    row = accuracies.Row("experiment", KEYS[experiment.model].title, tested, score.tally)
    caption = f"The bar spans the accuracies compatible with the count (exact 95 % interval). {_how_surprising(score.claim_p)}"
    st.html(accuracies.chart([row], "Accuracy, its interval, and the 95 % claim"))
    st.caption(caption)
    return row


def _how_surprising(p: float) -> str:
    """What a p-value says against the claim, in a sentence; nothing if it says nothing."""
    if p > MAX_TELLING_P:
        return ""
    return (
        f"If accuracy were exactly 95 %, this few or fewer correct would have probability {figures.chance(p)} "
        "(p-value, one-sided)."
    )


def account(experiment: Experiment, tested: int) -> str:
    """What was learnt from, what was tested, and what became of the rest of the data set, in words."""
    total, size = len(cached.samples()), experiment.size
    if experiment.learns != DATA_SET:
        every = len(experiment.source(cached.samples()))
        return (
            f"It learnt from {size:,} of {every:,} generated drawings, chosen at random, and was tested on all {tested:,} "
            "digits of the data set."
        )
    rest = total - size - tested
    match experiment.split:
        case "articles":
            return (
                f"It learnt from the first {size:,} digits and was tested on the last {tested:,}. Sample {size:,} is skipped, "
                f"as in the article, so {size:,} + {tested:,} + 1 = {total:,}."
            )
        case "writers" if rest:
            return (
                f"It learnt from {size:,} digits and was tested on {tested:,} by writers it has never seen. Why that is not "
                f"all {total:,}: the other {rest:,} are by writers it has learnt from, so they are in neither part."
            )
        case "writers":
            return f"It learnt from {size:,} digits and was tested on all {tested:,} by the other writers."
    return f"It learnt from {size:,} of the {total:,} digits, chosen at random, and was tested on the other {tested:,}."


def _confusion(experiment: Experiment, found: Outcome) -> None:
    st.header("What was mistaken for what", anchor=False)
    confusions.show(found.score, found.tested, "experiment")
    parts.numbers(confusions.columns(found.score), "confusion")
    parts.code(lines.mistakes(experiment))


def _misread(found: Outcome) -> None:
    score = found.score
    wrong = (~score.right).nonzero()[0]
    st.header(f"Misread: {len(wrong)}", anchor=False)
    if not len(wrong):
        st.markdown("It read every digit right.")
        return
    columns = {
        "sample": found.tested[wrong].tolist(),
        "meant": score.labels[wrong].tolist(),
        "read": score.predicted[wrong].tolist(),
    }
    shown = [
        figures.figure(
            pictures.grey(cached.samples().digits[number]), f"Sample {number}", f"{meant}, read as {read}", f"no. {number}"
        )
        for number, meant, read in list(zip(*columns.values(), strict=True))[:MAX_MISREAD]
    ]
    st.html(figures.grid(shown, "views"))
    if len(wrong) > MAX_MISREAD:
        st.caption(f"The first {MAX_MISREAD} of {len(wrong)}; all of them are in the file.")
    parts.download(columns, "misread")


def report(experiment: Experiment, score: Score) -> None:
    """Show the classification report, and the lines of Python that give it and the accuracy."""
    st.header("Digit by digit", anchor=False)
    columns = score.report()
    shown = {head: [f"{value:.2f}" if head in SHARES else str(value) for value in column] for head, column in columns.items()}
    st.markdown(
        "**Classification report**: of all read as this digit, the share that really were (precision); of all that really "
        "were this digit, the share that was found (recall); both in one number (F1); how many there were (support)."
    )
    st.table(shown, hide_index=True)
    parts.download(columns, "experiment-report")
    parts.code(lines.experiment(experiment))


def _duration(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
