import ast
import re
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from digitapp.drawing.digit import Digit
from digitapp.learning import models
from digitapp.web import figures

WEB = Path(figures.__file__).parent


def strings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.mark.parametrize("path", [path for path in WEB.rglob("*.py") if path.parent.name != "components"], ids=str)
def test_html_stands_in_templates(path):
    assert [text for text in strings(path) if re.search(r"</?[a-z]|&#?\w+;", text)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (figures.percent(0.9754), "97.5 %"),
        (figures.chance(0.108), "11 %"),
        (figures.chance(0.0386), "3.9 %"),
        (figures.chance(0.001), "0.1 %"),
        (figures.chance(3e-14), "less than 0.1 %"),
        (figures.cautious_percent(0), "0 %"),
        (figures.cautious_percent(0.009), "< 1 %"),
        (figures.cautious_percent(0.5), "50 %"),
        (figures.cautious_percent(0.995), "> 99 %"),
        (figures.cautious_percent(1), "100 %"),
        (figures.cautious_percent(0.995, 1), "99.5 %"),
        (figures.cautious_percent(0.9996, 1), "> 99.9 %"),
        (figures.cautious_percent(0.0004, 1), "< 0.1 %"),
        (figures.signed(-1.254, 2), "\N{MINUS SIGN}1.25"),
        (figures.signed(3), "+3"),
        (figures.a(1), "a 1"),
        (figures.a(8), "an 8"),
        (figures.count(1, "pixel"), "1 pixel"),
        (figures.count(8, "pixel"), "8 pixels"),
        (figures.count(1797, "digit"), "1,797 digits"),
    ],
)
def test_numbers_in_words(words, expected):
    assert words == expected


def test_values_are_escaped_once():
    figure = figures.figure(Image.new("L", (1, 1)), 'an "alt"', "<b>", "1 < 2 & 3")
    html = figures.grid([figure, figure], "views")
    assert html.count("<strong>&lt;b&gt;</strong><br>1 &lt; 2 &amp; 3</li>") == 2
    assert 'alt="an &#34;alt&#34;"' in html
    assert "<table" in figures.render("why_votes.html", **votes())  # HTML within HTML is not escaped again


def votes():
    class Reason:
        shares = np.eye(10)
        looks = np.eye(8)

    looked = figures.figure(Image.new("L", (1, 1)), "", "")
    totals = Reason.shares.sum(axis=0)
    return {"reason": Reason, "totals": totals, "rows": [], "looked": looked, "most": "row 1, column 1", "is_open": False}


def test_the_verdicts_bar_is_marked_and_no_other():
    html = figures.bars("Bars", [(digit, digit / 100, str(digit)) for digit in range(10)], marked=8)
    assert re.findall(r'<tr class="verdict"><th scope="row">(\d)</th>', html) == ["8"]
    assert 'style="width:8.0%"' in html
    assert "verdict" not in figures.bars("Bars", [(8, 0.0, "")])


def test_the_64_numbers_stand_in_their_order():
    digit = Digit(np.arange(64).reshape(8, 8) % 17)
    assert re.findall(r">(\d+)</td>", figures.levels(digit)) == [str(level) for level in digit.levels.flat]


def test_every_model_has_its_place_in_the_table():
    html = figures.models({key: (key, "small") for key in models.KEYS})
    assert re.findall(r"<b>(.*?)</b> small", html) == list(models.KEYS)


@pytest.mark.parametrize(("size", "shown"), [((200, 100), (144, 72)), ((32, 32), (32, 32))])
def test_ink_is_black_on_white_and_shrinks_but_never_grows(size, shown):
    image = figures.ink(np.full(size[::-1], 255, dtype=np.uint8), 144)
    assert image.size == shown
    assert image.getextrema() == (0, 0)


def test_a_qr_code_has_no_finer_modules_than_a_phone_can_tell_apart_and_a_white_margin():
    assert figures.qr("x" * 1274, "", "") is None
    code = unquote(figures.qr("x" * 1273, "", ""))
    assert "viewBox='0 0 125 125'" in code  # 117 modules, and 4 on each side
    assert "fill='#fff' d='M0 0h125v125h-125z'" in code
