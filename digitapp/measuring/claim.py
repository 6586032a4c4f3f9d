"""What becomes of the claim "right at least 95 % of the time": it depends on who wrote the digits, and how many were tested.

All of it was measured before and is read from assets/measured/, so that it is there at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from digitapp.drawing.arrays import Ints
from digitapp.learning.models import DEFAULT
from digitapp.learning.recipes import RECIPES
from digitapp.measuring import comparison, published, seeds
from digitapp.measuring.benchmark import Results
from digitapp.measuring.scores import Score, Tally


@dataclass(frozen=True)
class Tested:
    """A test: its key, who was read (or which model read), on what, how many were right, and accuracies with other seeds."""

    key: str
    name: str
    tested: str
    tally: Tally
    spread: tuple[float, ...] = ()


@dataclass(frozen=True)
class Collection:
    """Real handwriting: what it is called, and which of `published.FILES` hold it."""

    title: str
    files: Sequence[str]

    @property
    def people(self) -> int:
        return sum(published.FILES[file].people for file in self.files)

    def tally(self, results: Mapping[str, Results], way: str, model: str) -> Tally:
        """How a model reads all of it, by a way of `published.WAYS`; `results` are `published.measured()`."""
        figures = [results[way][file][model] for file in self.files]
        return Tally(sum(map(published.correct, figures)), sum(one["n"] for one in figures))

    def confusion(self, results: Mapping[str, Results], way: str, model: str) -> Ints:
        """How often each digit (rows) was read as each, int (10, 10); what could not be read is in none."""
        return np.sum([np.array(results[way][file][model]["confusion"]) for file in self.files], axis=0)


COLLECTIONS: Mapping[str, Collection] = MappingProxyType(
    {
        "pendigits": Collection("pendigits", ("pendigits_dev", "pendigits_dev2")),
        "unipen": Collection("UniPen", ("unipen_dev", "unipen_dev2")),
        "uji": Collection("UJIpenchars2", ("uji2_dev",)),
    }
)
# What is done with a drawing before the support vector machine reads it, or who reads it: words, way and model
READ_BY: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "naive": ("The whole canvas squeezed to 8x8", "naive", "svc"),
        "slanted": ("Without straightening it", "slanted", "svc"),
        "uneven": ("Without evening out the stroke", "uneven", "svc"),
        "steps": ("All five steps", "steps", "svc"),
        "handwriting": ("All five steps, having learnt generated handwriting too", "steps", "svc+handwriting"),
        "best": ("The best reader", "steps", DEFAULT),
    }
)
WITHOUT_A_STEP = ("slanted", "uneven")  # of these, what tells what a step is worth
ARTICLE, MORE, PENS = (
    "As the article tested it",
    "The same support vector machine, on all digits",
    "The same, on drawings made with a pen",
)


def tests(compared: Mapping[str, Mapping[str, Score]], results: Mapping[str, Results]) -> dict[str, list[Tested]]:
    """All tests of the claim, below the words of their group.

    `compared` are the scores by way of `comparison.WAYS` and model; `results`, of real handwriting, `published.measured()`.
    """
    return {
        ARTICLE: [_article(model, spread) for model, spread in seeds.spreads().items()],
        MORE: [
            Tested(way, words.capitalize(), f"{compared[way]['svc'].total:,} digits", compared[way]["svc"].tally)
            for way, words in comparison.WAYS.items()
        ],
        PENS: [
            Tested(key, one.title, f"{one.people} people, {tally.total:,} drawings", tally)
            for key, one in COLLECTIONS.items()
            for tally in [one.tally(results, "steps", "svc")]
        ],
    }


def _article(model: str, spread: seeds.Spread) -> Tested:
    others = tuple(correct / spread.total for correct in spread.correct) if len(spread.correct) > 1 else ()
    tally = Tally(spread.correct[0], spread.total)
    return Tested(model, RECIPES[model].title, f"the last {tally.total} digits", tally, others)


def ways_of_reading(collection: str, results: Mapping[str, Results]) -> list[Tested]:
    """How one collection is read, in each way of `READ_BY`."""
    one = COLLECTIONS[collection]
    return [Tested(key, words, one.title, one.tally(results, way, model)) for key, (words, way, model) in READ_BY.items()]


def conclusion(tests: Mapping[str, list[Tested]]) -> str:
    """What all tests say together, in Markdown."""
    forest = seeds.spreads()["forest"]
    found = {test.key: test for group in tests.values() for test in group}
    svc, tree, same, new = (found[key].tally for key in ("svc", "tree", "same", "new"))
    pens = [f"{found[key].name} {_percent(found[key].tally)} ({found[key].tally.verdict})" for key in COLLECTIONS]
    return (
        f"**Accept it or reject it? Both, and neither.** As the article tested it, {svc.correct} of {svc.total} digits decide "
        f"nothing; for the tree the claim is {tree.verdict}; for the forest it depends on luck: with {forest.rejected} of "
        f"{len(forest.correct)} seeds it is rejected, with the others we cannot tell. Tested on all {same.total:,} digits, it "
        f"is {same.verdict} for the support vector machine, even on writers it has never met ({_percent(new)}). But people "
        f"who write with a pen on a screen write in ways that the data set's 13 writers never did: {', '.join(pens)}."
    )


def _percent(tally: Tally) -> str:
    return f"{100 * tally.accuracy:.1f} %"
