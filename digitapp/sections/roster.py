"""What all models say about one drawing, in both diets, at one glance."""

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
        if not parts.result_of("The other models are still learning, for half a minute at most ...", "roster"):
            return
        head = "".join(f'<th scope="col">{diet.capitalize()}</th>' for diet in models.DIETS.values())
        lines = "".join(
            f'<tr><th scope="row">{escape(recipe.title)}</th>{cells}</tr>'
            for name, recipe in models.RECIPES.items()
            for cells in ["".join(_cell(name + diet, read) for diet in models.DIETS)]
        )
        best = f'<tr><th scope="row">{models.title(models.DEFAULT)}</th><td></td>{_cell(models.DEFAULT, read)}</tr>'
        st.html(f'<table class="roster"><tr><th scope="col">Model</th>{head}</tr>{best}{lines}</table>')


def _cell(key: str, read: Bitmap | Digit) -> str:
    prediction = cached.model(key).predict(read)
    return f"<td><b>{prediction.label}</b> {100 * prediction.probabilities.max():.0f} %</td>"
