"""What does each step of a reading cost? `python tests/benchmarks/pipeline.py` times them, in a minute, without Streamlit.

Each line is the median over the ten digits of the tests, of the fastest of many times, in turn with each other. The floor is
what no app gets around: making an object of the canvas's JSON.
"""

# ruff: noqa: E402 - numpy is loaded after it has been told how many threads to use

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from digitapp.learning.threads import use_one_thread

use_one_thread()  # as the server does, before numpy is loaded

import numpy as np
from drawings import DIGITS
from tables import machine, table
from visitors import raw

from digitapp.drawing import bitmap, views
from digitapp.drawing.bitmap import THRESHOLD, Bitmap
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models

ROUNDS = 30
FLOOR = "floor: json.loads"
WHOLE = "whole way, JSON to Prediction"


def steps(text: str, fitted: dict[str, models.Model]) -> dict[str, Callable]:
    """What there is to be done with one drawing, each step on its own."""
    drawing = json.loads(text)
    strokes = Strokes.from_canvas(drawing)
    ink = strokes.ink()
    read = Bitmap.of(ink)
    before = dict(zip(bitmap.STEPS, [ink.page >= THRESHOLD, *read.after.values()], strict=False))
    return {
        FLOOR: lambda: json.loads(text),
        "Strokes.from_canvas": lambda: Strokes.from_canvas(drawing),
        "Strokes.ink": strokes.ink,
        **{name: lambda step=step, page=before[name]: step(page) for name, step in bitmap.STEPS.items()},
        "Digit.of": lambda: Digit.of(read),
        "views.of (three Digits)": lambda: views.of(read),
        **{f"predict: {models.title(key)}": lambda model=model: model.predict(read) for key, model in fitted.items()},
        WHOLE: lambda: fitted[models.DEFAULT].predict(readable(Strokes.from_canvas(json.loads(text)))),
    }


def main() -> None:
    fitted = {key: models.fit(key) for key in models.KEYS}
    drawings = [steps(json.dumps(raw(paths)), fitted) for paths in DIGITS.values()]
    fastest = {name: np.full(len(drawings), np.inf) for name in drawings[0]}
    for _ in range(ROUNDS):
        for place, drawing in enumerate(drawings):
            for name, step in drawing.items():
                began = time.perf_counter()
                step()
                fastest[name][place] = min(fastest[name][place], time.perf_counter() - began)
    middle = {name: float(1e6 * np.median(seconds)) for name, seconds in fastest.items()}
    print(f"One drawing, in µs; {machine()}\n")
    print(table(["", "µs", "times the floor"], [[name, took, took / middle[FLOOR]] for name, took in middle.items()]))


if __name__ == "__main__":
    main()
