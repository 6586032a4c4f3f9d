"""Confusion matrices that can be pressed."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from digitapp.measuring.scores import Score
from digitapp.web import figures
from digitapp.web.explore import confusions


def script():
    import numpy as np
    import streamlit as st

    from digitapp.measuring.scores import Score
    from digitapp.web.explore import confusions

    labels, predicted, tested = (np.array(st.session_state[name]) for name in ("labels", "predicted", "tested"))
    confusions.show(Score(labels, predicted), tested, "test")


def opened(labels, predicted, tested, cell):
    page = AppTest.from_function(script, default_timeout=30)
    for name, value in {"labels": labels, "predicted": predicted, "tested": tested}.items():
        page.session_state[name] = value
    page.session_state["explore.confusion.test.cell"] = cell
    page.run()
    assert not page.exception
    return " ".join([*(element.value for element in page.markdown), *(element.proto.body for element in page.get("html"))])


def test_a_cell_opens_its_drawings_with_their_numbers():
    said = opened([3, 3, 5, 3], [5, 3, 5, 5], [40, 41, 42, 1790], "35")
    assert "**3 read as 5**: 2 drawings." in said
    assert said.count("<img") == 2
    assert "Sample 40" in said
    assert "Sample 1790" in said


def test_too_many_drawings_are_cut_and_it_is_said():
    said = opened([1] * 70, [1] * 70, list(range(70)), "11")
    assert "70 drawings, of which the first 60 are shown" in said
    assert said.count("<img") == 60


@pytest.mark.parametrize("cell", ["30", "<b>", "", None])
def test_what_is_no_cell_opens_nothing(cell):
    assert opened([3], [5], [40], cell) == ""


def test_only_counts_are_buttons_and_say_what_they_are():
    score = Score(np.array([3, 3, 3]), np.array([5, 5, 3]))
    html = figures.render(
        "confusion.html", matrix=score.confusion.tolist(), caption="", opened="35", strength=confusions.strength
    )
    assert html.count("<button") == 2
    assert 'aria-pressed="true" aria-label="3 read as 5: 2 drawings">2<' in html
    assert 'aria-label="3 read as 3: 1 drawing">1<' in html


def test_a_colour_is_stronger_when_mistakes_double():
    assert [confusions.strength(count) for count in (1, 2, 3, 4, 7, 8, 100)] == [1, 2, 2, 3, 3, 4, 4]
