"""Accuracies as HTML: where a mark stands, what is said beside it, and what is covered."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitapp.measuring.scores import Tally
from digitapp.web import accuracies
from digitapp.web.accuracies import Row, chart, place
from digitapp.web.explore import parts

ROW = Row("svc", "Support vector machine", "6 digits", Tally(6, 6))


@given(st.floats(0, 1))
def test_every_accuracy_has_its_place_on_the_axis(share):
    percent = float(place(share).removesuffix("%"))
    assert 0 <= percent <= 100
    assert percent == pytest.approx(max(0, 200 * share - 100), abs=0.01)


def test_a_row_says_count_interval_and_verdict():
    shown = chart([ROW], "Tests")
    assert all(words in shown for words in ("100.0 %", "54.1 to 100.0 %", "cannot tell", "6 digits"))
    assert "<button" not in shown
    assert 'data-press="svc" aria-expanded="true"' in chart([ROW], "Tests", "svc", is_pressed=True)


def test_what_is_covered_says_nothing_of_what_came_out():
    shown = chart([Row("svc", "SVC", "6 digits", Tally(3, 4), (0.123,), is_covered=True)], "Tests", is_pressed=True)
    assert "guess:svc" in shown
    assert "skip:svc" in shown
    assert not any(words in shown for words in ("75.0 %", "19.4", "cannot tell", "12.3", 'class="point"', 'data-press="svc"'))


def test_a_guess_is_shown_beside_the_result():
    assert "your guess: 80 %" in chart([Row("svc", "SVC", "", Tally(6, 6), guess=0.8)], "Tests")


def test_what_lies_below_the_axis_has_an_arrow_and_no_point():
    shown = chart([Row("naive", "Squeezed", "", Tally(3, 10))], "Ways")
    assert 'class="below"' in shown
    assert 'class="point"' not in shown


def test_names_are_escaped():
    assert "<script>" not in chart([Row("<script>", "<script>", "<script>", Tally(1, 2))], "<script>", is_pressed=True)


def test_the_table_holds_numbers():
    table = pd.read_csv(io.StringIO(parts.as_csv(accuracies.columns([ROW, Row("a", "b", "c", Tally(2, 3))]))))
    assert list(table.columns) == ["name", "tested on", "accuracy", "lower", "upper", "n", "correct", "p", "claim"]
    assert table.dtypes[["accuracy", "lower", "upper", "p"]].eq("float64").all()
    assert table.dtypes[["n", "correct"]].eq("int64").all()
    assert table.loc[1, "accuracy"] == 2 / 3
