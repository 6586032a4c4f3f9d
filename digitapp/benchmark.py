"""How well is real handwriting read? `python -m digitapp.benchmark FILE...` measures every model of the roster.

A file of strokes (.json.gz) is a list of {"label", "writer", "strokes"}: the label a digit 0..9 or, for what is no digit,
one letter; the strokes lists of [x, y], y down, their longer side 200 units. A file of images (.npz) holds `images`
(n, height, width), bright ink on 0, and `labels` (n,).
"""

import argparse
import gzip
import json
import sys
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from PIL import Image

from digitapp import models
from digitapp.bitmap import Bitmap
from digitapp.digit import MAX_LEVEL, SIDE, Digit
from digitapp.ink import Ink, PictureError
from digitapp.scores import interval
from digitapp.strokes import CANVAS, PEN, Strokes

FILE_SIDE = 200  # units of the longer side of a sample in a file of strokes
SEED = 0


@dataclass(frozen=True, eq=False)
class Drawings:
    """The samples of a file, as strokes on the canvas or as pages of ink, and their labels."""

    samples: list[Strokes | Ink]
    labels: list[int | str]


class FileError(ValueError):
    """A file that can't be measured; the message names it and says what is wrong."""


def read_file(path: Path, size: float = FILE_SIDE, pen: float = PEN) -> Drawings:
    """Read a file of strokes or images; strokes are placed on the canvas, `size` units long, with room for the pen."""
    try:
        if path.name.endswith((".json.gz", ".json")):
            return _from_strokes(path, size, pen)
        if path.suffix == ".npz":
            return _from_images(path)
        raise ValueError("its name must end in .json.gz, .json or .npz")
    except KeyError as error:
        raise FileError(f"{path}: {error} is missing") from None
    except (OSError, EOFError, ValueError, TypeError, BadZipFile, zlib.error) as error:
        raise FileError(f"{path}: {' '.join(str(error).split())}") from None


def _from_strokes(path: Path, size: float, pen: float) -> Drawings:
    data = path.read_bytes()
    entries = json.loads(gzip.decompress(data) if path.name.endswith(".gz") else data)
    if not isinstance(entries, list) or not entries:
        raise ValueError('it must hold a list of {"label", "writer", "strokes"}')
    places = np.random.default_rng(SEED)
    samples: list[Strokes | Ink] = []
    for number, entry in enumerate(entries):
        try:
            samples.append(on_canvas(Strokes(tuple(entry["strokes"])), size, pen, places))
        except (ValueError, TypeError) as error:
            raise ValueError(f"sample {number}: {error}") from None
    return Drawings(samples, [_label(entry["label"], number) for number, entry in enumerate(entries)])


def _from_images(path: Path) -> Drawings:
    with np.load(path, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"].tolist()
    if images.ndim != 3 or not images.size or len(images) != len(labels):
        raise ValueError(f"images must have shape (n, height, width) with n labels, got {images.shape}, {len(labels)} labels")
    if not np.issubdtype(images.dtype, np.number) or not np.isfinite(images).all() or images.min() < 0:
        raise ValueError("images must be finite numbers, 0 or more")
    pages = np.round(images * (255 / max(images.max(), 1e-9))).astype(np.uint8)
    return Drawings([Ink(page) for page in pages], [_label(label, number) for number, label in enumerate(labels)])


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


def read(sample: Strokes | Ink) -> Digit | None:
    """A drawing taken through the page's steps; None if there is nothing to read."""
    if isinstance(sample, Strokes):
        if sample.is_blank:
            return None
        sample = sample.ink()
    digit = Digit.of(Bitmap.of(sample))
    return None if digit.is_blank else digit


def read_pixels(page: Ink) -> Digit | None:
    """A page sent as a picture, the way an upload goes."""
    file = BytesIO()
    Image.fromarray(255 - page.page).save(file, "PNG")
    try:
        return read(Ink.from_picture(file.getvalue()))
    except PictureError:
        return None


def read_naively(page: Ink) -> Digit | None:
    """What most such apps do: the whole canvas, squeezed to 8x8."""
    squeezed = Image.fromarray(page.page).resize((SIDE, SIDE))
    digit = Digit(np.round(np.asarray(squeezed) * (MAX_LEVEL / 255)))
    return None if digit.is_blank else digit


def digits_of(drawings: Drawings, pen: float, way: str, stem: str) -> list[Digit | None]:
    """The Digit of each drawing, by one of the three ways: "strokes", "pixels" or "naive"; counts on standard error."""
    digits = []
    for number, sample in enumerate(drawings.samples):
        print(f"\r{stem}: {number + 1} of {len(drawings.samples)}", end="", file=sys.stderr, flush=True)
        if way == "strokes":
            digits.append(read(sample))
            continue
        page = sample.on_canvas(pen) if isinstance(sample, Strokes) else sample
        digits.append((read_pixels if way == "pixels" else read_naively)(page))
    print(file=sys.stderr)
    return digits


def measure(model: models.Model, digits: list[Digit | None], labels: list[int | str]) -> dict[str, int | float | None]:
    """How well one model reads: n, accuracy (None where labels are no digits), refused (the share without a verdict)."""
    verdicts = np.full(len(digits), -1)
    readable = [number for number, digit in enumerate(digits) if digit is not None]
    if readable:
        levels = np.array([digits[number].levels for number in readable])
        verdicts[readable] = model.probabilities(levels).argmax(axis=1)
    are_digits = all(isinstance(label, int) for label in labels)
    return {
        "n": len(digits),
        "accuracy": float((verdicts == np.array(labels)).mean()) if are_digits else None,
        "refused": 1 - len(readable) / len(digits),
    }


def table(results: dict[str, dict[str, dict]]) -> str:
    """The figures of all files and models, a line each, with the accuracy's exact 95 % interval."""
    lines = [f"{'file':24} {'model':10} {'samples':>7}  {'accuracy (95 % interval)':26} {'no verdict':>10}"]
    for stem, figures in results.items():
        for name, figure in figures.items():
            share, accuracy = "-", figure["accuracy"]
            if accuracy is not None:
                low, high = interval(round(accuracy * figure["n"]), figure["n"])
                share = f"{100 * accuracy:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
            lines.append(f"{stem:24} {name:10} {figure['n']:7}  {share:26} {100 * figure['refused']:8.1f} %")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m digitapp.benchmark", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".json.gz or .json of strokes, .npz of images")
    parser.add_argument("--size", type=_length, default=FILE_SIDE, help="longer side on the canvas, in pixels (default 200)")
    parser.add_argument("--pen", type=_length, default=PEN, help="width of the pen, in pixels (default 28)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object and nothing else")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--pixels", dest="way", action="store_const", const="pixels", help="send a picture, as an upload")
    ways.add_argument("--naive", dest="way", action="store_const", const="naive", help="squeeze the canvas to 8x8")
    options = parser.parse_args(arguments)

    stems = [path.name.split(".")[0] for path in options.files]
    if len(set(stems)) < len(stems):
        parser.error("two files have the same name up to the first dot")
    try:
        files = {stem: read_file(path, options.size, options.pen) for stem, path in zip(stems, options.files, strict=True)}
    except FileError as error:
        print(error, file=sys.stderr)
        return 2

    results: dict[str, dict[str, dict]] = {stem: {} for stem in stems}
    roster = [models.fit(name) for name in models.RECIPES]
    for stem, drawings in files.items():
        digits = digits_of(drawings, options.pen, options.way or "strokes", stem)
        for model in roster:
            results[stem][model.name] = measure(model, digits, drawings.labels)
    print(json.dumps(results) if options.json else table(results))
    return 0


def _length(text: str) -> float:
    value = float(text)
    if not 1 <= value <= CANVAS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {CANVAS}, got {text}")
    return value


if __name__ == "__main__":
    sys.exit(main())
