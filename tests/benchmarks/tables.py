"""What the benchmarks print: Markdown tables, and where they were measured; what a process uses (Linux only)."""

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


def table(head: Sequence[str], rows: Iterable[Sequence]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(_text, line))} |" for line in lines)


def _text(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.{0 if abs(value) >= 10 else 2}f}"


def median(values: Iterable[float]) -> float:
    return float(np.median(list(values)))


def p95(values: Iterable[float]) -> float:
    return float(np.percentile(list(values), 95))


def machine() -> str:
    return f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"


def memory(process: int) -> float:
    """MB in use by the process of that id."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_time(process: int) -> float:
    """Seconds of processor time it has had until now."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
