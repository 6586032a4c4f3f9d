"""What is kept of the support vector machine is what it would find again."""

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV

from digitapp.learning import calibrated, models
from digitapp.learning.calibrated import CalibratedSVC
from digitapp.learning.recipes import RECIPES
from digitapp.learning.samples import Samples

PART = Samples.from_handwriting().where(np.arange(16_000) % 16 == 0)
OTHERS = Samples.from_handwriting().where(np.arange(16_000) % 16 == 1)


def fitted():
    return CalibratedSVC(RECIPES["svc"].make()).fit_all(PART.rows, PART.labels)


def test_its_probabilities_are_those_of_scikit_learn():
    expected = CalibratedClassifierCV(RECIPES["svc"].make(), ensemble=False).fit(PART.rows, PART.labels)
    assert fitted().predict_proba(OTHERS.rows) == pytest.approx(expected.predict_proba(OTHERS.rows), abs=1e-12)


def test_from_what_is_kept_it_is_fitted_to_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(calibrated, "SUPPORT_FILE", tmp_path / "support.npz")
    whole = fitted()
    whole.write(PART.rows, PART.labels, calibrated.SUPPORT_FILE)
    monkeypatch.delattr(CalibratedSVC, "fit_all")
    again = CalibratedSVC(RECIPES["svc"].make()).fit(PART.rows, PART.labels)
    assert np.isin(again.support_, whole.support_).all()
    assert np.array_equal(PART.rows[again.support_], again.svc_.support_vectors_)
    assert again.predict_proba(OTHERS.rows) == pytest.approx(whole.predict_proba(OTHERS.rows), abs=0.01)


def test_what_is_kept_is_for_all_that_is_learnt_and_for_nothing_else(monkeypatch):
    used = []
    monkeypatch.setattr(CalibratedSVC, "fit_all", lambda self, rows, labels: used.append(len(labels)) or self)
    known, _ = models.training_set("svc+handwriting")
    CalibratedSVC(RECIPES["svc"].make()).fit(known.rows, known.labels)
    assert not used, "run python -m digitapp train"
    CalibratedSVC(RECIPES["svc"].make()).fit(known.rows[:-1], known.labels[:-1])
    CalibratedSVC(RECIPES["svc"].make()).fit(known.rows, (known.labels + 1) % 10)
    CalibratedSVC(RECIPES["svc"].make(C=10)).fit(known.rows, known.labels)
    assert used == [17_796, 17_797, 17_797]


def test_a_part_of_what_is_kept_is_found_again():
    """The border between two digits, which no other digit has a part in, is the same with all that is known of them."""
    known, _ = models.training_set("svc+handwriting")
    pair = known.where(np.isin(known.labels, (1, 7)))
    svc = RECIPES["svc"].make().fit(pair.rows, pair.labels)
    with np.load(calibrated.SUPPORT_FILE) as kept:
        is_support = kept["is_support"][np.isin(known.labels, (1, 7))]
    assert is_support[svc.support_].mean() > 0.99  # other processors round otherwise
    again = RECIPES["svc"].make().fit(pair.rows[is_support], pair.labels[is_support])
    assert again.decision_function(pair.rows) == pytest.approx(svc.decision_function(pair.rows), abs=0.01)
