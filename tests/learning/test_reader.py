"""The best reader's machines are the SVCs they were fitted from, in plain numbers."""

import numpy as np
import pytest
from sklearn.svm import SVC

from digitapp.drawing import views
from digitapp.learning import models
from digitapp.learning.reader import GAMMA, NO_DIGIT, C, Machine
from digitapp.learning.samples import Samples

SAMPLES = Samples.from_load_digits()
SOME = SAMPLES.rows[:300], SAMPLES.labels[:300]


def test_a_machine_decides_as_the_svc_does():
    svc = SVC(C=C, gamma=GAMMA, decision_function_shape="ovo").fit(*SOME)
    decisions = Machine.fit(*SOME).decisions(SAMPLES.rows)
    upper = decisions[:, *np.triu_indices(NO_DIGIT, 1)]
    assert upper == pytest.approx(svc.decision_function(SAMPLES.rows), abs=0.01)
    assert (decisions == -decisions.transpose(0, 2, 1)).all()
    assert not decisions[:, NO_DIGIT].any()  # which it has never seen


def test_a_machine_is_written_and_read_alike(tmp_path):
    machine = Machine.fit(*SOME)
    machine.write(tmp_path / "machine.npz")
    again = Machine.from_file(tmp_path / "machine.npz")
    assert (machine.decisions(SAMPLES.rows) == again.decisions(SAMPLES.rows)).all()


@pytest.mark.parametrize("name", [*views.NAMES, models.DATA_SET])
def test_a_part_that_is_fitted_again_from_its_support_vectors_is_what_is_kept(name):
    machine = Machine.from_file(models.machine_file(name))
    pair = np.isin(machine.labels, (4, 9))
    svc = SVC(C=C, gamma=GAMMA).fit(machine.vectors[pair].astype(float), machine.labels[pair])
    kept = machine.decisions(SAMPLES.rows)[:, 9, 4]
    assert np.abs(svc.decision_function(SAMPLES.rows) - kept).max() < 0.05


def test_all_of_what_is_kept_is_small():
    sizes = [models.machine_file(name).stat().st_size for name in (*views.NAMES, models.DATA_SET)]
    assert max(sizes) < 2_000_000 and sum(sizes) < 3_300_000
