from digitapp.learning.samples import Samples
from digitapp.measuring.comparison import folds, read_folds
from digitapp.web.explore import real_handwriting


def test_the_page_says_how_well_the_data_sets_own_digits_are_read():
    samples = Samples.from_load_digits()
    score = read_folds(samples, "svc", folds(samples, "same"))
    assert round(score.accuracy, 3) == real_handwriting.OWN_DIGITS
