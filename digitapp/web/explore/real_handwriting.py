"""How well real handwriting is read: what was measured, on writers that were looked at and on writers kept apart, and how."""

import numpy as np
import streamlit as st

from digitapp.learning import models
from digitapp.learning.models import DEFAULT, KEYS, WITH_HANDWRITING
from digitapp.measuring import published
from digitapp.measuring.benchmark import Results
from digitapp.measuring.published import FILES, WAYS_OF_READING
from digitapp.web import charts, figures, matrices
from digitapp.web.explore import parts

OWN_DIGITS = 0.988  # of the data set's own digits, the support vector machine's accuracy, cross-validated on the same writers


def show() -> None:
    results = published.measured()
    files = published.digit_files(results["steps"])
    total = sum(results["steps"][file][DEFAULT]["n"] for file in files)
    st.markdown(
        f"The support vector machine reads {figures.percent(OWN_DIGITS)} of the data set's own digits right. **People who draw "
        f"on a screen are not the data set.** Here is how {total:,} digits by {sum(FILES[file].people for file in files)} "
        "people were read; no model has learnt from any of them."
    )
    rows = []
    for file in files:
        for words, way, model in WAYS_OF_READING:
            result = results[way][file][model]
            rows.append(parts.accuracy_row(FILES[file].title, words, published.correct(result), result["n"]))
    st.altair_chart(
        charts.accuracies(rows, 0.3, "95 %"),
        alt="Share of real handwriting read right: "
        + "; ".join(f"{row['name']}, {row['series']}: {figures.percent(row['accuracy'])}" for row in rows),
    )
    st.markdown(
        "Squeezing the whole canvas to 8x8, as most such apps do, fails. Repeating how the data set was made, in five steps, "
        "helps most, and generated handwriting (+ handwriting) teaches what the data set's 13 writers never wrote."
    )
    parts.numbers(parts.accuracy_table(rows, "writers", "read by"), "real-handwriting")
    _looked_at_and_kept_apart()
    _by_model_and_digit(results["steps"], files)
    st.header("How it was measured", anchor=False)
    st.markdown(
        "These digits were written with a pen on a tablet: the test part of UCI's *Pen-Based Recognition of Handwritten "
        "Digits*, *UniPen*, at most 3 of each digit by each writer, and *UJIpenchars2*; the letters are from *Chars74k*. Each "
        "was put on the canvas, 200 pixels long, as if drawn there. The intervals treat the digits as independent of each "
        "other; those of one writer are not quite. Trees, forests and generated handwriting have the seed 0. To measure files "
        "of your own class's handwriting:"
    )
    st.code("python -m digitapp benchmark our_class.json.gz", language="bash", wrap_lines=True)


def _looked_at_and_kept_apart() -> None:
    st.header("Looked at, or kept apart?", anchor=False)
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


def _by_model_and_digit(results: Results, files: list[str]) -> None:
    st.header("By model and digit", anchor=False)
    file = st.segmented_control(
        "Writers",
        files,
        format_func=lambda file: FILES[file].title,
        key="writers",
        default=files[0],
        required=True,
        bind="query-params",
    )
    confusions = {key: np.array(results[file][key]["confusion"]) for key in KEYS}
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
            "all": [figures.percent(published.correct(results[file][key]) / results[file][key]["n"]) for key in KEYS],
            **{f"digit {digit}": [figures.percent(row[digit], 0) for row in shares] for digit in range(10)},
        },
        f"by-digit-{file}",
    )
