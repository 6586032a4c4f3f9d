"""Charts, made from numbers that others have computed: Altair where hovering helps, matplotlib for matrices.

Rows are dictionaries, one for each mark; shares are 0..1.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import altair as alt
import matplotlib.style
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from digitapp.models import DEFAULT, KEYS
from digitapp.scores import CLAIM

Rows = Sequence[Mapping]

matplotlib.style.use(Path(__file__).parent.parent / "assets" / "digitapp.mplstyle")
# From paper to the blue of Okabe and Ito, dark enough for white numbers
BLUES = LinearSegmentedColormap.from_list("ink blue", ["#FFFEFA", "#9CC3E0", "#0072B2", "#003A5C"])

# The same colour for a model on every chart: those of Okabe and Ito that show on light and on dark
MODEL_COLOURS: Mapping[str, str] = MappingProxyType(
    {DEFAULT: "#0072B2", "svc": "#E69F00", "tree": "#009E73", "forest": "#CC79A7", "knn": "#56B4E9", "logistic": "#D55E00"}
)
PERCENT = alt.Axis(format="%", title=None)


def _by_model(rows: Rows) -> alt.Color:
    """Colours by the column "model", which holds the models' titles."""
    present = {row["model"] for row in rows}
    colours = {KEYS[key].title: colour for key, colour in MODEL_COLOURS.items() if KEYS[key].title in present}
    return alt.Color(
        "model:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=alt.Legend(title=None, orient="bottom", columns=1, symbolOpacity=1, rowPadding=0, labelLimit=0),
    )


def accuracies(rows: Rows, low: float, words: str) -> alt.LayerChart:
    """Accuracies with their intervals, beside the line of the claim; from `low` to 1.

    A row has "name", which stands at the side, "series", "accuracy", "low", "high" and "of" (in words); series have
    shapes and colours.
    """
    series = list(dict.fromkeys(row["series"] for row in rows))
    names = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False)),
        yOffset=alt.YOffset("series:N", sort=series),
        color=alt.Color(
            "series:N",
            sort=series,
            scale=alt.Scale(domain=series, range=["#0072B2", "#E69F00", "#009E73"][: len(series)]),
            legend=alt.Legend(orient="bottom", title=None, columns=1, labelLimit=0) if len(series) > 1 else None,
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("series:N", title="measured"),
            alt.Tooltip("of:N", title="right"),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip("low:Q", format=".1%", title="interval from"),
            alt.Tooltip("high:Q", format=".1%", title="to"),
        ],
    )
    scale = alt.Scale(domain=[low, 1], clamp=True)
    spans = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale, axis=PERCENT), x2="high:Q")
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=alt.X("accuracy:Q", scale=scale, axis=PERCENT),
        shape=alt.Shape("series:N", sort=series, legend=None, scale=alt.Scale(range=["circle", "diamond", "square"])),
    )
    line = alt.Chart(alt.Data(values=[{"claim": CLAIM, "words": words}]))
    rule = line.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color="#8C877B").encode(x=alt.X("claim:Q", scale=scale))
    text = line.mark_text(align="right", baseline="bottom", dx=-4, color="#8C877B").encode(
        x=alt.X("claim:Q", scale=scale), y=alt.value(-4), text="words:N"
    )
    return (rule + text + spans + points).properties(height=alt.Step(20 if len(series) > 1 else 34))


def curves(rows: Rows, x_title: str) -> alt.LayerChart:
    """Accuracy against the training size, with bands; a row has "model", "size", "accuracy", "low" and "high"."""
    sizes = sorted({row["size"] for row in rows})
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("size:Q", title=x_title, scale=alt.Scale(type="log", nice=False), axis=alt.Axis(values=sizes, grid=False)),
        color=_by_model(rows),
    )
    scale = alt.Scale(domain=[min(row["low"] for row in rows), 1], nice=True)
    bands = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", scale=scale, axis=PERCENT), y2="high:Q")
    lines = base.mark_line(point=alt.OverlayMarkDef(size=45)).encode(
        y=alt.Y("accuracy:Q", scale=scale, axis=PERCENT),
        tooltip=[
            alt.Tooltip("model:N", title=" "),
            alt.Tooltip("size:Q", title="learnt from"),
            alt.Tooltip("accuracy:Q", format=".1%", title="right on average"),
            alt.Tooltip("low:Q", format=".1%", title="least"),
            alt.Tooltip("high:Q", format=".1%", title="most"),
        ],
    )
    return (bands + lines).properties(height=460)


def costs(rows: Rows, column: str, title: str, number: str) -> alt.Chart:
    """Accuracy against a cost on a logarithmic axis; `number` is the format of its numbers.

    A row has "model", "accuracy" and the column.
    """
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(f"{column}:Q", title=title, scale=alt.Scale(type="log"), axis=alt.Axis(format=number, grid=False, tickCount=5)),
        y=alt.Y("accuracy:Q", axis=PERCENT, scale=alt.Scale(zero=False, padding=20)),
        tooltip=[
            alt.Tooltip("model:N", title=" "),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip(f"{column}:Q", format=f".3{number}", title=title),
        ],
    )
    points = base.mark_point(filled=True, size=150, opacity=1).encode(color=_by_model(rows))
    return points.properties(height=420)


def hyperparameter(rows: Rows, title: str) -> alt.LayerChart:
    """Accuracy with its interval for each value in order; a row has "value", "series", "accuracy", "low" and "high"."""
    series = list(dict.fromkeys(row["series"] for row in rows))
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("value:N", sort=None, title=title, axis=alt.Axis(labelAngle=0, grid=False)),
        color=alt.Color(
            "series:N",
            sort=series,
            scale=alt.Scale(domain=series, range=["#0072B2", "#E69F00", "#009E73"][: len(series)]),
            legend=alt.Legend(orient="bottom", title=None) if len(series) > 1 else None,
        ),
        tooltip=[
            alt.Tooltip("value:N", title=title),
            alt.Tooltip("series:N", title=" "),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip("low:Q", format=".1%", title="interval from"),
            alt.Tooltip("high:Q", format=".1%", title="to"),
        ],
    )
    scale = alt.Scale(zero=False)
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(y=alt.Y("low:Q", scale=scale, axis=PERCENT), y2="high:Q")
    lines = base.mark_line(point=alt.OverlayMarkDef(size=60)).encode(y=alt.Y("accuracy:Q", scale=scale, axis=PERCENT))
    return (spans + lines).properties(height=400)


def confusion(matrix: np.ndarray) -> Figure:
    """What was meant (rows) against what was read (columns), int (10, 10); right ones are pale, mistakes stand out."""
    figure = Figure(figsize=(5.2, 5.2))
    axes = figure.add_subplot()
    mistakes = np.where(np.eye(len(matrix), dtype=bool), 0, matrix)
    most = max(int(mistakes.max()), 4)
    axes.imshow(mistakes, cmap=BLUES, vmin=0, vmax=most)
    for (row, column), count in np.ndenumerate(matrix):
        if row == column:
            axes.add_patch(matplotlib.patches.Rectangle((column - 0.5, row - 0.5), 1, 1, color="#EEE9DD"))
        if count:
            colour = "white" if mistakes[row, column] > most / 2 else "#23211C"
            axes.text(column, row, count, ha="center", va="center", color=colour)
    axes.set(xlabel="read as", ylabel="meant", xticks=range(10), yticks=range(10))
    axes.set_xticks(np.arange(11) - 0.5, minor=True)
    axes.set_yticks(np.arange(11) - 0.5, minor=True)
    axes.grid(which="minor", color="#D8D2C4", linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    return figure


def heat_map(
    shares: np.ndarray, rows: Sequence[str], columns: Sequence[str], row_title: str, column_title: str, decimals: int = 1
) -> Figure:
    """Accuracies, float (rows, columns), as numbers in per cent on cells that are the darker the better."""
    figure = Figure(figsize=(5.6, 0.36 * len(rows) + 0.8))
    axes = figure.add_subplot()
    # Nearly all that matters happens close to the best: the scale is the error's logarithm.
    darkness = -np.log(np.maximum(1 - shares, 1e-3))
    axes.imshow(darkness, cmap=BLUES, aspect="auto")
    middle = darkness.min() + 0.55 * np.ptp(darkness)
    for (row, column), share in np.ndenumerate(shares):
        colour = "white" if darkness[row, column] > middle else "#23211C"
        axes.text(column, row, f"{100 * share:.{decimals}f}", ha="center", va="center", color=colour, size=9)
    axes.set(xlabel=column_title, ylabel=row_title)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    return figure
