"""Tuning: what the Draw page's reader must know of itself, found by cross-validation and written down as numbers.

Never from a drawing that it has learnt from: blocks of `load_digits` are read by a model without the block, generated
drawings by one that knows neither the writer nor (to judge what is far) the form. `python -m digitapp.learning.handwriting`
runs this.
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.learning import models
from digitapp.learning.handwriting import WRITERS, drawings
from digitapp.learning.limits import LIMITS, Limits
from digitapp.learning.reader import Evidence
from digitapp.learning.samples import Samples

FOLDS = 4
READ = 400  # generated writers that are read, all views of each drawing
# At most 5 % of digits may be refused: half of it for each of the two reasons, whatever comes of it.
FAR = 0.025  # of the digits in forms that were never seen are refused as unlike any
UNSURE = 0.025  # of the digits of writers that were never seen are refused as unsure


def of_block(fold: int) -> tuple[Evidence, np.ndarray]:
    """Read the writers of every fourth block of load_digits without having seen them: what was said, and the labels."""
    samples = Samples.from_load_digits()
    held = samples.blocks % FOLDS == fold
    model = models.fit(models.DEFAULT, samples.where(~held))
    return model.evidence(samples.digits[held][:, None]), samples.labels[held]


def of_writers(fold: int, new_forms: bool) -> tuple[Evidence, np.ndarray]:
    """Read drawings of every fourth generated writer without having seen any, or, too, any of the same form."""
    writers, forms = Samples.from_handwriting(), Samples.from_handwriting("forms")
    # Forms are numbered digit by digit, so every fourth leaves out some of each.
    unseen = writers.blocks % FOLDS == fold
    known = writers.where(~unseen & (forms.blocks % FOLDS != fold) if new_forms else ~unseen)
    model = models.fit(models.DEFAULT, handwriting=known)
    seen, labels = [], []
    for writer in range(fold, min(READ, WRITERS), FOLDS):
        for label, form, strokes, _ in drawings(writer):
            if not new_forms or form % FOLDS == fold:
                seen.append([view.digit.levels for view in views.of(Bitmap.of(strokes.ink()))])
                labels.append(label)
    return model.evidence(np.array(seen)), np.array(labels)


def _joined(parts: list[tuple[Evidence, np.ndarray]]) -> tuple[Evidence, np.ndarray]:
    evidence, labels = zip(*parts, strict=True)
    rivals = np.concatenate([part.rivals for part in evidence], axis=1)
    return Evidence(rivals, np.concatenate([part.distance for part in evidence])), np.concatenate(labels)


def loss(evidence: Evidence, labels: np.ndarray, sharpness: float) -> float:
    """The mean logarithmic loss of the probabilities."""
    return -float(np.log(evidence.probabilities(sharpness)[np.arange(len(labels)), labels]).mean())


def figures(evidence: Evidence, labels: np.ndarray) -> dict[str, float]:
    """What a reader can compute again of one part: samples, right, and the mean distance."""
    right = evidence.probabilities(1).argmax(axis=1) == labels
    return {"samples": len(labels), "right": int(right.sum()), "distance": round(float(evidence.distance.mean()), 3)}


def tune(path: Path = LIMITS) -> None:
    """Find the limits and write them, with the figures of each part they were found on."""
    blocks = [of_block(fold) for fold in range(FOLDS)]
    writers = [of_writers(fold, new_forms=False) for fold in range(FOLDS)]
    forms = [of_writers(fold, new_forms=True) for fold in range(FOLDS)]
    writers = _joined(blocks + writers)
    sharpness = minimize_scalar(lambda value: loss(*writers, value), bounds=(0.5, 4), method="bounded").x
    limits = Limits(
        sharpness=round(float(sharpness), 3),
        far=round(float(np.quantile(_joined(forms)[0].distance, 1 - FAR)), 2),
        sure=round(float(np.quantile(writers[0].probabilities(sharpness).max(axis=1), UNSURE)), 3),
    )
    parts = {"load_digits": blocks, "writers": writers, "forms": forms}
    found = {name: [figures(*part) for part in folds] for name, folds in parts.items()}
    path.write_text(json.dumps({"limits": limits.as_numbers(), "found": found}, indent=1) + "\n", encoding="utf-8")


def fit_once(path: Path = models.FITTED) -> None:
    """Fit the default and write what it found, for `from_saved`: `chosen`, uint16 (2500,), `weights`, float64 (10, 2500)."""
    basis = models.fit(models.DEFAULT).estimator.basis_
    np.savez_compressed(path, chosen=basis.chosen_.astype(np.uint16), weights=basis.ridge_.coef_)
