"""Files of real handwriting to measure with, as drawings and their labels.

A file of strokes (.json.gz or .json) is what files.py reads; letters in it are no digits. A file of images (.npz) holds
`images` (n, height, width), bright ink on 0, and `labels` (n,).
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from digitapp.drawing import files
from digitapp.drawing.files import FILE_SIDE
from digitapp.drawing.ink import THRESHOLD, Ink
from digitapp.drawing.strokes import CANVAS, PEN, Points, Strokes

SEED = 0  # of where on the canvas the samples are placed


@dataclass(frozen=True, eq=False)
class LabelledDrawings:
    """The samples of a file, as strokes on the canvas or as pages of ink, and their labels, 0..9 or a letter."""

    samples: list[Strokes | Ink]
    labels: list[int | str]

    @property
    def are_dark_on_light(self) -> bool:
        """Whether most of its images, if there are any, have ink all around: they were meant the other way round."""
        pages = [sample.page for sample in self.samples if isinstance(sample, Ink)]
        around = [np.median([*page[0], *page[-1], *page[:, 0], *page[:, -1]]) for page in pages]
        return bool(pages) and bool(np.mean(np.array(around) >= THRESHOLD) > 0.5)


class FileError(ValueError):
    """Files that can't be measured; the message names the file and says what is wrong."""


def read(path: Path, size: float = FILE_SIDE, pen: float = PEN) -> LabelledDrawings:
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


def _as_sent(path: Points) -> dict[str, object]:
    """A stroke as the canvas sends it: a curve through the midpoints between the pen's positions."""
    points = path.tolist()
    curves = [["Q", x, y, (x + x2) / 2, (y + y2) / 2] for (x, y), (x2, y2) in pairwise(points[1:])]
    return {"type": "Path", "path": [["M", *points[0]], *curves, ["L", *points[-1]]]}
