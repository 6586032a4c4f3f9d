"""What both pages and the report show alike: pictures in frames, tables and numbers in words, as HTML from templates."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image

from digitapp.drawing.digit import MAX_LEVEL, Digit, a
from digitapp.drawing.pictures import data_url
from digitapp.learning.models import DEFAULT, KEYS, RECIPES, TRAINING_SETS, Prediction

MINUS = "\N{MINUS SIGN}"


def percent(share: float, places: int = 1) -> str:
    """A share, 0..1, in per cent."""
    return f"{100 * share:.{places}f} %"


def cautious_percent(share: float) -> str:
    """A probability in whole per cent; one that is not quite 0 or 1 is not called so."""
    if 0 < share < 0.01:
        return "< 1 %"
    if 0.99 < share < 1:
        return "> 99 %"
    return percent(share, 0)


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


def grid(figures: Iterable[Figure], look: str = "") -> str:
    """Figures side by side; `look` is a further class of style.css for the list."""
    return render("grid.html", figures=figures, look=look)


def levels(digit: Digit) -> str:
    """The 64 numbers as a table, each on its grey."""
    return render("levels.html", levels=digit.levels.tolist())


def models(cells: Mapping[str, tuple[str, str]]) -> str:
    """What is to be said of each model by key of `models.KEYS`, a large word and a small one, as a table of all models."""
    names = list(TRAINING_SETS)
    rows = [(KEYS[DEFAULT].title, [None] * (len(names) - 1) + [cells[DEFAULT]])]
    rows += [(recipe.title, [cells[name + ending] for ending in names]) for name, recipe in RECIPES.items()]
    return render("models.html", heads=[words.capitalize() for words in TRAINING_SETS.values()], rows=rows)


def verdict(prediction: Prediction) -> tuple[str, str]:
    """The best guess and how probable it is, as a cell of `models`."""
    return str(prediction.label), percent(prediction.probabilities.max(), 0)


def _grey(level: int) -> int:
    """The shade of a level, 0 (black) .. 255 (white)."""
    return round(255 * (1 - level / MAX_LEVEL))


def render(template: str, **values: Any) -> str:
    """The HTML of a template of templates/ with the values put in, escaped."""
    return _TEMPLATES.get_template(template).render(values)


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
    "signed": signed,
    "a": a,
    "grey": _grey,
    "count": count,
}
