import pytest
from drawings import DIGITS, FORMS
from streamlit.testing.v1 import AppTest

from digitapp.drawing import links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models


def shown():
    import streamlit as st

    from digitapp.web.draw import share

    share.show(*st.session_state["shown"], None)


def address_of(drawing, model, prediction):
    """The link that the section shows; None if it says that there is none."""
    page = AppTest.from_function(shown, default_timeout=60)
    page.session_state["shown"], page.session_state["draw.share"] = (drawing, readable(drawing), model, prediction), True
    page.run()
    assert not page.exception
    assert bool(page.code) != ("Too detailed for a link" in " ".join(element.value for element in page.markdown))
    return page.code[0].value if page.code else None


@pytest.mark.parametrize("key", [models.DEFAULT, "tree"])
@pytest.mark.parametrize("max_length", [1500, 300, 200, 100])
@pytest.mark.parametrize("paths", [DIGITS[3], DIGITS[5], FORMS["looped 2"][1]])
def test_a_link_that_fits_is_read_as_the_drawing_was(monkeypatch, paths, max_length, key):
    monkeypatch.setattr(links, "MAX_LENGTH", max_length)
    model, drawing = models.fit(key), Strokes(tuple(paths))
    said = model.predict(readable(drawing))
    address = address_of(drawing, model, said)
    if address is None:  # nothing short enough has the same verdict
        assert max_length < 300
        return
    assert len(address) <= max_length
    again = model.predict(readable(links.unpack(address.partition("drawing=")[2])))
    assert (again.label, again.doubt is None) == (said.label, said.doubt is None)


@pytest.mark.parametrize("room", [64, 63])
def test_a_painted_digit_fits_or_does_not(monkeypatch, room):
    model = models.fit(models.DEFAULT)
    digit = Digit.of(readable(Strokes(tuple(DIGITS[8]))))
    monkeypatch.setattr(links, "MAX_LENGTH", len("?drawing=") + room)
    assert address_of(digit, model, model.predict(digit)) == (f"?drawing={links.pack(digit)}" if room == 64 else None)
