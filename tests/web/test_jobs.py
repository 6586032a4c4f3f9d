"""Long work is done once, one job at a time, in a process of its own that harms neither the next one nor the server."""

import os
import pickle
import signal
import subprocess
import sys
from functools import partial
from select import select
from threading import Event

import chores
import pytest
from serving import ROOT

from digitapp.learning.samples import Samples
from digitapp.measuring import comparison
from digitapp.web import jobs
from digitapp.web.jobs import Job

TESTS = ROOT / "tests"
APART = jobs.apart
SERVER = "import sys, chores; from functools import partial; from digitapp.web.jobs import Job; "
SERVER += "Job(partial(chores.go_on, sys.argv[1])); sys.stdin.read()"


@pytest.fixture
def apart(monkeypatch):
    """Jobs are done in processes of their own, as in the app, and these find `chores`."""
    monkeypatch.setattr(jobs, "apart", APART)
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


def test_jobs_wait_for_each_other_and_say_how_far_they_are():
    go = Event()

    def first(progress):
        progress(0.5)
        started.set()
        assert go.wait(10)
        return "first"

    started = Event()
    job, behind = Job(first), Job(lambda progress: "second")
    assert started.wait(10)
    assert (job.share, job.is_done, behind.share) == (0.5, False, None)
    go.set()
    assert behind.wait(10)
    assert (job.result, behind.result, job.error) == ("first", "second", None)


def test_a_job_is_done_by_another_process_that_gives_way(apart):
    job = Job(chores.itself)
    assert job.wait(30)
    pid, niceness = job.result
    assert pid != os.getpid()
    assert niceness == 19
    assert job.share == 0.5


def test_the_models_that_a_job_fits_read_like_those_fitted_here(apart, monkeypatch):
    few = Samples.from_load_digits().where(slice(150))
    job = Job(partial(comparison.hyperparameter, few, "tree"))
    assert job.wait(60)
    here = comparison.hyperparameter(few, "tree")
    assert {value: score.correct for value, score in job.result.items()} == {
        value: score.correct for value, score in here.items()
    }


@pytest.mark.parametrize("work", [chores.fail, chores.die, chores.return_what_cannot_be_pickled, lambda progress: None])
def test_a_failed_job_keeps_its_error_and_the_next_one_runs(apart, work):
    failed, behind = Job(work), Job(chores.itself)
    assert behind.wait(30)
    assert failed.error
    assert (failed.is_done, failed.result, behind.error) == (True, None, None)


def test_a_server_that_stops_before_it_has_said_what_to_do_leaves_no_error():
    said = pickle.dumps(chores.itself)[:-5]
    child = subprocess.run(jobs.COMMAND, input=said, capture_output=True, cwd=TESTS.parent, timeout=30)
    assert (child.returncode, child.stdout, child.stderr) == (0, b"", b"")


@pytest.mark.parametrize("end", ["its end", "SIGTERM", "SIGKILL"])
def test_a_server_that_stops_takes_its_job_along(tmp_path, end):
    os.mkfifo(tmp_path / "pipe")
    pipe = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, tmp_path / "pipe"], stdin=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
    ) as server:
        assert next_from(pipe) == b"begun\n"
        if end == "its end":
            server.stdin.close()
        else:
            server.send_signal(signal.Signals[end])
        server.wait(timeout=10)
    assert next_from(pipe) == b""  # whoever had it open has ended
    os.close(pipe)


def next_from(pipe):
    """What comes from a named pipe; empty once nobody has it open any more."""
    assert select([pipe], [], [], 30)[0]
    return os.read(pipe, 100)
