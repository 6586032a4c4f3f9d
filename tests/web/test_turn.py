"""Everybody's stroke has its turn, in the order in which they came; whoever is gone keeps nobody waiting."""

from threading import Thread
from time import monotonic

import pytest
from streamlit.testing.v1 import AppTest

from digitapp.web import turn as turns
from digitapp.web.turn import turn

SECONDS = 30  # a test that waits longer has failed


def until(length):
    """Wait until so many have the turn or wait for it."""
    deadline = monotonic() + SECONDS
    while len(turns._queue) != length:
        assert monotonic() < deadline


@pytest.fixture
def visitors():
    """Start a visitor with something to do; all have gone in the end."""
    threads = []

    def start(do):
        threads.append(Thread(target=do, daemon=True))
        threads[-1].start()

    yield start
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()
    assert not turns._queue


def test_whoever_came_first_is_first(visitors):
    served, count = [], 8

    def come(number):
        with turn():
            served.append(number)

    with turn():
        for number in range(count):
            visitors(lambda number=number: come(number))
            until(number + 2)
    until(0)
    assert served == list(range(count))


def test_a_turn_that_ends_in_an_error_ends():
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError


def test_a_script_that_is_stopped_while_it_waits_is_not_served(visitors):
    """As Streamlit does when a tab is closed."""
    contexts = []

    def script(contexts):
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        from digitapp.web.turn import turn

        contexts.append(get_script_run_ctx())
        with turn():
            contexts.append("served")

    with turn():
        visitors(lambda: AppTest.from_function(script, args=(contexts,), default_timeout=SECONDS).run())
        until(2)
        contexts[0].script_requests.request_stop()
    until(0)
    assert len(contexts) == 1
