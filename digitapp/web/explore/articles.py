"""The articles' experiments, repeated live, and what becomes of the claim in one of them."""

import math

import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring.experiments import ARTICLES, Experiment, Outcome
from digitapp.web import cached, charts, figures
from digitapp.web.explore import outcomes, parts, seeds

# What the article says came out, and what to think of it
PUBLISHED = {
    "svc": "The article says 100 %. But 6 of 6 decides nothing: a model that is right only 55 % of the time can do it by luck.",
    "tree": "Even the upper end of the interval is far below 95 %.",
    "forest": "The article says 92 %. The claimed 95 % lies just within the interval; with another seed it may not.",
}

CODE = """from digitapp.measuring.experiments import ARTICLES

for experiment in ARTICLES.values():
    score = experiment.run().score
    print(experiment.model, score, score.claim_p, score.verdict)"""


def show() -> None:
    st.markdown(
        "Two articles for beginners let a machine read handwritten digits. One of them tests a claim: **“Some Scientist claims "
        "that it predicts the digit accurately 95% of the times.” Should we accept or reject it?** Here are that article's "
        "three models, repeated live with the published settings. Where chance plays a part, it is fixed by the seed 0 "
        "(`random_state=0`) here; the article gives no seed."
    )
    found = {name: cached.experiment(experiment) for name, experiment in ARTICLES.items()}
    for column, (name, outcome) in zip(st.columns(3, gap="medium"), found.items(), strict=True):
        with column:
            _one(name, outcome)
    rows = [
        parts.accuracy_row(RECIPES[name].title, "the article's split", outcome.score.correct, outcome.score.total)
        for name, outcome in found.items()
    ]
    st.header("How sure can we be?", anchor=False)
    st.markdown(
        "Each bar spans the accuracies compatible with the count (exact 95 % interval). The claim is **rejected** if the whole "
        "bar lies below 95 %, and **accepted** if the whole bar lies at or above it; otherwise we **cannot tell**."
    )
    st.altair_chart(
        charts.accuracies(rows, 0.5, outcomes.CLAIMED),
        alt="Accuracy of the three models with intervals, beside the line of 95 %: "
        + "; ".join(f"{row['name']} {figures.percent(row['accuracy'])}" for row in rows),
    )
    parts.numbers(_table(found), "articles")
    parts.code(CODE)
    seeds.show()
    _second_article()


def _one(name: str, outcome: Outcome) -> None:
    score, experiment = outcome.score, ARTICLES[name]
    st.header(RECIPES[name].title, anchor=False)
    outcomes.result(score)
    st.markdown(
        f"Learnt from the first {experiment.size:,} digits, tested on the last {score.total}; sample {experiment.size:,} is "
        f"skipped, as in the article. {PUBLISHED[name]}"
    )


def _table(found: dict[str, Outcome]) -> dict[str, list]:
    scores = [outcome.score for outcome in found.values()]
    return {
        "model": [RECIPES[name].title for name in found],
        "learnt from": [ARTICLES[name].size for name in found],
        "tested on": [score.total for score in scores],
        "correct": [score.correct for score in scores],
        "accuracy": [figures.percent(score.accuracy) for score in scores],
        "95 % interval": [figures.between(score.interval) for score in scores],
        "p (less than 95 %)": [f"{score.claim_p:.2g}" for score in scores],
        "claim": [score.verdict for score in scores],
    }


@st.fragment
def _second_article() -> None:
    st.header("The second article's way", anchor=False)
    st.markdown(
        "The other article shuffles the digits before it splits them (`train_test_split`), and looks at each digit separately "
        "(classification report). Choose how many are kept for the test; the seed of the shuffling is 0."
    )
    share = st.select_slider(
        "Share kept for the test",
        (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9),
        0.25,
        format_func=lambda share: figures.percent(share, 0),
        key="explore.share",
    )
    total = len(cached.samples())
    experiment = Experiment.of("svc", total - math.ceil(share * total), "shuffled", gamma=0.001, C=100)
    score = cached.experiment(experiment).score
    outcomes.outcome(score)
    outcomes.report(experiment, score, "second-article")
