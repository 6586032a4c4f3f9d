"""What a seed decides: the articles' tree and forest grown again and again, with nothing changed but the seed.

The article gives no seed, so any of these could have been its own. Twenty forests take a quarter of a minute, so what came out
is kept in assets/measured/seeds.json, which `python -m digitapp seeds` writes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digitapp import ASSETS
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.scores import REJECTED, verdict

SEEDS = range(20)
LUCKY = ("tree", "forest")  # of `ARTICLES`: in the support vector machine nothing is left to chance, so one fit says it all
SEEDS_FILE = ASSETS / "measured" / "seeds.json"


@dataclass(frozen=True)
class Spread:
    """How many of the same `total` digits a model read right with each of `SEEDS`."""

    total: int
    correct: tuple[int, ...]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What becomes of the 95 % claim with each seed."""
        return tuple(verdict(correct, self.total) for correct in self.correct)

    @property
    def rejected(self) -> int:
        """With how many seeds the claim is rejected."""
        return self.verdicts.count(REJECTED)

    def __str__(self) -> str:
        seeds = len(self.correct)
        return f"{min(self.correct)} to {max(self.correct)} of {self.total} right, {self.rejected} of {seeds} reject the claim"


def spread(model: str, seeds: Sequence[int] = SEEDS, samples: Samples | None = None) -> Spread:
    """Fit an article's model (of `ARTICLES`) once with each seed."""
    samples = Samples.from_load_digits() if samples is None else samples
    scores = [replace(ARTICLES[model], seed=seed).run(samples).score for seed in seeds]
    return Spread(scores[0].total, tuple(score.correct for score in scores))


def spreads() -> dict[str, Spread]:
    """What came out with each of `SEEDS`, by model of `ARTICLES`, read from assets/; with the first only if no seed matters."""
    kept = json.loads(SEEDS_FILE.read_text(encoding="utf-8"))
    return {model: Spread(one["total"], tuple(one["correct"])) for model, one in kept.items()}


def write_spreads(path: Path = SEEDS_FILE) -> None:
    found = {model: spread(model, SEEDS if model in LUCKY else SEEDS[:1]) for model in ARTICLES}
    kept = {model: {"total": one.total, "correct": one.correct} for model, one in found.items()}
    path.write_text(json.dumps(kept) + "\n", encoding="utf-8")
