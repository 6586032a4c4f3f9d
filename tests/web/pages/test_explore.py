"""The Explore page: each section opens by its word in the address, and any other word leads to the answer."""

import pytest
from serving import APP
from streamlit.testing.v1 import AppTest

FIRST = {
    "answer": "Is the 95 % claim true?",
    "data": "What load_digits is",
    "experiment": "What was mistaken for what",
    "compare": "Which model is best, and what does it cost?",
}


def opened(word):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.query_params["section"] = word
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize(("word", "heading"), [*FIRST.items(), ("The data", FIRST["data"]), ("<b>", FIRST["answer"])])
def test_a_section_is_opened_by_its_word(word, heading):
    assert heading in [element.value for element in opened(word).header]


def test_a_section_that_is_chosen_stands_in_the_address():
    page = opened("answer")
    page.segmented_control(key="explore.section").set_value("compare").run()
    assert page.query_params["section"] in ("compare", ["compare"])
    assert FIRST["compare"] in [element.value for element in page.header]
