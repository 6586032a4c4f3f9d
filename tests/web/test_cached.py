"""Each model is fitted once, whoever asks first; and whoever waits for one keeps nobody else waiting."""

from threading import Event, Thread

import pytest
from drawings import DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.measuring.history import Entry, History
from digitapp.web import cached, turn

SECONDS = 60  # a test that waits longer has failed
SEVEN = Strokes(tuple(DIGITS[7]))


class Fits:
    """What has been fitted, in its order; the first fit of a decision tree waits for `go`."""

    def __init__(self, fit):
        self.fit, self.keys, self.begun, self.go = fit, [], Event(), Event()

    def __call__(self, key, *samples):
        self.keys.append(key)
        if self.keys.count("tree") == 1 and key == "tree":
            self.begun.set()
            assert self.go.wait(SECONDS)
        return self.fit(key, *samples)


@pytest.fixture
def fits(monkeypatch):
    """No model is fitted yet, and then each fit is noted."""
    cached.model.clear()
    cached.job.clear()
    fits = Fits(models.fit)
    monkeypatch.setattr(models, "fit", fits)
    yield fits
    fits.go.set()
    cached.job("models").wait(SECONDS)


def opened(**state):
    """The Draw page with a drawing."""
    page = AppTest.from_file(str(APP), default_timeout=SECONDS)
    page.session_state["canvas.drawing"] = canvas_json(DIGITS[7])
    page.session_state["draw.history"] = History((Entry.of(SEVEN, 7),))
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def test_what_a_visitor_has_had_fitted_is_not_fitted_again_by_the_job(fits):
    fits.go.set()
    chosen = cached.model("tree")
    assert cached.job("models").wait(SECONDS)
    assert sorted(fits.keys) == sorted(models.KEYS.keys() - {models.DEFAULT})
    assert cached.job("models").result["tree"] is chosen


def test_what_the_job_is_fitting_is_not_fitted_again_for_a_visitor(fits):
    job, found = cached.job("models"), []
    assert fits.begun.wait(SECONDS)
    visitor = Thread(target=lambda: found.append(cached.model("tree")))
    visitor.start()
    fits.go.set()
    visitor.join(SECONDS)
    assert job.wait(SECONDS)
    assert fits.keys.count("tree") == 1
    assert found == [job.result["tree"]]


def test_a_slow_fit_for_one_visitor_does_not_delay_anothers_stroke(fits):
    first = Thread(target=cached.model, args=("tree",))
    first.start()
    assert fits.begun.wait(SECONDS)
    cached.job("models").wait(1)  # it may get as far as it can
    assert opened().session_state["draw.subject"].prediction.label == 7
    assert first.is_alive()
    fits.go.set()
    first.join(SECONDS)


@pytest.mark.parametrize("tab", [None, "Why", "What would change it", "Other models", "Break it", "My handwriting", "Share"])
def test_in_the_turn_nothing_is_asked_of_a_cache(monkeypatch, tab):
    assert cached.job("models").wait(SECONDS)
    asked = []

    def noted(name, get):
        return lambda *args: asked.append((name, bool(turn._queue))) or get(*args)

    for name, get in list(vars(cached).items()):
        if hasattr(get, "clear"):
            monkeypatch.setattr(cached, name, noted(name, get))
    opened(**{"draw.tab": tab})
    assert {"model", "job"} <= {name for name, _ in asked}
    assert [name for name, is_in_the_turn in asked if is_in_the_turn] == []
