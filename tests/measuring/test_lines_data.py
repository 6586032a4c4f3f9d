"""The data's lines of Python, run where there is no digitapp: they print what the page shows."""

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from digitapp.drawing.digit import Digit
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison_kept, contest, lines_data, maps
from digitapp.measuring.scores import interval

SAMPLES = Samples.from_load_digits()
DRAWING = Digit(SAMPLES.digits[123])
TSNE = f'TSNE(2, init="pca", random_state={maps.SEED}).fit_transform(digits.data)'
RUN = """
import contextlib, io, json, sys
printed = []
for python in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(python, {})
    printed.append(out.getvalue())
print(json.dumps(printed))
"""


def run(pythons, where):
    """What each of the programs prints, in a process without digitapp on its path."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUN],
        input=json.dumps(pythons),
        cwd=where,
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", text)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    lines = {
        "counts": lines_data.counts(),
        "blocks": lines_data.blocks(),
        "all": lines_data.gallery(None, None),
        "some": lines_data.gallery(3, 1),
        "sample": lines_data.sample(1796),
        "mean": lines_data.mean_and_spread(6),
        "pca": lines_data.pca(DRAWING),
        "t-SNE": lines_data.tsne(DRAWING),
    }
    assert TSNE in lines["t-SNE"].python
    quick = [python.replace(TSNE, "digits.data[:, 20:22]") for _, python in lines.values()]
    return dict(zip(lines, run(quick, tmp_path_factory.mktemp("elsewhere")), strict=True))


def test_counts_and_blocks(printed):
    assert numbers(printed["counts"]) == [1797, 8, 8, *np.bincount(SAMPLES.labels)]
    assert numbers(printed["blocks"]) == np.bincount(SAMPLES.blocks).tolist()


def test_the_gallerys_filter(printed):
    chosen = np.flatnonzero((SAMPLES.labels == 3) & (SAMPLES.blocks == 1))
    assert numbers(printed["some"]) == [len(chosen), *chosen]
    assert numbers(printed["all"])[0] == 1797


def test_a_sample(printed):
    assert numbers(printed["sample"]) == [*SAMPLES.digits[1796].ravel(), SAMPLES.labels[1796]]


def test_mean_and_spread(printed):
    sixes = SAMPLES.where(SAMPLES.labels == 6)
    assert numbers(printed["mean"]) == pytest.approx([*sixes.mean().ravel(), *sixes.spread().ravel()], abs=0.051)


def test_a_drawings_place_by_pca(printed):
    pca, _ = maps.pca(SAMPLES)
    [place] = pca.transform(DRAWING.levels.reshape(1, -1))
    assert numbers(printed["pca"]) == pytest.approx([pca.explained_variance_ratio_.sum(), *place], abs=1e-4)


def test_a_drawings_nearest_neighbours(printed):
    nearest = maps.nearest(SAMPLES, DRAWING)
    assert numbers(printed["t-SNE"]) == [*nearest, *SAMPLES.labels[nearest]]


@pytest.mark.slow
def test_the_map_by_tsne_keeps_alike_digits_together(tmp_path):
    [text] = run([lines_data.tsne().python + "\nprint(places.tolist())"], tmp_path)
    places = np.array(numbers(text)).reshape(-1, 2)
    far = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(far, np.inf)
    assert (SAMPLES.labels[far.argmin(axis=1)] == SAMPLES.labels).mean() > 0.97


@pytest.mark.slow
def test_how_a_person_and_the_models_read_twelve(tmp_path):
    scores = comparison_kept.read(SAMPLES).comparison.scores["new"]
    twelve = contest.chosen(scores, 0)
    answers = SAMPLES.labels[twelve].copy()
    answers[:3] = (answers[:3] + 1) % 10
    [text] = run([lines_data.contest(twelve.tolist(), answers.tolist()).python], tmp_path)
    correct = [9, *(contest.on_these(scores, twelve)[key].correct for key in RECIPES)]
    expected = [f"{count} of 12, {low:.3f} to {high:.3f}" for count in correct for low, high in [interval(count, 12)]]
    assert [line.split(": ")[1] for line in text.splitlines()] == expected
