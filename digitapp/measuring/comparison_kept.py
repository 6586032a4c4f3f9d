"""The comparison as it was measured once, for a page that shows it at once: assets/measured/comparison.json.

`python -m digitapp compare` writes it. What is kept is what each model read each sample as, so every other figure follows.
"""

import json
import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import sklearn

from digitapp import ASSETS
from digitapp.learning.progress import Progress, between, quiet
from digitapp.learning.recipes import RECIPES, Value
from digitapp.learning.samples import Samples
from digitapp.measuring import comparison
from digitapp.measuring.comparison import WAYS, Cost
from digitapp.measuring.scores import Score, Tally

FILE = ASSETS / "measured" / "comparison.json"
COMMAND = "python -m digitapp compare"
# How an experiment splits the samples for each way of testing
SPLIT_OF: Mapping[str, str] = {"same": "shuffled", "new": "writers"}


@dataclass(frozen=True, eq=False)
class Comparison:
    """Models compared: scores by way of `WAYS` and model of `COMPARED`, costs by model; on what machine, and what day."""

    scores: dict[str, dict[str, Score]]
    costs: dict[str, Cost]
    machine: str
    day: str  # 2026-11-30


@dataclass(frozen=True, eq=False)
class Kept:
    """What is kept: the comparison, learning curves by way, hyperparameters by model, and how many seconds each part took."""

    comparison: Comparison
    curves: dict[str, dict[str, dict[int, list[float]]]]
    hyperparameters: dict[str, dict[tuple[Value, ...], Tally]]
    seconds: dict[str, float]

    @property
    def comparison_seconds(self) -> float:
        """How long `measure` took."""
        return self.seconds["scores"] + self.seconds["costs"]


def read(samples: Samples, path: Path = FILE) -> Kept:
    """What is kept in a file that `write` has written, of all samples of load_digits."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    scores = {
        way: {key: Score(samples.labels, np.array(list(digits), dtype=int)) for key, digits in by_model.items()}
        for way, by_model in kept["scores"].items()
    }
    costs = {key: Cost(**cost) for key, cost in kept["costs"].items()}
    curves = {
        way: {model: {int(size): found for size, found in by_size.items()} for model, by_size in by_model.items()}
        for way, by_model in kept["curves"].items()
    }
    hyperparameters = {
        model: {tuple(values): Tally(correct, len(samples)) for values, correct in found}
        for model, found in kept["hyperparameters"].items()
    }
    return Kept(Comparison(scores, costs, kept["machine"], kept["day"]), curves, hyperparameters, kept["seconds"])


def measure(samples: Samples, progress: Progress = quiet, path: Path = FILE) -> Comparison:
    """Compare the models here and now; how long each part should take is known from the file."""
    kept = read(Samples.from_load_digits(), path)
    weights = {key: cost.fit_seconds for key, cost in kept.comparison.costs.items()}
    share = kept.seconds["scores"] / kept.comparison_seconds
    scores = comparison.cross_validation(samples, between(progress, 0, share), weights)
    costs = comparison.costs(samples, between(progress, share, 1), weights)
    return Comparison(scores, costs, machine(), today())


def write(path: Path = FILE) -> None:
    """Measure all that is kept, and how long it takes; some minutes."""
    samples = Samples.from_load_digits()
    seconds: dict[str, float] = {}

    def timed(part: str, work: Callable[[], Any]) -> Any:
        print(f"{part} ...", flush=True)
        start = time.perf_counter()
        found = work()
        seconds[part] = round(time.perf_counter() - start, 1)
        return found

    scores = timed("scores", lambda: comparison.cross_validation(samples))
    costs = timed("costs", lambda: comparison.costs(samples))
    curves = timed("curves", lambda: {way: comparison.learning_curves(samples, SPLIT_OF[way]) for way in WAYS})
    found = timed("hyperparameters", lambda: {model: comparison.hyperparameter(samples, model) for model in RECIPES})
    kept = {
        "day": today(),
        "command": COMMAND,
        "machine": machine(),
        "seconds": seconds,
        "scores": {
            way: {key: "".join(map(str, score.predicted)) for key, score in by_model.items()}
            for way, by_model in scores.items()
        },
        "costs": {key: asdict(cost) for key, cost in costs.items()},
        "curves": curves,
        "hyperparameters": {
            model: [[list(values), tally.correct] for values, tally in tallies.items()] for model, tallies in found.items()
        },
    }
    path.write_text(json.dumps(kept) + "\n", encoding="utf-8")


def machine() -> str:
    """What it is measured on, in words, without its name."""
    cores = os.cpu_count() or 1
    return (
        f"{_processor()}, {cores} core{'' if cores == 1 else 's'}, {platform.system()}, "
        f"Python {platform.python_version()}, scikit-learn {sklearn.__version__}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def today() -> str:
    return datetime.now(UTC).date().isoformat()
