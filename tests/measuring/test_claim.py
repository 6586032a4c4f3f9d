"""The tests of the 95 % claim: what is shipped is what comes out, and the verdicts follow from the counts."""

import pytest

from digitapp.learning.samples import Samples
from digitapp.measuring import claim, comparison_kept, published
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED

RESULTS = published.measured()
TESTS = claim.tests(comparison_kept.read(Samples.from_load_digits()).comparison.scores, RESULTS)
BY_KEY = {test.key: test for group in TESTS.values() for test in group}


@pytest.mark.parametrize("model", ARTICLES)
def test_the_articles_fits_are_those_that_come_out_now(model):
    assert BY_KEY[model].tally == ARTICLES[model].run().score.tally


def test_the_verdicts():
    found = {key: test.tally.verdict for key, test in BY_KEY.items()}
    assert found == {
        "svc": OPEN,
        "tree": REJECTED,
        "forest": OPEN,
        "same": ACCEPTED,
        "new": ACCEPTED,
        "pendigits": OPEN,
        "unipen": REJECTED,
        "uji": REJECTED,
    }


def test_only_what_chance_has_a_part_in_has_a_spread():
    assert {key for key, test in BY_KEY.items() if test.spread} == {"tree", "forest"}
    assert all(test.tally.accuracy in test.spread for test in BY_KEY.values() if test.spread)


def test_a_collection_is_all_of_its_files():
    files = [file for one in claim.COLLECTIONS.values() for file in one.files]
    assert sorted(files) == sorted(published.digit_files(RESULTS["steps"]))
    unipen = claim.COLLECTIONS["unipen"]
    assert (unipen.people, unipen.tally(RESULTS, "steps", "svc").total) == (222, 4054)
    confusion = unipen.confusion(RESULTS, "steps", "svc")
    assert confusion.trace() == unipen.tally(RESULTS, "steps", "svc").correct


@pytest.mark.parametrize("collection", claim.COLLECTIONS)
def test_each_step_is_worth_something_and_straightening_most(collection):
    found = {way.key: way.tally.accuracy for way in claim.ways_of_reading(collection, RESULTS)}
    assert list(found) == list(claim.READ_BY)
    assert found["naive"] < found["slanted"] < found["uneven"] < found["steps"] < found["handwriting"] < found["best"]
