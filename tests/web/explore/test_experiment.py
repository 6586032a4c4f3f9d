"""Your experiment: presets, controls, the address and Back, and the visitor's own drawings."""

import re
from io import StringIO

import numpy as np
import pytest
from drawings import DIGITS, canvas_json
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.drawing import files
from digitapp.drawing.files import LabelledStrokes
from digitapp.drawing.strokes import Strokes
from digitapp.learning.recipes import RECIPES
from digitapp.measuring.experiments import SPLITS, Experiment
from digitapp.measuring.history import Entry, History
from digitapp.measuring.teaching import drawings, read, samples_of
from digitapp.web import cached
from digitapp.web.explore import given, outcomes, parts, teach
from digitapp.web.explore.experiment import PRESETS


def opened(history=None, **query):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.query_params["section"] = "experiment"
    for name, word in query.items():
        page.query_params[name] = word
    if history is not None:
        page.session_state["draw.history"] = history
    return run(page)


def run(element):
    page = element.run()
    assert not page.exception
    return page


def html(page):
    return " ".join(element.proto.body for element in page.get("html"))


def result(page):
    [found] = re.findall(r'class="result">.*?</strong><br>(.*?)</p>', html(page))
    return found


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.warning, *page.error])


def words(page):
    found = {name: word if isinstance(word, str) else word[0] for name, word in page.query_params.items()}
    return {name: word for name, word in found.items() if name != "section"}


def go_back(page, address):
    """What the browser's Back does: the address changes and the script runs again."""
    page.query_params.clear()
    page.query_params.update({"section": "experiment", **address})
    return run(page)


@pytest.mark.parametrize(("preset", "came_out"), [("svc", "6 of 6"), ("tree", "156 of 196"), ("second", "447 of 450")])
def test_a_preset_fills_the_controls_and_says_what_to_think_of_it(preset, came_out):
    page = opened()
    run(page.pills(key="explore.preset").set_value(preset))
    assert result(page) == f"{came_out} right"
    assert words(page) == PRESETS[preset].experiment.as_link()
    assert PRESETS[preset].about in text(page)
    run(page.number_input(key="explore.seed").set_value(8))
    assert page.pills(key="explore.preset").value is None


@pytest.mark.parametrize("model", ["tree", *(pytest.param(key, marks=pytest.mark.slow) for key in RECIPES if key != "tree")])
def test_each_control_changes_the_experiment_and_its_address(model):
    page = opened()
    run(page.selectbox(key="explore.model").set_value(model))
    page.selectbox(key="explore.split").set_value("writers")
    page.slider(key="explore.size").set_value(300)
    page.number_input(key="explore.seed").set_value(5)
    name, parameter = next(iter(RECIPES[model].parameters.items()))
    run(page.select_slider(key=f"explore.{model}.{name}").set_value(parameter.values[3]))
    wanted = Experiment.of(model, 300, "writers", 5, **{name: parameter.values[3]})
    assert words(page) == wanted.as_link()
    score = wanted.run().score
    assert result(page) == f"{score.correct} of {score.total} right"
    assert repr(parameter.values[3]) in page.code[0].value


def test_a_link_opens_its_experiment_and_the_address_stays_as_it_is():
    address = {"classifier": "tree", "split": "articles", "size": "1600", "seed": "0", "criterion": "gini"}
    page = opened(**address)
    assert result(page) == "156 of 196 right"
    assert words(page) == address
    assert not page.warning
    assert "this few or fewer correct would have probability less than 0.1 %" in text(page)


def test_back_restores_the_former_experiment():
    page = opened()
    assert words(page) == {}
    run(page.selectbox(key="explore.model").set_value("knn"))
    first = words(page)
    run(page.slider(key="explore.size").set_value(500))
    go_back(page, first)
    assert page.slider(key="explore.size").value == 1437
    assert words(page) == first
    go_back(page, {})
    assert page.selectbox(key="explore.model").value == "svc"
    assert words(page) == {}  # not written again: Back would never get past it


def test_an_experiment_survives_another_page():
    page = opened()
    run(page.selectbox(key="explore.model").set_value("knn"))
    run(page.number_input(key="explore.seed").set_value(8))
    run(page.switch_page("draw.py"))
    page.switch_page("explore.py")
    page.query_params["section"] = "experiment"
    run(page)
    assert page.selectbox(key="explore.model").value == "knn"
    assert words(page)["seed"] == "8"


def test_a_tampered_link_is_put_right_with_a_sentence():
    page = opened(classifier="tree", split="articles", size="9e9", max_depth="<b>", learns="me")
    said = [warning.value for warning in page.warning]
    assert said[0] == "The link's learns is not one of digits, handwriting, yours, so it is digits."
    assert said[1] == "The link's size is not a whole number, so it is 1437."
    assert said[2].startswith("The link's max_depth is not one of 1, 2,")
    assert result(page)
    run(page.number_input(key="explore.seed").set_value(8))
    assert not page.warning


def test_more_digits_to_learn_from_than_the_way_of_splitting_leaves():
    page = opened(size="1796")
    run(page.selectbox(key="explore.split").set_value("writers"))
    assert page.slider(key="explore.size").value == 1658
    assert result(page)


def test_too_few_digits_to_know_all_ten():
    page = opened()
    run(page.slider(key="explore.size").set_value(10))
    assert "some digit is missing, so it learns from" in page.warning[0].value
    assert len(page.warning) == 1


@pytest.mark.parametrize("split", SPLITS)
def test_the_numbers_learnt_from_and_tested_are_accounted_for(split):
    for size in (500, 1437, 1658):
        experiment = Experiment.of("knn", size, split)
        _, tested = experiment.indexes(cached.samples())
        said = outcomes.account(experiment, len(tested))
        numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\d|\d", said)]
        assert {size, len(tested)} <= set(numbers)
        if split == "writers" and 1797 - size - len(tested):
            assert 1797 - size - len(tested) in numbers


def test_1437_and_254_are_not_1797_and_the_page_says_why():
    assert "the other 106 are by writers it has learnt from, so they are in neither part" in text(opened(split="writers"))


def test_generated_handwriting_is_tested_on_people_and_has_no_splitting():
    page = opened()
    run(page.selectbox(key="explore.model").set_value("knn"))
    run(page.selectbox(key="explore.learns").set_value("handwriting"))
    assert result(page).endswith("of 1797 right")
    assert "1,437 of 16,000 generated drawings" in text(page)
    assert "explore.split" not in [box.key for box in page.selectbox]
    assert words(page)["learns"] == "handwriting"
    run(page.selectbox(key="explore.learns").set_value("digits"))
    assert words(page)["split"] == "shuffled"


def judged(*digits, shifts=(0,)):
    history = History()
    for shift in shifts:
        for digit in digits:
            paths = [[[x * (1 + shift), y] for x, y in path] for path in DIGITS[digit]]
            history = history.adding(Entry.of(Strokes.from_canvas(canvas_json(paths)), digit))
    return history


@pytest.mark.parametrize(("history", "said"), [(None, "no digits"), (judged(3), "only one digit")])
def test_who_has_judged_nothing_is_led_to_the_canvas(history, said):
    page = opened(history, learns="yours")
    assert f"There are {said} of yours to learn from yet." in text(page)
    assert "Draw digits" in [link.proto.label for link in page.get("page_link")]


def test_drawings_are_read_before_and_after_the_lesson():
    history = judged(0, 2, 3, 4, 5, shifts=(0, -0.2))
    page = opened(history, learns="yours", classifier="knn", size="500")
    said, shown = text(page), html(page)
    mine = drawings(history)
    assert len(mine) == 10
    found = cached.lesson(Experiment.of("knn", 500, learns="yours"), mine)
    for score in (found.before, found.after):
        low, high = score.interval
        assert f"{100 * low:.1f} to {100 * high:.1f} %" in shown
    assert teach.difference(found.paired) in said
    assert (
        "Even with 10 of 10 right, the accuracy may be anything from 69 % to 100 %; with 9 of 10, anything from 55.5 to 99.7 %"
        in said
    )
    assert "all by one hand" in said
    assert "left out" not in said
    assert shown.count("before: ") == 10
    assert "mine = np.array([" in page.code[0].value


def test_the_file_of_drawings_is_what_its_lines_of_python_read():
    mine = drawings(judged(0, 2, 3))
    read = np.loadtxt(StringIO(parts.as_csv(teach.table(mine))), delimiter=",", skiprows=1, dtype=int)
    assert read[:, 0].tolist() == mine.labels.tolist()
    assert (read[:, 1:] == mine.rows).all()


def test_drawings_that_cannot_be_learnt_from_are_said_to_be_left_out():
    history = judged(0, 2, 3).adding(Entry.of(Strokes.from_canvas(canvas_json(DIGITS[7])), "?"))
    assert "1 of your 4 judged drawings is left out" in text(opened(history, learns="yours", classifier="knn"))


class Done:
    """A job that has made samples of a file."""

    is_done, share, error = True, 1.0, None

    def __init__(self, result):
        self.result = result


def a_file(*labels, by):
    strokes = [Strokes.from_canvas(canvas_json(DIGITS[label])) for label in labels]
    return files.write(map(LabelledStrokes.from_strokes, strokes, labels), by)


def with_file(data):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.query_params.update({"section": "experiment", "learns": "yours", "classifier": "knn", "size": "500"})
    found = read(data)
    page.session_state[given.FILE] = given.Reading(len(found), Done(samples_of(found)))
    return run(page)


def test_a_class_teaches_a_model_its_drawings_and_no_writers_own():
    page = with_file(a_file(0, 2, 3, 4, 5, by=["1", "2", "3", "1", "2"]))
    said, shown = text(page), html(page)
    assert "The file holds 5 drawings, by 3 writers." in said
    assert "the 3 writers are put into 3 parts" in said and "all by one hand" not in said
    assert shown.count("before: ") == 5
    assert "GroupKFold(3, shuffle=True, random_state=0).split(mine, groups=writer)" in page.code[0].value
    page.button(key="explore.file.back").click()
    assert "There are no digits of yours" in text(run(page))


def test_a_file_of_one_digit_is_a_sentence():
    page = with_file(a_file(3, by="1"))
    assert [error.value for error in page.error] == ["This file holds only one digit: at least two are needed."]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((0, 0, 1.0), "**No difference**"),
        ((1, 3, 0.625), "We **cannot tell** whether teaching helped. Read right only after: 3; only before: 1."),
        ((0, 8, 0.0078), "**Teaching helped**."),
        ((8, 0, 0.0078), "**Teaching made it worse**."),
    ],
)
def test_what_became_of_the_readings_in_words(found, words):
    assert teach.difference(teach.Paired(*found)).startswith(words)
