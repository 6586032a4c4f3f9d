"""Which settings and views suit the best reader? `python tests/benchmarks/choose_reader.py` compares them, in five minutes.

On drawings that it has not learnt from, and no file of real handwriting: blocks of `load_digits`, generated writers, and
generated forms. Printed are the mean logarithmic loss of the three, which decides, the loss and the errors of each, and
whether the blocks are read at 97.3 %, without which a setting is out. Means over three draws of the centres.
"""

import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import softmax
from sklearn.neighbors import NearestNeighbors

sys.path.insert(0, str(Path(__file__).parents[2]))

from digitapp.drawing import views
from digitapp.drawing.bitmap import Bitmap
from digitapp.learning import training
from digitapp.learning.handwriting import drawings
from digitapp.learning.reader import EPSILON, RadialBasis, _closeness
from digitapp.learning.samples import Samples

WRITERS, DRAWS = 240, 3
MIN_RIGHT = 0.973
WEIGHTS, VOTE_WEIGHTS, NEIGHBOURS = (1, 2, 4, 8), ((2, 1), (3, 1), (4, 1)), (1, 3, 4, 6)
CHOSEN = {"weight": 4, "vote_weights": (4, 1), "neighbours": 3, "left_out": ""}


@dataclass
class Part:
    """What is learnt from, levels, labels and which are real; what is read, (n, views, 64); and what it is."""

    name: str
    known: np.ndarray
    labels: np.ndarray
    is_real: np.ndarray
    read: np.ndarray
    meant: np.ndarray


def parts() -> list[Part]:
    real, writers, forms = Samples.from_load_digits(), Samples.from_handwriting(), Samples.from_handwriting("forms")
    found = [
        _part(
            "blocks",
            real.where(~held),
            writers,
            real.digits[held][:, None],
            real.labels[held],
        )
        for fold in range(training.FOLDS)
        for held in [real.blocks % training.FOLDS == fold]
    ]
    for fold in range(2):
        drawn = [drawing for writer in range(fold, 2 * WRITERS, training.FOLDS) for drawing in drawings(writer)]
        seen = np.array([[view.digit.levels for view in views.of(Bitmap.of(drawing[2].ink()))] for drawing in drawn])
        labels, form = np.array([drawing[:2] for drawing in drawn]).T
        unseen, new = writers.blocks % training.FOLDS == fold, form % training.FOLDS == fold
        half = np.arange(len(drawn)) < len(drawn) // 2
        found.append(_part("writers", real, writers.where(~unseen), seen[half], labels[half]))
        found.append(
            _part("forms", real, writers.where(~unseen & (forms.blocks % training.FOLDS != fold)), seen[new], labels[new])
        )
    return found


def _part(name: str, real: Samples, generated: Samples, read: np.ndarray, meant: np.ndarray) -> Part:
    known = np.concatenate([real.digits, generated.digits]).reshape(-1, 64).astype(float)
    labels = np.concatenate([real.labels, generated.labels])
    return Part(name, known, labels, np.arange(len(known)) < len(real), read.reshape(*read.shape[:2], 64).astype(float), meant)


def by_neighbours(part: Part, count: int) -> np.ndarray:
    """What the nearest neighbours say of each view, (n, views, 10)."""
    finder = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(part.known)
    distances, places = finder.kneighbors(part.read.reshape(-1, 64))
    votes = (_closeness(distances)[..., None] * np.eye(10)[part.labels[places]]).sum(axis=1)
    return (votes / votes.sum(axis=1, keepdims=True)).reshape(*part.read.shape[:2], 10)


def by_basis(part: Part, weight: float, draw: int) -> np.ndarray:
    """What the radial basis functions say of each view, (n, views, 10)."""
    basis = RadialBasis(random_state=draw).fit(part.known, part.labels, np.where(part.is_real, weight, 1.0))
    return basis.predict_proba(part.read.reshape(-1, 64)).reshape(*part.read.shape[:2], 10)


def judge(
    found: list[Part], basis: list[np.ndarray], neighbours: list[np.ndarray], vote_weights: tuple[int, int], left_out: str
) -> np.ndarray:
    """The mean loss, the losses and the errors of blocks, writers and forms."""
    kept = [place for place, name in enumerate(views.VIEWS) if name != left_out]
    votes = []
    for part, one, other in zip(found, basis, neighbours, strict=True):
        chosen = kept if part.read.shape[1] > 1 else [0]
        votes.append(np.average([one[:, chosen].mean(axis=1), other[:, chosen].mean(axis=1)], axis=0, weights=vote_weights))

    def of_each(value) -> list[float]:
        per = {part.name: [] for part in found}
        for part, vote in zip(found, votes, strict=True):
            per[part.name].append(value(part, vote))
        return [float(np.concatenate(each).mean()) for each in per.values()]

    def losses(sharpness: float) -> list[float]:
        return of_each(lambda part, vote: -_logarithms(vote, sharpness)[np.arange(len(vote)), part.meant])

    best = minimize_scalar(lambda sharpness: np.mean(losses(sharpness)), bounds=(0.5, 4), method="bounded").x
    errors = of_each(lambda part, vote: vote.argmax(axis=1) != part.meant)
    return np.array([np.mean(losses(best)), *losses(best), *errors])


def _logarithms(votes: np.ndarray, sharpness: float) -> np.ndarray:
    return np.log(softmax(sharpness * np.log(votes + EPSILON), axis=1))


def main() -> None:
    found = parts()
    neighbours = {count: [by_neighbours(part, count) for part in found] for count in NEIGHBOURS}
    print(
        "weight, vote weights, neighbours, view left out: mean loss; loss of blocks, writers, forms; their errors in per cent"
    )
    for weight in WEIGHTS:
        basis = [[by_basis(part, weight, draw) for part in found] for draw in range(DRAWS)]
        settings = list(product(VOTE_WEIGHTS, NEIGHBOURS, [""]))
        if weight == CHOSEN["weight"]:
            settings += [(CHOSEN["vote_weights"], CHOSEN["neighbours"], name) for name in list(views.VIEWS)[1:]]
        for vote_weights, count, left_out in settings:
            rows = [judge(found, drawn, neighbours[count], vote_weights, left_out) for drawn in basis]
            loss, *others = np.mean(rows, axis=0)
            chosen = {"weight": weight, "vote_weights": vote_weights, "neighbours": count, "left_out": left_out} == CHOSEN
            note = "" if 1 - others[3] >= MIN_RIGHT else " blocks are read too badly"
            print(
                f"{weight}, {vote_weights}, {count}, {left_out or 'none'}: {loss:.4f};",
                " ".join(f"{share:.4f}" for share in others[:3]) + ";",
                " ".join(f"{100 * share:.2f}" for share in others[3:]) + note + (" <- chosen" if chosen else ""),
                flush=True,
            )


if __name__ == "__main__":
    main()
