import csv
import gzip
import json
from dataclasses import replace
from functools import reduce

import numpy as np
from boards import HEART, NOW, TEXTS, client, pupil, sent

from digitapp.board import export, results
from digitapp.board.board import Board, apply
from digitapp.board.drawings import strokes_of
from digitapp.board.events import Act
from digitapp.board.results import Results
from digitapp.board.task import FAST, Task
from digitapp.drawing import files
from digitapp.learning import models
from digitapp.measuring import benchmark, handwriting_files
from digitapp.measuring.history import History

EVENTS = (
    sent(5, 1, 7),
    sent(2, 2, 3, pointer="mouse"),
    sent(5, 3, 5, None, strokes=HEART, of=FAST),
    sent(2, 4, 8),
    sent(2, 5, 9),
    Act("remove", target=client(4)),
    Act("delete", target=client(5)),
)
CLASS = reduce(apply, [replace(one, seq=seq) for seq, one in enumerate(EVENTS, start=1)], Board(Task()))
FOUND = Results.of(CLASS, results.readings(CLASS, {key: models.fit(key) for key in ("default", "svc")}, {}), ("default", "svc"))


def test_the_benchmark_reads_the_file_and_finds_what_was_drawn(tmp_path):
    path = tmp_path / "class.json.gz"
    path.write_bytes(export.drawings(CLASS))
    read = handwriting_files.read(path)
    assert read.labels == [7, 3, 5]
    figures, _ = benchmark.measure_files([path], keys=["default"])
    assert (figures["class"]["default"]["n"], figures["class"]["default"]["accuracy"]) == (3, 2 / 3)
    for one, text in zip(files.read(path.read_bytes()), (TEXTS[7], TEXTS[3], HEART), strict=True):
        for path_, own in zip(one.on_canvas().paths, strokes_of(text).paths, strict=True):
            assert np.allclose(path_, own, atol=0.01), "each lies where it was drawn"


def test_the_draw_page_imports_the_file():
    assert [entry.meant for entry in History().with_file(export.drawings(CLASS)).judged] == [7, 3, 5]


def test_writers_are_numbers_and_nobodys_random_id_leaves_the_board():
    entries = json.loads(gzip.decompress(export.drawings(CLASS)))
    assert [entry["writer"] for entry in entries] == ["1", "2", "1"]
    everything = (
        gzip.decompress(export.drawings(CLASS)).decode() + export.table(CLASS, FOUND) + export.protocol_file(CLASS, NOW)
    )
    assert not any(text in everything for number in range(6) for text in (pupil(number), client(number)))


def test_the_table_says_what_was_asked_and_read():
    rows = list(csv.DictReader(export.table(CLASS, FOUND).splitlines()))
    assert [(row["writer"], row["asked"], row["round"], row["pointer"]) for row in rows] == [
        ("1", "7", "careful", "finger"),
        ("2", "3", "careful", "mouse"),
        ("1", "5", "fast", "finger"),
    ]
    assert [row["default"] for row in rows] == ["7", "3", "none"]
    assert rows[2]["verdict"] == "none"
    assert len(rows[2]["svc"]) == 1


def test_the_protocol_says_how_the_drawings_came_to_be():
    told = json.loads(export.protocol_file(CLASS, NOW))
    assert (told["day"], told["pupils"], told["drawings"], told["removed by the host"]) == ("2026-11-30", 2, 3, 1)
    assert told["pointers"] == {"finger": 2, "mouse": 1}
    assert "seed 0" in told["interval"]
    assert {"python", "scikit-learn", "numpy"} <= told.keys()
