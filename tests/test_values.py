"""What goes from room to room is nobody's to change: values keep read-only copies of the arrays they are given."""

import importlib
import inspect
import pkgutil
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

import digitapp
from digitapp.board.results import Results
from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit
from digitapp.drawing.ink import Ink
from digitapp.drawing.rules import Rule
from digitapp.drawing.strokes import Strokes
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import Evidence, Machine
from digitapp.learning.samples import Samples
from digitapp.learning.training import Drawn, Part
from digitapp.measuring.experiments import Outcome
from digitapp.measuring.scores import Score
from digitapp.probing import reading, reasons
from digitapp.probing.disturbances import Patch

LEVELS, PAGE, PAIR = np.ones((8, 8), dtype=np.uint8), np.ones((9, 9), dtype=np.uint8), np.arange(2)
VIEW = views.View("as shown", "as it is shown", Digit(LEVELS))
SCORE = Score(PAIR, PAIR)

# A way to make each, and what with
VALUES = {
    Bitmap: (np.ones((32, 32), dtype=bool), {"crop": np.ones((5, 5), dtype=bool)}),
    Digit: (LEVELS,),
    Ink: (PAGE, (np.ones((3, 2)),), np.ones((5, 5), dtype=bool)),
    Rule: (True, np.ones(9), 0, 9),
    Strokes: ((np.ones((3, 2), dtype=np.float32),),),
    Samples: (LEVELS[None], PAIR[:1], PAIR[:1]),
    Prediction: (np.ones(10) / 10,),
    Evidence: (np.ones((1, 2, 11, 11)),),
    Machine: (
        np.ones((2, 64), dtype=np.uint8),
        np.ones(2, dtype=np.int32),
        np.ones((1, 2), dtype=np.float16),
        np.ones(1, dtype=np.float32),
    ),
    Drawn: (LEVELS[None, None], PAIR[:1], PAIR[:1]),
    Part: (np.ones((1, 11)), PAIR[:1]),
    Score: (PAIR, PAIR),
    Results: ((), ("svc",), PAIR, PAIR, PAIR[None]),
    Outcome: (SCORE, PAIR, 0.1, 0.1),
    Patch: (PAGE, np.ones(2), np.ones(2)),
    reasons.Neighbours: (PAIR, PAIR / 2, 2, np.ones(10) / 10),
    reasons.Pulls: (0, 1, PAIR, PAIR / 2, 0.0, LEVELS / 2),
    reasons.DecisionPath: ((), 0, PAIR),
    reasons.Votes: (np.ones((2, 10)) / 10, LEVELS.astype(int)),
    reasons.Weights: (0, 1, LEVELS / 2, 0.0),
    reading.ViewReason: (VIEW, np.ones(11) / 11, 1.0),
    reading.Similar: (LEVELS, 3, 1.0, True),
    reading.Reading: (0, 1, np.ones(11) / 11, None, 0.6, (), (), (), LEVELS / 2),
}


def arrays_in(given):
    """All arrays in a value's fields, or in what it is made of, those in tuples and mappings too."""
    for one in given:
        if isinstance(one, np.ndarray):
            yield one
        elif isinstance(one, tuple | list):
            yield from arrays_in(one)
        elif hasattr(one, "values"):
            yield from arrays_in(one.values())


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_value_keeps_read_only_copies_of_the_arrays_it_is_given(kind):
    given = VALUES[kind]
    value = kind(*given)
    kept = list(arrays_in(getattr(value, field.name) for field in fields(value)))
    assert len(kept) == len(list(arrays_in(given))) > 0
    for array in arrays_in(given):
        assert array.flags.writeable
        assert not any(np.shares_memory(array, own) for own in kept)
    for array in kept:
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def is_array(kind):
    return "ndarray" in str(kind) and "Callable" not in str(kind)


def test_every_value_that_holds_arrays_is_tried():
    wings = pkgutil.walk_packages(digitapp.__path__, "digitapp.")
    modules = [
        importlib.import_module(wing.name) for wing in wings if not wing.name.startswith(("digitapp.web", "digitapp.__"))
    ]
    kinds = {kind for module in modules for kind in vars(module).values() if inspect.isclass(kind) and is_dataclass(kind)}
    holding = {kind for kind in kinds if any(is_array(field.type) for field in fields(kind))}
    assert holding == set(VALUES)
