"""A server is busy by what it has used of a core in the last second or more, and not by one moment of it."""

import pytest

from digitapp.web import busy


@pytest.fixture
def clock(monkeypatch):
    """Let time pass, of which a share is worked; nothing else passes it."""
    now = {"monotonic": 0.0, "process_time": 0.0}

    def passes(seconds, share):
        now["monotonic"] += seconds
        now["process_time"] += seconds * share

    for name in now:
        monkeypatch.setattr(busy.time, name, lambda name=name: now[name])
    return passes


def test_a_server_that_works_more_than_half_the_time_is_busy_until_it_no_longer_does(clock):
    load = busy.Load()
    assert not load.is_high
    clock(busy.WINDOW, 0.6)
    assert load.is_high
    clock(busy.WINDOW, 0.4)
    assert not load.is_high


def test_one_busy_moment_is_not_enough(clock):
    load = busy.Load()
    clock(0.1 * busy.WINDOW, 1.0)
    assert not load.is_high
    clock(0.9 * busy.WINDOW, 0.1)
    assert not load.is_high
