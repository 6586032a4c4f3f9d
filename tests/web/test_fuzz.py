"""Thousands of malformed things that a visitor may send, through the code that receives them: a sentence or an answer.

No traceback, no work without end, and no more memory in the end than near the beginning. With `--slow`, 100,000 each of
canvas values, links and files of drawings, and tens of thousands of the rest.
"""

import asyncio
import copy
import gzip
import json
import random
import string
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module

import pytest
from benchmarks.visitors import APP, DRAWN, Visitor, canvas_value, raw
from drawings import DIGITS, canvas_json, file_of, photo
from serving import APP as MAIN
from serving import ROOT, served
from streamlit.testing.v1 import AppTest

from digitapp.board.store import VARIABLE
from digitapp.board.task import Task
from digitapp.drawing import files, links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.ink import Ink, PictureError
from digitapp.drawing.links import LinkError
from digitapp.drawing.strokes import MAX_POINTS, Strokes
from digitapp.learning.samples import Samples
from digitapp.measuring import history
from digitapp.measuring.history import Entry, History, HistoryError
from digitapp.web import cached
from digitapp.web.board import answering

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


def damaged(rng, text, alphabet):
    """A text in which a few characters are others, too many, missing or twice."""
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        end = start + rng.choice((0, 1, 1, 1, 2, 20))
        new = rng.choice(("", rng.choice(alphabet), text[start:end] * 2))
        text = text[:start] + new + text[end:]
    return text


@pytest.fixture
def rounds(request):
    """How many of a kind are tried: a few, or many with `--slow`."""
    return lambda few, many: many if request.config.getoption("--slow") else few


@pytest.fixture
def no_models(monkeypatch):
    """The page starts no fitting in the background, whose memory would be taken for growth."""
    monkeypatch.setattr(cached, "_fit_models", lambda do, progress: {})
    cached.job.clear()
    yield
    cached.job.clear()


def outcomes(values, rounds, receive):
    """Count what becomes of so many values; they may leave nothing behind."""
    counts = Counter()
    for number, value in zip(range(rounds), values, strict=False):
        counts[receive(value)] += 1
        if number == rounds // 2:
            tracemalloc.start()
        if number == 6 * rounds // 10:
            before = tracemalloc.get_traced_memory()[0]
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 500_000
    return counts


def test_a_canvas_value_is_read_or_refused(rounds):
    def read(drawing):
        try:
            strokes = Strokes.from_canvas(drawing)
        except ValueError:
            return "refused"
        readable(strokes)
        return "read"

    counts = outcomes(canvas_values(random.Random(0)), rounds(2_000, 100_000), read)
    assert min(counts["read"], counts["refused"]) > counts.total() / 20  # both happen, or nothing was tested


PACKED = [links.pack(Strokes(tuple(DIGITS[n])), fineness) for n, fineness in zip(DIGITS, 2 * links.FINENESS, strict=False)]
PAINTED = [links.pack(Digit(levels)) for levels in Samples.from_load_digits().digits[:10]]
BASE64 = string.ascii_letters + string.digits + "-_"
ANYTHING = BASE64 + "=+/ .%\0\n٣é€\U0001f600"


def link_texts(rng):
    while True:
        yield damaged(rng, rng.choice(PACKED), BASE64)
        yield damaged(rng, rng.choice(PAINTED), links.LEVELS + "h-")
        yield damaged(rng, rng.choice(PACKED + PAINTED), ANYTHING)
        yield links.DRAWING + "".join(rng.choices(BASE64, k=rng.choice((0, 3, 30, 3000, 40_000))))
        yield "".join(rng.choices(ANYTHING, k=rng.choice((1, 64, 2000))))


def test_a_link_is_opened_or_refused_in_a_sentence(rounds):
    def open_link(text):
        try:
            drawing = links.unpack(text)
        except LinkError as error:
            assert str(error).endswith("ask for it again.")
            return "refused"
        if isinstance(drawing, Digit):
            return "painted"
        assert sum(map(len, drawing.paths)) <= MAX_POINTS
        readable(drawing)
        return "drawn"

    counts = outcomes(link_texts(random.Random(0)), rounds(2_000, 100_000), open_link)
    assert min(counts["painted"], counts["drawn"]) > counts.total() / 100
    assert counts["refused"] > counts.total() / 2


def test_a_link_in_the_pages_address_never_breaks_the_page(rounds, no_models):
    for text, _ in zip(link_texts(random.Random(1)), range(rounds(5, 500)), strict=False):
        page = AppTest.from_file(MAIN, default_timeout=60)
        page.query_params["drawing"] = text
        page.run()
        assert not page.exception
        assert page.selectbox(key="model")  # all of it is there


PAST = History(tuple(Entry(links.pack(Strokes(tuple(paths))), digit) for digit, paths in DIGITS.items()))


def file_contents(rng):
    """Files of drawings: some spoilt as JSON, some as bytes."""
    exported = PAST.export()
    drawings = json.loads(gzip.decompress(exported))
    while True:
        few = rng.sample(drawings, 2)
        yield gzip.compress(json.dumps(spoilt(rng, few), default=str).encode(), 1)
        yield json.dumps(spoilt(rng, few), default=str).encode()
        yield damaged(rng, json.dumps(few), string.printable).encode()
        yield damaged(rng, exported.decode("latin-1"), [chr(byte) for byte in range(256)]).encode("latin-1")
        yield rng.choice((b"", files.GZIP)) + rng.randbytes(rng.choice((0, 1, 30, 3000)))


def test_a_file_of_drawings_is_taken_in_or_refused_in_a_sentence(rounds):
    own = History(PAST.entries[:1])

    def take(data):
        try:
            files.read(data, history.MAX_BYTES)
        except ValueError as error:
            assert str(error)
        try:
            past = own.with_file(data)
        except HistoryError as error:
            assert str(error).endswith(".")
            return "refused"
        assert set(own.entries) <= set(past.entries)
        past.as_text()
        return "taken"

    counts = outcomes(file_contents(random.Random(0)), rounds(300, 100_000), take)
    assert min(counts["taken"], counts["refused"]) > counts.total() / 20


@pytest.fixture
def tab(monkeypatch, no_models):
    """What a tab's texts go into, in a session that is but a dict. The canvas package can be imported in a running app only."""
    assert not AppTest.from_file(MAIN, default_timeout=60).run().exception
    visit = import_module("digitapp.web.draw.visit")
    monkeypatch.setattr(visit.st, "session_state", {})
    return visit


def tab_texts(rng):
    whole = {"drawing": json.dumps(canvas_json(DIGITS[7])), "painted": PAINTED[2], "history": PAST.as_text()}
    while True:
        drawing, entries = canvas_json(rng.choice(list(DIGITS.values()))), rng.sample(json.loads(whole["history"]), 2)
        texts = whole | {
            "drawing": rng.choice((json.dumps(spoilt(rng, drawing), default=str), damaged(rng, json.dumps(drawing), ANYTHING))),
            "painted": damaged(rng, rng.choice(PAINTED), ANYTHING),
            "history": rng.choice((json.dumps(spoilt(rng, entries), default=str), damaged(rng, json.dumps(entries), ANYTHING))),
        }
        if rng.random() < 0.2:
            texts[rng.choice(list(texts))] = "".join(rng.choices(ANYTHING + "\ud800", k=rng.choice((0, 9, 900))))
        yield texts


def test_what_a_tab_gives_back_is_restored_or_left_out(tab, rounds):
    canvas, paint = import_module("digitapp.web.components.canvas"), import_module("digitapp.web.components.paint")
    state = tab.st.session_state

    def restore(texts):
        state.clear()
        tab._restore(texts)
        strokes, past = canvas.kept(), tab.history()
        assert (strokes is None) == (canvas.from_text(texts["drawing"]) is None)
        assert canvas.kept() is None or paint.painted() is None or paint.painted().levels.shape == (8, 8)
        assert json.loads(canvas.as_text())
        assert past.as_text()
        return bool(strokes), paint.painted() is not None, bool(past.entries)

    counts = outcomes(tab_texts(random.Random(0)), rounds(60, 20_000), restore)
    for place in range(3):
        share = sum(count for restored, count in counts.items() if restored[place]) / counts.total()
        assert 0.05 < share < 0.95  # some are restored and some are not


def test_whatever_a_phone_on_a_board_sends_has_an_answer_that_can_be_sent(rounds, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "boards.sqlite3"))
    cached.boards.clear()
    code, _ = cached.boards().open_board(Task(), datetime.now(UTC))
    rng = random.Random(0)
    drawing = {
        "client": "c" * 32,
        "digit": 7,
        "round": "careful",
        "canvas": json.dumps(canvas_json(DIGITS[7])),
        "pointer": "pen",
    }

    def answer(question):
        told = answering.answer(json.loads(json.dumps(question, default=str)))
        json.dumps(told, allow_nan=False, ensure_ascii=False).encode()  # as the server sends it
        said = told.get("error") or told.get("stopped") or (told.get("done") or {}).get("words")
        assert said is None or said.endswith(".")
        return said or "asked"

    def questions():
        while True:
            sent = rng.choice((None, drawing, spoilt(rng, drawing), {**drawing, "client": rng.randbytes(16).hex()}))
            yield spoilt(
                rng,
                {"board": code, "pupil": "a" * 32, "sent": sent, "deleted": rng.choice((None, "c" * 32)), "shows_own": True},
            )

    counts = outcomes(questions(), rounds(200, 20_000), answer)
    assert len(counts) > 5  # sentences
    cached.boards.clear()


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("JPEG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})])
def test_an_upload_is_read_or_refused_in_a_sentence(kind, options, rounds):
    rng = random.Random(kind)
    whole = file_of(photo(5, size=(90, 120)), kind, **options)
    for _ in range(rounds(50, 5_000)):
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


def test_whatever_a_visitor_sends_the_server_answers_the_next_drawing(tmp_path, rounds):
    """Over the WebSocket, so that Streamlit's and the page's own code is passed through; every other value is a drawing."""
    rng = random.Random(0)
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
        for _ in range(rounds(15, 20_000)):
            await visitor.send()
            await asyncio.wait_for(visitor.is_over.wait(), 60)
            await visitor.send()
            await asyncio.wait_for(visitor.is_idle.wait(), 60)
        await visitor.leave()

    log = tmp_path / "log"
    with served(log) as (_, address), ThreadPoolExecutor() as threads:  # the browser tests' loop runs in this one
        threads.submit(asyncio.run, visit(address)).result()
    assert str(ROOT / "digitapp") not in log.read_text()
    assert "objects" not in log.read_text()  # nothing that a visitor sends is logged
