"""What is no digit: how much of it is refused? `python tests/benchmarks/symbols.py` prints it by kind, in a minute.

Kinds of `symbols.KEPT`, which nothing has learnt from, and then those of `symbols.LEARNT`, by generated writers that nobody
has learnt from either.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tables import table

from digitapp.drawing.digit import readable
from digitapp.learning import models, symbols

WRITERS = range(10_000, 10_020)


def refused(model: models.Model, kinds: symbols.Kinds) -> dict[str, list[bool]]:
    """Of each kind, whether each writer's drawing is refused."""
    found: dict[str, list[bool]] = {kind: [] for kind in kinds}
    for writer in WRITERS:
        for kind, strokes in symbols.drawings(writer, kinds):
            found[kind].append(model.predict(readable(strokes)).doubt is not None)
    return found


def main() -> None:
    model = models.from_saved()
    for title, kinds in {"kept, never learnt from": symbols.KEPT, "learnt from": symbols.LEARNT}.items():
        found = refused(model, kinds)
        found["all"] = [answer for answers in found.values() for answer in answers]
        rows = [
            [kind, len(answers), sum(answers), f"{100 * sum(answers) / len(answers):.1f}"] for kind, answers in found.items()
        ]
        print(table([title, "drawings", "refused", "%"], rows), end="\n\n")


if __name__ == "__main__":
    main()
