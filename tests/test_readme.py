"""The README says what was measured, and what the experiments give."""

import json

from serving import ROOT

from digitapp.board import limits
from digitapp.learning.samples import Samples
from digitapp.measuring import claim, comparison_kept, published, readme

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_are_what_was_measured():
    assert readme.with_tables(README) == README, "write them again with: python -m digitapp publish"


def test_a_new_measurement_gets_into_the_table_without_code(tmp_path, monkeypatch):
    for file in published.MEASURED.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    row = {"name": "A village", "people": "3", "n": 1500, "accuracy": [0.9614], "interval": [0.95, 0.97], "refused": [0.04]}
    kept = tmp_path / "kept_apart.json"
    kept.write_text(json.dumps([{"when": "Today", "reader": "a newer reader", "rows": [row]}, *json.loads(kept.read_text())]))
    monkeypatch.setattr(published, "MEASURED", tmp_path)
    said = readme.with_tables(README)
    assert "Today, a newer reader:" in said
    assert "| A village: 3 people, 1,500 drawings | 96.1 (95.0 to 97.0) | 4.0 | \N{EN DASH} |" in said
    assert "commit bdc1446" in said


def test_the_reader_before_this_one_is_quoted_as_it_was_measured():
    [before] = [one for one in published.kept_apart() if "bdc1446" in one.reader]
    [unipen] = [reading for reading in before.readings if "UniPen" in reading.name]
    assert f"and {100 * unipen.accuracy[0]:.1f} % of the others" in README


def test_the_answer_is_the_one_that_the_page_gives():
    tests = claim.tests(comparison_kept.read(Samples.from_load_digits()).comparison.scores, published.measured())
    assert claim.conclusion(tests) in " ".join(README.split())
    for test in (test for group in tests.values() for test in group):
        assert f"| {test.name}, {test.tested} | {test.tally.correct:,} of {test.tally.total:,}:" in README


def test_the_map_of_the_code_names_every_wing():
    wings = {path.name for path in (ROOT / "digitapp").iterdir() if (path / "__init__.py").exists()}
    assert {wing for wing in wings if f"| `{wing}/` |" in README} == wings


def test_the_limits_of_a_class_board_are_those_that_hold():
    for what, limit in {
        "phones": f"{limits.PUPILS}",
        "drawings that one phone sends": f"{limits.PUPIL_DRAWINGS}",
        "drawings kept": f"{limits.BOARD_DRAWINGS:,}",
        "length of a drawing": f"{limits.DRAWING_TEXT:,} bytes (a usual one has 1,500)",
        "boards open at the same time": f"{limits.BOARDS}",
        "until it is deleted": f"{limits.HOURS} hours",
    }.items():
        assert f"\n| {what} | {limit} |\n" in README
