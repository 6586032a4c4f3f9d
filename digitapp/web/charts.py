"""Charts, made with Altair from numbers that others have computed.

Rows are dictionaries, one for each mark; shares are 0..1.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import altair as alt

from digitapp.learning.models import DEFAULT, KEYS
from digitapp.measuring.scores import ACCEPTED, CLAIM, OPEN, REJECTED

Rows = Sequence[Mapping]

# The same colour for a model on every chart: those of Okabe and Ito that show on light and on dark
MODEL_COLOURS: Mapping[str, str] = MappingProxyType(
    {DEFAULT: "#0072B2", "svc": "#E69F00", "tree": "#009E73", "forest": "#CC79A7", "knn": "#56B4E9", "logistic": "#D55E00"}
)
SERIES_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
SERIES_SHAPES = ("circle", "diamond", "square", "triangle-up")
# What becomes of the claim, in its own colour and shape
VERDICT_LOOKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {REJECTED: ("#D55E00", "diamond"), OPEN: ("#0072B2", "circle"), ACCEPTED: ("#009E73", "square")}
)
PERCENT = alt.Axis(format="%", title=None)
ACCURACY_TOOLTIP = [
    alt.Tooltip("accuracy:Q", format=".1%"),
    alt.Tooltip("low:Q", format=".1%", title="interval from"),
    alt.Tooltip("high:Q", format=".1%", title="to"),
]


def _by_model(rows: Rows) -> alt.Color:
    """Colours by the column "model", which holds the models' titles."""
    present = {row["model"] for row in rows}
    colours = {KEYS[key].title: colour for key, colour in MODEL_COLOURS.items() if KEYS[key].title in present}
    return alt.Color(
        "model:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=alt.Legend(title=None, orient="bottom", columns=1, symbolOpacity=1, rowPadding=0, labelLimit=0),
    )


def _by_series(series: Sequence[str], columns: int) -> alt.Color:
    """Colours by the column "series", in its order; a single one needs no legend. Of no columns, the legend is a row."""
    return alt.Color(
        "series:N",
        sort=series,
        scale=alt.Scale(domain=series, range=SERIES_COLOURS[: len(series)]),
        legend=alt.Legend(orient="bottom", title=None, columns=columns, labelLimit=0) if len(series) > 1 else None,
    )


def _claim(scale: alt.Scale, words: str) -> alt.LayerChart:
    """The line of the claim, with words above it."""
    line = alt.Chart(alt.Data(values=[{"claim": CLAIM, "words": words}]))
    rule = line.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color="#8C877B").encode(x=alt.X("claim:Q", scale=scale))
    text = line.mark_text(align="right", baseline="bottom", dx=-4, color="#8C877B").encode(
        x=alt.X("claim:Q", scale=scale), y=alt.value(-4), text="words:N"
    )
    return rule + text


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
        color=_by_series(series, columns=1),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("series:N", title="measured"),
            alt.Tooltip("of:N", title="right"),
            *ACCURACY_TOOLTIP,
        ],
    )
    scale = alt.Scale(domain=[low, 1], clamp=True)
    spans = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale, axis=PERCENT), x2="high:Q")
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=alt.X("accuracy:Q", scale=scale, axis=PERCENT),
        shape=alt.Shape("series:N", sort=series, legend=None, scale=alt.Scale(range=SERIES_SHAPES)),
    )
    return (_claim(scale, words) + spans + points).properties(height=alt.Step(20 if len(series) > 1 else 34))


def seeds(rows: Rows, low: float, words: str) -> alt.LayerChart:
    """The accuracy with each seed and its interval, one below the other, beside the line of the claim; from `low` to 1.

    A row has "seed", "verdict" (of `VERDICT_LOOKS`, which gives its colour and shape), "shown" (whether it is the one that
    stands elsewhere; its mark is larger), "accuracy", "low", "high" and "of" (in words).
    """
    looks = {name: look for name, look in VERDICT_LOOKS.items() if any(row["verdict"] == name for row in rows)}
    verdicts = list(looks)
    colours, shapes = zip(*looks.values(), strict=True)
    legend = alt.Legend(orient="bottom", title="the claim", columns=0, labelLimit=0, symbolSize=70)
    scale = alt.Scale(domain=[low, 1])
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        y=alt.Y(
            "seed:O", title="seed", scale=alt.Scale(padding=0.8), axis=alt.Axis(ticks=False, domain=False, labelOverlap=False)
        ),
        color=alt.Color("verdict:N", scale=alt.Scale(domain=verdicts, range=colours), legend=legend),
        tooltip=[
            alt.Tooltip("seed:O"),
            alt.Tooltip("of:N", title="right"),
            *ACCURACY_TOOLTIP,
            alt.Tooltip("verdict:N", title="the claim"),
        ],
    )
    spans = base.mark_rule().encode(
        x=alt.X("low:Q", scale=scale, axis=PERCENT),
        x2="high:Q",
        strokeWidth=alt.condition("datum.shown", alt.value(4), alt.value(1.5)),
    )
    points = base.mark_point(filled=True, opacity=1).encode(
        x=alt.X("accuracy:Q", scale=scale, axis=PERCENT),
        shape=alt.Shape("verdict:N", scale=alt.Scale(domain=verdicts, range=shapes), legend=legend),
        size=alt.condition("datum.shown", alt.value(170), alt.value(45)),
    )
    return (_claim(scale, words) + spans + points).properties(height=alt.Step(15))


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
            alt.Tooltip("low:Q", format=".1%", title="worst"),
            alt.Tooltip("high:Q", format=".1%", title="best"),
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
        color=_by_series(series, columns=0),
        tooltip=[
            alt.Tooltip("value:N", title=title),
            alt.Tooltip("series:N", title=" "),
            *ACCURACY_TOOLTIP,
        ],
    )
    scale = alt.Scale(zero=False)
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(y=alt.Y("low:Q", scale=scale, axis=PERCENT), y2="high:Q")
    lines = base.mark_line(point=alt.OverlayMarkDef(size=60)).encode(y=alt.Y("accuracy:Q", scale=scale, axis=PERCENT))
    return (spans + lines).properties(height=400)
