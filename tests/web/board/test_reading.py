"""What was read once is not read again, and what was deleted is forgotten."""

import pytest
from boards import TEXTS, client, sent

from digitapp.board.board import Board, apply
from digitapp.board.events import Act
from digitapp.board.results import KEYS, Results
from digitapp.board.task import Task
from digitapp.learning import models
from digitapp.learning.models import DEFAULT
from digitapp.web.board import reading
from digitapp.web.board.reading import Reading
from digitapp.web.jobs import Job


def board_of(*events):
    board = Board(Task())
    for event in events:
        board = apply(board, event)
    return board


@pytest.fixture
def read(monkeypatch):
    """What jobs were asked to read, one after another."""
    asked = []
    original = reading._read

    def spy(texts, models, progress):
        asked.append(list(texts))
        return original(texts, models, progress)

    monkeypatch.setattr(reading, "_read", spy)
    return asked


def results_of(made, board):
    found = made.of(board)
    if isinstance(found, Job):
        assert found.wait(120) and not found.error
        found = made.of(board)
    assert isinstance(found, Results)
    return found


def test_only_what_is_new_is_read_and_never_by_the_best_reader(read):
    asked = []

    def model(key, do):
        asked.append(key)
        return models.fit(key)

    made = Reading(model)
    first, second = sent(1, 1, 7, seq=1), sent(1, 2, 3, 4, seq=2)
    results_of(made, board_of(first))
    found = results_of(made, board_of(first, second))
    assert read == [[TEXTS[7]], [TEXTS[3]]]
    assert DEFAULT not in asked
    assert found.read[KEYS.index(DEFAULT)].tolist() == [7, 4]  # as it was said when they were sent


def test_what_was_deleted_is_forgotten(read):
    made = Reading(lambda key, do: models.fit(key))
    one = sent(1, 1, 7, seq=1)
    results_of(made, board_of(one))
    gone = board_of(one, Act("delete", True, client(1), 2))
    assert isinstance(made.of(gone), Results)
    results_of(made, board_of(one))
    assert len(read) == 2
