"""How well real handwriting is read: what was measured, on writers that were looked at and on writers kept apart, and how."""

import numpy as np
import streamlit as st

from digitapp.learning import models
from digitapp.learning.models import DEFAULT, KEYS, WITH_HANDWRITING
from digitapp.measuring import claim, published
from digitapp.measuring.claim import COLLECTIONS
from digitapp.web import accuracies, cached, matrices
from digitapp.web.accuracies import Row
from digitapp.web.explore import parts


def show() -> None:
    st.header("Real handwriting", anchor=False)
    results = cached.real_handwriting()
    people = sum(one.people for one in COLLECTIONS.values())
    groups = {
        f"{one.title}: {one.people} people, {one.tally(results, 'steps', DEFAULT).total:,} drawings": [
            Row(f"{key}-{way.key}", way.name, "", way.tally)
            for way in claim.ways_of_reading(key, results)
            if way.key not in claim.WITHOUT_A_STEP
        ]
        for key, one in COLLECTIONS.items()
    }
    rows = [row for group in groups.values() for row in group]
    st.markdown(
        f"**People who draw on a screen are not the data set.** Here is how {people} people were read who wrote with a pen on "
        "a tablet; no model has learnt from any of their drawings. Squeezing the whole canvas to 8x8, as most such apps do, "
        "fails. Preparing a drawing as the data set's were, in five steps, helps most, and generated handwriting teaches "
        "what the data set's 13 writers never wrote."
    )
    for number, (words, group) in enumerate(groups.items()):
        st.markdown(f"**{words}**")
        st.html(accuracies.chart(group, words, has_head=number == 0))
    st.caption("Read by a support vector machine, and by the best reader. An arrow at the edge: below 50 %.")
    written_by = [one.title for one, group in zip(COLLECTIONS.values(), groups.values(), strict=True) for _ in group]
    parts.numbers(accuracies.columns(rows) | {"tested on": written_by}, "real-handwriting")
    with st.expander("Looked at, or kept apart?", key="explore.kept_apart", on_change="rerun") as section:
        if section.open:
            _looked_at_and_kept_apart()
    with st.expander("By model and digit", key="explore.by_digit", on_change="rerun") as section:
        if section.open:
            _by_model_and_digit()
    with st.expander("How it was measured"):
        st.markdown(
            "These digits were written with a pen on a tablet: the test part of UCI's *Pen-Based Recognition of Handwritten "
            "Digits*, *UniPen*, at most 3 of each digit by each writer, and *UJIpenchars2*; the letters are from *Chars74k*. "
            "Each was put on the canvas, 200 pixels long, as if drawn there. The intervals treat the digits as independent "
            "of each other; those of one writer are not quite. Trees, forests and generated handwriting have the seed 0. To "
            "measure files of your own class's handwriting:"
        )
        st.code("python -m digitapp benchmark our_class.json.gz", language="bash", wrap_lines=True)


def _looked_at_and_kept_apart() -> None:
    st.markdown(
        "It is easy to fool yourself, as with a test whose questions you know beforehand. Who looks at a reader's mistakes and "
        "mends what caused them makes it suit those very writers; on everyone else it may do worse. So some writers are kept "
        "apart until the reader is finished. What the best reader is not sure about counts in “read right” with its best "
        "guess; it should not be sure about any letter."
    )
    st.markdown(
        "**Looked at.** The people who wrote the forms of the generated handwriting looked at what was misread among these "
        "writers. This is the best reader as it is in this app now:"
    )
    st.table(published.columns(published.looked_at()), hide_index=True)
    st.markdown(
        "**Kept apart.** Nobody who worked on the reader had looked at these writers; they were measured afterwards. Two "
        "figures are those of two halves. Each table is of the reader named above it, and a later one may do better or worse:"
    )
    for one in published.kept_apart():
        st.markdown(f"{one.when}, {one.reader}:")
        st.table(published.columns(one.readings), hide_index=True)


def _short(key: str) -> str:
    """What a model is called in a list, below the same one that has learnt from the data set only."""
    return "+ handwriting" if key.endswith(WITH_HANDWRITING) else KEYS[key].title


def _by_model_and_digit() -> None:
    collection = st.selectbox(
        "Writers", list(COLLECTIONS), format_func=lambda key: COLLECTIONS[key].title, key="explore.writers"
    )
    confusions = {key: COLLECTIONS[collection].confusion(cached.real_handwriting(), "steps", key) for key in KEYS}
    meant = confusions[DEFAULT].sum(axis=1)
    shares = np.array([matrix.diagonal() / meant for matrix in confusions.values()])
    worst = [f"{models.title(key)} {int(row.argmin())}" for key, row in zip(KEYS, shares, strict=True)]
    st.pyplot(
        matrices.heat_map(
            shares, [_short(key) for key in KEYS], list(map(str, range(10))), "", "digit: per cent read right", 0
        ),
        alt=f"Per cent of each digit read right by each model. The worst digit of each: {'; '.join(worst)}",
    )
    parts.numbers(
        {
            "model": [models.title(key) for key in KEYS],
            "all": [float(np.trace(matrix) / meant.sum()) for matrix in confusions.values()],
            **{f"digit {digit}": shares[:, digit].tolist() for digit in range(10)},
        },
        f"by-digit-{collection}",
        show=False,
    )
