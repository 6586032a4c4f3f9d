"""Thousands of malformed canvas values and uploads through the code that receives them: a sentence or an answer, no traceback.

With `--slow`, 100,000 of each kind of canvas value, and no more memory in the end than near the beginning.
"""

import asyncio
import copy
import json
import random
import tracemalloc
from dataclasses import replace

import pytest
from benchmarks.visitors import APP, DRAWN, Visitor, canvas_value, raw
from drawings import DIGITS, canvas_json, file_of, photo
from serving import ROOT, served

from digitapp import bitmap
from digitapp.ink import Ink, PictureError
from digitapp.strokes import Strokes

ODD = [
    *(None, True, False, 0, -1, 1e308, -1e308, 1e39, 2**70, float("nan"), float("inf"), -0.0, "", "M", "Q", "NaN", b"\0"),
    *([], {}, [[]], [None], {"objects": None}, {"path": []}, "\ud800", "0" * 1000, [[["M", 1, 1]]], ["L", "1", "2"], ["M", 5]),
]
COMMANDS = ["M", "L", "Q", "C", "Z", "m", "", None, 7]


def spoilt(rng, value, depth=0):
    """A copy of a JSON value in which one thing, somewhere, is odd."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        if rng.random() < 0.1:
            return {name: part for name, part in value.items() if name != key}
        return {**value, key: spoilt(rng, value[key], depth + 1)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        place = rng.randrange(len(value))
        if rng.random() < 0.1:
            return value[:place] + value[place + 1 :]
        return [*value[:place], spoilt(rng, value[place], depth + 1), *value[place + 1 :]]
    if isinstance(value, str) and rng.random() < 0.5:
        return rng.choice(COMMANDS)
    if isinstance(value, float) and rng.random() < 0.5:
        return rng.choice((-1, 1)) * 10 ** rng.uniform(-320, 308)
    return copy.copy(rng.choice(ODD))


def canvas_values(rng):
    """Drawings, each a little more spoilt than the one before, again and again."""
    while True:
        drawing = canvas_json(rng.choice(list(DIGITS.values())))
        for _ in range(rng.randint(1, 8)):
            drawing = spoilt(rng, drawing)
            yield drawing


def read(drawing):
    """As the Draw page does; whether it could be read."""
    try:
        strokes = Strokes.from_canvas(drawing)
    except ValueError:
        return False
    bitmap.read(strokes)
    return True


def test_a_canvas_value_is_read_or_refused(request):
    rng, rounds = random.Random(0), 100_000 if request.config.getoption("--slow") else 2_000
    outcomes = [0, 0]
    for number, drawing in zip(range(rounds), canvas_values(rng), strict=False):
        outcomes[read(drawing)] += 1
        if number == rounds // 10:
            tracemalloc.start()
        if number == rounds // 5:
            before = tracemalloc.get_traced_memory()[0]
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert min(outcomes) > rounds / 20  # both happen, or nothing was tested
    assert grown < 1_000_000


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("JPEG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})])
def test_an_upload_is_read_or_refused_in_a_sentence(kind, options, request):
    rng, rounds = random.Random(kind), 5_000 if request.config.getoption("--slow") else 150
    whole = file_of(photo(5, size=(90, 120)), kind, **options)
    for _ in range(rounds):
        file = bytearray(whole)
        for _ in range(rng.randint(1, 20)):
            place = rng.randrange(len(file)) if rng.random() < 0.5 else rng.randrange(min(64, len(file)))
            file[place] = rng.randrange(256)
        if rng.random() < 0.2:
            del file[rng.randrange(len(file)) :]
        try:
            Ink.from_picture(bytes(file))
        except PictureError as error:
            assert str(error).endswith(".")


def test_whatever_a_visitor_sends_the_server_answers_the_next_drawing(tmp_path, request):
    """Over the WebSocket, so that Streamlit's and the page's own code is passed through; every other value is a drawing."""
    rng, rounds = random.Random(0), 20_000 if request.config.getoption("--slow") else 150
    whole = {"drawing": {"raw": raw(DIGITS[7]), "data": None}}
    # All of it JSON: with what is none, Streamlit itself ends the session of who sent it.
    values = ["null", "5", "[]", '"x"', "{}", '{"drawing": 5}', '{"drawing": []}', '{"drawing": {"raw": [[]]}}']
    values += [canvas_value(None), canvas_value([]), canvas_value(5), canvas_value({"objects": 5}), '{"backgroundFit": 5}']

    def message(state, n):
        if n % 2:
            state.json_value = values[n // 2] if n // 2 < len(values) else json.dumps(spoilt(rng, whole), default=str)
        else:
            state.json_value = DRAWN[n // 2 % 10]

    async def visit(address):
        visitor = Visitor(replace(APP, message=message, expected=lambda n: None if n % 2 else str(n // 2 % 10)), address)
        await visitor.join()
        for _ in range(rounds):
            await visitor.send()
            await asyncio.wait_for(visitor.is_over.wait(), 60)
            await visitor.send()
            await asyncio.wait_for(visitor.is_idle.wait(), 60)
        await visitor.leave()

    log = tmp_path / "log"
    with served(log) as (_, address):
        asyncio.run(visit(address))
    assert str(ROOT / "digitapp") not in log.read_text()
    assert "objects" not in log.read_text()  # nothing that a visitor sends is logged
