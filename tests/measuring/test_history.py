import json

import numpy as np
import pytest
from drawings import DIGITS, FORMS, NO_DIGITS, drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from digitapp.drawing import files
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.measuring import history
from digitapp.measuring.history import MAX_DRAWINGS, SHOWN, Entry, History, HistoryError
from digitapp.measuring.scores import Tally

SEVEN, THREE = (Strokes(tuple(DIGITS[digit])) for digit in (7, 3))
MODELS = {key: models.fit(key) for key in ("svc", "default")}


def line(number):
    """A drawing like no other of another number."""
    return Strokes(([[20, 20], [20 + number % 200, 200 - number // 200]],))


def of(*entries):
    past = History()
    for entry in entries:
        past = past.adding(entry)
    return past


def test_the_last_drawings_stay_and_judged_ones_longer():
    past = of(Entry.of(SEVEN, 7), *(Entry.of(line(number)) for number in range(SHOWN + 5)))
    assert past.entries[0].meant == 7
    assert len(past.entries) == SHOWN + 1
    assert [entry.text for entry in past.shown] == [Entry.of(line(number)).text for number in range(SHOWN + 4, 4, -1)]


def test_a_drawing_is_there_once_as_it_was_judged_last():
    past = of(Entry.of(SEVEN, 7), Entry.of(THREE), Entry.of(SEVEN))
    assert [entry.meant for entry in past.entries] == [None, 7]
    assert past.adding(Entry.of(SEVEN, 1)).meant(Entry.of(SEVEN).text) == 1


@pytest.mark.parametrize("drawing", [SEVEN, Entry.of(SEVEN).text])
def test_a_judgement_is_taken_back_and_the_drawing_stays_in_its_place(drawing):
    past = of(Entry.of(SEVEN, 7), Entry.of(THREE, 3)).unjudged(drawing)
    assert past.entries == (Entry.of(SEVEN), Entry.of(THREE, 3))
    assert past.meant(SEVEN) is None
    assert past.adding(Entry.of(SEVEN)).meant(SEVEN) is None, "it does not come back when the canvas is cleared"


@pytest.mark.parametrize("drawing", [SEVEN, Entry.of(SEVEN).text])
def test_a_deleted_drawing_is_gone_with_what_was_said_of_it(drawing):
    past = of(Entry.of(SEVEN, 7), Entry.of(THREE, 3)).without(drawing)
    assert past.entries == (Entry.of(THREE, 3),)
    assert History.from_text(past.as_text()) == past
    assert past.adding(Entry.of(SEVEN)).meant(SEVEN) is None


def test_taking_back_what_is_not_there_changes_nothing():
    past = of(Entry.of(SEVEN, 7))
    assert past.unjudged(THREE) == past.without(THREE) == past


@pytest.mark.parametrize("strokes", [Strokes(()), Strokes(([[5, 5]],)), Strokes(([[-99, -99], [-50, -50]],))])
def test_what_cannot_be_read_is_not_kept(strokes):
    assert Entry.of(strokes) is None
    assert of(None).entries == ()


def test_an_endless_scribble_is_thinned_to_the_room_there_is():
    rng = np.random.default_rng(0)
    entry = Entry.of(Strokes((rng.uniform(0, 280, (9_000, 2)),)))
    assert entry is None or len(entry.text) <= history.MAX_DRAWING_TEXT
    spiral = np.linspace(0, 60, 9_000)
    entry = Entry.of(Strokes((np.stack([140 + 2 * spiral * np.cos(spiral), 140 + 2 * spiral * np.sin(spiral)], axis=1),)))
    assert len(entry.text) <= history.MAX_DRAWING_TEXT


def test_there_is_an_end_to_what_a_tab_keeps(monkeypatch):
    monkeypatch.setattr(history, "MAX_TEXT", 1_000)
    past = of(*(Entry.of(Strokes((drawn((20, 20 + number), (250, 250)),)), 1) for number in range(30)))
    assert 0 < sum(len(entry.text) for entry in past.entries) <= 1_000
    assert past.entries[-1].text == Entry.of(Strokes((drawn((20, 49), (250, 250)),))).text


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9) | st.sampled_from("?Kx")), max_size=8))
def test_a_tab_gives_back_what_it_was_given(drawings):
    past = of(*(Entry.of(Strokes(tuple(DIGITS[digit])), meant) for digit, meant in drawings))
    assert History.from_text(past.as_text()) == past


@pytest.mark.parametrize(
    "bad", ["", "null", "5", "{", '["x"]', "[" * 99_999, json.dumps([["0" * 64, 1], ["s", 1], [5, 1], [None], [[], 1]])]
)
def test_what_a_tab_cannot_have_kept_is_left_out(bad):
    assert History.from_text(bad).entries == ()


def test_one_bad_drawing_in_a_tab_does_not_take_the_others_along():
    good = Entry.of(SEVEN).text
    text = json.dumps([["s???", 1], [good, "7"], [good, True], [good, 10], [good, "no"], [good, ""], [good, 7], "x"])
    assert History.from_text(text).entries == (Entry(good, 7),)


def test_an_import_of_an_export_gives_the_same_score():
    past = of(*(Entry.of(Strokes(tuple(DIGITS[digit])), digit) for digit in range(10)), Entry.of(THREE, 5))
    again = History().with_file(past.export())
    assert again.judged == past.judged
    for one in (past, again):
        readings = history.readings(one.judged, MODELS, {})
        scores = history.scores(one.judged, MODELS, readings)
        assert {key: (score.correct, score.total) for key, score in scores.items()} == {"svc": (9, 10), "default": (9, 10)}


def test_what_is_no_digit_is_read_right_if_it_is_refused_and_survives_a_file():
    heart = Strokes(tuple(NO_DIGITS["heart"]))
    past = of(Entry.of(heart, files.NOT_A_DIGIT), Entry.of(SEVEN, "Z"), Entry.of(THREE, 3))
    assert History().with_file(past.export()).judged == past.judged
    assert History.from_text(past.as_text()) == past
    scores = history.scores(past.judged, MODELS, history.readings(past.judged, MODELS, {}))
    assert scores == {"svc": Tally(1, 3), "default": Tally(2, 3)}


def test_a_tab_of_before_there_were_judgements_of_no_digits_is_whole():
    texts = [Entry.of(strokes).text for strokes in (SEVEN, THREE)]
    old = json.dumps([[texts[0], 7], [texts[1], None]])
    assert History.from_text(old).entries == (Entry(texts[0], 7), Entry(texts[1], None))


def test_readings_that_are_known_are_not_made_again():
    past = of(Entry.of(SEVEN, 7), Entry.of(THREE, 3))
    known = history.readings(past.entries, MODELS, {})
    assert {answer.digit for answer in known.values()} == {7, 3}
    assert history.readings(past.entries, dict.fromkeys(MODELS), known) == known


def test_an_import_goes_before_ones_own_and_takes_nothing_away():
    own = of(*(Entry.of(line(number)) for number in range(SHOWN)))
    sent = of(*(Entry.of(Strokes(tuple(paths)), digit) for digit, paths in FORMS.values()))
    both = own.with_file(sent.export())
    assert both.entries == (*sent.entries, *own.entries)


def exported(entries):
    return files.write((files.LabelledStrokes.from_strokes(strokes, label) for strokes, label in entries), "x")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no file", "digitapp cannot read this file"),
        (exported([(SEVEN, 7), (THREE, "3")]), "Sample 1 of this file must have the number 3 as its label"),
        (json.dumps([{"label": 1, "writer": "x", "strokes": []}]).encode(), "Sample 0 of this file has nothing to read"),
        (exported([(Strokes(line(0).paths * 301), 1)]), "Sample 0 of this file has nothing to read"),
        (exported([(line(number), 1) for number in range(MAX_DRAWINGS + 1)]), "301 drawings; the limit is 300"),
    ],
)
def test_a_bad_file_is_one_sentence_and_changes_nothing(data, words):
    past = of(Entry.of(SEVEN, 7))
    with pytest.raises(HistoryError, match=words):
        past.with_file(data)
    assert past.judged == (Entry.of(SEVEN, 7),)


def test_a_file_for_which_there_is_no_room_is_refused():
    own = of(*(Entry.of(line(number), 1) for number in range(10)))
    with pytest.raises(HistoryError, match="no room for 5"):
        own.with_file(exported([(line(number + 1000), 1) for number in range(MAX_DRAWINGS - 5)]))
