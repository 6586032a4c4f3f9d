import functools

import pytest

from digitapp import models


@pytest.fixture(scope="session", autouse=True)
def models_are_fitted_once():
    """The real models, but each fitted once for all tests."""
    fit, models.fit = models.fit, functools.cache(models.fit)
    yield
    models.fit = fit
