"""What the canvas's page loads before the canvas shows."""

import subprocess
import sys

from serving import ROOT

FIRST = ("components.paint", "components.tab", "components.uploads", "address", "waiting", "turn")  # of pages/draw.py


def test_the_canvas_does_not_wait_for_scikit_learn():
    imports = "; ".join(f"import digitapp.web.{name}" for name in FIRST)
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; {imports}; print('sklearn' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "False", told.stderr
