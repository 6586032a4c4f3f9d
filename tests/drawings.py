"""One drawing of each digit, as a person would draw it on the 280x280 canvas, and photos of them, made for the tests."""

from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw


def arc(x, y, width, height, start, end):
    """Points on an ellipse around (x, y), from one angle to another in degrees, clockwise from three o'clock."""
    angles = np.radians(np.linspace(start, end, 24))
    return [[x + width / 2 * c, y + height / 2 * s] for c, s in zip(np.cos(angles), np.sin(angles), strict=True)]


def drawn(*corners):
    """A stroke along the corners, with a point every 8 units or so, as a pen in motion sends them."""
    points = [list(corners[0])]
    for start, end in pairwise(np.array(corners, dtype=float)):
        steps = max(1, round(np.hypot(*(end - start)) / 8))
        points += [(start + (end - start) * step / steps).round(1).tolist() for step in range(1, steps + 1)]
    return points


DIGITS = {
    0: [drawn(*arc(140, 140, 120, 190, -90, 270))],
    1: [drawn((140, 45), (140, 235))],
    2: [drawn(*arc(135, 95, 110, 100, -170, 40), (85, 235), (200, 235))],
    3: [drawn(*arc(130, 92, 110, 94, -150, 90), *arc(130, 186, 120, 94, -90, 150))],
    4: [drawn((130, 45), (75, 150), (205, 150)), drawn((170, 95), (165, 240))],
    5: [drawn((190, 48), (100, 48), (92, 130), *arc(130, 175, 130, 110, -130, 140))],
    6: [drawn((175, 45), (110, 120), *arc(140, 185, 110, 100, -180, 170))],
    7: [drawn((80, 55), (200, 55), (125, 235))],
    8: [drawn(*((145 - 55 * np.sin(t), 140 - 95 * np.cos(t / 2)) for t in np.linspace(-0.4, 4 * np.pi - 0.4, 48)))],
    9: [drawn(*arc(140, 95, 100, 95, 20, -340), (180, 150), (165, 235))],
}


# Forms that load_digits does not hold, and what is no digit at all
FORMS = {
    "1 with a flag": (1, [drawn((95, 110), (155, 45), (155, 235))]),
    "open 4": (4, [drawn((90, 60), (85, 150), (195, 150)), drawn((180, 55), (172, 240))]),
    "crossed 7": (7, [drawn((80, 55), (200, 55), (125, 235)), drawn((105, 140), (195, 140))]),
    "looped 2": (2, [drawn(*arc(135, 95, 100, 100, -170, 50), *arc(105, 215, 50, 44, -50, -320), (150, 225), (215, 238))]),
    "slashed 0": (0, [drawn(*arc(140, 140, 120, 190, -90, 270)), drawn((205, 50), (75, 230))]),
}
NO_DIGITS = {
    "W": [drawn((50, 60), (95, 230), (140, 110), (185, 230), (230, 60))],
    "heart": [drawn((140, 90), (110, 50), (60, 60), (50, 110), (140, 220), (230, 110), (220, 60), (170, 50), (140, 90))],
    "scribble": [
        drawn((50, 60), (230, 90), (60, 120), (220, 200), (70, 180), (200, 60), (120, 230), (90, 70), (230, 150), (50, 220))
    ],
}


def canvas_json(paths):
    """Paths as streamlit-drawable-canvas sends them."""
    objects = [
        {"type": "Path", "path": [["M", *path[0]], *(["L", *point] for point in path[1:])], "strokeWidth": 28} for path in paths
    ]
    return {"version": "7.0.0", "objects": objects, "background": "#FFFEFA"}


def scribble(curves):
    """One stroke to and fro all over the canvas, as it sends it: a curve, read at 4 points, from each position to the next."""
    times = np.arange(curves + 1) / 60
    places = (140 + 120 * np.sin(np.stack([13 * times, 10.7 * times + np.sin(times)], axis=1))).round(1).tolist()
    middles = [[(a + b) / 2 for a, b in zip(*pair, strict=True)] for pair in pairwise(places)]
    path = [["M", *places[0]], *(["Q", *place, *middle] for place, middle in zip(places, middles, strict=False))]
    return {"version": "7.0.0", "objects": [{"type": "Path", "path": path}], "background": "#FFFEFA"}


def photo(digit, pen=0.04, size=(600, 800), ruled=False, light=True, dark_paper=False):
    """A photo of a digit written with a pen: grey paper, uneven light, a soft shadow and noise, uint8 (height, width)."""
    height, width = size
    unit = 0.5 * min(size) / 200
    page = Image.new("L", (width, height), 235)
    draw = ImageDraw.Draw(page)
    if ruled:
        for y in range(20, height, 45):
            draw.line([(0, y), (width, y + 6)], fill=180, width=2)
    for path in DIGITS[digit]:
        line = [((x - 140) * unit + width / 2, (y - 140) * unit + height / 2) for x, y in path]
        draw.line(line, fill=60, width=max(2, round(pen * 200 * unit)), joint="curve")
    grey = np.asarray(page, dtype=float)
    if dark_paper:
        grey = 255 - grey
    if light:
        rows, columns = np.mgrid[0:height, 0:width]
        grey *= 1 - 0.4 * rows / height
        grey *= 1 - 0.3 / (1 + np.exp(-(columns - 0.4 * width - 0.2 * rows) / 10))
    return np.clip(grey + np.random.default_rng(0).normal(0, 4, grey.shape), 0, 255).astype(np.uint8)


def file_of(picture, kind="PNG", **options):
    file = BytesIO()
    (picture if isinstance(picture, Image.Image) else Image.fromarray(picture)).save(file, kind, **options)
    return file.getvalue()
