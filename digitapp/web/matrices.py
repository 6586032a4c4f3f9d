"""Matrices as pictures, made with matplotlib from numbers that others have computed."""

import textwrap
from collections.abc import Sequence

import matplotlib.style
import numpy as np
import streamlit as st
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from digitapp import ASSETS

matplotlib.style.use(ASSETS / "digitapp.mplstyle")
# By theme: what surrounds the cells, what is written there, and the cells from worst to best, with what is written on them
PAPER, INK = {"light": "#FBF9F4", "dark": "#1C1B18"}, {"light": "#23211C", "dark": "#F1EDE3"}
BLUES = {
    "light": LinearSegmentedColormap.from_list("on paper", ["#FFFEFA", "#9CC3E0", "#0072B2", "#003A5C"]),
    "dark": LinearSegmentedColormap.from_list("in the dark", ["#2A2823", "#1F4F73", "#56B4E9", "#C9E6FA"]),
}


def theme() -> str:
    """The visitor's: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def heat_map(
    shares: np.ndarray, rows: Sequence[str], columns: Sequence[str], row_title: str, column_title: str, decimals: int = 1
) -> Figure:
    """Accuracies, float (rows, columns), as numbers in per cent on cells that stand out the more the better, in the theme."""
    name = theme()
    paper, ink = PAPER[name], INK[name]
    figure = Figure(figsize=(5.6, 0.36 * len(rows) + 0.8), facecolor=paper)
    axes = figure.add_subplot()
    # Nearly all that matters happens close to the best: the scale is the error's logarithm.
    darkness = -np.log(np.maximum(1 - shares, 1e-3))
    axes.imshow(darkness, cmap=BLUES[name], aspect="auto")
    middle = darkness.min() + {"light": 0.55, "dark": 0.45}[name] * np.ptp(darkness)
    for (row, column), share in np.ndenumerate(shares):
        colour = paper if darkness[row, column] > middle else ink
        axes.text(column, row, f"{100 * share:.{decimals}f}", ha="center", va="center", color=colour, size=9)
    axes.set_xlabel(column_title, color=ink)
    axes.set_ylabel(textwrap.fill(row_title, 32), color=ink)
    axes.tick_params(colors=ink)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    return figure
