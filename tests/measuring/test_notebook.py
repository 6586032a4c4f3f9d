"""Notebooks: what Jupyter opens, and nothing but what was given."""

import nbformat

from digitapp.measuring.notebook import NEEDS, Lines, notebook


def test_a_notebook_is_valid_and_holds_the_lines_in_order():
    made = nbformat.reads(notebook("Compare", [Lines("One", "print(1)"), Lines("Two", 'print("2")')]), as_version=4)
    nbformat.validate(made)
    assert [cell.source for cell in made.cells if cell.cell_type == "code"] == [NEEDS, "print(1)", 'print("2")']
    assert [cell.source for cell in made.cells if cell.cell_type == "markdown"][1:] == ["## One", "## Two"]
    assert len({cell.id for cell in made.cells}) == len(made.cells)
