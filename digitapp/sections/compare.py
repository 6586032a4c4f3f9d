"""All models side by side: accuracy, learning curves, cost, hyperparameters, paired tests, and what all misread."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import streamlit as st

from digitapp import cached, charts, comparison, matrices, pictures
from digitapp.comparison import COMPARED, WAYS
from digitapp.experiments import SPLITS
from digitapp.models import KEYS, RECIPES
from digitapp.scores import Score, paired
from digitapp.sections import parts, sees

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
CHANCE = 0.05


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
            _two()
        case "misread":
            _misread()


def _title(key: str) -> str:
    return KEYS[key].title


def _scores() -> dict[str, dict[str, Score]] | None:
    return parts.result_of("Every model learns and is tested 19 times, once for all visitors ...", "cross-validation")


def _accuracy() -> None:
    st.markdown(
        "Each digit is read once, by a model that has not learnt from its part of the data (cross-validation). **Same hands**: "
        "five parts drawn by lot, so that every writer is in all of them. **New hands**: the digits of one block of "
        "writers at a time, of whom the model has seen nothing. That is what your own hand is to it."
    )
    scores = _scores()
    if scores is None:
        return
    rows = [
        {
            "name": _title(key),
            "series": WAYS[way],
            "accuracy": score.accuracy,
            "low": score.interval[0],
            "high": score.interval[1],
            "of": f"{score.correct} of {score.total}",
        }
        for key in COMPARED
        for way, score in ((way, scores[way][key]) for way in WAYS)
    ]
    low = min(row["low"] for row in rows)
    alt = "; ".join(f"{row['name']}, {row['series']}: {parts.percent(row['accuracy'])}" for row in rows)
    st.altair_chart(charts.accuracies(rows, np.floor(20 * low) / 20, "95 %"), alt=f"Accuracy with intervals. {alt}")
    st.markdown(
        f"“{parts.percent(scores['same']['svc'].accuracy)}” on the same hands is no promise for others: people whom it has "
        f"never met, the same support vector machine reads at {parts.percent(scores['new']['svc'].accuracy)}. The best reader "
        "learns from generated handwriting as well; here it sees one view of each digit."
    )
    columns = {
        "model": [row["name"] for row in rows],
        "tested on": [row["series"] for row in rows],
        "correct": [row["of"] for row in rows],
        "accuracy": [parts.percent(row["accuracy"]) for row in rows],
        "95 % interval": [parts.between((row["low"], row["high"])) for row in rows],
        "claim of 95 %": [scores[way][key].verdict for key in COMPARED for way in WAYS],
    }
    parts.numbers(columns, "accuracies")
    parts.code(
        "from digitapp.comparison import folds, read_folds\nfrom digitapp.samples import Samples\n\n"
        f"samples = Samples.of_load_digits()  # models: {', '.join(COMPARED)}; ways: {', '.join(WAYS)}\n"
        'print(read_folds(samples, "svc", folds(samples, "new")))'
    )


def _learning() -> None:
    st.markdown("The more digits a model has learnt from, the better it reads. How much is enough?")
    split = st.segmented_control(
        "Tested on",
        ["shuffled", "hands"],
        format_func=lambda key: {"shuffled": WAYS["same"], "hands": WAYS["new"]}[key],
        key="tested",
        default="shuffled",
        required=True,
        bind="query-params",
    )
    curves = parts.result_of("Fitting each model on more and more digits ...", "learning curves", split)
    if curves is None:
        return
    rows = [
        {"model": _title(model), "size": size, "accuracy": np.mean(found), "low": min(found), "high": max(found)}
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
        "from digitapp.experiments import Experiment\n\n"
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
    scores = _scores()
    costs = None if scores is None else parts.result_of("Taking the time of each model ...", "costs")
    if costs is None:
        return
    _, column, words, number = COSTS[cost]
    rows = [
        {"model": _title(key), "accuracy": scores["new"][key].accuracy, column: getattr(costs[key], column)} for key in COMPARED
    ]
    alt = "; ".join(f"{row['model']} {parts.percent(row['accuracy'])}, {row[column]:.2g}" for row in rows)
    st.altair_chart(charts.costs(rows, column, words, number), alt=f"Accuracy on new hands against {words}: {alt}")
    st.caption("Accuracy on new hands. Each step on the axis costs ten times as much. Measured once, on this server.")
    parts.numbers(
        {
            "model": [_title(key) for key in COMPARED],
            "accuracy, new hands": [parts.percent(scores["new"][key].accuracy) for key in COMPARED],
            "fit (s)": [f"{costs[key].fit_seconds:.3g}" for key in COMPARED],
            "read a digit (ms)": [f"{1000 * costs[key].predict_seconds:.3g}" for key in COMPARED],
            "size (KB)": [f"{costs[key].size / 1000:,.0f}" for key in COMPARED],
        },
        "costs",
    )
    parts.code(
        "from digitapp.comparison import costs\nfrom digitapp.samples import Samples\n\n"
        "for model, cost in costs(Samples.of_load_digits()).items():\n    print(model, cost)"
    )


def _settings() -> None:
    st.markdown("Models have settings that nobody learns: they are chosen (hyperparameters). What do they change?")
    model = st.selectbox("Model", list(RECIPES), format_func=_title, key="of", bind="query-params")
    parameters = RECIPES[model].parameters
    found = parts.result_of("Trying each setting in five parts ...", "hyperparameter", model)
    if found is None:
        return
    names, words = list(parameters), [f"{parameter.title} ({name})" for name, parameter in parameters.items()]
    best = max(found, key=lambda values: found[values].correct)
    alt = f"Accuracy for each setting of {_title(model)}; the best is {_setting(names, best)}: {found[best]}"
    if model == "svc":
        shape = [len(parameter.values) for parameter in parameters.values()]
        shares = np.array([score.accuracy for score in found.values()]).reshape(shape)
        rows, columns = ([_value(value) for value in parameter.values] for parameter in parameters.values())
        st.pyplot(matrices.heat_map(shares, rows, columns, *words), alt=alt)
    else:
        rows = [
            {
                "value": _value(values[0]),
                "series": ", ".join(map(_value, values[1:])),
                "accuracy": score.accuracy,
                "low": score.interval[0],
                "high": score.interval[1],
            }
            for values, score in found.items()
        ]
        st.altair_chart(charts.hyperparameter(rows, words[0]), alt=alt)
    st.markdown(
        f"Best of all: **{_setting(names, best)}** with {found[best]}. Many others lie within its interval: among them, one "
        "cannot tell which is better. Same hands, five parts."
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
        "from digitapp.comparison import folds, read_folds\nfrom digitapp.samples import Samples\n\n"
        f'samples = Samples.of_load_digits()\nprint(read_folds(samples, "{model}", folds(samples, "same"), {arguments}))'
    )


def _value(value: float | str | None) -> str:
    return "no limit" if value is None else str(value)


def _setting(names: list[str], values: tuple) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in zip(names, values, strict=True))


def _two() -> None:
    st.markdown("Is one of two models really better, or was it luck? Only digits that one of them misreads can tell.")
    left, middle, right = st.columns(3)
    first = left.selectbox("One model", COMPARED, index=1, format_func=_title, key="one", bind="query-params")
    second = middle.selectbox("The other", COMPARED, index=4, format_func=_title, key="other", bind="query-params")
    way = right.segmented_control(
        "Tested on", list(WAYS), format_func=WAYS.get, key="way", default="same", required=True, bind="query-params"
    )
    scores = _scores()
    if scores is None:
        return
    one, other = scores[way][first], scores[way][second]
    found = paired(one.right, other.right)
    st.table(
        {
            "model": [_title(first), _title(second)],
            "accuracy": [parts.percent(one.accuracy), parts.percent(other.accuracy)],
            "only it reads right": [found.only_first, found.only_second],
        },
        hide_index=True,
    )
    better = _title(first if found.only_first > found.only_second else second)
    if first == second:
        st.markdown("These are the same model: choose another one.")
    elif found.p < CHANCE:
        st.markdown(
            f"**{better} is better.** If they were as good as each other, so uneven a count would come up with a chance of "
            f"{parts.chance(found.p)} only (p-value, McNemar's exact test)."
        )
    else:
        st.markdown(
            "**Cannot tell.** If they were as good as each other, a count as uneven as this or more would come up with a "
            f"chance of {parts.chance(found.p)} (p-value, McNemar's exact test): that is nothing unusual."
        )
    st.caption("The test takes the digits as drawn independently; those of one writer are not quite.")
    parts.download(_every_digit(scores[way]), f"read-by-all-{way}")
    parts.code(
        "from digitapp.comparison import folds, read_folds\nfrom digitapp.samples import Samples\n"
        "from digitapp.scores import paired\n\n"
        f'samples = Samples.of_load_digits()\nparts = folds(samples, "{way}")\n'
        f'one, other = (read_folds(samples, model, parts) for model in ("{first}", "{second}"))\n'
        "print(paired(one.right, other.right))"
    )


def _every_digit(scores: Mapping[str, Score]) -> dict[str, list]:
    """What each model took each sample for."""
    labels = scores[COMPARED[0]].labels
    read = {_title(key): score.predicted.tolist() for key, score in scores.items()}
    return {"sample": list(range(len(labels))), "meant": labels.tolist(), **read}


def _misread() -> None:
    st.markdown("Some digits fool every model. Would you have read them?")
    way = st.segmented_control(
        "Tested on", list(WAYS), format_func=WAYS.get, key="way", default="same", required=True, bind="query-params"
    )
    scores = _scores()
    if scores is None:
        return
    samples = cached.samples()
    figures = []
    wrong = comparison.misread_by_all(scores[way])
    for index in wrong:
        taken = Counter(int(score.predicted[index]) for score in scores[way].values()).most_common()
        words = ", ".join(f"{digit} by {count}" for digit, count in taken)
        picture = pictures.grey(samples.digits[index])
        figures.append(
            sees.figure(picture, f"Sample {index}", f"Meant: {samples.labels[index]}", f"read as {words}; sample {index}")
        )
    st.html(sees.grid(figures, "views"))
    st.caption(f"{len(wrong)} of {len(samples):,}, read wrong by all {len(COMPARED)} models.")
    every = _every_digit(scores[way])
    parts.numbers({head: [column[index] for index in wrong] for head, column in every.items()}, f"misread-by-all-{way}")
    parts.code(
        "from digitapp.comparison import cross_validation, misread_by_all\nfrom digitapp.samples import Samples\n\n"
        f'print(misread_by_all(cross_validation(Samples.of_load_digits())["{way}"]))'
    )
