"""README's tables and its answer to the articles, made from the figures in assets/measured/."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from types import MappingProxyType

from digitapp import ASSETS
from digitapp.learning.models import DEFAULT
from digitapp.learning.samples import Samples
from digitapp.measuring import benchmark, claim, comparison_kept, published
from digitapp.measuring.handwriting_files import FileError
from digitapp.measuring.scores import Tally

README = ASSETS.parent / "README.md"
WIDTH = 132  # of its lines


def publish(files: Sequence[Path]) -> None:
    """Measure the files that people looked at, keep the figures, and write README's tables; without files only the tables.

    Raises FileError for a file that isn't one of `FILES`, or can't be measured.
    """
    for file in files:
        if benchmark.name_of(file) not in published.FILES:
            raise FileError(f"{file}: its name must be one of {', '.join(published.FILES)} up to the first dot")
    # Nothing is written before all is measured: the ways belong together.
    measured = ((kept, benchmark.measure_files(files, way=way, keys=keys)[0]) for kept, (way, keys) in published.WAYS.items())
    for kept, results in list(measured) if files else []:
        published.file(kept).write_text(json.dumps(results) + "\n", encoding="utf-8")
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


def _answer() -> str:
    """The page's answer: every test of the claim, and what they say together."""
    tests = claim.tests(comparison_kept.read(Samples.from_load_digits()).comparison.scores, published.measured())
    rows = [("" if number else words, test) for words, group in tests.items() for number, test in enumerate(group)]
    table = {
        "Test": [words for words, _ in rows],
        "Who read what": [f"{test.name}, {test.tested}" for _, test in rows],
        "Read right, %": [f"{test.tally.correct:,} of {test.tally.total:,}: {_shares(test.tally)}" for _, test in rows],
        "95 % claim": [test.tally.verdict for _, test in rows],
    }
    return f"{_markdown(table)}\n\n{fill(claim.conclusion(tests), WIDTH)}"


def _shares(tally: Tally) -> str:
    low, high = tally.interval
    return f"{100 * tally.accuracy:.1f} ({100 * low:.1f} to {100 * high:.1f})"


def _ways_table() -> str:
    results = published.measured()
    files = published.digit_files(results["steps"])
    table = {"Written by": [published.who(published.of_file(name, results["steps"][name][DEFAULT])) for name in files]}
    for words, way, model in (read_by for key, read_by in claim.READ_BY.items() if key not in claim.WITHOUT_A_STEP):
        readings = [published.of_file(name, results[way][name][model]) for name in files]
        table[words] = published.columns(readings)["Read right, %"]
    return _markdown(table)


def _looked_at_table() -> str:
    results = published.measured()["steps"]
    errors = [100 * (results[name][DEFAULT]["ece"] or 0) for name in published.digit_files(results)]
    off = f"{min(errors):.1f} to {max(errors):.1f} %"
    calibration = (
        f"Given that it is a digit, its probabilities are off by {off} on average (expected calibration error, 10 bins)."
    )
    return f"{_markdown(published.columns(published.looked_at()))}\n\n{calibration}"


def _kept_apart_tables() -> str:
    return "\n\n".join(
        f"{one.when}, {one.reader}:\n\n{_markdown(published.columns(one.readings))}" for one in published.kept_apart()
    )


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"the answer": _answer, "ways of reading": _ways_table, "looked at": _looked_at_table, "kept apart": _kept_apart_tables}
)


def _markdown(table: Mapping[str, Sequence[str]]) -> str:
    rows = [list(table), ["---"] * len(table), *zip(*table.values(), strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
