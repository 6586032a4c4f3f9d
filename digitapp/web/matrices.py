"""Matrices as pictures, made with matplotlib from numbers that others have computed."""

from collections.abc import Sequence

import matplotlib.style
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from digitapp import ASSETS

matplotlib.style.use(ASSETS / "digitapp.mplstyle")
INK = "#23211C"
# From paper to the blue of Okabe and Ito, dark enough for white numbers
BLUES = LinearSegmentedColormap.from_list("ink blue", ["#FFFEFA", "#9CC3E0", "#0072B2", "#003A5C"])


def confusion(matrix: np.ndarray) -> Figure:
    """What was meant (rows) against what was read (columns), int (10, 10); right ones are pale, mistakes stand out."""
    figure = Figure(figsize=(5.2, 5.2))
    axes = figure.add_subplot()
    mistakes = np.where(np.eye(len(matrix), dtype=bool), 0, matrix)
    most = max(int(mistakes.max()), 4)
    axes.imshow(mistakes, cmap=BLUES, vmin=0, vmax=most)
    for (row, column), count in np.ndenumerate(matrix):
        if row == column:
            axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, color="#EEE9DD"))
        if count:
            colour = "white" if mistakes[row, column] > most / 2 else INK
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
        colour = "white" if darkness[row, column] > middle else INK
        axes.text(column, row, f"{100 * share:.{decimals}f}", ha="center", va="center", color=colour, size=9)
    axes.set(xlabel=column_title, ylabel=row_title)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    return figure
