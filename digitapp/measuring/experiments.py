"""Experiments: a model, hyperparameters, what it learns from, a way of splitting, a training size and a seed.

The articles' fits are experiments too (`ARTICLES`, `SECOND_ARTICLE`); a link holds any of
them as words, which experiment_links.py reads.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from sklearn.base import ClassifierMixin
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


@dataclass(frozen=True)
class Source:
    """What a model may learn from: what it is called, and in a sentence what it then is tested on."""

    title: str
    idea: str


DATA_SET, HANDWRITING, YOURS = "digits", "handwriting", "yours"
SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        DATA_SET: Source("the data set", "Learns from a part of the data set and is tested on another."),
        HANDWRITING: Source(
            "generated handwriting",
            "Learns from digits that a program drew and is tested on all of the data set: people it has never seen.",
        ),
        YOURS: Source(
            "the data set and your drawings",
            "Reads your drawings, or a file's, once without having learnt from any and once having learnt from others of them.",
        ),
    }
)
MAX_HANDWRITING = 4000  # with more, a fit takes more than 2 s


@dataclass(frozen=True, eq=False)
class Outcome(OwnArrays):
    """What came out: the score, which samples were tested (int, in the order of the score), and seconds."""

    score: Score
    tested: Ints
    fit_seconds: float
    predict_seconds: float


@dataclass(frozen=True)
class Experiment:
    """One experiment. `parameters` are all that the model's recipe lists, as pairs of a name and a value.

    It `learns` from what a key of `SOURCES` says, `size` of them; only where that is the data set, there is a split to choose.
    """

    model: str
    size: int
    split: str = "shuffled"
    seed: int = 0
    parameters: tuple[tuple[str, Value], ...] = ()
    learns: str = DATA_SET

    def __post_init__(self) -> None:
        allowed = RECIPES[self.model].parameters
        given = dict(self.parameters)
        if not given.keys() <= allowed.keys():
            raise ValueError(f"parameters of {self.model} are {list(allowed)}, got {list(given)}")
        full = tuple((name, given.get(name, parameter.default)) for name, parameter in allowed.items())
        object.__setattr__(self, "parameters", full)
        if self.learns != DATA_SET:
            object.__setattr__(self, "split", "shuffled")

    @classmethod
    def of(
        cls, model: str, size: int, split: str = "shuffled", seed: int = 0, *, learns: str = DATA_SET, **parameters: Value
    ) -> "Experiment":
        """With those hyperparameters; the others are the recipe's defaults."""
        return cls(model, size, split, seed, tuple(parameters.items()), learns)

    def make(self) -> ClassifierMixin:
        """The model, not fitted."""
        return RECIPES[self.model].make(self.seed, **dict(self.parameters))

    def source(self, samples: Samples) -> Samples:
        """What it learns from, as far as that is known without the visitor: all of `samples`, or of generated handwriting."""
        return Samples.from_handwriting() if self.learns == HANDWRITING else samples

    def indexes(self, samples: Samples) -> Indexes:
        """What of its `source` it learns from, and which samples it is tested on; ValueError says what is wrong with the size.

        What is tested on the visitor's drawings is tested on no samples.
        """
        source = self.source(samples)
        self._check_size(samples)
        known, tested = self._parts(samples, source, self.size)
        missing = np.setdiff1d(DIGITS, source.labels[known])
        if len(missing):
            raise ValueError(f"Among these {self.size} digits there is no {missing[0]}, so the model could not learn it.")
        return known, tested

    def _parts(self, samples: Samples, source: Samples, size: int) -> Indexes:
        if self.learns == DATA_SET:
            return SPLITS[self.split].indexes(samples, size, self.seed)
        known = np.random.default_rng(self.seed).permutation(len(source))[:size]
        return known, np.arange(len(samples) if self.learns == HANDWRITING else 0)

    def _check_size(self, samples: Samples) -> None:
        if not len(samples):
            raise ValueError("There are no digits to learn from.")
        if self.size < MIN_SIZE:
            raise ValueError(f"At least {MIN_SIZE} digits are needed to learn from.")
        most = largest(self.learns, self.split, samples)
        if self.size > most and self.learns == DATA_SET:
            raise ValueError(f"With more than {most:,} digits to learn from, none would be left for the test.")
        if self.size > most:
            raise ValueError(f"There are at most {most:,} digits to learn from.")

    def run(self, samples: Samples | None = None) -> Outcome:
        """Fit and test it; one that learns from the visitor's drawings is a `teaching.lesson` instead."""
        samples = Samples.from_load_digits() if samples is None else samples
        known, tested = self.indexes(samples)
        source, estimator = self.source(samples), self.make()
        learnt, rows = source.rows[known].astype(float), samples.rows[tested].astype(float)
        start = time.perf_counter()
        estimator.fit(learnt, source.labels[known])
        fitted = time.perf_counter()
        predicted = estimator.predict(rows)
        return Outcome(Score(samples.labels[tested], predicted), tested, fitted - start, time.perf_counter() - fitted)

    def as_link(self) -> dict[str, str]:
        """The words that an address holds it in."""
        source = {"split": self.split} if self.learns == DATA_SET else {"learns": self.learns}
        words = {"classifier": self.model, **source, "size": str(self.size), "seed": str(self.seed)}
        return words | {name: word(value) for name, value in self.parameters}

    def with_all_digits(self, samples: Samples, changed: list[str]) -> "Experiment":
        """The same, or with the next larger size that holds every digit, on which the list gets a sentence.

        ValueError says what is wrong with the size, as in `indexes`.
        """
        self._check_size(samples)
        source = self.source(samples)
        for size in range(self.size, largest(self.learns, self.split, samples) + 1):
            known, _ = self._parts(samples, source, size)
            if len(np.unique(source.labels[known])) == len(DIGITS):
                break
        if size > self.size:
            changed.append(f"Among {self.size} digits to learn from, some digit is missing, so it learns from {size}.")
        return replace(self, size=size)


def largest(learns: str, split: str, samples: Samples) -> int:
    """The largest training size from a source of `SOURCES`, by a split if that is the data set."""
    match learns:
        case "digits":
            return max_size(split, samples)
        case "handwriting":
            return MAX_HANDWRITING
        case _:
            return len(samples)


def max_size(split: str, samples: Samples) -> int:
    """The largest training size from the data set: all but one sample, two if one is skipped, or all blocks but the largest."""
    if split == "writers":
        return len(samples) - int(np.bincount(samples.blocks).max())
    return len(samples) - (2 if split == "articles" else 1)


def word(value: Value) -> str:
    """What an address calls the value of a hyperparameter."""
    return "none" if value is None else str(value)


# The three fits of the articles: Arnab Dey's three models, each with the indexes as published.
ARTICLES: Mapping[str, Experiment] = MappingProxyType(
    {
        "svc": Experiment.of("svc", 1790, "articles", gamma=0.001, C=100),
        "tree": Experiment.of("tree", 1600, "articles", criterion="gini"),
        "forest": Experiment.of("forest", 1500, "articles", n_estimators=150),
    }
)
# The other article's way: shuffled by `train_test_split`, which keeps a quarter of all for the test unless told otherwise.
SECOND_ARTICLE = Experiment.of("svc", 1347, "shuffled", gamma=0.001, C=100)
