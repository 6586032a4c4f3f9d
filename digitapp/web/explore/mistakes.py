"""Models told apart, or not, by their mistakes: one's confusions, two in a paired test, and what all of them misread."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from digitapp.learning.models import DEFAULT
from digitapp.measuring import comparison, lines_compare
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.scores import Score, paired
from digitapp.web import cached, figures
from digitapp.web.explore import confusions, misread, parts

MAX_LUCK = 0.05  # with a smaller p-value, a difference is not put down to luck
NO_ARTICLE = ("knn", "logistic")

Scores = Mapping[str, Score]  # by model of `COMPARED`


def one(key: str, scores: Scores, way: str) -> None:
    """What a model mistakes for what."""
    st.header(f"{parts.title(key)}, {WAYS[way]}", anchor=False)
    _confusions(key, scores, way)
    parts.numbers(confusions.columns(scores[key]), f"confusions-{key}-{way}")
    parts.code(lines_compare.best_reader(way) if key == DEFAULT else lines_compare.confusion(way, key))


def two(first: str, second: str, scores: Scores, way: str) -> None:
    """Test whether one of two models is better, and show what each mistakes for what."""
    st.header(f"Is {_the(first)} better than {_the(second)}, or was it luck?", anchor=False)
    st.markdown(_told_apart(first, second, scores))
    st.caption("The test treats the digits as independent of each other; those of one writer are not quite.")
    for place, key in zip(st.columns(2, gap="medium"), (first, second), strict=True):
        with place:
            _confusions(key, scores, way)
    if DEFAULT not in (first, second):
        parts.code(lines_compare.paired(way, first, second))


def _confusions(key: str, scores: Scores, way: str) -> None:
    confusions.show(scores[key], np.arange(scores[key].total), f"{key}-{way}", f"{parts.title(key)}, {WAYS[way]}")


def _the(key: str) -> str:
    """A model's title within a sentence."""
    title = parts.title(key)
    return ("" if key in NO_ARTICLE else "the ") + title[0].lower() + title[1:]


def _told_apart(first: str, second: str, scores: Scores) -> str:
    """What the paired test says of two models, in words."""
    found = paired(scores[first].right, scores[second].right)
    better = _the(first if found.only_first > found.only_second else second)
    chance = figures.chance(found.p)
    counts = (
        f"Only the digits that just one of the two misreads can tell: {found.only_first} are read right by {_the(first)} "
        f"alone, {found.only_second} by {_the(second)} alone. "
    )
    if found.p < MAX_LUCK:
        often = chance if chance.startswith("less") else f"only {chance}"
        return counts + (
            f"**{better[0].upper()}{better[1:]} is better.** If they were equally good, a count this uneven would come up "
            f"{often} of the time (p-value, McNemar's exact test)."
        )
    return counts + (
        f"We **cannot tell** which is better. If they were equally good, a count at least this uneven would come up {chance} "
        "of the time (p-value, McNemar's exact test): nothing unusual."
    )


def misread_by_all(scores: Scores, way: str) -> None:
    """Show the digits that no model reads, and how many models took each for what."""
    samples = cached.samples()
    wrong = comparison.misread_by_all(scores)
    st.markdown(
        f"**{len(wrong)}** of {figures.count(len(samples), 'digit')} fool all {len(scores)} models, {WAYS[way]}. Would you "
        "have read them? Below each is how many models read it as what."
    )
    misread.drawings(samples, wrong, scores.values())
    st.caption("What each model read each of the data set's digits as:")
    parts.download(every_digit(scores), f"read-by-all-{way}")
    parts.code(lines_compare.misread_by_all(way))


def every_digit(scores: Scores) -> dict[str, list]:
    """What each model took each sample for, as a table."""
    labels = scores[COMPARED[0]].labels
    read = {parts.title(key): score.predicted.tolist() for key, score in scores.items()}
    return {"sample": list(range(len(labels))), "meant": labels.tolist(), **read}
