"""How well real handwriting is read: what the benchmark measured, and how."""

import json

import numpy as np
import streamlit as st

from digitapp import ASSETS
from digitapp.learning.models import DEFAULT, KEYS, WITH_HANDWRITING, title
from digitapp.web import charts, matrices
from digitapp.web.explore import parts

MEASURED = ASSETS / "measured"
FILES = {"pendigits_dev": "7 writers (pendigits)", "unipen_dev": "108 writers (UniPen)"}
# What is compared: in words, which of the files in `MEASURED`, and the model
STEPS = (
    ("Squeezed to 8x8", "naive", "svc"),
    ("The data set's five steps", "steps", "svc"),
    ("... and generated handwriting", "steps", "svc+handwriting"),
    ("The best reader", "steps", DEFAULT),
)
COMMAND = (
    ".venv/bin/python -m digitapp.measuring.benchmark pendigits_dev.json.gz unipen_dev.json.gz letters_dev.json.gz --json\n"
    ".venv/bin/python -m digitapp.measuring.benchmark pendigits_dev.json.gz unipen_dev.json.gz --json --naive"
)


def measured() -> dict[str, dict]:
    """What the benchmark printed: by way ("naive", "steps"), file and model."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in MEASURED.glob("*.json")}


def show() -> None:
    figures = measured()
    letters = figures["steps"]["letters_dev"][DEFAULT]
    total = sum(figures["steps"][file][DEFAULT]["n"] for file in FILES)
    st.markdown(
        "Models read the data set's own digits at 98 % and more. **People who draw on a screen are not the data set.** Here "
        f"is how {total:,} digits of 115 people were read, none of whom any model has learnt from."
    )
    rows = []
    for words, way, model in STEPS:
        for file, series in FILES.items():
            figure = figures[way][file][model]
            right = round(figure["accuracy"] * figure["n"])
            rows.append(parts.row(words, series, right, figure["n"]))
    st.altair_chart(
        charts.accuracies(rows, 0.3, "95 %"),
        alt="Share of real handwriting read right: "
        + "; ".join(f"{row['name']}, {row['series']}: {parts.percent(row['accuracy'])}" for row in rows),
    )
    sure = {file: figures["steps"][file][DEFAULT] for file in FILES}
    st.markdown(
        "Squeezing the whole canvas to 8x8, as most such apps do, fails. Repeating how the data set was made helps most, "
        "and generated handwriting teaches what its 13 writers never wrote. The best reader says “not sure” to "
        + " and ".join(parts.percent(figure["refused"]) for figure in sure.values())
        + " of them, is right in "
        + " and ".join(parts.percent(figure["accuracy_sure"]) for figure in sure.values())
        + f" of the others, and says “not sure” to {parts.percent(letters['refused'])} of {letters['n']} letters."
    )
    parts.numbers(parts.accuracies(rows, "read by", "writers"), "real-handwriting")
    _by_model_and_digit(figures["steps"])
    st.subheader("How it was measured", anchor=False)
    st.markdown(
        "Digits written with a pen on a tablet: UCI's *Pen-Based Recognition of Handwritten Digits*, writers 1 to 7 of the "
        "test part, and *UniPen*, at most 3 of a writer and digit; letters of 27 people (Chars74k). Each was put on the "
        "canvas, 200 pixels long, as if drawn there. No model has learnt from them, but people looked at what was misread "
        "while the generated forms were written down: expect a little less from writers that nobody has looked at. The "
        "intervals take the digits as drawn independently; those of one writer are not quite. With files of your own class "
        "it is done by:"
    )
    st.code(COMMAND, language="bash", wrap_lines=True)


def _short(key: str) -> str:
    return "+ handwriting" if key.endswith(WITH_HANDWRITING) else KEYS[key].title


def _by_model_and_digit(figures: dict) -> None:
    st.subheader("By model and digit", anchor=False)
    file = st.segmented_control(
        "Writers", list(FILES), format_func=FILES.get, key="writers", default="unipen_dev", required=True, bind="query-params"
    )
    confusions = {key: np.array(figures[file][key]["confusion"]) for key in KEYS}
    meant = confusions[DEFAULT].sum(axis=1)
    shares = np.array([matrix.diagonal() / meant for matrix in confusions.values()])
    worst = [f"{title(key)} {int(row.argmin())}" for key, row in zip(KEYS, shares, strict=True)]
    st.pyplot(
        matrices.heat_map(
            shares, [_short(key) for key in KEYS], list(map(str, range(10))), "", "digit: per cent read right", 0
        ),
        alt=f"Per cent of each digit read right by each model. The worst digit of each: {'; '.join(worst)}",
    )
    parts.numbers(
        {
            "model": [title(key) for key in KEYS],
            "all": [parts.percent(figures[file][key]["accuracy"]) for key in KEYS],
            **{f"digit {digit}": [f"{100 * row[digit]:.0f} %" for row in shares] for digit in range(10)},
        },
        f"by-digit-{file}",
    )
