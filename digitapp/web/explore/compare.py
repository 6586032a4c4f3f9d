"""All models side by side: accuracy, learning curves, cost and hyperparameters; mistakes.py has the rest."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.experiments import SPLITS
from digitapp.measuring.scores import Score
from digitapp.web import charts, figures, matrices
from digitapp.web.explore import mistakes, parts

# How an experiment splits the samples for each way of testing
SPLIT_OF = {"same": "shuffled", "new": "writers"}
COSTS = {
    "fit": ("time to fit", "fit_seconds", "seconds to fit on all of the data set", "~g"),
    "predict": ("time to predict", "predict_seconds", "seconds to read one digit, of many read at once", "~g"),
    "size": ("model size", "size", "bytes of the fitted model", "~s"),
}


def show() -> None:
    topic = st.segmented_control("Compare", list(TOPICS), key="compare", default="Accuracy", required=True, bind="query-params")
    if topic != "Learning":  # which says which seeds it takes the mean of
        st.caption(
            f"Where chance plays a part, in the five parts, in the tree and in the forest, the seed is {comparison.SEED}."
        )
    TOPICS[topic]()


def _accuracy() -> None:
    st.markdown(
        "Each digit is read once, by a model that has not learnt from its part of the data (cross-validation). "
        "**Same writers**: five parts chosen at random, so that every writer is in all of them. **New writers**: one block of "
        "the data at a time, roughly one writer's, from which the model has learnt nothing. Your handwriting is just as new "
        "to it."
    )
    scores = parts.cross_validated()
    if scores is None:
        return
    rows = [
        parts.accuracy_row(parts.title(key), WAYS[way], scores[way][key].correct, scores[way][key].total)
        for key in COMPARED
        for way in WAYS
    ]
    low = min(row["low"] for row in rows)
    alt = "; ".join(f"{row['name']}, {row['series']}: {figures.percent(row['accuracy'])}" for row in rows)
    st.altair_chart(charts.accuracies(rows, np.floor(20 * low) / 20, "95 %"), alt=f"Accuracy with intervals. {alt}")
    st.markdown(
        f"The support vector machine's {figures.percent(scores['same']['svc'].accuracy)} on the same writers is no promise for "
        f"others: it reads people it has never met at {figures.percent(scores['new']['svc'].accuracy)}. The best reader learns "
        "from generated handwriting as well; here it sees one view of each digit."
    )
    verdicts = [scores[way][key].verdict for key in COMPARED for way in WAYS]
    parts.numbers(parts.accuracy_table(rows, "model", "tested on") | {"95 % claim": verdicts}, "accuracies")
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n\n"
        f"samples = Samples.from_load_digits()  # models: {', '.join(COMPARED)}; ways: {', '.join(WAYS)}\n"
        'print(read_folds(samples, "svc", folds(samples, "new")))'
    )


def _learning() -> None:
    st.markdown("The more digits a model has learnt from, the better it reads. How many are enough?")
    split = SPLIT_OF[parts.tested_on()]
    curves = parts.result_of("Training each model on more and more digits ...", "learning curves", split)
    if curves is None:
        return
    rows = [
        {"model": parts.title(model), "size": size, "accuracy": np.mean(found), "low": min(found), "high": max(found)}
        for model, by_size in curves.items()
        for size, found in by_size.items()
    ]
    largest = max(row["size"] for row in rows)
    alt = "; ".join(f"{row['model']} {figures.percent(row['accuracy'])}" for row in rows if row["size"] == largest)
    st.altair_chart(
        charts.curves(rows, "digits to learn from"),
        alt=f"Accuracy against the number of digits learnt from, {SPLITS[split].title}. With {largest:,}: {alt}",
    )
    st.caption(
        f"The line is the mean of {comparison.REPEATS} random splits (seeds 0 to {comparison.REPEATS - 1}), the band goes "
        "from the worst to the best of them. The more digits are learnt from, the fewer are left for the test, so the last "
        "points are less certain."
    )
    parts.numbers(
        {
            "model": [row["model"] for row in rows],
            "learnt from": [row["size"] for row in rows],
            "mean accuracy": [figures.percent(row["accuracy"]) for row in rows],
            "worst to best": [figures.between((row["low"], row["high"])) for row in rows],
        },
        "learning-curves",
    )
    parts.code(
        "from digitapp.measuring.experiments import Experiment\n\n"
        f'runs = [Experiment.of("svc", 200, "{split}", seed).run().score.accuracy for seed in range({comparison.REPEATS})]\n'
        "print(sum(runs) / len(runs), min(runs), max(runs))"
    )


def _cost() -> None:
    st.markdown("A model costs time and memory. Is the most accurate one worth it?")
    cost = st.segmented_control(
        "Cost",
        list(COSTS),
        format_func=lambda key: COSTS[key][0],
        key="cost",
        default="fit",
        required=True,
        bind="query-params",
    )
    scores = parts.cross_validated()
    if scores is None:
        return
    costs = parts.result_of("Timing each model ...", "costs")
    if costs is None:
        return
    _, column, words, number = COSTS[cost]
    rows = [
        {"model": parts.title(key), "accuracy": scores["new"][key].accuracy, column: getattr(costs[key], column)}
        for key in COMPARED
    ]
    alt = "; ".join(f"{row['model']} {figures.percent(row['accuracy'])}, {row[column]:.2g}" for row in rows)
    st.altair_chart(charts.costs(rows, column, words, number), alt=f"Accuracy on new writers against {words}: {alt}")
    st.caption("Accuracy on new writers. Each step on the axis costs ten times as much. Measured in this run, on this server.")
    parts.numbers(
        {
            "model": [parts.title(key) for key in COMPARED],
            "accuracy, new writers": [figures.percent(scores["new"][key].accuracy) for key in COMPARED],
            "fit (s)": [f"{costs[key].fit_seconds:.3g}" for key in COMPARED],
            "read a digit (ms)": [f"{1000 * costs[key].predict_seconds:.3g}" for key in COMPARED],
            "size (KB)": [f"{costs[key].size / 1000:,.0f}" for key in COMPARED],
        },
        "costs",
    )
    parts.code(
        "from digitapp.measuring.comparison import costs\nfrom digitapp.learning.samples import Samples\n\n"
        "for model, cost in costs(Samples.from_load_digits()).items():\n    print(model, cost)"
    )


def _settings() -> None:
    st.markdown("A model has settings that it does not learn: people choose them (hyperparameters). What do they change?")
    model = st.selectbox("Model", list(RECIPES), format_func=parts.title, key="of", bind="query-params")
    parameters = RECIPES[model].parameters
    found = parts.result_of("Testing each setting on five parts ...", "hyperparameter", model)
    if found is None:
        return
    names, words = list(parameters), [f"{parameter.title} ({name})" for name, parameter in parameters.items()]
    best = max(found, key=lambda values: found[values].correct)
    alt = f"Accuracy for each setting of {parts.title(model)}; the best is {_setting(names, best)}: {found[best]}"
    if model == "svc":
        choices = [list(map(parts.setting, parameter.values)) for parameter in parameters.values()]
        shares = np.array([score.accuracy for score in found.values()]).reshape(*map(len, choices))
        (gammas, prices), (row_title, column_title) = choices, words
        st.pyplot(matrices.heat_map(shares, gammas, prices, row_title, column_title), alt=alt)
    else:
        rows = [
            parts.accuracy_row("", ", ".join(map(parts.setting, values[1:])), score.correct, score.total)
            | {"value": parts.setting(values[0])}
            for values, score in found.items()
        ]
        st.altair_chart(charts.hyperparameter(rows, words[0]), alt=alt)
    st.markdown(f"Best of all: **{_setting(names, best)}** with {found[best]}. {rivals(found, best)}")
    st.caption("Tested on the same writers, in five parts.")
    parts.numbers(
        {
            **{name: [parts.setting(values[place]) for values in found] for place, name in enumerate(names)},
            "correct": [score.correct for score in found.values()],
            "accuracy": [figures.percent(score.accuracy) for score in found.values()],
            "95 % interval": [figures.between(score.interval) for score in found.values()],
        },
        f"settings-{model}",
    )
    arguments = ", ".join(f"{name}={value!r}" for name, value in zip(names, best, strict=True))
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n\n"
        f'samples = Samples.from_load_digits()\nprint(read_folds(samples, "{model}", folds(samples, "same"), {arguments}))'
    )


def rivals(found: Mapping[tuple, Score], best: tuple) -> str:
    """How many other settings lie within the best one's interval, and what follows, in a sentence."""
    low, _ = found[best].interval
    others = len(found) - 1
    within = sum(score.accuracy >= low for score in found.values()) - 1
    if not within:
        return f"None of the other {others} settings lies within its interval."
    if within == 1:
        return f"1 of the other {others} settings lies within its interval: we cannot tell which of the two is better."
    return f"{within} of the other {others} settings lie within its interval: we cannot tell which of them is best."


def _setting(names: list[str], values: tuple) -> str:
    return ", ".join(f"{name} {parts.setting(value)}" for name, value in zip(names, values, strict=True))


TOPICS = {
    "Accuracy": _accuracy,
    "Learning": _learning,
    "Cost": _cost,
    "Settings": _settings,
    "Two models": mistakes.two,
    "Misread by all": mistakes.misread_by_all,
}
