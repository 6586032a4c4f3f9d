"""The articles' experiments come out as published, and any link leads to a valid experiment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import train_test_split

from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples
from digitapp.measuring.experiment_links import from_link
from digitapp.measuring.experiments import (
    ARTICLES,
    MAX_HANDWRITING,
    MIN_SIZE,
    SECOND_ARTICLE,
    SOURCES,
    SPLITS,
    Experiment,
    largest,
)
from digitapp.measuring.scores import OPEN, REJECTED

SAMPLES = Samples.from_load_digits()


@pytest.mark.parametrize(
    ("name", "correct", "total", "verdict"), [("svc", 6, 6, OPEN), ("tree", 156, 196, REJECTED), ("forest", 276, 296, OPEN)]
)
def test_the_articles_fits_come_out_as_published(name, correct, total, verdict):
    score = ARTICLES[name].run(SAMPLES).score
    assert (score.correct, score.total, score.verdict) == (correct, total, verdict)


def test_the_articles_skip_one_sample():
    known, tested = ARTICLES["tree"].indexes(SAMPLES)
    assert known.tolist() == list(range(1600))
    assert tested.tolist() == list(range(1601, 1797))


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("size", [40, 500, 1600])
def test_nothing_is_learnt_from_and_tested(split, size):
    known, tested = Experiment.of("knn", size, split, seed=3).indexes(SAMPLES)
    assert len(known) == len(set(known.tolist())) == size
    assert not set(known.tolist()) & set(tested.tolist())
    assert len(tested)


def test_new_writers_are_never_seen_before():
    known, tested = Experiment.of("knn", 700, "writers", seed=1).indexes(SAMPLES)
    assert not set(SAMPLES.blocks[known].tolist()) & set(SAMPLES.blocks[tested].tolist())


@pytest.mark.parametrize(
    ("size", "split", "words"),
    [
        (9, "articles", "At least 10 digits"),
        (1796, "articles", "more than 1,795 digits"),
        (1797, "shuffled", "more than 1,796 digits"),
        (1659, "writers", "more than 1,658 digits"),
        (10, "shuffled", "there is no "),
    ],
)
def test_a_size_that_can_not_be_says_why(size, split, words):
    with pytest.raises(ValueError, match=words):
        Experiment.of("knn", size, split).run(SAMPLES)


def test_a_size_above_the_largest_is_refused_in_words_when_every_digit_is_looked_for():
    with pytest.raises(ValueError, match="more than 1,658 digits"):
        Experiment.of("knn", 1659, "writers").with_all_digits(SAMPLES, [])


def test_no_samples_are_not_taken_for_all_of_them():
    with pytest.raises(ValueError, match="no digits to learn from"):
        Experiment.of("knn", 100).run(SAMPLES.where(np.zeros(len(SAMPLES), dtype=bool)))


def test_generated_handwriting_is_tested_on_all_of_the_data_set():
    experiment = Experiment.of("knn", 2000, learns="handwriting")
    assert len(experiment.indexes(SAMPLES)[0]) == 2000
    score = experiment.run(SAMPLES).score
    assert (score.labels == SAMPLES.labels).all()
    assert 0.8 < score.accuracy < 0.95


def test_no_more_is_learnt_from_than_there_is_time_for():
    with pytest.raises(ValueError, match="at most 4,000 digits"):
        Experiment.of("knn", MAX_HANDWRITING + 1, learns="handwriting").run(SAMPLES)
    with pytest.raises(ValueError, match="at most 1,797 digits"):
        Experiment.of("knn", 1798, learns="yours").indexes(SAMPLES)


def test_the_second_articles_way_keeps_a_quarter_for_the_test():
    known, tested = train_test_split(np.arange(len(SAMPLES)), random_state=0)
    assert [found.tolist() for found in SECOND_ARTICLE.indexes(SAMPLES)] == [known.tolist(), tested.tolist()]


def test_a_link_from_before_new_hands_became_new_writers_leads_to_them():
    experiment, changed = from_link({"split": "hands", "size": "700"}, SAMPLES)
    assert (experiment.split, changed) == ("writers", [])


def test_a_hyperparameter_of_another_model_is_refused():
    with pytest.raises(ValueError, match=r"parameters of knn are \['n_neighbors'\], got \['gamma'\]"):
        Experiment.of("knn", 100, gamma=1)


@pytest.mark.parametrize(
    "experiment",
    [
        *ARTICLES.values(),
        SECOND_ARTICLE,
        Experiment.of("tree", 900, "writers", 7, max_depth=4),
        *(Experiment.of("knn", 1797, "writers", 7, learns=learns) for learns in ("handwriting", "yours")),
    ],
)
def test_a_link_leads_back_to_its_experiment(experiment):
    assert from_link(experiment.as_link(), SAMPLES) == (experiment, [])


@pytest.mark.parametrize(
    ("words", "wanted", "sentence"),
    [
        (
            {"classifier": "cnn"},
            ("model", "svc"),
            "The link's classifier is not one of svc, tree, forest, knn, logistic, so it is svc.",
        ),
        ({"split": "articles", "size": "5000"}, ("size", 1795), "The link's size must be 10 to 1795, so it is 1795."),
        ({"size": "-1"}, ("size", 33), "The link's size must be 10 to 1796, so it is 10."),
        ({"size": "many"}, ("size", 1437), "The link's size is not a whole number, so it is 1437."),
        ({"seed": "1e9"}, ("seed", 0), "The link's seed is not a whole number, so it is 0."),
        ({"seed": "99999"}, ("seed", 9999), "The link's seed must be 0 to 9999, so it is 9999."),
    ],
)
def test_a_tampered_link_leads_to_the_nearest_experiment_and_says_so(words, wanted, sentence):
    if words.get("size") == "-1":
        words["seed"] = "1"
    experiment, changed = from_link(words, SAMPLES)
    assert getattr(experiment, wanted[0]) == wanted[1]
    assert changed[0] == sentence
    experiment.indexes(SAMPLES)


@pytest.mark.parametrize(
    ("word", "value", "said"), [("0.0009", 0.001, True), ("1e-3", 0.001, False), ("-4", 0.001, True), ("nan", 0.001, True)]
)
def test_a_hyperparameter_out_of_range_becomes_the_nearest(word, value, said):
    experiment, changed = from_link({"gamma": word}, SAMPLES)
    assert dict(experiment.parameters)["gamma"] == value
    assert bool(changed) == said


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["classifier", "learns", "split", "size", "seed", "gamma", "C", "max_depth", "criterion", "n_neighbors", "other"]
        ),
        st.one_of(
            st.text(max_size=8), st.sampled_from([*RECIPES, *SPLITS, *SOURCES]), st.integers().map(str), st.floats().map(str)
        ),
    )
)
def test_any_link_leads_to_a_valid_experiment(words):
    experiment, changed = from_link(words, SAMPLES)
    known, tested = experiment.indexes(SAMPLES)
    assert MIN_SIZE <= len(known) <= largest(experiment.learns, experiment.split, SAMPLES)
    assert len(tested) or experiment.learns == "yours"
    assert len(np.unique(experiment.source(SAMPLES).labels[known])) == 10
    assert all(sentence.endswith(".") for sentence in changed)
