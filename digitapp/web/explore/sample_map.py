"""The map of all samples as a chart, made with Altair from places that others have computed.

It is on paper in light and dark, as all pictures are; what must be seen among the digits is ink with paper around it.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from digitapp.drawing.pictures import INK, PAPER
from digitapp.learning.samples import Samples

# Okabe and Ito's colours, in the order of the digits; the same as chartCategoricalColors in .streamlit/config.toml.
DIGIT_COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#8C6D1F",
    "#7F7F7F",
    "#882255",
    "#44AA99",
)
SAMPLE_TOOLTIP = ["image:N", "sample:Q", "digit:N", "block:Q"]  # `image` shows as one
DRAWING_TOOLTIP = ["image:N", "drawing:N"]
# Pixels, in the expressions of a chart: they grow with its width, which is some 290 on a phone and 1,100 on a projector.
DIGIT_SIZE = alt.expr("clamp(width / 64, 8, 16)")
WORDS_SIZE = alt.expr("clamp(width / 50, 13, 22)")
MARGIN = alt.expr("clamp(width / 12, 54, 100)")  # around the outermost samples: the label of a drawing there is not cut off


def chart(
    samples: Samples,
    places: np.ndarray,
    pictures: Sequence[str],
    own: tuple[np.ndarray, str] | None = None,
    neighbours: Sequence[int] | np.ndarray = (),
) -> alt.LayerChart:
    """Every sample as its digit, in the digit's colour, at its place; hovering shows its picture.

    Parameters
    ----------
    places : (n, 2), of the samples.
    pictures : n data URLs.
    own : the place, (2,), and the picture of the visitor's drawing.
    neighbours : numbers of the samples to be ringed.
    """
    rows = pd.DataFrame(
        {
            "x": places[:, 0],
            "y": places[:, 1],
            "digit": samples.labels,
            "sample": np.arange(len(samples)),
            "block": samples.blocks + 1,
            "image": pictures,
        }
    )
    layers = [
        _at_places(rows, SAMPLE_TOOLTIP)
        .mark_text(fontSize=DIGIT_SIZE, fontWeight="bold")
        .encode(
            text="digit:N",
            color=alt.Color("digit:N", scale=alt.Scale(domain=list(range(10)), range=DIGIT_COLOURS), legend=None),
        )
    ]
    if len(neighbours):
        layers += _rings(_at_places(rows.iloc[list(neighbours)], SAMPLE_TOOLTIP), size=150, width=1.5)
    if own is not None:
        (x, y), picture = own
        drawing = _at_places(pd.DataFrame({"x": [x], "y": [y], "image": picture, "drawing": "yours"}), DRAWING_TOOLTIP)
        layers += _rings(drawing, size=1600, width=3)
        text: dict[str, Any] = {"text": "your drawing", "fontSize": WORDS_SIZE, "fontWeight": "bold", "dy": -38}
        layers += [
            drawing.mark_text(**text, color=PAPER, stroke=PAPER, strokeWidth=5, strokeJoin="round"),
            drawing.mark_text(**text, color=INK),
        ]
    return (
        alt.layer(*layers)
        .properties(padding={"left": 1, "right": 1, "top": 1})  # room for the frame
        .configure_view(fill=PAPER, stroke="#8C877B", strokeWidth=1)
    )


def _at_places(rows: pd.DataFrame, tooltip: list[str]) -> alt.Chart:
    axis: dict[str, Any] = {"axis": None, "scale": alt.Scale(zero=False, nice=False, padding=MARGIN)}
    return alt.Chart(rows).encode(x=alt.X("x:Q", **axis), y=alt.Y("y:Q", **axis), tooltip=tooltip)


def _rings(marked: alt.Chart, size: int, width: float) -> list[alt.Chart]:
    ring: dict[str, Any] = {"shape": "circle", "size": size, "filled": False, "opacity": 1}
    return [
        marked.mark_point(**ring, color=PAPER, strokeWidth=width + 3),
        marked.mark_point(**ring, color=INK, strokeWidth=width),
    ]
