"""How well is real handwriting read? `python -m digitapp.measuring.benchmark FILE...` measures every model.

A file of strokes (.json.gz) is what files.py reads; letters in it are no digits. A file of images (.npz) holds `images`
(n, height, width), bright ink on 0, and `labels` (n,).
"""

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from PIL import Image, ImageDraw
from sklearn.metrics import confusion_matrix

from digitapp.drawing import files
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import MAX_LEVEL, SIDE, Digit, Readable, readable
from digitapp.drawing.files import FILE_SIDE
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.strokes import CANVAS, PEN, Strokes
from digitapp.learning import models
from digitapp.measuring.scores import DIGITS, calibration_error, interval

SEED = 0


@dataclass(frozen=True, eq=False)
class LabelledDrawings:
    """The samples of a file, as strokes on the canvas or as pages of ink, and their labels."""

    samples: list[Strokes | Ink]
    labels: list[int | str]


class FileError(ValueError):
    """A file that can't be measured; the message names it and says what is wrong."""


def read_file(path: Path, size: float = FILE_SIDE, pen: float = PEN) -> LabelledDrawings:
    """Read a file of strokes or images; strokes are placed on the canvas, `size` units long, with room for the pen."""
    try:
        if path.name.endswith((".json.gz", ".json")):
            return _from_strokes(path, size, pen)
        if path.suffix == ".npz":
            return _from_images(path)
        raise ValueError("its name must end in .json.gz, .json or .npz")
    except KeyError as error:
        raise FileError(f"{path}: {error} is missing") from None
    except (OSError, EOFError, ValueError, TypeError, BadZipFile) as error:
        raise FileError(f"{path}: {' '.join(str(error).split())}") from None


def _from_strokes(path: Path, size: float, pen: float) -> LabelledDrawings:
    places = np.random.default_rng(SEED)
    drawings = files.read(path.read_bytes())
    samples: list[Strokes | Ink] = [on_canvas(drawing.strokes, size, pen, places) for drawing in drawings]
    return LabelledDrawings(samples, [drawing.label for drawing in drawings])


def _from_images(path: Path) -> LabelledDrawings:
    with np.load(path, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"].tolist()
    if images.ndim != 3 or not images.size or len(images) != len(labels):
        raise ValueError(f"images must have shape (n, height, width) with n labels, got {images.shape}, {len(labels)} labels")
    if not np.issubdtype(images.dtype, np.number) or not np.isfinite(images).all() or images.min() < 0:
        raise ValueError("images must be finite numbers, 0 or more")
    pages = np.round(images * (255 / max(images.max(), 1e-9))).astype(np.uint8)
    return LabelledDrawings([Ink(page) for page in pages], [_label(label, number) for number, label in enumerate(labels)])


def _label(label: object, number: int) -> int | str:
    if isinstance(label, int) and 0 <= label <= 9:
        return label
    if isinstance(label, str) and len(label) == 1:
        return label
    raise ValueError(f"sample {number}: label must be a digit 0..9 or one letter, got {label!r}")


def on_canvas(sample: Strokes, size: float, pen: float, places: np.random.Generator) -> Strokes:
    """A sample as if drawn on the page's canvas: scaled, anywhere, sent as the canvas's JSON in whole pixels."""
    if not sample.paths:
        return sample
    paths = [path * (size / FILE_SIDE) for path in sample.paths]
    room = np.maximum(CANVAS - pen - np.concatenate(paths).max(axis=0), 0)
    place = pen / 2 + places.uniform(size=2) * room
    return Strokes.from_canvas({"objects": [_as_sent(np.round(path + place)) for path in paths]})


def _as_sent(path: np.ndarray) -> dict:
    """A stroke as the canvas sends it: a curve through the midpoints between the pen's positions."""
    points = path.tolist()
    curves = [["Q", x, y, (x + x2) / 2, (y + y2) / 2] for (x, y), (x2, y2) in pairwise(points[1:])]
    return {"type": "Path", "path": [["M", *points[0]], *curves, ["L", *points[-1]]]}


def read_pixels(page: Ink) -> Bitmap | None:
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


def read_all(drawings: LabelledDrawings, pen: float, way: str, stem: str) -> list[Readable | None]:
    """What is left of each drawing, by one of the three ways: "strokes", "pixels", "naive"; counts on standard error."""
    left: list[Readable | None] = []
    for number, sample in enumerate(drawings.samples):
        print(f"\r{stem}: {number + 1} of {len(drawings.samples)}", end="", file=sys.stderr, flush=True)
        if way == "strokes":
            left.append(readable(sample))
            continue
        page = sample.on_canvas(pen) if isinstance(sample, Strokes) else sample
        left.append((read_pixels if way == "pixels" else read_naively)(page))
    print(file=sys.stderr)
    return left


def measure(predictions: list[models.Prediction | None], labels: list[int | str]) -> dict[str, int | float | list | None]:
    """How well one model reads.

    n, the samples; accuracy of the best guesses over all of them; refused, the share without a verdict; accuracy_sure,
    over those with one; ece, the expected calibration error of the best guesses' probabilities in 10 bins; confusion,
    how often each digit (rows) was read as each (columns; what couldn't be read is in none). All but n and refused are
    None where labels are no digits, and accuracy_sure and ece where there is nothing to take them from.
    """
    guesses = np.array([-1 if prediction is None else prediction.label for prediction in predictions])
    sure = np.array([prediction is not None and prediction.doubt is None for prediction in predictions])
    figures = {"n": len(predictions), "accuracy": None, "refused": 1 - float(sure.mean()), "accuracy_sure": None, "ece": None}
    figures["confusion"] = None
    if all(isinstance(label, int) for label in labels):
        right = guesses == np.array(labels)
        guessed = guesses >= 0
        figures["accuracy"] = float(right.mean())
        if sure.any():
            figures["accuracy_sure"] = float(right[sure].mean())
        if guessed.any():
            best = np.array([prediction.probabilities.max() for prediction in predictions if prediction is not None])
            figures["ece"] = calibration_error(best, right[guessed])
        figures["confusion"] = confusion_matrix(labels, guesses, labels=DIGITS).tolist()
    return figures


@dataclass(frozen=True, eq=False)
class Guess:
    """A sample, what was left of it, what was meant and what the default makes of it."""

    sample: Strokes | Ink
    left: Readable
    meant: int | str
    prediction: models.Prediction

    @property
    def is_wrong(self) -> bool:
        return self.meant != self.prediction.label

    def __str__(self) -> str:
        return f"{self.meant} read as {self.prediction.label}"


def confused(guesses: dict[str, list[Guess]]) -> str:
    """The ten most confused pairs of each file: what was meant, what was read, how often."""
    lines = []
    for stem, file in guesses.items():
        lines.append(f"{stem}: the default's most frequent mistakes")
        pairs = Counter(str(guess) for guess in file if guess.is_wrong)
        lines += [f"  {pair}: {count}" for pair, count in pairs.most_common(10)]
    return "\n".join(lines)


def contact_sheet(misread: list[Guess], pen: float) -> Image.Image:
    """Each misread drawing above its 8x8, with what was meant and what was read, twelve to a row."""
    side, across = 104, 12
    width, height = side + 8, 2 * (side + 4) + 16
    sheet = Image.new("L", (across * width, max(1, math.ceil(len(misread) / across)) * height), 255)
    draw = ImageDraw.Draw(sheet)
    for number, guess in enumerate(misread):
        x, y = number % across * width + 4, number // across * height + 4
        page = guess.sample.on_canvas(pen) if isinstance(guess.sample, Strokes) else guess.sample
        drawing = Image.fromarray(255 - page.page)
        drawing.thumbnail((side, side))
        sheet.paste(drawing, (x, y))
        sheet.paste(Digit.of(guess.left).image(cell=side // SIDE), (x, y + side + 4))
        draw.text((x, y + 2 * side + 6), f"{guess}{', unsure' if guess.prediction.doubt else ''}", fill=0)
    return sheet


def table(results: dict[str, dict[str, dict]]) -> str:
    """The figures of all files and models, a line each, with the accuracy's exact 95 % interval."""
    lines = [
        f"{'file':16} {'model':20} {'samples':>7}  {'accuracy (95 % interval)':26} {'no verdict':>10} {'when sure':>10}    ece"
    ]
    for stem, figures in results.items():
        for name, figure in figures.items():
            share, accuracy = "-", figure["accuracy"]
            if accuracy is not None:
                low, high = interval(round(accuracy * figure["n"]), figure["n"])
                share = f"{100 * accuracy:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
            refused, sure, error = (_percent(figure[key]) for key in ("refused", "accuracy_sure", "ece"))
            lines.append(f"{stem:16} {name:20} {figure['n']:7}  {share:26} {refused:>10} {sure:>10} {error:>6}")
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m digitapp.measuring.benchmark", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".json.gz or .json of strokes, .npz of images")
    parser.add_argument("--size", type=_length, default=FILE_SIDE, help="longer side on the canvas, in pixels (default 200)")
    parser.add_argument("--pen", type=_length, default=PEN, help="width of the pen, in pixels (default 28)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object and nothing else")
    parser.add_argument("--confused", action="store_true", help="list the ten pairs that the default confuses most")
    parser.add_argument("--mistakes", type=Path, metavar="OUT.png", help="draw a sheet of what the default misreads")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--pixels", dest="way", action="store_const", const="pixels", help="send a picture, as an upload")
    ways.add_argument("--naive", dest="way", action="store_const", const="naive", help="squeeze the canvas to 8x8")
    options = parser.parse_args(arguments)

    stems = [path.name.split(".")[0] for path in options.files]
    if len(set(stems)) < len(stems):
        parser.error("two files have the same name up to the first dot")
    try:
        opened = {stem: read_file(path, options.size, options.pen) for stem, path in zip(stems, options.files, strict=True)}
    except FileError as error:
        print(error, file=sys.stderr)
        return 2

    results: dict[str, dict[str, dict]] = {}
    guesses: dict[str, list[Guess]] = {}
    fitted = [models.fit(key) for key in models.KEYS]
    for stem, drawings in opened.items():
        left = read_all(drawings, options.pen, options.way or "strokes", stem)
        results[stem] = {}
        for model in fitted:
            read_ones = iter(model.predictions([drawing for drawing in left if drawing is not None]))
            predictions = [None if drawing is None else next(read_ones) for drawing in left]
            results[stem][model.name] = measure(predictions, drawings.labels)
            if model.name == models.DEFAULT:
                seen = zip(drawings.samples, left, drawings.labels, predictions, strict=True)
                guesses[stem] = [Guess(*row) for row in seen if row[-1] is not None]
    if options.mistakes:
        contact_sheet([guess for file in guesses.values() for guess in file if guess.is_wrong], options.pen).save(
            options.mistakes
        )
    print(json.dumps(results) if options.json else table(results))
    if options.confused:
        print(confused(guesses), file=sys.stderr if options.json else sys.stdout)
    return 0


def _length(text: str) -> float:
    value = float(text)
    if not 1 <= value <= CANVAS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {CANVAS}, got {text}")
    return value


if __name__ == "__main__":
    sys.exit(main())
