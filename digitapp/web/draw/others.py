"""What all models say about one drawing, on both training sets, side by side."""

from collections import Counter
from collections.abc import Collection, Mapping

import streamlit as st
from markupsafe import Markup

from digitapp.drawing.digit import Digit, Readable
from digitapp.learning.prediction import Prediction
from digitapp.web import figures, fitting
from digitapp.web.draw.subject import Subject


def show(subject: Subject) -> None:
    """Show how many models agree, what they read, and each one's verdict."""
    readable, model, prediction = subject.readable, subject.model, subject.prediction
    if readable is None:
        st.markdown("Draw a digit, and see here how every model reads it.")
        return
    if fitted := fitting.fitted(subject.job, "others"):
        st.html(html(readable, fitting.predictions(readable, fitted, model, prediction)))


def html(readable: Readable, said: Mapping[str, Prediction]) -> Markup:
    """What the models say by key: in a sentence, as a picture of what they read, and as a table."""
    cells = {key: figures.verdict(prediction) for key, prediction in said.items()}
    return figures.render(
        "others.html",
        sentence=sentence([*said.values()]),
        read=figures.figure(Digit.of(readable).image(cell=1), "The drawing as 8 by 8 grey cells", "What they all read"),
        said={key: (answer, share.replace(" %", "\N{NO-BREAK SPACE}%")) for key, (answer, share) in cells.items()},
        has_doubt=any(prediction.doubt is not None for prediction in said.values()),
    )


def sentence(said: Collection[Prediction]) -> str:
    """How many of the models say what: the digit that most say first, those that are not sure last."""
    sure = Counter(prediction.label for prediction in said if prediction.doubt is None).most_common()
    parts = [f"{count} {'says' if count == 1 else 'say'} {digit}" for digit, count in sure]
    if refused := len(said) - sum(count for _, count in sure):
        parts.append(f"{refused} {'is' if refused == 1 else 'are'} not sure")
    if len(parts) == 1:
        return f"All {len(said)} models {parts[0].split(maxsplit=1)[1]}."
    return f"Of {len(said)} models, {', '.join(parts[:-1])} and {parts[-1]}."
