"""The report: one page about one drawing, in a file of its own that prints well."""

from collections.abc import Mapping
from html import escape

import numpy as np
from PIL import Image

from digitapp import ASSETS
from digitapp.drawing import pictures
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Drawing, Readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.learning.models import Model, Prediction
from digitapp.web import figures
from digitapp.web.draw import change, sees, verdict, why

CSS = ASSETS / "style.css"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>digitapp: {title}</title>
<style>
{css}
:root {{ color-scheme: light; print-color-adjust: exact; -webkit-print-color-adjust: exact }}
body {{ max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; background: #FBF9F4; color: #23211C;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif }}
h1, h2, h3 {{ font-family: Georgia, "Iowan Old Style", "Noto Serif", "DejaVu Serif", serif; break-after: avoid }}
h2 {{ margin: 1.75rem 0 0.5rem; font-size: 1.35rem }}
.top {{ display: grid; grid-template-columns: minmax(0, 14rem) minmax(0, 1fr); gap: 2rem; align-items: start }}
.top img {{ width: 100%; background: #FFFEFA; border: 1px solid #8C877B; box-sizing: border-box; image-rendering: pixelated }}
.others {{ grid-column: 1 / -1 }} .others h2 {{ margin-top: 0 }}
.read {{ color: var(--verdict); font-size: 5.5rem; font-weight: 700; line-height: 1.1; margin: 0 }}
li, img, .sum, .levels, .models {{ break-inside: avoid }}
a {{ color: inherit; overflow-wrap: anywhere }}
/* One sheet of paper. */
@media print {{
  body {{ margin: 0; max-width: none; background: none; zoom: 0.54; line-height: 1.3 }} details {{ display: none }}
  .top {{ grid-template-columns: 12rem 1fr 1.3fr }} .others {{ grid-column: auto }}
  .seen {{ display: flex; gap: 2rem; align-items: start }} .seen .steps {{ flex: 1 }} .why {{ columns: 2; column-gap: 3rem }} }}
@page {{ size: A4; margin: 10mm }}
</style>
</head>
<body class="stApp">
<h1>{title}</h1>
<div class="top"><div><img src="{picture}" alt="{alt}"></div><div>{said}</div>
<div class="others"><h2>What all models say</h2>{others}</div></div>
<h2>What the model sees</h2>
<div class="seen">{seen}</div>
<h2>Why did it say that?</h2>
{reasons}
{link}
</body>
</html>
"""


def html(
    source: Drawing,
    seen: Readable,
    model: Model,
    prediction: Prediction,
    pen: int,
    others: Mapping[str, Prediction] | None,
    address: str | None,
) -> str:
    """What the model says (its `prediction`) of what it saw of a source, as a page that needs no other file.

    Strokes are drawn with a pen of so many canvas units; `others` are what all models say by key, if they have all been
    fitted; `address` is a link to the same verdict, if there is one.
    """
    said = f'<p>Read by: {escape(models.title(model.name))}</p><p class="read">{verdict.said(prediction)}</p>'
    if prediction.doubt is not None:
        said += f"<p>{verdict.guess(prediction)}</p>"
    return PAGE.format(
        title="Not sure" if prediction.doubt else f"Read as {prediction.label}",
        css=CSS.read_text(encoding="utf-8"),
        picture=pictures.data_url(_picture(source, pen)),
        alt="The digit as it was painted" if isinstance(source, Digit) else "The drawing",
        said=said + verdict.bars(prediction),
        seen=(sees.grid(sees.steps(seen)) if isinstance(seen, Bitmap) else "") + sees.table(Digit.of(seen)),
        reasons=why.html(model, seen) + change.html(model, seen, prediction),
        others="<p>They were still learning.</p>"
        if others is None
        else figures.models({key: figures.verdict(other) for key, other in others.items()}),
        link=f'<p>See for yourself: <a href="{escape(address)}">{escape(address)}</a></p>' if address else "",
    )


def _picture(source: Drawing, pen: int) -> Image.Image:
    if isinstance(source, Digit):
        return source.image(cell=1)
    page = source.on_canvas(pen).page if isinstance(source, Strokes) else source.page
    image = Image.fromarray(255 - np.asarray(page))
    image.thumbnail((560, 560))
    return image
