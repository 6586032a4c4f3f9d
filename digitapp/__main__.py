"""The door for commands: `python -m digitapp benchmark FILE...`, and those that write what is in assets/.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def benchmark(files: Sequence[Path], **options: Any) -> int:
    from digitapp.learning.threads import use_one_thread

    use_one_thread()  # drawings are read one after the other, as in the app
    from digitapp.measuring import benchmark

    return _measure(lambda: benchmark.run(files, **options))


def publish(files: Sequence[Path] = ()) -> int:
    from digitapp.learning.threads import use_one_thread

    use_one_thread()
    from digitapp.measuring import readme

    return _measure(lambda: readme.publish(files))


def _measure(run: Callable[[], None]) -> int:
    from digitapp.measuring.handwriting_files import FileError

    try:
        run()
    except FileError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def train() -> int:
    from digitapp.learning import training

    training.train()
    return 0


def make_map() -> int:
    from digitapp.measuring import maps

    maps.write_tsne()
    return 0


def seeds() -> int:
    from digitapp.measuring import seeds

    seeds.write_spreads()
    return 0


def compare() -> int:
    from digitapp.learning.threads import use_one_thread

    use_one_thread()  # as a fit in the app
    from digitapp.measuring import comparison_kept

    comparison_kept.write()
    return 0


def lesson() -> int:
    from digitapp.web.board import handouts

    handouts.write()
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, or 2 after a sentence that says what is wrong."""
    options = vars(_parser().parse_args(arguments))
    run: Callable[..., int] = options.pop("run")
    return run(**options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m digitapp", description="digitapp's commands; the app itself is app.py")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], words: str) -> argparse.ArgumentParser:
        # An option that isn't given isn't passed on, so that defaults stand in one place: the function that runs.
        added = commands.add_parser(name, help=words, description=words, argument_default=argparse.SUPPRESS)
        added.set_defaults(run=run)
        return added

    measure = command("benchmark", benchmark, "measure how well each model reads files of real handwriting")
    measure.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".json.gz or .json of strokes, .npz of images")
    measure.add_argument("--size", type=_length, help="longer side on the canvas, in pixels (default 200)")
    measure.add_argument("--pen", type=_length, help="width of the pen, in pixels (default 28)")
    measure.add_argument(
        "--json", action="store_true", dest="as_json", help="print the figures as one JSON object, nothing else"
    )
    measure.add_argument(
        "--confused", action="store_true", dest="lists_confused", help="list the ten pairs that the default confuses most"
    )
    measure.add_argument("--mistakes", type=Path, metavar="OUT.png", dest="sheet", help="draw what the default misreads")
    ways = measure.add_mutually_exclusive_group()
    ways.add_argument("--pixels", dest="way", action="store_const", const="pixels", help="send a picture, as an upload")
    ways.add_argument("--naive", dest="way", action="store_const", const="naive", help="squeeze the canvas to 8x8")

    renew = command("publish", publish, "write the figures in README and on the Explore page; see README, What was measured")
    renew.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files to measure; without any, README's tables are written again"
    )
    command("seeds", seeds, "grow the articles' tree and forest with 20 seeds; writes assets/measured/seeds.json")
    command("compare", compare, "compare all models on load_digits; writes assets/measured/comparison.json, takes minutes")
    command("train", train, "draw the handwriting, find the limits and fit the best reader; writes assets/, takes minutes")
    command("map", make_map, "place load_digits' samples on a plane by t-SNE; writes assets/tsne.npz")
    command("lesson", lesson, "write the lesson and its handouts with the figures measured last; writes assets/lesson/")
    return parser


def _length(text: str) -> float:
    from digitapp.drawing.strokes import CANVAS

    value = float(text)
    if not 1 <= value <= CANVAS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {CANVAS}, got {text}")
    return value


if __name__ == "__main__":
    sys.exit(main())
