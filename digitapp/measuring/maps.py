"""Maps: places for the samples on a plane, by PCA and by t-SNE, and for another drawing among them.

`python -m digitapp map` computes t-SNE's places again and writes them to assets/, as that takes some 10 s.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from digitapp import ASSETS
from digitapp.drawing.arrays import Floats, Ints, read_only
from digitapp.drawing.digit import Digit
from digitapp.learning.samples import Samples

TSNE_FILE = ASSETS / "tsne.npz"  # `python -m digitapp map` writes it
SEED = 0
NEIGHBOURS = 5


def pca(samples: Samples) -> tuple[PCA, Floats]:
    """The plane in which the samples differ most (principal component analysis), fitted, and their places on it.

    The places are float64 (n, 2), read-only. Each direction has its largest number above 0, so that no map is mirrored.
    """
    model = PCA(2, svd_solver="full")
    return model, read_only(model.fit_transform(samples.rows), np.float64)


def tsne() -> NDArray[np.float32]:
    """The places of load_digits' samples by t-SNE, read from assets/: float32 (1797, 2), read-only."""
    with np.load(TSNE_FILE) as data:
        return read_only(data["places"], np.float32)


def nearest(samples: Samples, digit: Digit, count: int = NEIGHBOURS) -> Ints:
    """The numbers of the samples that are most like a digit (Euclidean distance of the 64 numbers), int (count,)."""
    differences = samples.digits.astype(int) - digit.levels
    return np.argsort((differences**2).sum(axis=(1, 2)), kind="stable")[:count]


def beside(places: Floats | NDArray[np.float32], neighbours: Ints) -> Floats:
    """A place amid the neighbours' places, (2,): their median, so that one of them far off does not move it."""
    return np.median(places[neighbours], axis=0)


def write_tsne(path: Path = TSNE_FILE) -> None:
    from sklearn.manifold import TSNE  # only here, as the page reads what was written

    samples = Samples.from_load_digits()
    places = TSNE(2, init="pca", random_state=SEED).fit_transform(samples.rows.astype(float))
    source = f"t-SNE of load_digits, by python -m digitapp map with seed {SEED}"
    np.savez_compressed(path, places=places.astype(np.float32), source=np.array(source))
