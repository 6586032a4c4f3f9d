"""What stands in the cells of the heat map, in both themes."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from digitapp.web import matrices

SHARES = np.array([[0.1, 0.985], [1.0, 0.9996]])


def words(figure):
    [axes] = figure.axes
    return [text.get_text() for text in axes.texts]


def heat_map(decimals=1):
    return matrices.heat_map(SHARES, ["a", "b"], ["c", "d"], "rows", "columns", decimals)


def test_a_heat_map_says_every_share_in_per_cent():
    figure = heat_map()
    assert words(figure) == ["10.0", "98.5", "100.0", "100.0"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["a", "b"]
    assert words(heat_map(0))[1] == "98"


@pytest.mark.parametrize(("theme", "paper", "ink"), [("light", "#FBF9F4", "#23211C"), ("dark", "#1C1B18", "#F1EDE3")])
def test_a_heat_map_follows_the_theme(monkeypatch, theme, paper, ink):
    monkeypatch.setattr(matrices, "theme", lambda: theme)
    figure = heat_map()
    assert to_hex(figure.get_facecolor()).upper() == paper
    assert figure.axes[0].xaxis.label.get_color() == ink
    assert {text.get_color() for text in figure.axes[0].texts} == {paper, ink}
