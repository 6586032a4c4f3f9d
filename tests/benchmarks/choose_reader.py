"""Which settings and views suit the best reader? `python tests/benchmarks/choose_reader.py` compares them, in some hours.

On drawings that it has not learnt from, and no file of real handwriting: blocks of `load_digits`, digits by generated writers
whom it doesn't know, and those of them in forms that it was never shown. The mean of their three logarithmic losses, each at
the sharpness that suits it best, decides; a setting with which the blocks are read below 97.8 % is out. Printed as well are the
three losses, the errors in per cent, and how much is refused of symbols that it was never shown.
"""

import sys
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

sys.path.insert(0, str(Path(__file__).parents[2]))

from digitapp.drawing import views
from digitapp.learning import reader, training
from digitapp.learning.reader import CLASSES, NO_DIGIT, Machine, scores
from digitapp.learning.samples import Samples
from digitapp.learning.training import Drawn, Part

MIN_RIGHT = 0.978
WRITERS, PRICES, REACHES = (400, 800, 1600, 2400), (3, 10, 30), (0.001, 0.0014, 0.002)
WEIGHTS = (0, 0.5, 1, 2, 3)
LEFT_OUT = ((), *((view,) for view in range(len(views.NAMES))), (1, 2))
CHOSEN = {"writers": training.READER_WRITERS, "C": reader.C, "gamma": reader.GAMMA, "weight": reader.WEIGHT, "left_out": ()}


def decisions(machines: tuple[Machine, ...], seen: np.ndarray) -> np.ndarray:
    """What each view's machine says of views (n, views, 8, 8): (n, views, CLASSES, CLASSES)."""
    rows = seen.reshape(*seen.shape[:2], -1)
    return np.stack([machine.decisions(rows[:, view]) for view, machine in enumerate(machines[: rows.shape[1]])], axis=1)


def of_data_set(samples: Samples) -> np.ndarray:
    """What a machine that has learnt from other blocks of load_digits says of each sample."""
    said = np.zeros((len(samples), CLASSES, CLASSES))
    for fold in range(training.FOLDS):
        held = samples.blocks % training.FOLDS == fold
        said[held] = Machine.fit(samples.rows[~held], samples.labels[~held]).decisions(samples.rows[held])
    return said


def parts(known: Drawn, unknown: Drawn) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Of blocks, writers and forms: what the views' machines and that of load_digits say, and the labels."""
    real = Samples.from_load_digits()
    data_set = Machine.fit(real.rows, real.labels)
    machines = known.machines()
    new = unknown.where(unknown.forms % training.FOLDS == 0)
    found = {"blocks": (decisions(machines, real.digits[:, None]), of_data_set(real), real.labels)}
    others = {"writers": (machines, unknown), "forms": (known.where(known.forms % training.FOLDS != 0).machines(), new)}
    for name, (fitted, drawn) in others.items():
        first = drawn.views[:, 0].reshape(len(drawn.labels), -1)
        found[name] = (decisions(fitted, drawn.views), data_set.decisions(first), drawn.labels)
    return found


def judge(found, weight: float, left_out: tuple[int, ...]) -> list[float]:
    """The mean loss; the losses and the errors of blocks, writers and forms; the share of unseen symbols that is refused."""
    said = {}
    for name, (by_view, by_data_set, labels) in found.items():
        kept = [view for view in range(by_view.shape[1]) if view not in left_out] or [0]
        said[name] = Part(scores(by_view[:, kept].sum(axis=1) + weight * by_data_set), labels)
    digits = {name: part.of_digits for name, part in said.items()}
    margins = (digits["writers"] + digits["forms"]).margins
    losses = [minimize_scalar(part.loss, bounds=(0.1, 20), method="bounded").fun for part in digits.values()]
    errors = [1 - part.figures()["right"] / len(part.labels) for part in digits.values()]
    symbols = said["forms"].margins[said["forms"].labels == NO_DIGIT]
    refused = float((symbols < np.quantile(margins, training.NONE)).mean())
    return [float(np.mean(losses)), *losses, *(100 * error for error in errors), 100 * refused]


def main() -> None:
    everyone = Drawn.by(range(max(WRITERS)), range(training.SYMBOL_WRITERS), training.LOOSER)
    unknown = Drawn.by(training.UNKNOWN, training.UNKNOWN)
    per_writer = int(np.count_nonzero(everyone.labels != NO_DIGIT)) // max(WRITERS)
    print("writers, C, gamma, weight, views left out: mean loss; losses and errors of blocks, writers, forms; symbols refused")
    for writers, price, reach in product(WRITERS, PRICES, REACHES):
        if (price, reach) != (CHOSEN["C"], CHOSEN["gamma"]) and writers != min(WRITERS):
            continue  # C and gamma are compared with few writers
        reader.C, reader.GAMMA = price, reach
        is_known = (np.arange(len(everyone.labels)) < writers * per_writer) | (everyone.labels == NO_DIGIT)
        found = parts(everyone.where(is_known), unknown)
        for weight, left_out in product(WEIGHTS, LEFT_OUT):
            if weight != CHOSEN["weight"] and left_out:
                continue
            loss, *others = judge(found, weight, left_out)
            setting = {"writers": writers, "C": price, "gamma": reach, "weight": weight, "left_out": left_out}
            note = "" if others[3] <= 100 * (1 - MIN_RIGHT) else " blocks are read too badly"
            print(
                f"{', '.join(str(value) for value in setting.values())}: {loss:.4f};",
                " ".join(f"{value:.4f}" for value in others[:3]) + ";",
                " ".join(f"{value:.2f}" for value in others[3:]) + note + (" <- chosen" if setting == CHOSEN else ""),
                flush=True,
            )


if __name__ == "__main__":
    main()
