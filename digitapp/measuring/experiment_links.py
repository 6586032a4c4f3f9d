"""The experiment that a link's words lead to: the valid one nearest to whatever they say."""

import math
from collections.abc import Mapping

from digitapp.learning.recipes import RECIPES, Value
from digitapp.learning.samples import Samples
from digitapp.measuring.experiments import DATA_SET, MAX_SEED, MIN_SIZE, SOURCES, SPLITS, Experiment, largest
from digitapp.measuring.experiments import word as word_of

RENAMED_SPLITS = {"hands": "writers"}  # what older links say
SIZE = 1437  # four fifths, unless a link says otherwise
# All words that say something of an experiment; one that a link leaves out has its default
WORDS = frozenset(
    {"classifier", "learns", "split", "size", "seed"} | {name for one in RECIPES.values() for name in one.parameters}
)


def from_link(words: Mapping[str, str], samples: Samples) -> tuple[Experiment, list[str]]:
    """The valid experiment nearest to what an address says, and a sentence on each thing that had to be changed."""
    changed: list[str] = []
    model = _one_of("classifier", words.get("classifier", "svc"), RECIPES, "svc", changed)
    learns = _one_of("learns", words.get("learns", DATA_SET), SOURCES, DATA_SET, changed)
    split = words.get("split", "shuffled")
    split = _one_of("split", RENAMED_SPLITS.get(split, split), SPLITS, "shuffled", changed)
    seed = _between("seed", words.get("seed", "0"), 0, MAX_SEED, 0, changed)
    size = _between("size", words.get("size", str(SIZE)), MIN_SIZE, largest(learns, split, samples), SIZE, changed)
    parameters = {
        name: _nearest(name, words[name], parameter.values, parameter.default, changed)
        for name, parameter in RECIPES[model].parameters.items()
        if name in words
    }
    wanted = Experiment.of(model, size, split, seed, learns=learns, **parameters)
    return wanted.with_all_digits(samples, changed), changed


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
    named = {word_of(value): value for value in values}
    if word in named:
        return named[word]
    numbers = [value for value in values if isinstance(value, int | float)]
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    found = min(numbers, key=lambda value: abs(math.log(value / number))) if numbers and 0 < number < math.inf else default
    if found != number:
        changed.append(f"The link's {name} is not one of {', '.join(named)}, so it is {word_of(found)}.")
    return found
