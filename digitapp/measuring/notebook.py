"""Notebooks (.ipynb) of lines of Python that give what a page shows, to be run anywhere."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

NEEDS = "%pip install --quiet scikit-learn matplotlib"


class Lines(NamedTuple):
    """Lines of Python that run by themselves, and in a few words what they show."""

    about: str
    python: str


def notebook(title: str, parts: Iterable[Lines]) -> str:
    """A notebook of format 4.5 as JSON: a title, what has to be installed, then each part below its heading.

    The format is https://nbformat.readthedocs.io/en/latest/format_description.html.
    """
    cells = [_text(f"# {title}\n\nMade by digitapp. Each part runs by itself and prints what the page shows."), _code(NEEDS)]
    for about, python in parts:
        cells += [_text(f"## {about}"), _code(python)]
    numbered = [{**cell, "id": f"part-{number}"} for number, cell in enumerate(cells)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": numbered}, indent=1)


def _text(words: str) -> Mapping[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": words}


def _code(python: str) -> Mapping[str, object]:
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": python}
