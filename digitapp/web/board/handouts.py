"""The lesson's four handouts, which print and need no other file: assets/lesson/, written by `python -m digitapp lesson`.

All figures in them come from load_digits and from what is kept in assets/measured/.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from digitapp import ASSETS
from digitapp.board import limits
from digitapp.learning import models
from digitapp.learning.samples import Samples
from digitapp.measuring import claim, comparison_kept, published, seeds
from digitapp.measuring.comparison import COMPARED
from digitapp.measuring.scores import ACCEPTED, CLAIM, REJECTED, verdict
from digitapp.web import figures

FOLDER = ASSETS / "lesson"
HANDOUTS: Mapping[str, str] = {
    "lesson": "Teach a machine to doubt: a lesson for 45 minutes",
    "sheet": "Read like a machine: pupil's sheet",
    "key": "Read like a machine: key",
    "parents": "A note for parents",
}
# Samples of load_digits to be read on the sheet: those which every model reads, and between them those which most misread
EASY, HARD = (6, 12, 154, 178), (905, 480, 951, 575)
PICTURES = tuple(number for pair in zip(EASY, HARD, strict=True) for number in pair)
EXAMPLE = 154  # the key's example of 64 numbers
ROW = 8  # the digit whose row of a confusion matrix is the key's example
SIZES = (20, 60, 100, 200, 300, 400, 600)  # drawings of a class
PHONE_NUMBER = 11  # digits


class Picture(NamedTuple):
    """A sample on the sheet: its letter there, its number in load_digits, what it is, and what each model read it as."""

    letter: str
    number: int
    levels: Sequence[Sequence[int]]
    label: int
    read: Sequence[int]


class Decides(NamedTuple):
    """Of `size` drawings: with up to how many right the claim is rejected, and from how many on accepted, None if never."""

    size: int
    rejected: int
    accepted: int | None

    @classmethod
    def of(cls, size: int) -> "Decides":
        verdicts = [verdict(correct, size) for correct in range(size + 1)]
        return cls(size, verdicts.count(REJECTED) - 1, verdicts.index(ACCEPTED) if ACCEPTED in verdicts else None)


def make() -> dict[str, str]:
    """The handouts as HTML, by key of `HANDOUTS`."""
    samples = Samples.from_load_digits()
    scores = comparison_kept.read(samples).comparison.scores
    tests = claim.tests(scores, published.measured())
    values = {
        "pictures": [
            Picture(
                chr(ord("A") + place),
                number,
                samples.digits[number].tolist(),
                int(samples.labels[number]),
                [int(scores["new"][key].predicted[number]) for key in COMPARED],
            )
            for place, number in enumerate(PICTURES)
        ],
        "models": [models.KEYS[key].title for key in COMPARED],
        "example": samples.digits[EXAMPLE].tolist(),
        "example_label": int(samples.labels[EXAMPLE]),
        "row_digit": ROW,
        "row": scores["new"]["svc"].confusion[ROW].tolist(),
        "tests": tests,
        "by_key": {test.key: test for group in tests.values() for test in group},
        "forest": seeds.spreads()["forest"],
        "decides": [Decides.of(size) for size in SIZES],
        "phone_number": PHONE_NUMBER,
        "claim": CLAIM,
        "hours": limits.HOURS,
        "fewest_pupils": limits.FEWEST_PUPILS,
    }
    found = {key: figures.render(f"lesson/{key}.html", title=title, **values) for key, title in HANDOUTS.items()}
    return {key: f"{html}\n".replace(" %", "\N{NO-BREAK SPACE}%") for key, html in found.items()}


def file(key: str) -> Path:
    """Where the handout of a key of `HANDOUTS` is."""
    return FOLDER / f"{key}.html"


def write() -> None:
    for key, text in make().items():
        file(key).write_text(text, encoding="utf-8")
