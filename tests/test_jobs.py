"""Long work is done once, one job at a time, and a failed one harms no other."""

from threading import Event

from digitapp.jobs import Job


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


def test_a_failed_job_keeps_its_error_and_the_next_one_runs():
    failed, behind = Job(lambda progress: 1 / 0), Job(lambda progress: 7)
    assert behind.wait(10)
    assert isinstance(failed.error, ZeroDivisionError)
    assert (failed.is_done, failed.result, behind.result) == (True, None, 7)
