"""What more digits to learn from, and other settings, do to each model: as shipped."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring import lines_compare
from digitapp.measuring.comparison import REPEATS, WAYS
from digitapp.measuring.scores import Tally
from digitapp.web import cached, charts, figures, matrices
from digitapp.web.explore import parts

BELOW = "A triangle at the lower end of the axis is an accuracy below 50 %."


def learning(way: str) -> None:
    """The learning curves."""
    rows: list[dict[str, Any]] = [
        {"model": parts.title(model), "size": size, "accuracy": np.mean(found), "low": min(found), "high": max(found)}
        for model, by_size in cached.comparison().curves[way].items()
        for size, found in by_size.items()
    ]
    largest = max(row["size"] for row in rows)
    alt = "; ".join(f"{row['model']} {figures.percent(row['accuracy'])}" for row in rows if row["size"] == largest)
    st.markdown("The more digits a model has learnt from, the better it reads. How many are enough?")
    st.html(charts.legend(RECIPES))
    st.altair_chart(
        charts.curves(rows, "digits to learn from"),
        alt=f"Accuracy against the number of digits learnt from, {WAYS[way]}. With {largest:,}: {alt}",
    )
    st.caption(
        f"Each step to the right is twice as many digits. The line is the mean of {REPEATS} random splits (seeds 0 to "
        f"{REPEATS - 1}), the band goes from the worst to the best of them. The more digits are learnt from, the fewer are "
        f"left for the test, so the last points are less certain. {BELOW}"
    )
    parts.download(
        {
            "model": [row["model"] for row in rows],
            "learnt from": [row["size"] for row in rows],
            "accuracy": [float(row["accuracy"]) for row in rows],
            "worst": [row["low"] for row in rows],
            "best": [row["high"] for row in rows],
        },
        f"learning-curves-{way}",
    )
    parts.code(lines_compare.learning_curve(way))


def settings() -> None:
    """A model's accuracy with each of its settings."""
    st.markdown("A model has settings that it does not learn: people choose them (hyperparameters). What do they change?")
    model = st.selectbox("Model", list(RECIPES), format_func=parts.title, key="of", bind="query-params")
    parameters = RECIPES[model].parameters
    found = cached.comparison().hyperparameters[model]
    names, words = list(parameters), [f"{parameter.title} ({name})" for name, parameter in parameters.items()]
    best = max(found, key=lambda values: found[values].correct)
    alt = f"Accuracy for each setting of {parts.title(model)}; the best is {_setting(names, best)}: {found[best]}"
    if model == "svc":
        choices = [list(map(parts.setting, parameter.values)) for parameter in parameters.values()]
        shares = np.array([tally.accuracy for tally in found.values()]).reshape(*map(len, choices))
        (gammas, prices), (row_title, column_title) = choices, words
        st.pyplot(matrices.heat_map(shares, gammas, prices, row_title, column_title), alt=alt)
        caption = "Each number is the accuracy in per cent."
    else:
        rows = [
            {
                "value": parts.setting(values[0]),
                "series": ", ".join(map(parts.setting, values[1:])),
                "accuracy": tally.accuracy,
                "low": tally.interval[0],
                "high": tally.interval[1],
            }
            for values, tally in found.items()
        ]
        st.altair_chart(charts.hyperparameter(rows, words[0]), alt=alt)
        caption = BELOW
    st.markdown(f"Best of all: **{_setting(names, best)}** with {found[best]}. {rivals(found, best)}")
    st.caption(f"Tested on the same writers, in five parts. {caption}")
    tallies = found.values()
    parts.download(
        {
            **{name: [values[place] for values in found] for place, name in enumerate(names)},
            "accuracy": [tally.accuracy for tally in tallies],
            "lower": [tally.interval[0] for tally in tallies],
            "upper": [tally.interval[1] for tally in tallies],
            "n": [tally.total for tally in tallies],
            "correct": [tally.correct for tally in tallies],
        },
        f"settings-{model}",
    )
    parts.code(lines_compare.hyperparameters(model))


def rivals(found: Mapping[tuple, Tally], best: tuple) -> str:
    """How many other settings lie within the best one's interval, and what follows, in a sentence."""
    low, _ = found[best].interval
    others = len(found) - 1
    within = sum(tally.accuracy >= low for tally in found.values()) - 1
    if not within:
        return f"None of the other {others} settings lies within its interval."
    if within == 1:
        return f"1 of the other {others} settings lies within its interval: we cannot tell which of the two is better."
    return f"{within} of the other {others} settings lie within its interval: we cannot tell which of them is best."


def _setting(names: list[str], values: tuple) -> str:
    return ", ".join(f"{name} {parts.setting(value)}" for name, value in zip(names, values, strict=True))
