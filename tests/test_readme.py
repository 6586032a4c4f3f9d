"""The README says what was measured, and what the experiments give."""

import json

import pytest
from serving import ROOT

from digitapp.learning.samples import Samples
from digitapp.measuring import published
from digitapp.measuring.comparison import folds, read_folds
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.scores import OPEN, REJECTED, verdict
from digitapp.measuring.seeds import MODELS, spreads

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_are_what_was_measured():
    assert published.with_tables(README) == README, "write them again with: python -m digitapp publish"


def test_the_answer_to_the_articles_has_the_figures_of_real_handwriting():
    one, other = (published.measured()["steps"][file]["svc"] for file in ("pendigits_dev", "unipen_dev"))
    text = " ".join(README.split())
    assert f"reads {100 * one['accuracy']:.1f} % of one collection of real pen drawings" in text
    assert verdict(published.correct(one), one["n"]) == OPEN
    assert f"and {100 * other['accuracy']:.1f} % of another, where the claim is rejected" in text
    assert verdict(published.correct(other), other["n"]) == REJECTED


def test_a_new_measurement_gets_into_the_table_without_code(tmp_path, monkeypatch):
    for file in published.MEASURED.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    row = {"name": "A village", "people": "3", "n": 1500, "accuracy": [0.9614], "interval": [0.95, 0.97], "refused": [0.04]}
    kept = tmp_path / "kept_apart.json"
    kept.write_text(json.dumps([{"when": "Today", "reader": "a newer reader", "rows": [row]}, *json.loads(kept.read_text())]))
    monkeypatch.setattr(published, "MEASURED", tmp_path)
    said = published.with_tables(README)
    assert "Today, a newer reader:" in said
    assert "| A village: 3 people, 1,500 drawings | 96.1 (95.0 to 97.0) | 4.0 | \N{EN DASH} |" in said
    assert "commit bdc1446" in said


def test_the_reader_before_this_one_is_quoted_as_it_was_measured():
    [before] = [one for one in published.kept_apart() if "bdc1446" in one.reader]
    [unipen] = [reading for reading in before.readings if "UniPen" in reading.name]
    assert f"and {100 * unipen.accuracy[0]:.1f} % of the others" in README


@pytest.mark.parametrize("model", MODELS)
def test_the_answer_to_the_articles_says_what_the_seed_decides(model):
    spread = spreads()[model]
    text = " ".join(README.split())
    assert f"reads {min(spread.correct)} to {max(spread.correct)} of the {spread.total} right" in text
    assert spread.rejected == {"tree": 20, "forest": 8}[model]
    assert "8 of the 20 forests reject the claim" in text
    assert "The article gives no seed" in text


def test_the_answer_to_the_articles_has_the_numbers_of_their_experiments():
    for name in ("tree", "forest"):
        score = ARTICLES[name].run().score
        low, high = (f"{100 * end:.1f}" for end in score.interval)
        assert f"{score.correct} of {score.total}" in README
        assert f"{low} to {high} %" in README


@pytest.mark.parametrize(("way", "words"), [("same", "machine (98.8 %)"), ("new", "machine (97.3 %, 96.5 to 98.0 %)")])
def test_the_answer_to_the_articles_has_the_numbers_of_the_comparison(way, words):
    samples = Samples.from_load_digits()
    score = read_folds(samples, "svc", folds(samples, way))
    low, high = score.interval
    assert words in README
    assert f"{100 * score.accuracy:.1f} %" in words
    assert way == "same" or f"{100 * low:.1f} to {100 * high:.1f} %" in words


def test_the_map_of_the_code_names_every_wing():
    wings = {path.name for path in (ROOT / "digitapp").iterdir() if (path / "__init__.py").exists()}
    assert {wing for wing in wings if f"| `{wing}/` |" in README} == wings
