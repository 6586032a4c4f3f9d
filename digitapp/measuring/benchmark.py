"""Benchmark: how well every model reads files of real handwriting; `python -m digitapp benchmark FILE...` runs it."""

import json
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypedDict

import numpy as np
from PIL import Image
from sklearn.metrics import confusion_matrix

from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit, Readable, readable
from digitapp.drawing.files import FILE_SIDE
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.strokes import PEN, Strokes
from digitapp.learning import models
from digitapp.learning.prediction import Prediction
from digitapp.measuring import handwriting_files
from digitapp.measuring.handwriting_files import FileError, LabelledDrawings
from digitapp.measuring.misreadings import Guess, confused, contact_sheet
from digitapp.measuring.scores import DIGITS, calibration_error, interval

# How a drawing gets to the models: drawn, sent as a picture, squeezed to 8x8, or drawn and taken through all steps but one
WAYS = ("strokes", "pixels", "naive", "uneven", "slanted")
SKIPPED = {"strokes": (), "uneven": ("equalise",), "slanted": ("straighten",)}

DARK_ON_LIGHT = (
    "its images look like dark ink on light, but bright ink on 0 is read: save their maximum minus the images instead"
)


class Figures(TypedDict):
    """How well a model reads a file: all but n and refused are None where there is nothing to take them from."""

    n: int  # samples
    accuracy: float | None  # of the best guesses over all samples; None where labels are no digits
    refused: float  # the share without a verdict
    accuracy_sure: float | None  # over the samples with a verdict
    # The expected calibration error, in 10 bins, of the best guesses' probabilities given that it is a digit, as all are
    ece: float | None
    confusion: list[list[int]] | None  # how often each digit (rows) was read as each; what couldn't be read is in none


Results = dict[str, dict[str, Figures]]  # by file and model


def run(
    files: Sequence[Path],
    *,
    size: float = FILE_SIDE,
    pen: float = PEN,
    way: str = WAYS[0],
    as_json: bool = False,
    lists_confused: bool = False,
    sheet: Path | None = None,
) -> None:
    """Measure every model on the files and print the figures; progress goes to standard error.

    `size` and `pen` are in canvas units; `way` is of `WAYS`. With `lists_confused` the default's most frequent mistakes are
    printed too, and with `sheet` a picture of all of them is written there. Raises FileError for files it can't measure.
    """
    results, guesses = measure_files(files, size=size, pen=pen, way=way)
    if sheet is not None:
        contact_sheet([guess for of_file in guesses.values() for guess in of_file if guess.is_wrong], pen).save(sheet)
    print(json.dumps(results) if as_json else table(results))
    if lists_confused:
        print(confused(guesses), file=sys.stderr if as_json else sys.stdout)


def measure_files(
    files: Sequence[Path],
    *,
    size: float = FILE_SIDE,
    pen: float = PEN,
    way: str = WAYS[0],
    keys: Sequence[str] = tuple(models.KEYS),
) -> tuple[Results, dict[str, list[Guess]]]:
    """How well the models of these `keys` read the files, by file and model, and what the default read in each; as `run`."""
    names = [name_of(path) for path in files]
    if len(set(names)) < len(names):
        raise FileError("two files have the same name up to the first dot")
    opened = {name: handwriting_files.read(path, size, pen) for name, path in zip(names, files, strict=True)}
    for path, drawings in zip(files, opened.values(), strict=True):
        if drawings.are_dark_on_light:
            print(f"{path}: {DARK_ON_LIGHT}", file=sys.stderr)

    results: Results = {}
    guesses: dict[str, list[Guess]] = {}
    fitted = [models.fit(key) for key in keys]
    for name, drawings in opened.items():
        readables = read_all(drawings, pen, way, name)
        results[name] = {}
        for model in fitted:
            said = iter(model.predictions([one for one in readables if one is not None]))
            predictions = [None if one is None else next(said) for one in readables]
            results[name][model.name] = measure(predictions, drawings.labels)
            if model.name == models.DEFAULT:
                guesses[name] = _guesses(drawings, readables, predictions)
    return results, guesses


def name_of(file: Path) -> str:
    """What a file is called in the figures: its name up to the first dot."""
    return file.name.split(".")[0]


def read_all(drawings: LabelledDrawings, pen: float, way: str, name: str) -> list[Readable | None]:
    """What is left of each drawing, by one of `WAYS`; counts on standard error."""
    left: list[Readable | None] = []
    for number, sample in enumerate(drawings.samples):
        print(f"\r{name}: {number + 1} of {len(drawings.samples)}", end="", file=sys.stderr, flush=True)
        if way in SKIPPED:
            left.append(readable(sample, SKIPPED[way]))
            continue
        page = sample.on_canvas(pen) if isinstance(sample, Strokes) else sample
        left.append(read_pixels(page) if way == "pixels" else read_naively(page))
    print(file=sys.stderr)
    return left


def read_pixels(page: Ink) -> Readable | None:
    """A page sent as a picture, the way an upload goes."""
    file = BytesIO()
    Image.fromarray(255 - page.page).save(file, "PNG")
    try:
        return readable(Ink.from_picture(file.getvalue()))
    except PictureError:
        return None


def read_naively(page: Ink) -> Digit | None:
    """What most such apps do: the whole canvas, squeezed to 8x8."""
    squeezed = Image.fromarray(page.page).resize((SIDE, SIDE))
    digit = Digit(np.round(np.asarray(squeezed) * (MAX_LEVEL / 255)))
    return None if digit.is_blank else digit


def _guesses(drawings: LabelledDrawings, readables: list[Readable | None], predictions: list[Prediction | None]) -> list[Guess]:
    rows = zip(drawings.samples, readables, drawings.labels, predictions, strict=True)
    return [
        Guess(drawing, left, label, prediction)
        for drawing, left, label, prediction in rows
        if left is not None and prediction is not None
    ]


def measure(predictions: Sequence[Prediction | None], labels: Sequence[int | str]) -> Figures:
    """How well one model reads: from its predictions, None where there was nothing to read, and what was meant."""
    guesses = np.array([-1 if prediction is None else prediction.label for prediction in predictions])
    sure = np.array([prediction is not None and prediction.doubt is None for prediction in predictions])
    figures: Figures = {
        "n": len(predictions),
        "accuracy": None,
        "refused": 1 - float(sure.mean()),
        "accuracy_sure": None,
        "ece": None,
        "confusion": None,
    }
    if all(isinstance(label, int) for label in labels):
        right = guesses == np.array(labels)
        guessed = guesses >= 0
        figures["accuracy"] = float(right.mean())
        if sure.any():
            figures["accuracy_sure"] = float(right[sure].mean())
        if guessed.any():
            found = np.array([prediction.probabilities for prediction in predictions if prediction is not None])
            figures["ece"] = calibration_error(found.max(axis=1) / found.sum(axis=1), right[guessed])
        figures["confusion"] = confusion_matrix(labels, guesses, labels=DIGITS).tolist()
    return figures


def table(results: Mapping[str, Mapping[str, Figures]]) -> str:
    """The figures of all files and models, a line each, with the accuracy's exact 95 % interval."""
    lines = [
        f"{'file':16} {'model':20} {'samples':>7}  {'accuracy (95 % interval)':26} {'no verdict':>10} {'when sure':>10}    ece"
    ]
    for file, of_file in results.items():
        for model, figures in of_file.items():
            share, accuracy, n = "-", figures["accuracy"], figures["n"]
            if accuracy is not None:
                low, high = interval(round(accuracy * n), n)
                share = f"{100 * accuracy:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
            refused, sure, error = map(_percent, (figures["refused"], figures["accuracy_sure"], figures["ece"]))
            lines.append(f"{file:16} {model:20} {n:7}  {share:26} {refused:>10} {sure:>10} {error:>6}")
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
