"""What both pages and the report show alike: pictures in frames, tables and numbers in words, as HTML from templates."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image

from digitapp.drawing.digit import Digit, a
from digitapp.drawing.pictures import data_url
from digitapp.learning.models import DEFAULT, KEYS, TRAINING_SETS
from digitapp.learning.prediction import Prediction
from digitapp.learning.recipes import RECIPES
from digitapp.measuring.answers import Answer

# Of a QR code (ISO/IEC 18004): 117 modules a side. A code 240 pixels wide in a camera's picture, unsharp, noisy and askew, was
# read in 10 of 10 tries up to here, and in 6 of 10 with the 1,500 characters of the longest link (version 28).
MAX_VERSION = 25

MINUS = "\N{MINUS SIGN}"


def percent(share: float, places: int = 1) -> str:
    """A share, 0..1, in per cent."""
    return f"{100 * share:.{places}f} %"


def cautious_percent(share: float, places: int = 0) -> str:
    """A probability in per cent; one that is not quite 0 or 1 is not called so: "> 99 %"."""
    least = 10 ** -(places + 2)
    if 0 < share < least:
        return f"< {percent(least, places)}"
    if 1 - least < share < 1:
        return f"> {percent(1 - least, places)}"
    return percent(share, places)


def between(interval: tuple[float, float]) -> str:
    """An interval of shares, 0..1, in per cent."""
    return f"{100 * interval[0]:.1f} to {percent(interval[1])}"


def chance(p: float) -> str:
    """A p-value in per cent."""
    return "less than 0.1 %" if p < 0.001 else percent(p, 0 if p >= 0.1 else 1)


def signed(value: float, places: int = 0) -> str:
    """A number with its sign, and a proper minus."""
    return f"{value:+.{places}f}".replace("-", MINUS)


def count(number: int, thing: str) -> str:
    """A number of things: "1 pixel", "2 pixels", "1,797 digits"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


class Figure(NamedTuple):
    """A picture in a frame: its address, what it shows in words, and below it a title and further lines."""

    src: str
    alt: str
    title: str
    lines: tuple[str, ...]


def figure(image: Image.Image, alt: str, title: str, *lines: str) -> Figure:
    return Figure(data_url(image), alt, title, lines)


def ink(page: np.ndarray, longest: int) -> Image.Image:
    """A page, uint8 (height, width), 0 paper .. 255 ink, as black on white, its longer side at most `longest` pixels."""
    image = Image.fromarray(255 - page)
    image.thumbnail((longest, longest))
    return image


def grid(figures: Iterable[Figure], look: str = "") -> Markup:
    """Figures side by side; `look` is a further class of style.css for the list."""
    return render("grid.html", figures=figures, look=look)


def levels(digit: Digit) -> Markup:
    """The 64 numbers as a table, each on its grey."""
    return render("levels.html", levels=digit.levels.tolist())


def bars(caption: str, rows: Iterable[tuple[str, float, str]], marked: str | None = None) -> Markup:
    """A table of bars: of each answer its name, a share, 0..1, and that in words; the one `marked` has the verdict's colour."""
    return render("bars.html", caption=caption, rows=rows, marked=marked)


def models(cells: Mapping[str, tuple[str, str]]) -> Markup:
    """What is to be said of each model by key of `models.KEYS`, a large word and a small one, as a table of all models."""
    names = list(TRAINING_SETS)
    rows = [(KEYS[DEFAULT].title, [None] * (len(names) - 1) + [cells[DEFAULT]])]
    rows += [(recipe.title, [cells[name + ending] for ending in names]) for name, recipe in RECIPES.items()]
    return render("models.html", heads=[words.capitalize() for words in TRAINING_SETS.values()], rows=rows)


def qr(link: str, alt: str, caption: str) -> Markup | None:
    """A link as a QR code, black on white in the dark too; None if it is too long for a code that a phone can read."""
    code = segno.make_qr(link, error="L", boost_error=False)  # what is on a screen does not wear off: the fewest modules
    if int(code.version) > MAX_VERSION:
        return None
    src = code.svg_data_uri(border=4, dark="black", light="white", omitsize=True)
    return render("qr.html", src=src, alt=alt, caption=caption)


def verdict(prediction: Prediction) -> tuple[str, str]:
    """The verdict and how probable it is, as a cell of `models`; of what is refused, what it would be all the same."""
    answer, share = Answer.of(prediction), percent(max(prediction.probabilities.max(), prediction.no_digit), 0)
    if answer.digit is None:
        return "?", f"no digit {share}"
    return (str(answer.digit), share) if answer.is_sure else ("?", f"perhaps {answer.digit} {share}")


def meant(label: int | str) -> str:
    """What was meant, a digit, 0..9, or the label of what is none, in words: "a 7", "not a digit"."""
    return "not a digit" if isinstance(label, str) else a(label)


def render(template: str, **values: Any) -> Markup:
    """The HTML of a template of templates/ with the values put in, escaped, but for values that are such HTML themselves."""
    return Markup(_TEMPLATES.get_template(template).render(values))


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.filters |= {
    "percent": percent,
    "cautious": cautious_percent,
    "between": between,
    "signed": signed,
    "a": a,
    "count": count,
}
_TEMPLATES.globals |= {"grid": grid, "levels": levels, "bars": bars, "models": models}


def helpers(**named: Any) -> None:
    """Give templates what a module of charts knows, by name."""
    _TEMPLATES.globals |= named
