"""The report: one page about one drawing, in a file of its own that prints well."""

from collections.abc import Mapping

from markupsafe import Markup
from PIL import Image

from digitapp import ASSETS
from digitapp.drawing import pictures
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.learning.prediction import Prediction
from digitapp.measuring.answers import Answer
from digitapp.web import figures
from digitapp.web.draw import change, sees, verdict, why

CSS = ASSETS / "style.css"
MAX_SIDE = 560  # of the picture of the drawing, in pixels


def html(
    drawing: Drawing,
    readable: Readable,
    model: Model,
    prediction: Prediction,
    pen: int,
    others: Mapping[str, Prediction] | None,
    address: str | None,
) -> Markup:
    """What the model says of a drawing (its `prediction`), and why, as a page that needs no other file.

    Strokes are drawn with a pen `pen` canvas units wide; `others` are what all models say by key, None if not all have been
    fitted; `address` is a link to the same verdict, if there is one.
    """
    return figures.render(
        "report.html",
        title=str(Answer.of(prediction)).capitalize(),
        css=CSS.read_text(encoding="utf-8"),
        src=pictures.data_url(_picture(drawing, pen)),
        alt="The digit as it was painted" if isinstance(drawing, Digit) else "The drawing",
        model=models.title(model.name),
        said=verdict.said(prediction),
        doubt=verdict.doubt(prediction) if prediction.doubt else None,
        bars=verdict.bars(prediction, model.name),
        others=None if others is None else {key: figures.verdict(other) for key, other in others.items()},
        steps=sees.steps(readable) if isinstance(readable, Bitmap) else None,
        digit=Digit.of(readable),
        why=why.html(model, readable, prediction, is_open=True),
        change=change.html(model, readable, prediction, is_open=True),
        address=address,
    )


def _picture(drawing: Drawing, pen: int) -> Image.Image:
    if isinstance(drawing, Digit):
        return drawing.image(cell=1)
    ink = drawing.on_canvas(pen) if isinstance(drawing, Strokes) else drawing
    return figures.ink(ink.page, MAX_SIDE)
