"""The forms of the ten digits, read from forms.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Form(NamedTuple):
    """How often a form is met beside the digit's others (`share`, above 0), and its strokes as forms.toml writes them."""

    share: float
    strokes: tuple[str, ...]


def _read() -> dict[int, dict[str, Form]]:
    digits = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        int(digit): {name: Form(share, tuple(strokes)) for name, (share, *strokes) in forms.items()}
        for digit, forms in digits.items()
    }


FORMS: Mapping[int, Mapping[str, Form]] = MappingProxyType(_read())
