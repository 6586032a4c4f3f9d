import functools
from contextlib import nullcontext

import pytest

from digitapp.learning.threads import use_one_thread

use_one_thread()  # as in the server, so before anything that computes is loaded

from digitapp.learning import models  # noqa: E402
from digitapp.learning.samples import Samples  # noqa: E402
from digitapp.web import jobs  # noqa: E402


def pytest_addoption(parser):
    parser.addoption("--pictures", action="store_true", help="take the README's pictures again, into assets/")
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")


def pytest_collection_modifyitems(config, items):
    for marker, option in (("slow", "--slow"), ("picture", "--pictures")):
        chosen = [item for item in items if config.getoption(option) or not item.get_closest_marker(marker)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


@functools.cache
def some_handwriting():
    """A tenth of the generated writers."""
    whole = Samples.from_handwriting()
    chosen = whole.blocks % 10 == 0
    return whole.where(chosen)


@pytest.fixture(scope="session", autouse=True)
def models_are_fitted_once():
    """Each model is fitted once for all tests, those that learn from handwriting on a tenth of it."""
    fit = models.fit
    fitted = {}

    def fit_once(key, samples=None, handwriting=None):
        if handwriting is not None or (samples is not None and len(samples) < 1797):
            return fit(key, samples, handwriting)
        if key not in fitted:
            fitted[key] = fit(key, samples, some_handwriting() if key.endswith(models.WITH_HANDWRITING) else None)
        return fitted[key]

    models.fit = fit_once
    yield
    models.fit = fit


@pytest.fixture(autouse=True)
def jobs_are_done_here():
    """In this process, so that what a test changes is changed for them too; test_jobs.py has them as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "apart", lambda: nullcontext(lambda task, progress: task(progress)))
        yield
