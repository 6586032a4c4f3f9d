"""The report: one page about one drawing, in a file of its own that prints well."""

from digitapp.bitmap import Bitmap
from digitapp.digit import Digit
from digitapp.ink import Ink
from digitapp.models import Model
from digitapp.strokes import Strokes


def html(source: Strokes | Ink | Digit, seen: Bitmap | Digit, model: Model, pen: int) -> str:
    return "<!doctype html><title>digitapp</title>"
