"""Experiments on `load_digits`: a model, hyperparameters, a way of splitting, a training size and a seed.

The articles' three fits are experiments too (`ARTICLES`); a link holds any of them as words.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from sklearn.model_selection import train_test_split

from digitapp.drawing.arrays import Ints, OwnArrays
from digitapp.learning.recipes import RECIPES, Value
from digitapp.learning.samples import Samples
from digitapp.measuring.scores import DIGITS, Score

MIN_SIZE = 10  # samples to learn from, and to be tested on at least 1
MAX_SEED = 9999

Indexes = tuple[Ints, Ints]  # of the samples to learn from and of those to be tested on


def as_published(samples: Samples, size: int, seed: int) -> Indexes:
    """The first `size` to learn from; the next one is skipped, as the articles did; all others to be tested on."""
    return np.arange(size), np.arange(size + 1, len(samples))


def shuffled(samples: Samples, size: int, seed: int) -> Indexes:
    """`size` of them, chosen at random, to learn from, all others to be tested on (`train_test_split`)."""
    return tuple(train_test_split(np.arange(len(samples)), train_size=size, random_state=seed))


def new_writers(samples: Samples, size: int, seed: int) -> Indexes:
    """`size` of them from as few blocks of writers as hold that many to learn from, all other blocks to be tested on."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(np.unique(samples.blocks))
    held = np.cumsum([np.sum(samples.blocks == block) for block in order])
    known = np.isin(samples.blocks, order[: np.searchsorted(held, size) + 1])
    return rng.permutation(np.flatnonzero(known))[:size], np.flatnonzero(~known)


@dataclass(frozen=True)
class Split:
    """What a way of splitting is called, how it works in a sentence, and the function that does it."""

    title: str
    idea: str
    indexes: Callable[[Samples, int, int], Indexes]


SPLITS: Mapping[str, Split] = MappingProxyType(
    {
        "articles": Split("as in the articles", "Learns from the first digits and is tested on the last.", as_published),
        "shuffled": Split("shuffled", "Chosen at random: the same writers are in both parts.", shuffled),
        "writers": Split("new writers", "Whole blocks are kept for the test: writers it has never seen.", new_writers),
    }
)
RENAMED_SPLITS = {"hands": "writers"}  # what older links say


@dataclass(frozen=True, eq=False)
class Outcome(OwnArrays):
    """What came out: the score, which samples were tested (int, in the order of the score), and seconds."""

    score: Score
    tested: Ints
    fit_seconds: float
    predict_seconds: float


@dataclass(frozen=True)
class Experiment:
    """One experiment. `parameters` are all that the model's recipe lists, as pairs of a name and a value."""

    model: str
    size: int
    split: str = "shuffled"
    seed: int = 0
    parameters: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        allowed = RECIPES[self.model].parameters
        given = dict(self.parameters)
        if not given.keys() <= allowed.keys():
            raise ValueError(f"parameters of {self.model} are {list(allowed)}, got {list(given)}")
        full = tuple((name, given.get(name, parameter.default)) for name, parameter in allowed.items())
        object.__setattr__(self, "parameters", full)

    @classmethod
    def of(cls, model: str, size: int, split: str = "shuffled", seed: int = 0, **parameters: Value) -> "Experiment":
        """With those hyperparameters; the others are the recipe's defaults."""
        return cls(model, size, split, seed, tuple(parameters.items()))

    def indexes(self, samples: Samples) -> Indexes:
        """Which samples it learns from and which it is tested on; ValueError says what is wrong with the size."""
        self._check_size(samples)
        known, tested = SPLITS[self.split].indexes(samples, self.size, self.seed)
        missing = np.setdiff1d(DIGITS, samples.labels[known])
        if len(missing):
            raise ValueError(f"Among these {self.size} digits there is no {missing[0]}, so the model could not learn it.")
        return known, tested

    def _check_size(self, samples: Samples) -> None:
        if not len(samples):
            raise ValueError("There are no digits to learn from.")
        if self.size < MIN_SIZE:
            raise ValueError(f"At least {MIN_SIZE} digits are needed to learn from.")
        most = max_size(self.split, samples)
        if self.size > most:
            raise ValueError(f"With more than {most:,} digits to learn from, none would be left for the test.")

    def run(self, samples: Samples | None = None) -> Outcome:
        samples = Samples.from_load_digits() if samples is None else samples
        known, tested = self.indexes(samples)
        rows = samples.rows.astype(float)
        estimator = RECIPES[self.model].make(self.seed, **dict(self.parameters))
        start = time.perf_counter()
        estimator.fit(rows[known], samples.labels[known])
        fitted = time.perf_counter()
        predicted = estimator.predict(rows[tested])
        return Outcome(Score(samples.labels[tested], predicted), tested, fitted - start, time.perf_counter() - fitted)

    def code(self) -> str:
        """The lines of Python that give the same score."""
        arguments = [repr(self.model), f"size={self.size}", f"split={self.split!r}", f"seed={self.seed}"]
        arguments += [f"{name}={value!r}" for name, value in self.parameters]
        return (
            f"from digitapp.measuring.experiments import Experiment\n\nprint(Experiment.of({', '.join(arguments)}).run().score)"
        )

    def as_link(self) -> dict[str, str]:
        """The words that an address holds it in."""
        words = {"classifier": self.model, "split": self.split, "size": self.size, "seed": self.seed, **dict(self.parameters)}
        return {name: _word(word) for name, word in words.items()}

    @classmethod
    def from_link(cls, words: Mapping[str, str], samples: Samples) -> tuple["Experiment", list[str]]:
        """The valid experiment nearest to what an address says, and a sentence on each thing that had to be changed."""
        changed: list[str] = []
        model = _one_of("classifier", words.get("classifier", "svc"), RECIPES, "svc", changed)
        split = words.get("split", "shuffled")
        split = _one_of("split", RENAMED_SPLITS.get(split, split), SPLITS, "shuffled", changed)
        seed = _between("seed", words.get("seed", "0"), 0, MAX_SEED, 0, changed)
        size = _between("size", words.get("size", "1437"), MIN_SIZE, max_size(split, samples), 1437, changed)
        parameters = {
            name: _nearest(name, words[name], parameter.values, parameter.default, changed)
            for name, parameter in RECIPES[model].parameters.items()
            if name in words
        }
        wanted = cls.of(model, size, split, seed, **parameters)
        return wanted.with_all_digits(samples, changed), changed

    def with_all_digits(self, samples: Samples, changed: list[str]) -> "Experiment":
        """The same, or with the next larger size that holds every digit, on which the list gets a sentence.

        ValueError says what is wrong with the size, as in `indexes`.
        """
        self._check_size(samples)
        for size in range(self.size, max_size(self.split, samples) + 1):
            known, _ = SPLITS[self.split].indexes(samples, size, self.seed)
            if len(np.unique(samples.labels[known])) == len(DIGITS):
                break
        if size > self.size:
            changed.append(f"Among {self.size} digits to learn from, some digit is missing, so it learns from {size}.")
        return replace(self, size=size)


def max_size(split: str, samples: Samples) -> int:
    """The largest training size: one sample less than all, two if one is skipped, or all blocks but the largest."""
    if split == "writers":
        return len(samples) - int(np.bincount(samples.blocks).max())
    return len(samples) - (2 if split == "articles" else 1)


def _one_of(name: str, word: str, table: Mapping[str, object], default: str, changed: list[str]) -> str:
    if word in table:
        return word
    changed.append(f"The link's {name} is not one of {', '.join(table)}, so it is {default}.")
    return default


def _between(name: str, word: str, low: int, high: int, default: int, changed: list[str]) -> int:
    try:
        number = int(word)
    except ValueError:
        changed.append(f"The link's {name} is not a whole number, so it is {default}.")
        return default
    nearest = min(max(number, low), high)
    if nearest != number:
        changed.append(f"The link's {name} must be {low} to {high}, so it is {nearest}.")
    return nearest


def _nearest(name: str, word: str, values: tuple[Value, ...], default: Value, changed: list[str]) -> Value:
    """The value that the word names, or the nearest to it by order of magnitude."""
    named = {_word(value): value for value in values}
    if word in named:
        return named[word]
    numbers = [value for value in values if isinstance(value, int | float)]
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    found = min(numbers, key=lambda value: abs(math.log(value / number))) if numbers and 0 < number < math.inf else default
    if found != number:
        changed.append(f"The link's {name} is not one of {', '.join(named)}, so it is {_word(found)}.")
    return found


def _word(value: Value) -> str:
    return "none" if value is None else str(value)


# The three fits of the articles: Arnab Dey's three models, each with the indexes as published.
ARTICLES: Mapping[str, Experiment] = MappingProxyType(
    {
        "svc": Experiment.of("svc", 1790, "articles", gamma=0.001, C=100),
        "tree": Experiment.of("tree", 1600, "articles", criterion="gini"),
        "forest": Experiment.of("forest", 1500, "articles", n_estimators=150),
    }
)
