"""What all models say about one drawing, in both diets, at one glance."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from digitapp import cached, models
from digitapp.bitmap import Bitmap
from digitapp.digit import Digit
from digitapp.sections import parts


def show(read: Bitmap | Digit | None) -> None:
    """Show the verdicts as a table: a line for each model, a column for each diet."""
    with st.expander("What do the other models say?", key="roster", icon=":material/groups:", on_change="rerun") as section:
        if not section.open:
            return
        if read is None:
            st.markdown("Draw a digit, and every model says here what it reads.")
            return
        if is_ready():
            st.html(table({key: verdict(cached.model(key).predict(read)) for key in models.KEYS}))


def is_ready() -> bool:
    """Whether all models have been fitted; says how far they are if not."""
    return bool(parts.result_of("The other models are still learning, for half a minute at most ...", "roster"))


def verdict(prediction: models.Prediction) -> str:
    return f"<b>{prediction.label}</b> {100 * prediction.probabilities.max():.0f} %"


def table(cells: Mapping[str, str]) -> str:
    """What is to be said of each model of `models.KEYS`, HTML by key: a line for each model, a column for each diet."""
    head = "".join(f'<th scope="col">{diet.capitalize()}</th>' for diet in models.DIETS.values())
    lines = "".join(
        f'<tr><th scope="row">{escape(recipe.title)}</th>{line}</tr>'
        for name, recipe in models.RECIPES.items()
        for line in ["".join(f"<td>{cells[name + diet]}</td>" for diet in models.DIETS)]
    )
    best = f'<tr><th scope="row">{models.title(models.DEFAULT)}</th><td></td><td>{cells[models.DEFAULT]}</td></tr>'
    return f'<table class="roster"><tr><th scope="col">Model</th>{head}</tr>{best}{lines}</table>'
