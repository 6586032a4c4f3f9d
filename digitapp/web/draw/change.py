"""What would change a model's mind: the smallest change found that turns its verdict."""

import numpy as np
import streamlit as st
from markupsafe import Markup

from digitapp.drawing.digit import Readable
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT
from digitapp.measuring.answers import Answer
from digitapp.probing import counterfactual
from digitapp.probing.counterfactual import Change
from digitapp.probing.reading import is_told_before
from digitapp.web import figures, fitting
from digitapp.web.draw import heat, verdict, why
from digitapp.web.draw.subject import Subject
from digitapp.web.figures import Figure

TOLD = "draw.change.told"  # in the session's state: the change told last, and of what
MAX_LINES = 8  # pixels listed in a report; more are folded away


def show(subject: Subject) -> None:
    """Show what would change the mind of the model that is chosen."""
    readable, model, prediction = subject.readable, subject.model, subject.prediction
    if readable is None:
        st.markdown("Draw a digit, and see here how little would have to change for another answer.")
    elif model is None or prediction is None:
        fitting.say_failed()
    else:
        st.html(why.once(TOLD, subject, lambda: html(model, readable, prediction)))


def html(model: Model, readable: Readable, prediction: Prediction, is_open: bool = False) -> Markup:
    """What would change the model's mind about its prediction, as far as it was found.

    The numbers are folded away unless `is_open`, and there too if they are many.
    """
    if is_told_before(prediction):
        return figures.render("change.html", change=None, doubt=prediction.doubt)
    change = counterfactual.change(model, readable)
    if change is None:
        return figures.render("change.html", change=None, doubt=None)
    answer = Answer.of(prediction)
    pixels = [
        f"{heat.place(*pixel)}: {change.before.levels[pixel]} → {change.after.levels[pixel]}"
        for pixel in zip(*np.nonzero(change.differences), strict=True)
    ]
    return figures.render(
        "change.html",
        change=change,
        doubt=None,
        instead=verdict.name(change.was),
        was=verdict.read_as(change.was),
        said=verdict.read_as(NO_DIGIT if answer.digit is None else answer.digit),
        pixels=pixels,
        longest=MAX_LINES,
        is_open=is_open,
        figures=_figures(change, pixels),
    )


def _figures(change: Change, pixels: list[str]) -> list[Figure]:
    marks = {pixel: "+" if levels > 0 else "-" for pixel, levels in np.ndenumerate(change.differences) if levels}
    before, after = change.before.image(cell=1), change.after.image(cell=1)
    return [
        figures.figure(before, f"8 by 8 form, read as {verdict.read_as(change.was)}", f"Before: {verdict.name(change.was)}"),
        figures.figure(
            heat.written(change.after, marks),
            f"Levels changed: {'; '.join(pixels)}",
            "The change",
        ),
        figures.figure(after, f"8 by 8 form, read as {figures.a(change.label)}", f"After: {change.label}"),
    ]
