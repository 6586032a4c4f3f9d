"""The lines of Python of Compare, run by themselves, without digitapp, give what was measured."""

import os
import re
import subprocess
import sys

import numpy as np
import pytest
from serving import ROOT

from digitapp.learning.models import DEFAULT
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison, comparison_kept, lines_compare
from digitapp.measuring.comparison import WAYS
from digitapp.measuring.notebook import Lines
from digitapp.measuring.scores import paired

SAMPLES = Samples.from_load_digits()
KEPT = comparison_kept.read(SAMPLES)
SCORES = KEPT.comparison.scores


def printed(tmp_path, *several: Lines, folder=None) -> str:
    """What lines print, one after the other in a process that knows no digitapp, but in its folder."""
    alone = [] if folder else ["-I"]
    script = tmp_path / "lines.py"
    script.write_text("\n".join(lines.python for lines in several), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder)} if folder else None
    run = subprocess.run(
        [sys.executable, *alone, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert not run.returncode, run.stderr
    return run.stdout


def quick(lines: Lines) -> Lines:
    """Without the forest, which takes longest."""
    return lines._replace(python=re.sub(r'    "Random forest": .*\n', "", lines.python))


@pytest.mark.parametrize("way", [*(pytest.param(way, marks=pytest.mark.slow) for way in WAYS)])
def test_the_accuracies_of_all_models_and_what_they_all_misread(way, tmp_path):
    *said, wrong = printed(tmp_path, lines_compare.accuracy(way), lines_compare.misread_by_all(way)).splitlines()
    assert said == [f"{RECIPES[key].title}: {SCORES[way][key]}" for key in RECIPES]
    assert wrong == str(comparison.misread_by_all({key: SCORES[way][key] for key in RECIPES}).tolist())


def test_accuracy_confusion_and_the_paired_test_on_new_writers(tmp_path):
    several = [
        quick(lines_compare.accuracy("new")),
        lines_compare.confusion("new", "knn"),
        lines_compare.paired("new", "svc", "tree"),
        quick(lines_compare.misread_by_all("new")),
        quick(lines_compare.costs()),
    ]
    said = printed(tmp_path, *several).splitlines()
    scores = {key: score for key, score in SCORES["new"].items() if key not in (DEFAULT, "forest")}
    assert said[:4] == [f"{RECIPES[key].title}: {score}" for key, score in scores.items()]
    matrix = np.array(re.findall(r"\d+", " ".join(said[4:14])), dtype=int).reshape(10, 10)
    assert matrix.tolist() == scores["knn"].confusion.tolist()
    only_first, only_second, p = paired(scores["svc"].right, scores["tree"].right)
    assert said[14] == f"{only_first} {only_second} {p}"
    assert said[15] == str(comparison.misread_by_all(scores).tolist())
    assert re.match(r"Support vector machine: [\d.e-]+ s to fit, [\d.e-]+ ms to read a digit, 474 KB", said[16])


@pytest.mark.parametrize("way", WAYS)
def test_the_learning_curve(way, tmp_path):
    found = KEPT.curves[way]["svc"]
    assert printed(tmp_path, lines_compare.learning_curve(way)).splitlines() == [
        f"{size}: {np.mean(found):.1%}, worst {min(found):.1%}, best {max(found):.1%}" for size, found in found.items()
    ]


@pytest.mark.parametrize("model", ["knn", *(pytest.param(key, marks=pytest.mark.slow) for key in RECIPES if key != "knn")])
def test_the_best_setting(model, tmp_path):
    found = KEPT.hyperparameters[model]
    best = max(found, key=lambda values: found[values].correct)
    shown = best if len(best) > 1 else best[0]
    said = f"{', '.join(RECIPES[model].parameters)}: {shown} with {found[best].correct} of 1797\n"
    assert printed(tmp_path, lines_compare.hyperparameters(model)) == said


@pytest.mark.slow
def test_the_best_reader_in_digitapps_folder(tmp_path):
    lines = lines_compare.best_reader("new")
    assert lines.python.startswith("# This needs digitapp")
    assert printed(tmp_path, lines, folder=ROOT).strip() == str(SCORES["new"][DEFAULT])


def test_all_lines_of_the_section_can_be_read_by_python():
    every = lines_compare.every()
    assert len({lines.about for lines in every}) == len(every)
    for lines in every:
        compile(lines.python, lines.about, "exec")
        assert max(map(len, lines.python.splitlines())) <= 120
