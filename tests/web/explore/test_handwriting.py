"""Real handwriting, in Compare: as it was measured, looked at and kept apart told from each other."""

import pytest
from streamlit.testing.v1 import AppTest

from digitapp.learning.models import DEFAULT
from digitapp.measuring import claim, published


def show():
    from digitapp.web.explore import handwriting

    handwriting.show()


@pytest.fixture
def page():
    page = AppTest.from_function(show, default_timeout=60).run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption])


def test_it_is_shown_as_it_was_measured(page):
    shown = " ".join(element.proto.body for element in page.get("html"))
    best = claim.COLLECTIONS["unipen"].tally(published.measured(), "steps", DEFAULT)
    assert f"{100 * best.accuracy:.1f} %" in shown
    assert "Here is how 269 people were read" in text(page)
    assert 'class="below"' in shown  # squeezed to 8x8


def test_writers_kept_apart_stand_below_those_looked_at_and_name_their_reader(page):
    page.session_state["explore.kept_apart"] = True
    page.run()
    said = text(page)
    looked_at, *kept_apart = [table.value for table in page.table if "Written by" in table.value]
    assert len(looked_at) == len(published.measured()["steps"])
    for round_, table in zip(published.kept_apart(), kept_apart, strict=True):
        assert f"{round_.when}, {round_.reader}:" in said
        assert [words.split(":")[0] for words in table["Written by"]] == [reading.name for reading in round_.readings]


def test_each_model_and_digit(page):
    page.session_state["explore.by_digit"] = True
    page.run()
    page.selectbox(key="explore.writers").set_value("unipen").run()
    assert not page.exception
    assert "The worst digit of each" in page.get("image")[0].proto.imgs[0].alt
