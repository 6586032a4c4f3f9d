"""Maps: places for the samples on a plane, by PCA and by t-SNE, and for a further drawing among them.

`python -m digitapp map` computes t-SNE's places again and writes them to assets/, as that takes some 10 s.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

from digitapp import ASSETS
from digitapp.drawing.digit import Digit
from digitapp.learning.samples import Samples

TSNE_FILE = ASSETS / "tsne.npz"  # `python -m digitapp map` writes it
SEED = 0
NEIGHBOURS = 5


@dataclass(frozen=True, eq=False)
class Pca:
    """The plane in which the samples differ most (principal component analysis); all arrays float64 and read-only.

    `places` (n, 2) of the samples; `shares` (2,) of all differences that each direction shows; `centre` (64,), the mean
    sample; `directions` (2, 64), each with its largest number above 0.
    """

    places: np.ndarray
    shares: np.ndarray
    centre: np.ndarray
    directions: np.ndarray

    def __post_init__(self):
        for array in (self.places, self.shares, self.centre, self.directions):
            array.setflags(write=False)

    @classmethod
    def of(cls, samples: Samples) -> "Pca":
        flat = samples.digits.reshape(len(samples), -1)
        pca = PCA(2, svd_solver="full").fit(flat)
        return cls((flat - pca.mean_) @ pca.components_.T, pca.explained_variance_ratio_, pca.mean_, pca.components_)

    def place(self, digit: Digit) -> np.ndarray:
        """The exact place of a further digit, float64 (2,)."""
        return self.directions @ (digit.levels.ravel() - self.centre)


def tsne() -> np.ndarray:
    """The places of load_digits' samples by t-SNE, read from assets/: float32 (1797, 2), read-only."""
    with np.load(TSNE_FILE) as data:
        places = data["places"]
    places.setflags(write=False)
    return places


def nearest(samples: Samples, digit: Digit, count: int = NEIGHBOURS) -> np.ndarray:
    """The numbers of the samples that are most like a digit (Euclidean distance of the 64 numbers), int (count,)."""
    differences = samples.digits.astype(int) - digit.levels
    return np.argsort((differences**2).sum(axis=(1, 2)), kind="stable")[:count]


def beside(places: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """A place amid the neighbours' places, (2,): their median, so that one of them far off does not move it."""
    return np.median(places[neighbours], axis=0)


def write_tsne(path: Path = TSNE_FILE) -> None:
    from sklearn.manifold import TSNE  # only here, as the page reads what was written

    samples = Samples.from_load_digits()
    places = TSNE(2, init="pca", random_state=SEED).fit_transform(samples.digits.reshape(len(samples), -1).astype(float))
    source = f"t-SNE of load_digits, by python -m digitapp map with seed {SEED}"
    np.savez_compressed(path, places=places.astype(np.float32), source=np.array(source))
