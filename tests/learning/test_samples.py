import numpy as np
import pytest
from sklearn.datasets import load_digits

from digitapp.learning.samples import BLOCK_STARTS, Samples


def test_load_digits_comes_as_1797_digits_of_0_to_16_in_14_blocks():
    samples = Samples.from_load_digits()
    assert len(samples) == 1797
    assert samples.digits.shape == (1797, 8, 8)
    assert (samples.digits.min(), samples.digits.max()) == (0, 16)
    assert np.bincount(samples.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # DESCR
    assert np.flatnonzero(np.diff(samples.blocks, prepend=-1)).tolist() == list(BLOCK_STARTS)


def test_load_digits_is_as_scikit_learn_gives_it():
    samples, data = Samples.from_load_digits(), load_digits()
    assert (samples.digits == data.images).all()
    assert (samples.labels == data.target).all()


def test_samples_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        Samples.from_load_digits().digits[0, 0, 0] = 1
