"""An experiment's lines of Python print what the page shows, in a process that knows scikit-learn and not digitapp."""

import json
import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from digitapp import ASSETS
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring import lines_experiment as lines
from digitapp.measuring.experiments import ARTICLES, SECOND_ARTICLE, Experiment
from digitapp.measuring.notebook import notebook
from digitapp.measuring.teaching import lesson

SAMPLES = Samples.from_load_digits()
EXPERIMENTS = {
    **ARTICLES,
    "second article": SECOND_ARTICLE,
    **{f"{model}, new writers": Experiment.of(model, 700, "writers", 3) for model in RECIPES},
    "handwriting": Experiment.of("tree", 500, seed=2, learns="handwriting", max_depth=8),
    "logistic, handwriting": Experiment.of("logistic", 300, learns="handwriting"),
}
MANY = lines.MAX_LITERAL + 1
TAUGHT = [(7, 1), (MANY, 1), (7, 3), (MANY, 8)]  # how many drawings, by how many writers

# Runs pieces of Python, JSON on stdin, each by itself; what each printed, as JSON.
RUN = """
import contextlib, io, json, sys
printed = []
for python in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(python, "lines", "exec"), {})
    printed.append(out.getvalue())
assert "digitapp" not in sys.modules
print(json.dumps(printed))
"""


def drawings(count, writers=1):
    """Some of generated handwriting as if so many people had drawn it."""
    drawn = Samples.from_handwriting()
    places = np.arange(count) * 11
    return Samples(drawn.digits[places], drawn.labels[places], np.arange(count) % writers)


def taught(count, writers):
    return Experiment.of("svc", 400, seed=5, learns="yours"), drawings(count, writers)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What the lines of every experiment print, by its name, all run in one other process."""
    place = tmp_path_factory.mktemp("anywhere")
    (place / "assets").symlink_to(ASSETS, target_is_directory=True)
    every = {name: lines.every(experiment) for name, experiment in EXPERIMENTS.items()}
    every |= {one: lines.every(*taught(*one)) for one in TAUGHT}
    for one in [one for one in TAUGHT if one[0] == MANY]:
        many = drawings(*one)
        by = [many.blocks] if one[1] > 1 else []
        table = np.column_stack([many.labels, *by, many.rows])
        heads = ",".join(["meant", *(["writer"] if by else []), *(f"pixel_{number}" for number in range(64))])
        np.savetxt(place / f"{one[1]}.csv", table, fmt="%d", delimiter=",", header=heads, comments="")
        [(about, python)] = every[one]
        every[one] = [(about, python.replace(f'"{lines.FILE}.csv", delim', f'"{one[1]}.csv", delim'))]
    pieces = [python for one in every.values() for _, python in one]
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUN], input=json.dumps(pieces), cwd=place, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    out = iter(json.loads(done.stdout))
    return {name: "\n".join(next(out) for _ in one) for name, one in every.items()}


@cache
def outcome(name):
    return EXPERIMENTS[name].run(SAMPLES)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_lines_give_the_score_the_report_and_what_was_misread(printed, name):
    found = outcome(name)
    score, said = found.score, printed[name]
    low, high = score.interval
    assert f"{score.correct} of {score.total} right\naccuracy {score.accuracy:.1%}\n" in said
    assert f"interval {low:.1%} to {high:.1%}\n" in said
    report = score.report()
    for digit in range(10):
        shares = [f"{report[head][digit]:.2f}" for head in ("precision", "recall", "F1")]
        assert [str(digit), *shares, str(report["support"][digit])] in [line.split() for line in said.splitlines()]
    assert str(score.confusion) in said
    wrong = [f"sample {found.tested[place]}: " for place in np.flatnonzero(~score.right)]
    assert [line.split(": ")[0] + ": " for line in said.splitlines() if line.startswith("sample ")] == wrong


@pytest.mark.parametrize(("count", "by"), TAUGHT)
def test_the_lines_teach_the_drawings_as_the_page_does(printed, count, by):
    experiment, mine = taught(count, by)
    found = lesson(experiment, SAMPLES, mine)
    said = printed[count, by]
    for name, score in (("before", found.before), ("after", found.after)):
        low, high = score.interval
        assert f"{name}: {score.correct} of {count} right, exact 95 % interval {low:.1%} to {high:.1%}" in said
    only_before, only_after, p = found.paired
    assert f"right only before: {only_before}, right only after: {only_after}, p = {p:.3g}" in said


def test_every_source_model_and_split_is_a_notebook():
    for experiment in EXPERIMENTS.values():
        assert len(json.loads(notebook("Your experiment", lines.every(experiment)))["cells"]) == 6
    assert lines.every(Experiment.of("svc", 400, learns="yours")) == []
