"""Finding: where a grey picture has ink, and which of it is the digit."""

import numpy as np
import scipy
from PIL import Image

from digitapp.drawing.pen import width_of
from digitapp.drawing.rules import without_rules

NOISE = 0.7  # pixels by which a camera's noise is smoothed
LEAST = 0.12  # contrast to the paper that ink has at least
STRONG = 0.5  # share of the most contrast from which on it is ink wherever it is,
WEAK = 0.2  # and from which on if it hangs together with such
SHADE = 3  # times as wide as the pen's darkest lines: lighter ink from there on is shade
SHARP = 0.75  # share of its contrast that ink loses within EDGE pixels at its outline; a shadow loses less
EDGE = 6
SOLID = 0.33  # width of its strokes, as a share of its length, from which on ink is a blot
FINGER = 0.22  # likewise, from which on it is none if it comes in from one edge of the picture
DUST = 20  # times as long the picture is as ink that is none
FAINT = 0.1  # share of the most contrast from which on printed lines are looked for
LIKE = 0.04  # share of a digit's surroundings that may be as dark as the digit
NARROW = 2  # times as tall as wide: what is taller is a 1 cut out closely, and no printed line
TRIES = 4  # times that ink which turns out to be none, a shadow or dust, is taken away


def digit_of(grey: np.ndarray, enlarged: float = 1) -> np.ndarray:
    """Where a grey picture has a digit's ink, bool of the same shape, all False if there is none.

    `grey`, float32 (height, width), 0 black .. 255 white, was enlarged so many times.
    """
    height, width = grey.shape
    beside = (height - width) // 2 if height > NARROW * width else 0  # paper that a 1 cut out closely lacks
    digit = _digit_of(np.pad(grey, ((0, 0), (beside, beside)), mode="edge"), enlarged, has_rules=not beside)
    return digit[:, beside : beside + width]


def _digit_of(grey: np.ndarray, enlarged: float, has_rules: bool) -> np.ndarray:
    """The same; rules are looked for only if it may have some."""
    contrast = contrast_to_paper(grey, NOISE if enlarged <= 1 else 0)
    before = contrast
    most = _most(contrast)
    # Again if what was darkest went, as beside a printed line another's contrast may be too little to be seen
    while most and has_rules:
        contrast = without_rules(contrast, max(FAINT * most, LEAST / 3, 3 * _noise(contrast)))
        most, darkest = _most(contrast), most
        if most > 0.8 * darkest:
            break
    of_rules = before - contrast
    for _ in range(TRIES):
        most = _most(contrast)
        if not most:
            break
        ink = _grown(contrast, most)
        digit, is_blot = _digit_alone(ink, contrast, EDGE * max(1, enlarged / 2))
        if is_blot or (digit.any() and _is_on_paper(digit, ink, of_rules < most / 4, grey)):
            return digit
        contrast = np.where(scipy.ndimage.binary_dilation(ink, iterations=3), 0, contrast)
    return np.zeros(grey.shape, dtype=bool)


def _is_on_paper(digit: np.ndarray, ink: np.ndarray, paper: np.ndarray, grey: np.ndarray) -> bool:
    """Whether little of what is taken for paper beside the ink is as dark; half of it is beside the rim of a larger blot."""
    beside = scipy.ndimage.binary_dilation(digit, iterations=6) & ~scipy.ndimage.binary_dilation(ink, iterations=3) & paper
    if not beside.any():
        return True
    weights = scipy.ndimage.gaussian_filter(digit.astype(np.float32), 4)[beside]
    off = grey[beside] - scipy.ndimage.gaussian_filter(np.where(digit, grey, 0), 4)[beside] / np.maximum(weights, 1e-6)
    return bool((off / np.median(off) < 0.25).mean() < LIKE) if np.median(off) else False


def contrast_to_paper(grey: np.ndarray, noise: float) -> np.ndarray:
    """How much darker than the paper around it each pixel is, 0..1 of the paper; lighter if the ink is the lighter one.

    The paper is the picture with everything filled in that is narrower than a quarter of it (a morphological closing,
    of the negative if the ink is the lighter one), so that neither a shadow's edge nor the table beside it is ink.
    """
    smooth = scipy.ndimage.gaussian_filter(grey, noise) if noise else grey
    smooth = _evenly_lit(255 - smooth if _is_light_on_dark(smooth) else smooth)
    window = max(3, max(grey.shape) // 4)
    paper = scipy.ndimage.grey_closing(smooth, size=(window, window), mode="nearest")
    contrast = (paper - smooth) / np.maximum(paper, 16)  # a share, so that it does not depend on the light
    return np.maximum(contrast - np.quantile(contrast[::4, ::4], 0.25), 0)  # less what noise adds everywhere


def _reduced(grey: np.ndarray, side: int) -> np.ndarray:
    return np.asarray(Image.fromarray(grey).reduce(max(1, max(grey.shape) // side)))


def _is_light_on_dark(grey: np.ndarray) -> bool:
    """Whether the ink is lighter than the paper, which is the median of what is around it: a step in the light has none."""
    small = _reduced(grey, 64)
    window = max(3, max(small.shape) // 2)
    paper = scipy.ndimage.median_filter(
        scipy.ndimage.median_filter(small, (1, window), mode="nearest"), (window, 1), mode="nearest"
    )
    full = np.asarray(Image.fromarray(paper).resize(grey.shape[::-1], Image.Resampling.BILINEAR))
    return bool(((grey - full) ** 3).mean(dtype=np.float64) > 0)


def _evenly_lit(grey: np.ndarray) -> np.ndarray:
    """The picture divided by its light, a surface of the second degree through most of its paper."""
    small = _reduced(grey, 40)
    basis, values = _basis(small.shape), small.ravel()
    kept = np.ones(values.size, dtype=bool)
    for _ in range(4):
        light = np.linalg.lstsq(basis[kept], values[kept], rcond=None)[0]
        off = np.abs(values - basis @ light)
        kept = off <= 2 * np.median(off) + 1e-3
    middle = float(np.median(values))
    shape = _basis(grey.shape) @ (light / max(middle, 1))
    return grey / np.clip(shape, 0.3, 3).reshape(grey.shape).astype(np.float32)


def _basis(shape: tuple[int, int]) -> np.ndarray:
    rows, columns = np.meshgrid(*(np.linspace(-1, 1, size, dtype=np.float32) for size in shape), indexing="ij")
    return np.stack([np.ones_like(rows), rows, columns, rows**2, rows * columns, columns**2], axis=-1).reshape(-1, 6)


def _most(values: np.ndarray) -> float:
    """The most contrast, but for a few pixels that may be noise; 0 if it is too little for ink."""
    few = min(values.size, max(10, values.size // 2000))
    most = float(np.partition(values.ravel(), -few)[-few])
    return most if most >= max(LEAST, 7 * _noise(values)) else 0


def _noise(contrast: np.ndarray) -> float:
    """The standard deviation of the paper's contrast, from its lightest pixels: squares may take up half of a sheet."""
    return float(np.quantile(contrast[::4, ::4], 0.45)) / 0.55


def _grown(contrast: np.ndarray, most: float) -> np.ndarray:
    """Ink by hysteresis: from what has half of the most contrast into the lighter ink that hangs together with it.

    Lighter ink is no wider than the pen, or it is shade. Of what hangs together, ink is what has half of the contrast of the
    ink around it, so that blurred outlines don't count.
    """
    strong = contrast >= STRONG * most
    width = max(1.0, width_of(strong))
    shade = scipy.ndimage.grey_opening(contrast, size=(round(SHADE * width) + 2,) * 2)
    weak = strong | (contrast - shade >= max(WEAK * most, LEAST / 3))
    pieces, _ = scipy.ndimage.label(weak, np.ones((3, 3)))
    grown = np.isin(pieces, np.unique(pieces[strong])) & weak
    ink = contrast * grown
    spread = max(1.0, width / 2)
    total, of_squares = (scipy.ndimage.gaussian_filter(values, spread, truncate=3) for values in (ink, ink * ink))
    return grown & (contrast * total >= STRONG * of_squares)


def _digit_alone(ink: np.ndarray, contrast: np.ndarray, edge: float) -> tuple[np.ndarray, bool]:
    """The ink that belongs to the digit, if any does; and whether a blot is what is largest.

    Shadows, which have no edge, dust, blots and the table along a whole edge of the picture are no digit. What touches the
    picture's edge is a finger or another digit more often than not; it has to be longer than all inside to be the digit.
    """
    pieces, count = scipy.ndimage.label(ink, np.ones((3, 3)))
    if not count:
        return ink, False
    numbers = np.arange(1, count + 1)
    extents = np.array([[side.stop - side.start for side in box] for box in scipy.ndimage.find_objects(pieces)])
    lengths = extents.max(axis=1)
    areas = np.bincount(pieces.ravel())[1:]
    widths = 4 * scipy.ndimage.mean(scipy.ndimage.distance_transform_edt(ink), pieces, numbers) - 2
    window = 2 * round(edge) + 1
    outline = np.where(scipy.ndimage.binary_erosion(ink, border_value=1), 0, pieces)
    drop = scipy.ndimage.maximum_filter(contrast, window, mode="nearest") - scipy.ndimage.minimum_filter(
        contrast, window, mode="nearest"
    )
    drop -= np.quantile(drop[::4, ::4], 0.1)  # what noise does without any edge
    is_sharp = scipy.ndimage.sum_labels(drop, outline, numbers) / np.maximum(
        np.bincount(outline.ravel(), minlength=count + 1)[1:], 1
    ) >= SHARP * scipy.ndimage.mean(contrast, pieces, numbers)
    is_blot = (widths > SOLID * lengths) & is_sharp

    ends = [pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]
    touching = np.array([np.bincount(end, minlength=count + 1)[1:] for end in ends])
    is_whole = touching >= 0.75 * np.array([[end.size] for end in ends])
    is_strip = (is_whole[:2].any(axis=0) & (extents[:, 0] < ink.shape[0] / 2)) | (
        is_whole[2:].any(axis=0) & (extents[:, 1] < ink.shape[1] / 2)
    )
    at_edge = np.asarray(touching.any(axis=0))
    is_finger = (widths > FINGER * lengths) & ((touching > 0).sum(axis=0) == 1)
    is_ink = is_sharp & ~is_blot & ~is_strip & ~is_finger & (DUST * lengths >= max(ink.shape))
    ranks = lengths * np.where(is_whole.any(axis=0) | (widths > 0.3 * lengths), 0.1, 0.7) ** at_edge
    blot = (lengths * (is_blot & ~at_edge)).max()
    if 10 * blot >= max(ink.shape) and blot > (ranks * is_ink).max():
        return np.zeros_like(ink), True
    ranks = ranks * is_ink
    main = ranks.argmax()
    kept = is_ink & (areas >= 0.04 * areas[main]) & (~at_edge | at_edge[main])
    if (is_ink & ~kept & at_edge).any():  # what is cut off there, but for the other part of the same digit
        away = scipy.ndimage.minimum(scipy.ndimage.distance_transform_edt(pieces != main + 1), pieces, numbers)
        kept |= is_ink & at_edge & (areas >= 0.04 * areas[main]) & (away <= 2 * widths[main])
    return np.isin(pieces, numbers[kept]), False
