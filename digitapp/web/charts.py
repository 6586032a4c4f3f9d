"""Charts, made with Altair from numbers that others have computed.

Rows are dictionaries, one for each mark; shares are 0..1. Accuracies are on one axis everywhere, from 50 to 100 %; what lies
below is a triangle at its lower end. Each labelled value has a grid line. Text grows with the window.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import altair as alt
from markupsafe import Markup

from digitapp.learning.models import DEFAULT, KEYS
from digitapp.web import figures
from digitapp.web.accuracies import LOWEST, TICKS

Rows = Sequence[Mapping]

# The same colour for a model on every chart, those of Okabe and Ito that show on light and on dark; and its mark
MODEL_COLOURS: Mapping[str, str] = MappingProxyType(
    {DEFAULT: "#0072B2", "svc": "#E69F00", "tree": "#009E73", "forest": "#CC79A7", "knn": "#56B4E9", "logistic": "#D55E00"}
)
MODEL_SHAPES: Mapping[str, str] = MappingProxyType(
    {
        DEFAULT: "circle",
        "svc": "square",
        "tree": "triangle-up",
        "forest": "diamond",
        "knn": "triangle-right",
        "logistic": "cross",
    }
)
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "circle": "\u25cf",
        "square": "\u25a0",
        "triangle-up": "\u25b2",
        "diamond": "\u25c6",
        "triangle-right": "\u25b6",
        "cross": "\u271a",
    }
)
SERIES_COLOURS = ("#0072B2", "#E69F00", "#009E73")
ACCURACY_AXIS = alt.Axis(
    values=TICKS,
    labelExpr="format(100 * datum.value, 'd') + ' %'",
    title="read right",
    labelOverlap=False,
    labelFlush=False,
)
ACCURACY_SCALE = alt.Scale(domain=[LOWEST, 1], nice=False, clamp=True)
ACCURACY_TOOLTIP = [
    alt.Tooltip("accuracy:Q", format=".1%"),
    alt.Tooltip("low:Q", format=".1%", title="interval from"),
    alt.Tooltip("high:Q", format=".1%", title="to"),
]
# By the column "model", which holds the models' titles; `legend` says whose they are
TITLES = [KEYS[key].title for key in MODEL_COLOURS]
COLOUR = alt.Color("model:N", scale=alt.Scale(domain=TITLES, range=list(MODEL_COLOURS.values())), legend=None)
SHAPE = alt.Shape("model:N", scale=alt.Scale(domain=TITLES, range=list(MODEL_SHAPES.values())), legend=None)
# Pixels: 12 on a phone, 14 on a laptop, 20 on a projector
TEXT = alt.ExprRef("clamp(windowSize()[0] / 92, 12, 20)")
SLANT = alt.ExprRef("width < 480 ? -50 : 0")  # of labels, where there are many
COLUMNS = alt.ExprRef("width < 520 ? 1 : 3")  # of a legend


def _accuracy(column: str = "accuracy") -> alt.Y:
    return alt.Y(f"{column}:Q", scale=ACCURACY_SCALE, axis=ACCURACY_AXIS)


def legend(keys: Iterable[str]) -> Markup:
    """Whose colour and shape are whose, in HTML, which breaks its lines where a chart's own legend would be cut off."""
    marks = [(KEYS[key].title, MARKS[MODEL_SHAPES[key]], MODEL_COLOURS[key]) for key in keys]
    return figures.render("legend.html", marks=marks)


def _points(base: alt.Chart, size: int) -> tuple[alt.Chart, alt.Chart]:
    """Points at their accuracies, and triangles at the lower end of the axis for those below it."""
    shown = base.transform_filter(alt.datum.accuracy >= LOWEST).mark_point(filled=True, opacity=1, size=size)
    below = base.transform_filter(alt.datum.accuracy < LOWEST).mark_point(filled=True, opacity=1, size=90, yOffset=-5)
    return shown.encode(y=_accuracy()), below.encode(
        y=alt.datum(LOWEST, scale=ACCURACY_SCALE, axis=ACCURACY_AXIS), shape=alt.value("triangle-down")
    )


def _finished(height: int, *layers: alt.Chart) -> alt.LayerChart:
    """Layers, so many pixels high, with text that grows with the window."""
    return (
        alt.LayerChart(layer=list(layers))
        .properties(height=height)
        .configure_mark(aria=False)  # the chart is one picture, which has its alt text
        .configure_axis(labelFontSize=TEXT, titleFontSize=TEXT, grid=True)
        .configure_legend(labelFontSize=TEXT, titleFontSize=TEXT)
    )


def curves(rows: Rows, x_title: str) -> alt.LayerChart:
    """Accuracy against the training size, with bands; a row has "model", "size", "accuracy", "low" and "high"."""
    sizes = sorted({row["size"] for row in rows})
    doubled = [size for size in sizes if math.log2(size / sizes[0]).is_integer()]  # whose labels have room
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(
            "size:Q",
            title=x_title,
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(values=doubled, format=",d", labelOverlap=False, labelFlush=False),
        ),
        color=COLOUR,
    )
    bands = base.mark_area(opacity=0.15).encode(y=_accuracy("low"), y2="high:Q")
    lines = base.mark_line().encode(y=_accuracy())
    points = _points(
        base.encode(
            shape=SHAPE,
            tooltip=[
                alt.Tooltip("model:N", title=" "),
                alt.Tooltip("size:Q", title="learnt from", format=","),
                alt.Tooltip("accuracy:Q", format=".1%", title="right on average"),
                alt.Tooltip("low:Q", format=".1%", title="worst"),
                alt.Tooltip("high:Q", format=".1%", title="best"),
            ],
        ),
        size=60,
    )
    return _finished(460, bands, lines, *points)


def costs(rows: Rows, column: str, title: str) -> alt.LayerChart:
    """Accuracy against a cost on a logarithmic axis; a row has "model", "accuracy" and the column. The legend is elsewhere."""
    values = [row[column] for row in rows]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    tens = [10.0**power for power in range(low, high + 1)]
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(
            f"{column}:Q",
            title=title,
            scale=alt.Scale(type="log", domain=[tens[0], tens[-1]], nice=False),
            axis=alt.Axis(values=tens if len(tens) < 5 else tens[::2], format=",~g", labelOverlap=False, labelFlush=False),
        ),
        color=COLOUR,
        shape=SHAPE,
        tooltip=[
            alt.Tooltip("model:N", title=" "),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip(f"{column}:Q", format=",.3~g", title=title),
        ],
    )
    return _finished(300, *_points(base, size=150))


def hyperparameter(rows: Rows, title: str) -> alt.LayerChart:
    """Accuracy with its interval for each value in order; a row has "value", "series", "accuracy", "low" and "high"."""
    series = list(dict.fromkeys(row["series"] for row in rows))
    legend = (
        alt.Legend(orient="bottom", title=None, columns=COLUMNS, symbolOpacity=1, labelLimit=0) if len(series) > 1 else None
    )
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X(
            "value:N", sort=None, title=title, scale=alt.Scale(padding=1), axis=alt.Axis(labelAngle=SLANT, labelOverlap=False)
        ),
        color=alt.Color(
            "series:N", sort=series, scale=alt.Scale(domain=series, range=SERIES_COLOURS[: len(series)]), legend=legend
        ),
        tooltip=[alt.Tooltip("value:N", title=title), alt.Tooltip("series:N", title=" "), *ACCURACY_TOOLTIP],
    )
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(y=_accuracy("low"), y2="high:Q")
    lines = base.mark_line().encode(y=_accuracy())
    return _finished(440, spans, lines, *_points(base, size=70))
