"""Are several digits told from one? `python tests/benchmarks/layout.py` prints how often, in strokes and in pictures of them,
and how often the best reader refuses them, for whatever reason.

By generated writers that nobody learns from. `--choose` finds limits of layout.py on yet others, by this rule: of the settings
by which at most 1 single digit in 1,000 is taken for several, those that tell the most pairs, side by side and one above the
other on average.
"""

import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PIL import Image, ImageDraw
from tables import table

from digitapp.drawing import layout
from digitapp.drawing.digit import readable
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.strokes import CANVAS, Strokes
from digitapp.learning import models
from digitapp.learning.forms import FORMS
from digitapp.learning.handwriting import Writer, draw

Lines = list[np.ndarray]

SEED = 7
WORDS = (layout.SEVERAL, layout.DASH)
TO_CHOOSE, TO_MEASURE = 0, 100_000  # where the writers' numbers begin
GRID = {
    "NEAR": (0.06, 0.09),
    "ONWARD": (0.15, 0.2, 0.25),
    "LARGE": (0.5, 0.55, 0.6),
    "GAP_BESIDE": (-0.05, 0.0),
    "GAP_BELOW": (0.06, 0.1),
}
MOST_FALSE = 0.001


def digit(writer: Writer, rng: np.random.Generator) -> Lines:
    """Any digit in any form, about 100 tall, from (0, 0) on."""
    forms = list(FORMS[rng.integers(10)].values())
    shares = np.array([form.share for form in forms])
    lines = draw(forms[rng.choice(len(forms), p=shares / shares.sum())].strokes, writer, rng, rng).paths
    width, height = size(lines)
    scale = np.exp(rng.normal(0, 0.12)) * 100 / max(height, width / 2)
    return [(line - np.concatenate(lines).min(axis=0)) * scale for line in lines]


def size(lines: Lines) -> np.ndarray:
    return np.ptp(np.concatenate(lines), axis=0)


def moved(lines: Lines, x: float, y: float) -> Lines:
    return [line + np.array([x, y]) for line in lines]


def touching(before: Lines, after: Lines) -> float:
    """How far to the right what comes after stands when it just touches what is before it, in any band 10 high."""
    (x, y), (its_x, its_y) = (np.concatenate(Strokes(tuple(lines)).dense(2).paths).T for lines in (before, after))
    bands, its_bands = y // 10, its_y // 10
    common = np.intersect1d(bands, its_bands)
    return max((x[bands == band].max() - its_x[its_bands == band].min() for band in common), default=x.max())


def row(count: int, writer: Writer, rng: np.random.Generator) -> Lines:
    """Digits on a line, a tenth to six tenths of their height apart."""
    lines, before, gap = [], [], rng.uniform(10, 60)
    for _ in range(count):
        drawn = digit(writer, rng)
        drawn = moved(drawn, 0, 100 - size(drawn)[1] + rng.normal(0, 8))
        if before:
            drawn = moved(drawn, touching(before, drawn) + max(10, gap * np.exp(rng.normal(0, 0.3))), 0)
        lines, before = lines + drawn, drawn
    return lines


def column(rows: list[Lines], rng: np.random.Generator) -> Lines:
    """Rows one above the other, as far apart as digits in them."""
    lines, y = [], 0.0
    for drawn in rows:
        drawn = moved(drawn, rng.normal(0, 10), y - np.concatenate(drawn)[:, 1].min())
        y += size(drawn)[1] + rng.uniform(12, 60)
        lines += drawn
    return lines


# What is drawn, by what it is called: how many, the least of the canvas's 280 units that it takes, and how it is drawn
SCENES: dict[str, tuple[int, int, Callable[[Writer, np.random.Generator], Lines]]] = {
    "one digit": (4000, 60, digit),
    "two side by side": (500, 140, lambda writer, rng: row(2, writer, rng)),
    "two one above the other": (500, 140, lambda writer, rng: column([digit(writer, rng), digit(writer, rng)], rng)),
    "a row of three to ten": (250, 220, lambda writer, rng: row(rng.integers(3, 11), writer, rng)),
    "a sheet": (
        125,
        240,
        lambda writer, rng: column([row(rng.integers(2, 8), writer, rng) for _ in range(rng.integers(2, 6))], rng),
    ),
    "a dash": (250, 60, lambda writer, rng: list(draw(["0,0 50,0 100,0"], writer, rng, rng).paths)),
}


def scenes(name: str, first: int, share: float = 1) -> Iterator[tuple[int, Lines]]:
    """What writers draw on the canvas, and their numbers."""
    count, least, drawn = SCENES[name]
    for number in range(first, first + round(share * count)):
        rng = np.random.default_rng([SEED, number])
        lines = drawn(Writer.random(rng), rng)
        scale = rng.uniform(least, 265) / size(lines).max()
        corner = rng.uniform(0.05, 0.95, 2) * (CANVAS - scale * size(lines))
        low = np.concatenate(lines).min(axis=0)
        yield number, [np.round((line - low) * scale + corner) for line in lines]


def picture(lines: Lines, number: int) -> bytes:
    """A drawing on paper, with a pen that is 2 to 5 of the canvas's 280 units wide, and a camera's noise."""
    rng = np.random.default_rng([SEED, number, 1])
    side = int(rng.integers(400, 1200))
    page = Image.new("L", (side, side), 230)
    draw = ImageDraw.Draw(page)
    pen = rng.uniform(2, 5) * side / CANVAS
    for line in lines:
        corners = [(x, y) for x, y in (line * side / CANVAS).tolist()]
        draw.line(corners, fill=60, width=round(pen), joint="curve")
        for x, y in (corners[0], corners[-1]):
            draw.circle((x, y), pen / 2, fill=60)
    grey = np.clip(np.asarray(page) + rng.normal(0, 4, (side, side)), 0, 255).astype(np.uint8)
    file = BytesIO()
    Image.fromarray(grey).save(file, "JPEG", quality=90)
    return file.getvalue()


def of_picture(data: bytes) -> Ink | None:
    try:
        return Ink.from_picture(data)
    except PictureError:
        return None


def shares(inks: list[Ink | None], reader: models.Model) -> list[str]:
    """How many are told to be several, or a dash, and how many the best reader refuses, for whatever reason."""
    told = [ink and layout.refusal(ink) for ink in inks]
    refused = [ink is None or reader.predict(readable(ink)).doubt is not None for ink in inks]
    found = [*([said == words for said in told] for words in WORDS), refused]
    return [f"{100 * np.mean(them):.1f}" for them in found]


def choose() -> None:
    single, beside, below = ([lines for _, lines in scenes(name, TO_CHOOSE)] for name in list(SCENES)[:3])

    def told(drawn: list[Lines]) -> float:
        return float(np.mean([layout.of_lines(lines) == layout.SEVERAL for lines in drawn]))

    best = []
    for setting in product(*GRID.values()):
        for name, value in zip(GRID, setting, strict=True):
            setattr(layout, name, value)
        false = told(single)
        if false <= MOST_FALSE:
            pairs = told(beside), told(below)
            best.append((np.mean(pairs), setting))
            print(*setting, *(f"{100 * share:.2f}" for share in (false, *pairs)), flush=True)
    print("chosen:", dict(zip(GRID, max(best)[-1], strict=True)))


def main() -> None:
    reader, rows = models.from_saved(), []
    for name in SCENES:
        inks = [Strokes(tuple(lines)).ink() for _, lines in scenes(name, TO_MEASURE)]
        began = time.perf_counter()
        for ink in inks:
            layout.refusal(ink)
        took = time.perf_counter() - began
        seen = [of_picture(picture(lines, number)) for number, lines in scenes(name, TO_MEASURE, 0.2)]
        rows.append([name, len(inks), *shares(inks, reader), 1000 * took / len(inks), len(seen), *shares(seen, reader)])
    heads = ["several, %", "dash, %", "refused, %"]
    print(table(["", "strokes", *heads, "ms each", "pictures", *heads], rows))


if __name__ == "__main__":
    choose() if "--choose" in sys.argv else main()
