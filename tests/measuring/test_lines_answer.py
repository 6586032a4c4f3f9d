"""The answer's lines of Python print what the page shows; without digitapp unless its preprocessing is the subject."""

import os
import subprocess
import sys

import pytest
from drawings import DIGITS

from digitapp import ASSETS
from digitapp.drawing import files
from digitapp.drawing.strokes import Strokes
from digitapp.measuring import lines_answer as lines
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.seeds import spreads


def printed_by(python, folder, *options, **environment):
    done = subprocess.run(
        [sys.executable, *options, "-c", python],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("model", ["tree", pytest.param("forest", marks=pytest.mark.slow)])
def test_the_seeds_are_counted_as_on_the_page(model, tmp_path):
    said = printed_by(lines.seeds(model).python, tmp_path, "-I").splitlines()
    found = spreads()[model]
    assert said[:-1] == [f"seed {seed} right {right} of {found.total}" for seed, right in enumerate(found.correct)]
    assert said[-1] == f"{found.rejected} of 20 reject the claim"


@pytest.mark.parametrize("model", ARTICLES)
def test_an_articles_fit_has_the_indexes_as_published(model):
    experiment = ARTICLES[model]
    assert f"np.arange({experiment.size}), np.arange({experiment.size} + 1, len(y))" in lines.article(model).python


def test_what_a_step_is_worth_is_printed_for_a_file_of_drawings(tmp_path):
    drawn = [files.LabelledStrokes.from_strokes(Strokes(tuple(paths)), digit) for digit, paths in DIGITS.items()]
    (tmp_path / "drawings.json.gz").write_bytes(files.write(drawn, "me"))
    said = printed_by(lines.steps().python, tmp_path, PYTHONPATH=str(ASSETS.parent)).splitlines()
    assert [line.split(" of ")[0].rpartition(" ")[0] for line in said] == [
        "without []",
        "without ['equalise']",
        "without ['straighten']",
    ]
    assert all(f"of {len(DIGITS)} right" in line for line in said)


def test_every_part_of_the_notebook_is_another_one():
    every = lines.every()
    assert len({one.about for one in every}) == len({one.python for one in every}) == len(every)
