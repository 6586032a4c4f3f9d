import numpy as np
import pytest

from digitapp.drawing.digit import Digit
from digitapp.learning.samples import Samples
from digitapp.measuring import maps

SAMPLES = Samples.from_load_digits()


def same_digit_nearby(places):
    """Of the five samples nearest to each sample, the share that are the same digit."""
    distances = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    return (SAMPLES.labels[distances.argsort(axis=1)[:, :5]] == SAMPLES.labels[:, None]).mean()


def test_the_kept_tsne_is_of_this_data_set():
    """What `python -m digitapp map` writes; that it does is not tested, as t-SNE takes some 10 s."""
    places = maps.tsne()
    assert places.shape == (1797, 2)
    assert places.dtype == np.float32
    assert np.isfinite(places).all()
    assert same_digit_nearby(places) > 0.97
    with np.load(maps.TSNE_FILE) as kept:
        assert "python -m digitapp map" in str(kept["source"])


def test_pca_places_another_drawing_where_it_places_the_same_sample():
    pca, places = maps.pca(SAMPLES)
    assert pca.transform(SAMPLES.rows[[0, 1000, 1796]]) == pytest.approx(places[[0, 1000, 1796]])
    assert pca.explained_variance_ratio_ == pytest.approx([0.149, 0.136], abs=0.001)
    assert places.mean(axis=0) == pytest.approx(0, abs=1e-9)


def test_pca_is_never_mirrored():
    pca, _ = maps.pca(SAMPLES)
    assert all(direction[np.abs(direction).argmax()] > 0 for direction in pca.components_)


def test_a_samples_nearest_neighbour_is_itself_and_the_others_are_mostly_its_digit():
    neighbours = maps.nearest(SAMPLES, Digit(SAMPLES.digits[1234]))
    assert neighbours[0] == 1234
    assert (SAMPLES.labels[neighbours] == SAMPLES.labels[1234]).mean() >= 0.8


def test_one_neighbour_far_off_does_not_move_the_place():
    places = np.array([[0, 0], [1, 1], [2, 0], [1, -1], [90, 90]])
    assert maps.beside(places, np.arange(5)).tolist() == [1, 0]


@pytest.mark.parametrize("places", [maps.tsne(), maps.pca(SAMPLES)[1]])
def test_maps_cannot_be_changed(places):
    with pytest.raises(ValueError, match="read-only"):
        places[0] = 0
