"""All models side by side: accuracy, learning curves, cost and hyperparameters; mistakes.py has the rest."""

import numpy as np
import streamlit as st

from digitapp.learning.models import RECIPES
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.experiments import SPLITS
from digitapp.web import charts, matrices
from digitapp.web.explore import mistakes, parts

PARTS = {
    "accuracy": "Accuracy",
    "learning": "Learning",
    "cost": "Cost",
    "settings": "Settings",
    "two": "Two models",
    "misread": "Misread by all",
}
COSTS = {
    "fit": ("time to fit", "fit_seconds", "seconds to fit on all of the data set", "~g"),
    "predict": ("time to predict", "predict_seconds", "seconds to read one digit, of many at once", "~g"),
    "size": ("model size", "size", "bytes of the fitted model", "~s"),
}


def show() -> None:
    part = st.segmented_control(
        "Compare", list(PARTS), format_func=PARTS.get, key="compare", default="accuracy", required=True, bind="query-params"
    )
    match part:
        case "accuracy":
            _accuracy()
        case "learning":
            _learning()
        case "cost":
            _cost()
        case "settings":
            _settings()
        case "two":
            mistakes.two()
        case "misread":
            mistakes.misread_by_all()


def _accuracy() -> None:
    st.markdown(
        "Each digit is read once, by a model that has not learnt from its part of the data (cross-validation). "
        "**Same writers**: five parts drawn by lot, so that every writer is in all of them. **New writers**: the digits of one "
        "block of writers at a time, of whom the model has seen nothing. That is what your own hand is to it."
    )
    scores = parts.cross_validated()
    if scores is None:
        return
    rows = [
        parts.row(parts.title(key), WAYS[way], scores[way][key].correct, scores[way][key].total)
        for key in COMPARED
        for way in WAYS
    ]
    low = min(row["low"] for row in rows)
    alt = "; ".join(f"{row['name']}, {row['series']}: {parts.percent(row['accuracy'])}" for row in rows)
    st.altair_chart(charts.accuracies(rows, np.floor(20 * low) / 20, "95 %"), alt=f"Accuracy with intervals. {alt}")
    st.markdown(
        f"“{parts.percent(scores['same']['svc'].accuracy)}” on the same writers is no promise for others: people whom it has "
        f"never met, the same support vector machine reads at {parts.percent(scores['new']['svc'].accuracy)}. The best reader "
        "learns from generated handwriting as well; here it sees one view of each digit."
    )
    verdicts = [scores[way][key].verdict for key in COMPARED for way in WAYS]
    parts.numbers(parts.accuracies(rows, "model", "tested on") | {"claim of 95 %": verdicts}, "accuracies")
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n\n"
        f"samples = Samples.from_load_digits()  # models: {', '.join(COMPARED)}; ways: {', '.join(WAYS)}\n"
        'print(read_folds(samples, "svc", folds(samples, "new")))'
    )


def _learning() -> None:
    st.markdown("The more digits a model has learnt from, the better it reads. How much is enough?")
    split = st.segmented_control(
        "Tested on",
        ["shuffled", "writers"],
        format_func=lambda key: {"shuffled": WAYS["same"], "writers": WAYS["new"]}[key],
        key="tested",
        default="shuffled",
        required=True,
        bind="query-params",
    )
    curves = parts.result_of("Fitting each model on more and more digits ...", "learning curves", split)
    if curves is None:
        return
    rows = [
        {"model": parts.title(model), "size": size, "accuracy": np.mean(found), "low": min(found), "high": max(found)}
        for model, by_size in curves.items()
        for size, found in by_size.items()
    ]
    most = max(row["size"] for row in rows)
    alt = "; ".join(f"{row['model']} {parts.percent(row['accuracy'])}" for row in rows if row["size"] == most)
    st.altair_chart(
        charts.curves(rows, "digits to learn from"),
        alt=f"Accuracy against the number of digits learnt from, {SPLITS[split].title}. With {most:,}: {alt}",
    )
    st.caption(
        f"The line is the mean of {comparison.REPEATS} draws, the band goes from the worst to the best of them. The more is "
        "learnt from, the fewer are left for the test, so the last points sway."
    )
    parts.numbers(
        {
            "model": [row["model"] for row in rows],
            "learnt from": [row["size"] for row in rows],
            "mean accuracy": [parts.percent(row["accuracy"]) for row in rows],
            "worst to best": [parts.between((row["low"], row["high"])) for row in rows],
        },
        "learning-curves",
    )
    parts.code(
        "from digitapp.measuring.experiments import Experiment\n\n"
        f'runs = [Experiment.of("svc", 200, "{split}", seed).run().score.accuracy for seed in range({comparison.REPEATS})]\n'
        "print(sum(runs) / len(runs), min(runs), max(runs))"
    )


def _cost() -> None:
    st.markdown("A model costs time and room. Is the most accurate one worth it?")
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
    costs = None if scores is None else parts.result_of("Taking the time of each model ...", "costs")
    if costs is None:
        return
    _, column, words, number = COSTS[cost]
    rows = [
        {"model": parts.title(key), "accuracy": scores["new"][key].accuracy, column: getattr(costs[key], column)}
        for key in COMPARED
    ]
    alt = "; ".join(f"{row['model']} {parts.percent(row['accuracy'])}, {row[column]:.2g}" for row in rows)
    st.altair_chart(charts.costs(rows, column, words, number), alt=f"Accuracy on new writers against {words}: {alt}")
    st.caption("Accuracy on new writers. Each step on the axis costs ten times as much. Measured once, on this server.")
    parts.numbers(
        {
            "model": [parts.title(key) for key in COMPARED],
            "accuracy, new writers": [parts.percent(scores["new"][key].accuracy) for key in COMPARED],
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
    st.markdown("Models have settings that nobody learns: they are chosen (hyperparameters). What do they change?")
    model = st.selectbox("Model", list(RECIPES), format_func=parts.title, key="of", bind="query-params")
    parameters = RECIPES[model].parameters
    found = parts.result_of("Trying each setting in five parts ...", "hyperparameter", model)
    if found is None:
        return
    names, words = list(parameters), [f"{parameter.title} ({name})" for name, parameter in parameters.items()]
    best = max(found, key=lambda values: found[values].correct)
    alt = f"Accuracy for each setting of {parts.title(model)}; the best is {_setting(names, best)}: {found[best]}"
    if model == "svc":
        shape = [len(parameter.values) for parameter in parameters.values()]
        shares = np.array([score.accuracy for score in found.values()]).reshape(shape)
        rows, columns = ([_value(value) for value in parameter.values] for parameter in parameters.values())
        st.pyplot(matrices.heat_map(shares, rows, columns, *words), alt=alt)
    else:
        rows = [
            parts.row("", ", ".join(map(_value, values[1:])), score.correct, score.total) | {"value": _value(values[0])}
            for values, score in found.items()
        ]
        st.altair_chart(charts.hyperparameter(rows, words[0]), alt=alt)
    st.markdown(
        f"Best of all: **{_setting(names, best)}** with {found[best]}. Many others lie within its interval: among them, one "
        "cannot tell which is better. Same writers, five parts."
    )
    parts.numbers(
        {
            **{name: [_value(values[place]) for values in found] for place, name in enumerate(names)},
            "correct": [score.correct for score in found.values()],
            "accuracy": [parts.percent(score.accuracy) for score in found.values()],
            "95 % interval": [parts.between(score.interval) for score in found.values()],
        },
        f"settings-{model}",
    )
    arguments = ", ".join(f"{name}={value!r}" for name, value in zip(names, best, strict=True))
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n\n"
        f'samples = Samples.from_load_digits()\nprint(read_folds(samples, "{model}", folds(samples, "same"), {arguments}))'
    )


def _value(value: float | str | None) -> str:
    return "no limit" if value is None else str(value)


def _setting(names: list[str], values: tuple) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in zip(names, values, strict=True))
