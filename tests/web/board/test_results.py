"""What a class learns of its handwriting, and what is not projected."""

import pytest
from boards import HEART, TEXTS, pupil
from screens import Filled, now, opened

from digitapp.board.limits import FEWEST_PUPILS
from digitapp.board.task import CAREFUL, FAST, Task, asked
from digitapp.web import cached
from digitapp.web.board import host, report, results, teaching, waiting
from digitapp.web.board.sketches import picture

TASK = Task((1, 3, 7), times=1, rounds=(CAREFUL, FAST))


@pytest.fixture
def board(store):
    return Filled(store, TASK)


def fill(board, pupils, misread=()):
    """Each pupil draws all that is asked, with a finger or, each other one, with a mouse; those `misread` are read as 8."""
    number = 0
    for whose in range(pupils):
        for one in asked(TASK, pupil(whose)):
            number += 1
            read = 8 if number in misread else one.digit
            how = {"of": one.round, "pointer": ("finger", "mouse")[whose % 2], "strokes": TEXTS[read]}
            board.send(number, one.digit, read, whose, **how)
    board.read()


def for_host(board):
    page = opened(host=board.code, key=board.token)
    page.segmented_control(key=host.PART).set_value("results").run()
    assert not page.exception
    return page


def text_of(page):
    kinds = ("markdown", "caption", "html", "header", "subheader", "bidi_component")
    text = "\n".join(str(one.proto) for kind in kinds for one in page.get(kind))
    return text.replace("\\'", "'").replace("&#39;", "'")


def test_below_eight_pupils_there_is_no_interval_and_a_sentence_says_why(board):
    fill(board, FEWEST_PUPILS - 1, misread={1, 2})
    text = text_of(for_host(board))
    assert results.TOO_FEW in text
    assert "95 % claim" not in text and "0.0 to 100.0 %" not in text


def test_from_eight_pupils_on_there_is_an_interval_over_them_with_its_seed(board):
    fill(board, FEWEST_PUPILS, misread={1, 2})
    text = text_of(for_host(board))
    assert results.TOO_FEW not in text and "a cluster bootstrap, seed 0" in text
    assert "95 % claim" in text


def test_the_class_stands_beside_same_and_new_writers_of_the_data_set(board):
    fill(board, 2)
    text = text_of(for_host(board))
    assert "same writers, 1,797 digits" in text and "new writers, 1,797 digits" in text


def test_careful_and_fast_finger_and_mouse_are_compared(board):
    fill(board, 2 * FEWEST_PUPILS)
    text = text_of(for_host(board))
    assert "Careful minus fast:" in text and "Finger minus mouse:" in text


def test_a_cell_of_the_confusion_matrix_opens_its_drawings(board):
    fill(board, 2, misread={1})
    digit = next(sent.asked.digit for sent in board.now.kept if sent.is_held_back)
    page = for_host(board)
    page.session_state[results.CELL] = f"{digit},8"
    page.run()
    text = text_of(page)
    assert f"**{digit} read as 8**" in text and picture(TEXTS[8]) in text


@pytest.mark.parametrize("cell", ["9,9", "nonsense", "", "1,1;2"])
def test_a_cell_that_is_none_opens_nothing(board, cell):
    fill(board, 1)
    page = for_host(board)
    page.session_state[results.CELL] = cell
    assert not page.run().exception


def test_the_wall_says_that_results_come_until_they_are_revealed(board):
    fill(board, 1)
    assert "How this class is read" not in text_of(opened(wall=board.code))
    board.act("reveal")
    assert "How this class is read" in text_of(opened(wall=board.code))


def test_what_the_host_has_not_approved_is_not_on_the_wall_in_the_results_either(board):
    board.heart(1, asked(TASK, pupil(1))[0].digit)
    board.read()
    board.act("reveal")
    page = opened(wall=board.code)
    page.session_state[results.CELL] = f"{board.now.kept[0].asked.digit},-1"
    page.run()
    assert picture(HEART) not in text_of(page)
    assert "1 drawing not shown, as the teacher has not approved it" in text_of(page)
    assert "Teach it" not in text_of(page)
    board.act("approve", 1)
    assert picture(HEART) in text_of(opened(wall=board.code))


def test_a_model_is_taught_by_all_pupils_but_the_one_it_is_tested_on(board):
    fill(board, 2)
    page = for_host(board)
    page.session_state[teaching.WANTED] = "svc"
    page.run()
    found = cached.reading(board.code).of(board.now)
    job = cached.class_teaching(board.code, tuple(sent.seq for sent in found.drawings), "svc", found)
    assert job.wait(120) and not job.error
    text = text_of(page.run())
    assert "and the other pupils" in text


def test_one_pupil_alone_teaches_nothing(board):
    fill(board, 1)
    assert any("Two pupils are needed" in one.value for one in for_host(board).info)


def test_models_that_failed_can_be_tried_again(board, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("out of memory")

    monkeypatch.setattr("digitapp.web.board.reading._read", fail)
    fill(board, 1)
    page = for_host(board)
    assert [one.value for one in page.error] == [waiting.FAILED]


def test_the_report_is_whole_and_names_nobody(board):
    fill(board, FEWEST_PUPILS, misread={1})
    found = cached.reading(board.code).of(board.now)
    page = report.html(board.now, found, now())
    assert page.startswith("<!doctype html>") and "How it was measured" in page
    assert "pupil-" not in page and board.token not in page and "http://" not in page.replace("http://www.w3.org", "")


def test_a_small_picture_is_small():
    assert all(len(picture(text)) < 4_000 for text in TEXTS)
