"""The verdict, large, why it is refused if it is, and the model's probabilities as bars."""

from collections.abc import Sequence

from markupsafe import Markup

from digitapp.learning.models import DEFAULT
from digitapp.learning.prediction import Prediction
from digitapp.learning.reader import NO_DIGIT
from digitapp.measuring.answers import Answer
from digitapp.probing.reading import is_told_before
from digitapp.web import figures

NONE = "no digit"  # what the best reader's eleventh answer is called
JUDGED, PAINTED, MOVING = "judged", "painted", "moving"  # it can be judged, is of painted cells, or of a pen in motion


def told(prediction: Prediction | None, source: str, key: str, of: str, looks: Sequence[str]) -> dict[str, object]:
    """What the third square is told (answer.js): what the model of the key reads from the `source`, if there is a prediction.

    `of` tells one drawing from another, of which each is spoken of once; `looks` are classes of style.css, of which MOVING says
    that the verdict is pale, gives no reasons and is not spoken, as the pen is in motion.
    """
    is_in_motion = MOVING in looks
    if prediction is None:
        return {"looks": looks, "verdict": "", "said": None if is_in_motion else "", "of": of}
    reason = doubt(prediction) if prediction.doubt is not None and not is_in_motion else None
    words = f"Read as {prediction.label}." if reason is None else reason.striptags()
    return {
        "looks": [*looks, *["refused"] * (prediction.doubt is not None)],
        "source": source,
        "verdict": said(prediction),
        "doubt": reason,
        "rows": [(name, round(share, 4), words) for name, share, words in _rows(prediction, key)],
        "marked": _marked(prediction),
        "right": "" if prediction.doubt is None else f", {figures.meant(Answer.of(prediction).meant)}",
        "said": None if is_in_motion else words,
        "of": of,
    }


def said(prediction: Prediction) -> str:
    """The verdict: a digit, or "?"."""
    return "?" if prediction.doubt is not None else str(prediction.label)


def name(answer: int) -> str:
    """What an answer, 0..9 or NO_DIGIT, is called."""
    return NONE if answer == NO_DIGIT else str(answer)


def read_as(answer: int) -> str:
    """The same after "read as": "a 7", "no digit"."""
    return NONE if answer == NO_DIGIT else figures.a(answer)


def doubt(prediction: Prediction) -> Markup:
    """Why it is refused, and what it would be all the same, if that makes sense."""
    label = prediction.label
    if is_told_before(prediction):
        return figures.render("doubt.html", head=prediction.doubt, words="")
    if Answer.of(prediction).digit is None:
        return figures.render("doubt.html", head=prediction.doubt, words=f"If it must be a digit, {figures.a(label)}.")
    return figures.render("doubt.html", head="Not sure.", words=f"{prediction.doubt} Best guess: {label}.")


def bars(prediction: Prediction, key: str) -> Markup:
    """The probabilities of the ten digits, and of none if the model of the key knows that, as bars."""
    return figures.bars("How likely the model thinks each digit is", _rows(prediction, key), _marked(prediction))


def _rows(prediction: Prediction, key: str) -> list[tuple[str, float, str]]:
    """Of each answer its name, its share and that in words."""
    shares = [(str(digit), float(prediction.probabilities[digit])) for digit in range(10)]
    if key == DEFAULT:
        shares.append((NONE, prediction.no_digit))
    return [(name, share, _percent(name, share)) for name, share in shares]


def _marked(prediction: Prediction) -> str | None:
    """The answer whose bar has the verdict's colour."""
    answer = Answer.of(prediction)
    return NONE if answer.digit is None else str(answer.digit) if answer.is_sure else None


def _percent(name: str, share: float) -> str:
    """A dash for "no digit" where it reads a digit: the ten shares say which, and it has no number for that (limits.py)."""
    return "\N{EN DASH}" if name == NONE and not share else figures.cautious_percent(share)
