"""What stands in the cells of the matrices."""

import numpy as np

from digitapp.web import matrices


def words(figure):
    [axes] = figure.axes
    return [text.get_text() for text in axes.texts]


def test_a_confusion_matrix_says_every_count_but_0():
    matrix = np.diag(range(20, 30))
    matrix[3, 5] = 2
    found = words(matrices.confusion(matrix))
    assert sorted(found) == sorted(["2", *map(str, range(20, 30))])


def test_a_heat_map_says_every_share_in_per_cent():
    shares = np.array([[0.1, 0.985], [1.0, 0.9996]])
    figure = matrices.heat_map(shares, ["a", "b"], ["c", "d"], "rows", "columns")
    assert words(figure) == ["10.0", "98.5", "100.0", "100.0"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["a", "b"]
    assert words(matrices.heat_map(shares, ["a", "b"], ["c", "d"], "rows", "columns", 0))[1] == "98"
