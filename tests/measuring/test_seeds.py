"""The articles' tree and forest with 20 seeds."""

import pytest

from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.seeds import LUCKY, SEEDS, Spread, spread, spreads


@pytest.mark.parametrize(("model", "seeds"), [("tree", (0, 1, 14)), ("forest", (9,))])
def test_what_is_kept_is_what_the_seeds_give(model, seeds):
    kept = spreads()[model]
    again = spread(model, seeds)
    assert again.total == kept.total
    assert again.correct == tuple(kept.correct[seed] for seed in seeds)


def test_every_seed_of_every_model_is_kept():
    assert {model: len(one.correct) for model, one in spreads().items()} == {"svc": 1} | dict.fromkeys(LUCKY, len(SEEDS))


def test_models_left_out_do_not_depend_on_the_seed():
    for model in ARTICLES.keys() - set(LUCKY):
        assert spread(model, (0, 1, 2)).correct == (6, 6, 6)


def test_the_claim_is_rejected_where_the_whole_interval_is_below_it():
    found = Spread(296, (272, 273, 296))
    assert found.verdicts == ("rejected", "cannot tell", "accepted")
    assert str(found) == "272 to 296 of 296 right, 1 of 3 reject the claim"
