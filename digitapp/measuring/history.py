"""History: the drawings of a visit, what was meant by them, and how well each model reads this visitor's handwriting."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from PIL import Image

from digitapp.drawing import files, links
from digitapp.drawing.digit import readable
from digitapp.drawing.pictures import data_url
from digitapp.drawing.strokes import PEN, Strokes
from digitapp.learning.models import Model
from digitapp.measuring.answers import Answer
from digitapp.measuring.scores import Tally

SHOWN = 24  # drawings that are shown, and kept though nobody has judged them
MAX_DRAWINGS = 300  # drawings that are kept in all
MAX_TEXT = 500_000  # characters that all of them may take in the visitor's tab
MAX_BYTES = 5_000_000  # of an imported file, unpacked
MAX_DRAWING_TEXT = 20_000  # characters of one drawing
# Whole, or thinned by a canvas unit and more: by less it takes half a second, for a long drawing's every stroke.
FINENESS = tuple(fineness for fineness in links.FINENESS if not 0 < (fineness[1] or 0) < 1)
PICTURE_SIDE = 96  # pixels of a small picture

Readings = Mapping[tuple[str, str], Answer]  # what each drawing was read as, by the drawing's text and the model's key


class HistoryError(ValueError):
    """A file that cannot be imported; the message tells the person who chose it what is wrong and what to do."""


@dataclass(frozen=True)
class Entry:
    """A drawing as the text that links.py packs it into, and what was meant by it.

    That is a digit, 0..9; a letter or "?" (files.NOT_A_DIGIT) for what is no digit; or None if nobody has said.
    """

    text: str
    meant: int | str | None = None

    @classmethod
    def of(cls, strokes: Strokes, meant: int | str | None = None) -> "Entry | None":
        """None if there is nothing to read, also once it is packed, or more than the canvas takes or there is room for."""
        text = None if strokes.is_blank or strokes.is_too_long else _packed(strokes)
        entry = None if text is None else cls(text, meant)
        return None if entry is None or readable(entry.strokes) is None else entry

    @cached_property
    def strokes(self) -> Strokes:
        strokes = links.unpack(self.text)
        assert isinstance(strokes, Strokes), "an entry is never a painted digit"
        return strokes

    @cached_property
    def picture(self) -> str:
        """The drawing as it was on the canvas, small, as a data URL."""
        image = Image.fromarray(255 - self.strokes.on_canvas(PEN).page)
        image.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        return data_url(image)


@dataclass(frozen=True)
class History:
    """Drawings from first to last, none of them twice."""

    entries: tuple[Entry, ...] = ()

    def adding(self, entry: Entry | None) -> "History":
        """With one more drawing, as the last; what was said of the same one before still holds unless the entry says otherwise.

        A drawing that nobody has judged goes once `SHOWN` others have come after it; beyond `MAX_DRAWINGS` or `MAX_TEXT` the
        oldest goes.
        """
        if entry is None:
            return self
        others = [other for other in self.entries if other.text != entry.text]
        if entry.meant is None:
            entry = replace(entry, meant=self.meant(entry.text))
        recent = len(others) + 1 - SHOWN
        kept = [other for place, other in enumerate(others) if other.meant is not None or place >= recent]
        kept = [*kept, entry][-MAX_DRAWINGS:]
        room = MAX_TEXT - np.cumsum([len(entry.text) for entry in reversed(kept)])
        return History(tuple(kept[np.count_nonzero(room < 0) :]))

    def meant(self, drawing: Strokes | str) -> int | str | None:
        """What was meant by a drawing (or its text), if it is here and somebody has said."""
        if not self.judged:
            return None
        text = _text(drawing)
        return next((entry.meant for entry in self.entries if entry.text == text), None)

    def unjudged(self, drawing: Strokes | str) -> "History":
        """With what was said of a drawing (or its text) taken back; the drawing stays where it is."""
        text = _text(drawing)
        return History(tuple(replace(entry, meant=None) if entry.text == text else entry for entry in self.entries))

    def without(self, drawing: Strokes | str) -> "History":
        """Without a drawing (or its text), and without what was said of it."""
        text = _text(drawing)
        return History(tuple(entry for entry in self.entries if entry.text != text))

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The last drawings, the latest first."""
        return self.entries[: -SHOWN - 1 : -1]

    @property
    def judged(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.meant is not None)

    def as_text(self) -> str:
        """JSON for the visitor's tab."""
        return json.dumps([[entry.text, entry.meant] for entry in self.entries], separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "History":
        """What a tab kept; anything in it that is not a drawing is left out."""
        history = cls()
        try:
            pairs = json.loads(text)
        except (ValueError, RecursionError):
            return history
        for pair in pairs if isinstance(pairs, list) else []:
            history = history.adding(_checked(pair))
        return history

    def export(self) -> bytes:
        """The judged drawings as a file of drawings."""
        judged = ((entry.strokes, entry.meant) for entry in self.entries if entry.meant is not None)
        return files.write((files.LabelledStrokes.from_strokes(strokes, meant) for strokes, meant in judged), "me")

    def with_file(self, data: bytes) -> "History":
        """The drawings of a file, and after them those of this history.

        Raises HistoryError if digitapp cannot read the file, if a drawing in it is blank, or if there is no room for it.
        """
        try:
            drawings = files.read(data, MAX_BYTES)
        except ValueError as error:
            raise HistoryError(f"digitapp cannot read this file: {error}.") from None
        if len(drawings) > MAX_DRAWINGS:
            raise HistoryError(f"This file holds {len(drawings):,} drawings; the limit is {MAX_DRAWINGS}: import part of it.")
        history = History()
        for number, drawing in enumerate(drawings):
            if not _is_label(drawing.label):
                raise HistoryError(
                    f"Sample {number} of this file must have the number {drawing.label} as its label, not a text."
                )
            entry = Entry.of(drawing.on_canvas(), drawing.label)
            if entry is None:
                raise HistoryError(f"Sample {number} of this file has nothing to read; import part of it.")
            history = history.adding(entry)
        sent = history.entries
        for entry in self.entries:
            history = history.adding(entry)
        if missing := {entry.text for entry in sent} - {entry.text for entry in history.entries}:
            raise HistoryError(f"There is no room for {len(missing)} of this file's drawings: import part of it.")
        return history


def _packed(strokes: Strokes) -> str | None:
    """The text of strokes, as fine as there is room for; None if there is no room."""
    return links.finest(strokes, MAX_DRAWING_TEXT, choices=FINENESS)


def _text(drawing: Strokes | str) -> str | None:
    return _packed(drawing) if isinstance(drawing, Strokes) else drawing


def _checked(pair: Any) -> Entry | None:
    """An entry that a tab kept; None if it is not one."""
    try:
        text, meant = pair
        strokes = links.unpack(text) if isinstance(text, str) else None
    except (TypeError, ValueError):  # as a LinkError is
        return None
    is_judgement = meant is None or _is_label(meant)
    return Entry(text, meant) if isinstance(strokes, Strokes) and is_judgement and readable(strokes) is not None else None


def _is_label(meant: object) -> bool:
    """Whether it says what was meant: a number 0..9, or one character that is none, for what is no digit."""
    if isinstance(meant, str):
        return len(meant) == 1 and not meant.isdecimal()
    return isinstance(meant, int) and not isinstance(meant, bool) and 0 <= meant <= 9


def readings(entries: Iterable[Entry], models: Mapping[str, Model], known: Readings) -> dict[tuple[str, str], Answer]:
    """What each model reads each drawing as; what is already known is not read again."""
    entries = list(entries)
    found = {(entry.text, key): known[entry.text, key] for entry in entries for key in models if (entry.text, key) in known}
    unread = {entry.text: entry for entry in entries if any((entry.text, key) not in found for key in models)}
    bitmaps = {text: bitmap for text, entry in unread.items() if (bitmap := readable(entry.strokes)) is not None}
    for key, model in models.items():
        texts = [text for text in bitmaps if (text, key) not in found]
        if texts:
            predictions = model.predictions([bitmaps[text] for text in texts])
            found |= {(text, key): Answer.of(prediction) for text, prediction in zip(texts, predictions, strict=True)}
    return found


def scores(judged: Iterable[Entry], keys: Iterable[str], readings: Readings) -> dict[str, Tally]:
    """How many of the judged drawings, of which there must be at least one, each model reads right (`Answer.is_right`)."""
    meant = [(entry.text, entry.meant) for entry in judged if entry.meant is not None]
    return {key: Tally(sum(readings[text, key].is_right(label) for text, label in meant), len(meant)) for key in keys}
