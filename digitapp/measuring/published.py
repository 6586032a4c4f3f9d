"""The figures that README and the Explore page give of real handwriting, kept in assets/measured/.

`python -m digitapp publish FILE...` measures the files that people looked at (`FILES`) and writes steps.json, naive.json,
uneven.json and slanted.json.
kept_apart.json is written by hand, after others have measured: writers whom nobody had looked at.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from digitapp import ASSETS
from digitapp.learning.models import DEFAULT, KEYS
from digitapp.measuring import benchmark
from digitapp.measuring.benchmark import Results
from digitapp.measuring.scores import interval

MEASURED = ASSETS / "measured"
# What is kept: the benchmark's way that measures it, and of which models
WAYS: Mapping[str, tuple[str, Sequence[str]]] = MappingProxyType(
    {
        "steps": ("strokes", tuple(KEYS)),
        "naive": ("naive", tuple(KEYS)),
        "uneven": ("uneven", ("svc",)),
        "slanted": ("slanted", ("svc",)),
    }
)


@dataclass(frozen=True)
class File:
    """What a file is called on a page, and how many people wrote it."""

    title: str
    people: int


# The files that people looked at, by name up to the first dot: every name in steps.json and naive.json is one of these
FILES: Mapping[str, File] = MappingProxyType(
    {
        "pendigits_dev": File("pendigits", 7),
        "unipen_dev": File("UniPen", 108),
        "pendigits_dev2": File("more of pendigits", 7),
        "unipen_dev2": File("more of UniPen", 114),
        "uji2_dev": File("UJIpenchars2", 33),
        "letters_dev": File("letters (Chars74k)", 27),
    }
)


@dataclass(frozen=True)
class Reading:
    """How the best reader read some people's drawings; shares are 0..1, one for all of them or one for each half.

    What isn't known is empty or None; letters have only `refused`.
    """

    name: str
    people: str  # "7", or "about 204"
    n: int | None  # drawings
    accuracy: tuple[float, ...]
    interval: tuple[float, float] | None  # of the accuracy, exact, 95 %
    refused: tuple[float, ...]
    accuracy_sure: tuple[float, ...]  # of those it did not refuse


@dataclass(frozen=True)
class Round:
    """A measurement of writers kept apart: when it was, of which reader, both in words, and what came out."""

    when: str
    reader: str
    readings: tuple[Reading, ...]


def measured() -> dict[str, Results]:
    """What the benchmark found, by way of `WAYS`, file and model."""
    return {way: json.loads(file(way).read_text(encoding="utf-8")) for way in WAYS}


def digit_files(results: Results) -> list[str]:
    """The names of the files that hold digits, not letters."""
    return [name for name, by_model in results.items() if by_model[DEFAULT]["accuracy"] is not None]


def correct(figures: benchmark.Figures) -> int:
    """How many of a file's drawings were read right; 0 of letters, which have no right answer."""
    return round((figures["accuracy"] or 0) * figures["n"])


def looked_at() -> list[Reading]:
    """How the best reader reads the files that people looked at."""
    return [of_file(name, by_model[DEFAULT]) for name, by_model in measured()["steps"].items()]


def kept_apart() -> list[Round]:
    """How the best reader read writers whom nobody had looked at, the latest measurement first."""
    rounds = json.loads(file("kept_apart").read_text(encoding="utf-8"))
    return [Round(one["when"], one["reader"], tuple(_as_written(row) for row in one["rows"])) for one in rounds]


def columns(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """A table of readings in words: the head of each column and what stands in it; all shares are in per cent."""
    return {
        "Written by": [who(reading) for reading in readings],
        "Read right, %": [_percent(reading.accuracy) + _interval(reading.interval) for reading in readings],
        "Not sure, %": [_percent(reading.refused) for reading in readings],
        "Right when sure, %": [_percent(reading.accuracy_sure) for reading in readings],
    }


def file(name: str) -> Path:
    """Where figures are kept."""
    return MEASURED / f"{name}.json"


def of_file(name: str, figures: benchmark.Figures) -> Reading:
    """What the benchmark found of a file as a reading."""
    n, accuracy, sure = figures["n"], figures["accuracy"], figures["accuracy_sure"]
    return Reading(
        FILES[name].title,
        str(FILES[name].people),
        n,
        () if accuracy is None else (accuracy,),
        None if accuracy is None else interval(correct(figures), n),
        (figures["refused"],),
        () if sure is None else (sure,),
    )


def _as_written(row: Mapping[str, Any]) -> Reading:
    """A row of kept_apart.json, which leaves out what isn't known."""
    shares = {name: tuple(row.get(name, ())) for name in ("accuracy", "refused", "accuracy_sure")}
    low_high = tuple(row["interval"]) if "interval" in row else None
    return Reading(name=row["name"], people=row["people"], n=row.get("n"), interval=low_high, **shares)


def who(reading: Reading) -> str:
    """Who wrote what was read, in words."""
    drawings = "" if reading.n is None else f", {reading.n:,} drawings"
    return f"{reading.name}: {reading.people} people{drawings}"


def _percent(shares: Sequence[float]) -> str:
    return " / ".join(f"{100 * share:.1f}" for share in shares) if shares else "\N{EN DASH}"


def _interval(between: tuple[float, float] | None) -> str:
    return "" if between is None else f" ({100 * between[0]:.1f} to {100 * between[1]:.1f})"
