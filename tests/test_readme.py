"""The README says what was measured, and what the experiments give."""

import json

import pytest
from serving import ROOT

from digitapp.learning.models import DEFAULT
from digitapp.learning.samples import Samples
from digitapp.measuring.comparison import folds, read_folds
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.scores import interval

README = (ROOT / "README.md").read_text(encoding="utf-8")


def measured(way, file, model):
    return json.loads((ROOT / "assets" / "measured" / f"{way}.json").read_text())[file][model]


@pytest.mark.parametrize(
    ("line", "way", "model"),
    [
        ("squeezed to 8x8", "naive", "svc"),
        ("own five steps", "steps", "svc"),
        ("and generated handwriting", "steps", "svc+handwriting"),
        ("the best reader, which", "steps", DEFAULT),
    ],
)
def test_the_table_is_what_the_benchmark_printed(line, way, model):
    [row] = [row for row in README.splitlines() if row.startswith("| ") and line in row]
    for file in ("pendigits_dev", "unipen_dev"):
        figure = measured(way, file, model)
        low, high = interval(round(figure["accuracy"] * figure["n"]), figure["n"])
        assert f"{100 * figure['accuracy']:.1f} ({100 * low:.1f} to {100 * high:.1f})" in row


def test_what_is_refused_is_what_the_benchmark_printed():
    one, other = (measured("steps", file, DEFAULT) for file in ("pendigits_dev", "unipen_dev"))
    sure = [f"{100 * (1 - figure['refused']):.1f} %" for figure in (one, other)]
    assert f"which is {sure[0]} and {sure[1]} of the drawings" in README
    assert f"| {100 * one['accuracy_sure']:.1f} | {100 * other['accuracy_sure']:.1f} |" in README
    assert f"the best reader refuses {100 * measured('steps', 'letters_dev', DEFAULT)['refused']:.0f} %" in README
    assert f"off by {100 * one['ece']:.1f} and {100 * other['ece']:.1f} %" in README


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
