import numpy as np
import pytest
from scipy.stats import binomtest

from digitapp.measuring.scores import ACCEPTED, OPEN, REJECTED, Score, calibration_error, claim_p, interval, paired, verdict


# Published with the articles' experiments: 6 of 6, the tree's 156 of 196, the forest's 276 of 296.
@pytest.mark.parametrize(
    ("correct", "total", "low", "high"),
    [(6, 6, 0.541, 1.0), (156, 196, 0.733, 0.850), (276, 296, 0.898, 0.958), (0, 4, 0.0, 0.602)],
)
def test_the_exact_interval(correct, total, low, high):
    assert interval(correct, total) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(("correct", "total", "p"), [(6, 6, 1.0), (156, 196, 3e-14), (276, 296, 0.108)])
def test_the_chance_of_so_few_if_the_claim_were_true(correct, total, p):
    assert claim_p(correct, total) == pytest.approx(p, rel=0.06)


@pytest.mark.parametrize(
    ("correct", "total", "said"), [(6, 6, OPEN), (156, 196, REJECTED), (276, 296, OPEN), (1780, 1797, ACCEPTED), (0, 1, OPEN)]
)
def test_the_claim_of_95_per_cent(correct, total, said):
    assert verdict(correct, total) == said


def test_a_score_counts_by_hand():
    score = Score(np.array([1, 1, 1, 2, 2, 7]), np.array([1, 1, 2, 2, 2, 1]))
    assert (score.correct, score.total) == (4, 6)
    assert str(score) == "4 of 6 = 66.7 % (22.3 to 95.7 %)"
    assert score.confusion[1].tolist() == [0, 2, 1, 0, 0, 0, 0, 0, 0, 0]
    assert score.confusion.sum() == 6
    report = {head: dict(zip(range(10), column, strict=True)) for head, column in score.report().items()}
    assert (report["precision"][1], report["recall"][1], report["support"][1]) == pytest.approx((2 / 3, 2 / 3, 3))
    assert (report["precision"][2], report["recall"][2], report["F1"][2]) == pytest.approx((2 / 3, 1, 0.8))
    assert (report["precision"][7], report["F1"][7], report["support"][5]) == (0, 0, 0)


@pytest.mark.parametrize(("labels", "predicted"), [([], []), ([1], [1, 2]), ([[1]], [[1]])])
def test_a_score_needs_labels_and_what_was_read(labels, predicted):
    with pytest.raises(ValueError, match=r"must have shape \(n,\)"):
        Score(np.array(labels), np.array(predicted))


def test_two_models_are_told_apart_by_what_one_alone_reads():
    one = np.array([True] * 10 + [False] * 2 + [True] * 80)
    other = np.array([False] * 10 + [True] * 2 + [True] * 80)
    # Twice the chance of at most 2 heads of 12 coins: 2 * (1 + 12 + 66) / 4096
    assert paired(one, other) == (10, 2, pytest.approx(158 / 4096))
    assert paired(one, one) == (0, 0, 1)


def test_the_calibration_error_is_the_gap_between_promise_and_truth():
    probabilities = np.array([0.9, 0.9, 0.9, 0.9, 0.55, 1.0])
    right = np.array([True, True, False, False, True, True])
    # Of the bin from 0.9 to 1, five with a sum of 4.6 of which 3 came true; of the one from 0.5, 0.55 and 1.
    assert calibration_error(probabilities, right) == pytest.approx((1.6 + 0.45) / 6)


@pytest.mark.parametrize("total", [1, 6, 29, 1797])
def test_the_interval_is_the_exact_one(total):
    for correct in {0, 1, total // 2, total - 1, total}:
        exact = binomtest(correct, total).proportion_ci(0.95, method="exact")
        assert interval(correct, total) == pytest.approx((exact.low, exact.high), abs=1e-9)
