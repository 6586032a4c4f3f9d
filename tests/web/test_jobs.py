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

from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.web import jobs
from digitapp.web.jobs import Job

PATIENCE = 300  # seconds: a process that gives way gets little of a busy machine
TESTS = ROOT / "tests"
APART = jobs.apart
SERVER = "import sys, chores; from functools import partial; from digitapp.web.jobs import Job; "
SERVER += "Job(lambda do, progress: do(partial(chores.go_on, sys.argv[1]), progress)); sys.stdin.read()"


@pytest.fixture
def apart(monkeypatch):
    """Jobs are done in processes of their own, as in the app, and these find `chores`."""
    monkeypatch.setattr(jobs, "apart", APART)
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


def single(task):
    """A job of one task."""
    return Job(lambda do, progress: do(task, progress))


def test_jobs_wait_for_each_other_and_say_how_far_they_are():
    go = Event()

    def first(progress):
        progress(0.5)
        started.set()
        assert go.wait(10)
        return "first"

    started = Event()
    job, behind = single(first), single(lambda progress: "second")
    assert started.wait(10)
    assert (job.share, job.is_done, behind.share) == (0.5, False, None)
    go.set()
    assert behind.wait(10)
    assert (job.result, behind.result, job.error) == ("first", "second", None)


def test_a_job_is_done_by_another_process_that_gives_way(apart):
    job = single(chores.itself)
    assert job.wait(PATIENCE)
    pid, niceness = job.result
    assert pid != os.getpid()
    assert niceness == 19
    assert job.share == 0.5


def test_all_tasks_of_a_job_are_done_by_one_process(apart):
    job = Job(lambda do, progress: [do(chores.itself, progress) for _ in range(2)])
    assert job.wait(PATIENCE)
    first, second = job.result
    assert first == second


def test_a_model_that_a_job_fits_reads_like_one_fitted_here(apart):
    few = Samples.from_load_digits().where(slice(150))
    job = single(partial(models.fit_each, ["tree"], few))
    assert job.wait(PATIENCE)
    here = models.fit("tree", few)
    assert (job.result["tree"].probabilities(few.digits) == here.probabilities(few.digits)).all()


def test_no_thread_is_started_before_there_is_a_job():
    count = "import threading, digitapp.web.jobs; print(threading.active_count())"
    assert subprocess.check_output([sys.executable, "-c", count], cwd=ROOT) == b"1\n"


@pytest.mark.parametrize("work", [chores.fail, chores.die, chores.return_what_cannot_be_pickled, lambda progress: None])
def test_a_failed_job_keeps_its_error_and_the_next_one_runs(apart, work):
    failed, behind = single(work), single(chores.itself)
    assert behind.wait(PATIENCE)
    assert failed.error
    assert (failed.is_done, failed.result, behind.error) == (True, None, None)


def test_a_server_that_stops_before_it_has_said_what_to_do_leaves_no_error():
    said = pickle.dumps(pickle.dumps(chores.itself))[:-5]
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
