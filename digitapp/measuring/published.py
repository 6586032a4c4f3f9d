"""The figures that README and the Explore page give of real handwriting, kept in assets/measured/.

`python -m digitapp publish FILE...` measures the files that people looked at (`FILES`) and writes steps.json and naive.json.
kept_apart.json is written by hand, after others have measured: writers whom nobody had looked at. README's tables are made
from all three.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from digitapp import ASSETS
from digitapp.learning.models import DEFAULT
from digitapp.measuring import benchmark
from digitapp.measuring.benchmark import Results
from digitapp.measuring.handwriting_files import FileError
from digitapp.measuring.scores import interval

MEASURED = ASSETS / "measured"
README = ASSETS.parent / "README.md"
WAYS = {"steps": "strokes", "naive": "naive"}  # what is kept, and the benchmark's way that measures it


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
# What is compared: in words, which of the files in `MEASURED`, and the model
WAYS_OF_READING = (
    ("Squeezed to 8x8", "naive", "svc"),
    ("The five steps", "steps", "svc"),
    ("+ handwriting", "steps", "svc+handwriting"),
    ("The best reader", "steps", DEFAULT),
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
    """What the benchmark found, by way ("steps", "naive"), file and model."""
    return {way: json.loads(_file(way).read_text(encoding="utf-8")) for way in WAYS}


def digit_files(results: Results) -> list[str]:
    """The names of the files that hold digits, not letters."""
    return [name for name, of_file in results.items() if of_file[DEFAULT]["accuracy"] is not None]


def correct(figures: benchmark.Figures) -> int:
    """How many of a file's drawings were read right; 0 of letters, which have no right answer."""
    return round((figures["accuracy"] or 0) * figures["n"])


def looked_at() -> list[Reading]:
    """How the best reader reads the files that people looked at."""
    return [_of_file(name, of_file[DEFAULT]) for name, of_file in measured()["steps"].items()]


def kept_apart() -> list[Round]:
    """How the best reader read writers whom nobody had looked at, the latest measurement first."""
    rounds = json.loads(_file("kept_apart").read_text(encoding="utf-8"))
    return [Round(one["when"], one["reader"], tuple(_as_written(row) for row in one["rows"])) for one in rounds]


def columns(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """A table of readings in words: the head of each column and what stands in it; all shares are in per cent."""
    return {
        "Written by": [_who(reading) for reading in readings],
        "Read right, %": [_percent(reading.accuracy) + _interval(reading.interval) for reading in readings],
        "Not sure, %": [_percent(reading.refused) for reading in readings],
        "Right when sure, %": [_percent(reading.accuracy_sure) for reading in readings],
    }


def publish(files: Sequence[Path]) -> None:
    """Measure the files that people looked at, keep the figures, and write README's tables; without files only the tables.

    Raises FileError for a file that isn't one of `FILES`, or can't be measured.
    """
    for file in files:
        if benchmark.name_of(file) not in FILES:
            raise FileError(f"{file}: its name must be one of {', '.join(FILES)} up to the first dot")
    # Nothing is written before all is measured: the ways belong together.
    found = {kept: benchmark.measure_files(files, way=way)[0] for kept, way in WAYS.items()} if files else {}
    for kept, results in found.items():
        _file(kept).write_text(json.dumps(results) + "\n", encoding="utf-8")
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"written: {README}", file=sys.stderr)


def with_tables(text: str) -> str:
    """README's text with its tables made again, each between two comments that name it."""
    for name, make in TABLES.items():
        start, end = f"<!-- {name}: made by python -m digitapp publish -->", f"<!-- end of {name} -->"
        before, found, rest = text.partition(start)
        _, ended, after = rest.partition(end)
        if not (found and ended):
            raise ValueError(f"README must have a line {start} and after it a line {end}")
        text = f"{before}{start}\n\n{make()}\n\n{end}{after}"
    return text


def _ways_table() -> str:
    results = measured()
    files = digit_files(results["steps"])
    table = {"Written by": [_who(_of_file(name, results["steps"][name][DEFAULT])) for name in files]}
    for words, way, model in WAYS_OF_READING:
        table[words] = columns([_of_file(name, results[way][name][model]) for name in files])["Read right, %"]
    return _markdown(table)


def _looked_at_table() -> str:
    results = measured()["steps"]
    errors = [100 * (results[name][DEFAULT]["ece"] or 0) for name in digit_files(results)]
    off = f"{min(errors):.1f} to {max(errors):.1f} %"
    calibration = (
        f"Given that it is a digit, its probabilities are off by {off} on average (expected calibration error, 10 bins)."
    )
    return f"{_markdown(columns(looked_at()))}\n\n{calibration}"


def _kept_apart_tables() -> str:
    return "\n\n".join(f"{one.when}, {one.reader}:\n\n{_markdown(columns(one.readings))}" for one in kept_apart())


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"ways of reading": _ways_table, "looked at": _looked_at_table, "kept apart": _kept_apart_tables}
)


def _file(name: str) -> Path:
    return MEASURED / f"{name}.json"


def _of_file(name: str, figures: benchmark.Figures) -> Reading:
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


def _who(reading: Reading) -> str:
    drawings = "" if reading.n is None else f", {reading.n:,} drawings"
    return f"{reading.name}: {reading.people} people{drawings}"


def _percent(shares: Sequence[float]) -> str:
    return " / ".join(f"{100 * share:.1f}" for share in shares) if shares else "\N{EN DASH}"


def _interval(between: tuple[float, float] | None) -> str:
    return "" if between is None else f" ({100 * between[0]:.1f} to {100 * between[1]:.1f})"


def _markdown(table: Mapping[str, Sequence[str]]) -> str:
    rows = [list(table), ["---"] * len(table), *zip(*table.values(), strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
