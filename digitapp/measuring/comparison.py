"""Comparing the models on `load_digits`: long calculations, which take the samples and report their progress."""

import pickle
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from types import MappingProxyType

import numpy as np
from sklearn.model_selection import LeaveOneGroupOut, StratifiedKFold

from digitapp.drawing.arrays import Ints
from digitapp.learning import models
from digitapp.learning.models import DEFAULT
from digitapp.learning.progress import Progress, counted, quiet
from digitapp.learning.recipes import RECIPES, Value
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import Experiment, Indexes, max_size
from digitapp.measuring.scores import Score, Tally

Folds = Sequence[Indexes]

SEED = 0
COMPARED = (DEFAULT, *RECIPES)
WAYS: Mapping[str, str] = MappingProxyType({"same": "same writers", "new": "new writers"})
SIZES = (50, 100, 200, 400, 800, 1200, 1600)
REPEATS = 5
EQUAL: Mapping[str, float] = MappingProxyType({})  # weights: each model counts 1


def folds(samples: Samples, way: str) -> Folds:
    """What is learnt from and what is tested, in turn.

    "same": five parts chosen at random, with the same writers in all of them; "new": each block of writers.
    """
    if way == "same":
        return list(StratifiedKFold(5, shuffle=True, random_state=SEED).split(samples.digits, samples.labels))
    return list(LeaveOneGroupOut().split(samples.digits, groups=samples.blocks))


def read(samples: Samples, key: str, known: Ints, tested: Ints, **parameters: Value) -> Ints:
    """What a model that has learnt from the samples `known` reads those `tested` as, int (n,).

    `key` is of `COMPARED`; the best reader learns from generated handwriting as well, and sees one view of each sample.
    """
    if key == DEFAULT:
        model = models.fit(key, samples.where(np.isin(np.arange(len(samples)), known)))
        return model.probabilities(samples.digits[tested]).argmax(axis=1)
    rows = samples.rows.astype(float)
    return RECIPES[key].make(SEED, **parameters).fit(rows[known], samples.labels[known]).predict(rows[tested])


def read_folds(samples: Samples, key: str, parts: Folds, **parameters: Value) -> Score:
    """Every sample as read by a model that has not learnt from its part, in the order of the samples."""
    predicted = np.empty(len(samples), dtype=int)
    for known, tested in parts:
        predicted[tested] = read(samples, key, known, tested, **parameters)
    return Score(samples.labels, predicted)


def cross_validation(
    samples: Samples, progress: Progress = quiet, weights: Mapping[str, float] = EQUAL
) -> dict[str, dict[str, Score]]:
    """The scores of `read_folds` by way of `WAYS` and by model of `COMPARED`; `weights` say how long each model takes."""
    tasks = [(way, key, part) for key in COMPARED for way in WAYS for part in folds(samples, way)]
    predicted = {way: {key: np.empty(len(samples), dtype=int) for key in COMPARED} for way in WAYS}
    for way, key, (known, tested) in counted(tasks, progress, [weights.get(key, 1) for _, key, _ in tasks]):
        predicted[way][key][tested] = read(samples, key, known, tested)
    return {way: {key: Score(samples.labels, row) for key, row in rows.items()} for way, rows in predicted.items()}


@dataclass(frozen=True)
class Cost:
    """Seconds to fit on the whole of load_digits and to read one digit of it, and bytes of the fitted model, pickled."""

    fit_seconds: float
    predict_seconds: float
    size: int


def costs(samples: Samples, progress: Progress = quiet, weights: Mapping[str, float] = EQUAL) -> dict[str, Cost]:
    """What each model of `COMPARED` costs on this machine, in this run; `weights` say how long each takes."""
    rows = samples.rows.astype(float)
    found = {}
    for key in counted(COMPARED, progress, [weights.get(key, 1) for key in COMPARED]):
        start = time.perf_counter()
        if key == DEFAULT:
            estimator = models.fit(key, samples).estimator
            read_all = partial(estimator.evidence, samples.digits[:, None])
        else:
            estimator = RECIPES[key].make(SEED).fit(rows, samples.labels)
            read_all = partial(estimator.predict, rows)
        fitted = time.perf_counter()
        read_all()
        predicted = time.perf_counter()
        # Pickled for its length alone: nothing is ever read from a pickle.
        found[key] = Cost(fitted - start, (predicted - fitted) / len(samples), len(pickle.dumps(estimator)))
    return found


def learning_curves(samples: Samples, split: str, progress: Progress = quiet) -> dict[str, dict[int, list[float]]]:
    """By model and training size, the accuracy of REPEATS experiments with the seeds 0, 1, ...; the best reader is left out."""
    sizes = [size for size in SIZES if size <= max_size(split, samples)]
    curves: dict[str, dict[int, list[float]]] = {model: {size: [] for size in sizes} for model in RECIPES}
    for model, size, seed in counted(list(product(RECIPES, sizes, range(REPEATS))), progress):
        experiment = Experiment.of(model, size, split, seed).with_all_digits(samples, [])
        curves[model][size].append(experiment.run(samples).score.accuracy)
    return curves


def hyperparameter(samples: Samples, model: str, progress: Progress = quiet) -> dict[tuple[Value, ...], Tally]:
    """How many are read right ("same" writers) with all values of the model's hyperparameters, together if there are two."""
    parameters, parts = RECIPES[model].parameters, folds(samples, "same")
    values = list(product(*(parameter.values for parameter in parameters.values())))
    return {
        value: read_folds(samples, model, parts, **dict(zip(parameters, value, strict=True))).tally
        for value in counted(values, progress)
    }


def misread_by_all(scores: Mapping[str, Score]) -> Ints:
    """The indexes of the samples that no model read right."""
    return np.flatnonzero(~np.any([score.right for score in scores.values()], axis=0))
