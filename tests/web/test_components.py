"""What the canvas's page loads before the canvas shows, and what components send too late."""

import subprocess
import sys

import pytest
from markupsafe import Markup
from serving import ROOT

from digitapp.web.components import contest, gallery, press, tab, wall

# Of pages/draw.py
FIRST = ("components.paint", "components.strip", "components.tab", "components.uploads", "address", "waiting", "turn")


def test_the_canvas_waits_for_nothing_that_only_a_reading_needs():
    imports = "; ".join(f"import digitapp.web.{name}" for name in FIRST)
    program = f"import sys; {imports}; print({{'sklearn', 'scipy.ndimage', 'pandas'}} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout.strip() == "set()", told.stderr


# Of each component how it is shown, with what fails if it is called
SHOWN = {
    "contest": lambda fail: contest.contest([], 1, 4, None, "key", fail, fail),
    "gallery": lambda fail: gallery.gallery([], "key", fail, fail, fail),
    "press": lambda fail: press.press(Markup(), "key", fail),
    "tab": lambda fail: tab.keep("key", {}, fail),
    "wall": lambda fail: wall.wall([], "", "", "key", fail),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_sends_after_another_has_taken_its_place_is_let_go(name, monkeypatch):
    taken = {}
    monkeypatch.setattr(f"digitapp.web.components.{name}._{name}", lambda **named: taken.update(named))
    SHOWN[name](pytest.fail)
    for call in [call for name, call in taken.items() if name.startswith("on_")]:
        call()
