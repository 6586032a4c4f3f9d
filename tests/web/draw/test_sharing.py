import pytest
from drawings import DIGITS, FORMS

from digitapp.drawing import links
from digitapp.drawing.digit import Digit, readable
from digitapp.drawing.strokes import Strokes
from digitapp.learning import models
from digitapp.web.draw import sharing


@pytest.mark.parametrize("key", [models.DEFAULT, "tree"])
@pytest.mark.parametrize("most", [1400, 300, 150, 90])
@pytest.mark.parametrize("paths", [*DIGITS.values(), FORMS["looped 2"][1]])
def test_a_text_that_fits_is_read_as_the_drawing_was(paths, most, key):
    model = models.fit(key)
    said = model.predict(readable(Strokes(tuple(paths))))
    text = sharing.text_of(Strokes(tuple(paths)), model, said, most)
    if text is None:  # nothing short enough has the same verdict
        assert most < 300
        return
    assert len(text) <= most
    again = model.predict(readable(links.unpack(text)))
    assert (again.label, again.doubt is None) == (said.label, said.doubt is None)


def test_a_painted_digit_fits_or_does_not():
    model = models.fit("svc")
    digit = Digit.of(readable(Strokes(tuple(DIGITS[8]))))
    said = model.predict(digit)
    assert sharing.text_of(digit, model, said, 64) == links.pack(digit)
    assert sharing.text_of(digit, model, said, 63) is None
