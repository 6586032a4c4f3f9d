"""What would change a model's mind: the smallest change found that turns its verdict."""

import numpy as np

from digitapp.drawing.digit import Readable
from digitapp.learning.models import Model, Prediction
from digitapp.probing import counterfactual
from digitapp.web.draw import heat, sees

MAX_LINES = 8


def html(model: Model, read: Readable, prediction: Prediction) -> str:
    """What would change the model's mind about its prediction, as far as it was found."""
    change = counterfactual.change(model, read)
    head = "<h3>What would change its mind?</h3>"
    if change is None:
        return f'<div class="why">{head}<p>No change that turns the verdict was found.</p></div>'
    changed = np.argwhere(change.differences)
    pixels = "1 pixel" if len(changed) == 1 else f"{len(changed)} pixels"
    alone = ""
    if change.was != prediction.label:
        alone = f"With all views the drawing is a {prediction.label}; its 8 by 8 form alone is read as a {change.was}. "
    kind = "This is the smallest change there is." if change.is_least else "A smaller change may exist: this one was found."
    doubt = f" It would not be sure: {change.doubt}" if change.doubt else ""
    words = [
        f"{heat.place(row, column)}: {change.before.levels[row, column]} → {change.after.levels[row, column]}"
        for row, column in changed
    ]
    marks = {(row, column): "+" if change.differences[row, column] > 0 else "-" for row, column in changed.tolist()}
    figures = [
        sees.figure(change.before.image(cell=1), f"8 by 8 form, read as {change.was}", f"Now: {change.was}", "as it is"),
        sees.figure(
            heat.written(change.after, marks),
            f"Levels changed: {'; '.join(words)}",
            "The change",
            "more ink (+) or less (&minus;)",
        ),
        sees.figure(change.after.image(cell=1), f"8 by 8 form, read as {change.label}", f"Then: {change.label}", "after it"),
    ]
    listed = f"<p>{'<br>'.join(words)}</p>"
    if len(words) > MAX_LINES:
        listed = f"<details><summary>Which pixels</summary>{listed}</details>"
    return (
        f'<div class="why">{head}<p>{alone}<strong>{change.amount} levels of ink in {pixels}, and it says {change.label} '
        f"instead of {change.was}.</strong> A whole pixel from paper to ink is 16 levels. {kind}{doubt}</p>"
        f"{sees.grid(figures, 'change')}{listed}</div>"
    )
