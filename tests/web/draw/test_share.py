import pytest
import streamlit as st
from drawings import DIGITS, FORMS
from streamlit.testing.v1 import AppTest

from digitapp.drawing import links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.web import address, figures


def shown():
    import streamlit as st

    from digitapp.web.draw import share
    from digitapp.web.draw.subject import Subject

    share.show(Subject(*st.session_state["shown"], None))


def opened(*subject):
    """The section for the drawing, key, model and prediction of a subject, or for nothing."""
    page = AppTest.from_function(shown, default_timeout=60)
    page.session_state["shown"] = subject or (None, models.DEFAULT, None, None)
    page.run()
    assert not page.exception
    return page


def text_of(page):
    return " ".join(element.value for element in page.markdown) + " ".join(element.proto.body for element in page.get("html"))


@pytest.fixture
def opened_at(monkeypatch):
    """Let the page be opened at an address, on a machine with this address in its network."""

    def opened_at(url, network):
        monkeypatch.setattr(type(st.context), "url", url)
        monkeypatch.setattr(address, "_in_network", lambda: network)

    return opened_at


def address_of(drawing, model, prediction):
    """The link that the section shows; None if it says that there is none."""
    page = opened(drawing, model.name, model, prediction)
    assert bool(page.code) != ("Too detailed for a link" in text_of(page))
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
    monkeypatch.setattr(links, "MAX_LENGTH", len("/?drawing=") + room)
    assert address_of(digit, model, model.predict(digit)) == (f"/?drawing={links.pack(digit)}" if room == 64 else None)


@pytest.mark.parametrize(
    ("url", "network", "start", "says", "has_code"),
    [
        ("http://localhost:8501", "192.168.1.20", "http://192.168.1.20:8501/?", "Only this machine can open localhost.", True),
        ("http://localhost:8501", None, "http://localhost:8501?", "but only this machine can open it:", False),
        ("https://digits.example", "192.168.1.20", "https://digits.example/?", "for everyone who can open this page:", True),
    ],
)
def test_a_link_opens_on_a_phone_or_it_is_said_that_it_does_not(opened_at, url, network, start, says, has_code):
    opened_at(url, network)
    model, drawing = models.fit(models.DEFAULT), Strokes(tuple(DIGITS[3]))
    page = opened(drawing, models.DEFAULT, model, model.predict(readable(drawing)))
    assert page.code[0].value.startswith(start + "drawing=")
    assert says in text_of(page)
    assert ('alt="QR code of the link"' in text_of(page)) == has_code


@pytest.mark.parametrize(("network", "has_code"), [("192.168.1.20", True), (None, False)])
def test_before_anything_is_drawn_a_class_can_scan_the_way_to_the_page(opened_at, network, has_code):
    opened_at("http://localhost:8501", network)
    text = text_of(opened())
    assert "Draw a digit to get a link" in text
    assert ("open this page on a phone: http://192.168.1.20:8501/" in text) == has_code


def test_a_link_too_long_for_a_code_is_a_sentence_and_still_a_link(opened_at, monkeypatch):
    opened_at("https://digits.example", None)
    monkeypatch.setattr(figures, "MAX_VERSION", 5)
    model, drawing = models.fit(models.DEFAULT), Strokes(tuple(DIGITS[3]))
    page = opened(drawing, models.DEFAULT, model, model.predict(readable(drawing)))
    assert page.code
    assert "too long for a QR code" in text_of(page)
    assert "alt=" not in text_of(page)
