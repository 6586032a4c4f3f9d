"""Misread: the samples that a model, or every model, took for another digit, when it had not learnt from them."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import streamlit as st

from digitapp.drawing import pictures
from digitapp.drawing.arrays import Ints
from digitapp.learning.samples import Samples
from digitapp.measuring import lines_compare
from digitapp.measuring.comparison import COMPARED, WAYS, misread_by_all
from digitapp.measuring.scores import Score
from digitapp.web import figures
from digitapp.web.explore import parts

PAGE_SIZE = 40  # pictures
PAGE = "misread_page"


def show(data: Samples, scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Let the visitor choose who misread them; `scores` by way of `WAYS` and by model of `COMPARED`."""
    st.header("Misread", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Misread by",
            [None, *COMPARED],
            format_func=lambda key: "All models" if key is None else parts.title(key),
            key="misread",
            on_change=_to_first_page,
            bind="query-params",
            width=280,
        )
        way = parts.tested_on()
    of_way = scores[way]
    found = misread_by_all(of_way) if key is None else np.flatnonzero(~of_way[key].right)
    if key is None:
        who, they = f"all {len(of_way)} models", "they"
    else:
        who, they = f'the model "{parts.title(key)}"', "it"
    learnt = "the same people and others" if way == "same" else "other people only"
    st.markdown(
        f"**{len(found)} of {figures.count(len(data), 'digit')}** were misread by {who}, tested on {WAYS[way]}: {they} had "
        f"learnt from digits by {learnt}."
    )
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = st.pagination(pages, key=PAGE, bind="query-params") if pages > 1 else 1
    readers = of_way.values() if key is None else [of_way[key]]
    drawings(data, found[PAGE_SIZE * (page - 1) : PAGE_SIZE * page], readers)
    columns = {
        "sample": found.tolist(),
        "meant": data.labels[found].tolist(),
        **{parts.title(key): score.predicted[found].tolist() for key, score in of_way.items()},
    }
    parts.numbers(columns, "misread", show=False)
    if key is None:
        st.caption("The lines below need scikit-learn only, so they leave out the best reader: they list a few more digits.")
        parts.code(lines_compare.misread_by_all(way))


def drawings(data: Samples, numbers: Ints, readers: Iterable[Score]) -> None:
    """Samples with what was meant and what `readers` read; their scores are of all samples."""
    predicted = [score.predicted for score in readers]
    shown = [
        figures.figure(
            pictures.grey(data.digits[number]),
            f"Sample {number}",
            f"Meant: {data.labels[number]}",
            *_read_as([int(one[number]) for one in predicted]),
            f"no. {number}",
        )
        for number in numbers
    ]
    st.html(figures.grid(shown, "views"))


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def _read_as(answers: list[int]) -> list[str]:
    """What models took it for, a line each, the most frequent first, with how many did; of one model just what it read."""
    counts = Counter(answers).most_common()
    if len(answers) == 1:
        return [f"read {answers[0]}"]
    return [f"read {digit} ({count}\N{MULTIPLICATION SIGN})" for digit, count in counts]
