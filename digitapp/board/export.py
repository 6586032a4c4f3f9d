"""Export: a class's drawings as a file that the benchmark reads, as a CSV, and how they came to be; nobody's random id."""

import csv
import io
import json
import platform
from datetime import datetime

import numpy as np
import sklearn

from digitapp.board import limits, results
from digitapp.board.board import Board
from digitapp.board.drawings import strokes_of
from digitapp.board.events import Sent
from digitapp.board.results import NO_DIGIT, Results
from digitapp.board.task import ROUNDS
from digitapp.drawing import files
from digitapp.drawing.files import LabelledStrokes
from digitapp.learning import models


def drawings(board: Board) -> bytes:
    """The drawings that a board keeps as a file of drawings; a writer is a pupil's number."""
    kept = board.kept
    return files.write((_labelled(sent) for sent in kept), [str(board.pupils[sent.pupil]) for sent in kept])


def table(board: Board, found: Results) -> str:
    """The drawings as CSV, in the order of the file of drawings: who was asked what, and what each model read."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["drawing", "writer", "asked", "round", "pointer", "verdict", "sure", *found.keys])
    for number, sent in enumerate(found.drawings, start=1):
        read = ["none" if digit == NO_DIGIT else digit for digit in found.read[:, number - 1].tolist()]
        verdict = "none" if sent.answer.digit is None else sent.answer.digit
        own = [board.pupils[sent.pupil], sent.asked.digit, sent.asked.round, sent.pointer, verdict, int(sent.answer.is_sure)]
        rows.writerow([number, *own, *read])
    return text.getvalue()


def protocol(board: Board, now: datetime) -> dict[str, object]:
    """How the drawings came to be and with what they were measured, for a file beside them and for a report."""
    kept = board.kept
    return {
        "day": now.date().isoformat(),
        "digits": sorted(board.task.digits),
        "times": board.task.times,
        "rounds": {name: ROUNDS[name] for name in board.task.rounds},
        "order": "shuffled for each pupil in each round",
        "pupils": len({sent.pupil for sent in kept}),
        "drawings": len(kept),
        "removed by the host": len(board.removed),
        "pointers": {pointer: sum(sent.pointer == pointer for sent in kept) for pointer in sorted({s.pointer for s in kept})},
        "models": {key: models.title(key) for key in results.KEYS},
        "interval": f"cluster bootstrap over pupils, {results.RESAMPLES} resamples, seed {results.SEED}, 95 % by percentiles, "
        f"none below {limits.FEWEST_PUPILS} pupils",
        "python": platform.python_version(),
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
    }


def protocol_file(board: Board, now: datetime) -> str:
    """The protocol as JSON."""
    return json.dumps(protocol(board, now), indent=1) + "\n"


def _labelled(sent: Sent) -> LabelledStrokes:
    return LabelledStrokes.from_strokes(strokes_of(sent.strokes), sent.asked.digit)
