"""Arrays: the types of those that values hold, and read-only copies of them, so that a value is nobody else's to change."""

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]  # levels 0..16, or ink 0..255
Ints = NDArray[np.int_]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

_Kind = TypeVar("_Kind", bound=np.generic)


def read_only(array: ArrayLike, kind: "type[_Kind] | np.dtype[_Kind]") -> NDArray[_Kind]:
    """A read-only copy of numbers, as an array of that kind."""
    copy = np.array(array, dtype=kind)
    copy.setflags(write=False)
    return copy


class OwnArrays:
    """A frozen dataclass below this one keeps read-only copies of the arrays that it is given."""

    def __post_init__(self) -> None:
        for name, value in list(vars(self).items()):
            if isinstance(value, np.ndarray):
                object.__setattr__(self, name, read_only(value, value.dtype))
