"""How well real handwriting is read: what the benchmark measured, and how."""

import json

import numpy as np
import streamlit as st

from digitapp import ASSETS
from digitapp.learning import models
from digitapp.learning.models import DEFAULT, KEYS, WITH_HANDWRITING
from digitapp.web import charts, figures, matrices
from digitapp.web.explore import parts

MEASURED = ASSETS / "measured"
FILES = {"pendigits_dev": "7 writers (pendigits)", "unipen_dev": "108 writers (UniPen)"}
# What is compared: in words, which of the files in `MEASURED`, and the model
WAYS_OF_READING = (
    ("Squeezed to 8x8", "naive", "svc"),
    ("The data set's five steps", "steps", "svc"),
    ("... and generated handwriting", "steps", "svc+handwriting"),
    ("The best reader", "steps", DEFAULT),
)
OWN_DIGITS = 0.988  # of the data set's own digits, the support vector machine's accuracy, cross-validated on the same writers
COMMAND = (
    "python -m digitapp benchmark pendigits_dev.json.gz unipen_dev.json.gz letters_dev.json.gz --json\n"
    "python -m digitapp benchmark pendigits_dev.json.gz unipen_dev.json.gz --json --naive"
)


def measured() -> dict[str, dict]:
    """What the benchmark printed: by way ("naive", "steps"), file and model."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in MEASURED.glob("*.json")}


def show() -> None:
    results = measured()
    letters, *best = (results["steps"][file][DEFAULT] for file in ("letters_dev", *FILES))
    total = sum(result["n"] for result in best)
    st.markdown(
        f"The support vector machine reads {figures.percent(OWN_DIGITS)} of the data set's own digits right. **People who draw "
        f"on a screen are not the data set.** Here is how {total:,} digits by 115 people were read; no model has learnt from "
        "any of them."
    )
    rows = []
    for words, way, model in WAYS_OF_READING:
        for file, series in FILES.items():
            result = results[way][file][model]
            right = round(result["accuracy"] * result["n"])
            rows.append(parts.accuracy_row(words, series, right, result["n"]))
    st.altair_chart(
        charts.accuracies(rows, 0.3, "95 %"),
        alt="Share of real handwriting read right: "
        + "; ".join(f"{row['name']}, {row['series']}: {figures.percent(row['accuracy'])}" for row in rows),
    )
    unsure, right = ([figures.percent(result[name]) for result in best] for name in ("refused", "accuracy_sure"))
    st.markdown(
        "Squeezing the whole canvas to 8x8, as most such apps do, fails. Repeating how the data set was made helps most, "
        "and generated handwriting teaches what the data set's 13 writers never wrote. The best reader is not sure about "
        f"{' and '.join(unsure)} of the digits, reads {' and '.join(right)} of the others right, and is not sure about "
        f"{figures.percent(letters['refused'])} of {letters['n']} letters."
    )
    parts.numbers(parts.accuracy_table(rows, "read by", "writers"), "real-handwriting")
    _by_model_and_digit(results["steps"])
    st.subheader("How it was measured", anchor=False)
    st.markdown(
        "These digits were written with a pen on a tablet: UCI's *Pen-Based Recognition of Handwritten Digits*, writers 1 to 7 "
        "of the test part, and *UniPen*, at most 3 of each digit by each writer; the letters are by 27 people (Chars74k). Each "
        "was put on the canvas, 200 pixels long, as if drawn there. No model has learnt from them, but people looked at what "
        "was misread while the generated forms were written down: expect a little less from writers nobody has looked at. "
        "The intervals treat the digits as independent of each other; those of one writer are not quite. To measure files of "
        "your own class's handwriting:"
    )
    st.code(COMMAND, language="bash", wrap_lines=True)


def _short(key: str) -> str:
    """What a model is called in a list, below the same one that has learnt from the data set only."""
    return "+ handwriting" if key.endswith(WITH_HANDWRITING) else KEYS[key].title


def _by_model_and_digit(results: dict) -> None:
    st.subheader("By model and digit", anchor=False)
    file = st.segmented_control(
        "Writers",
        list(FILES),
        format_func=FILES.__getitem__,
        key="writers",
        default="unipen_dev",
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
            "all": [figures.percent(results[file][key]["accuracy"]) for key in KEYS],
            **{f"digit {digit}": [figures.percent(row[digit], 0) for row in shares] for digit in range(10)},
        },
        f"by-digit-{file}",
    )
