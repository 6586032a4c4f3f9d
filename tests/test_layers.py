"""The rules of the house that a parser can hold."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "digitapp").rglob("*.py"))
WITH_STREAMLIT = ("cached.py", "components", "pages", "sections")


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_streamlit_stays_in_its_rooms(path):
    room = path.relative_to(ROOT / "digitapp").parts[0]
    tops = {name.split(".")[0] for name in imports_of(path)}
    assert "streamlit" not in tops or room in WITH_STREAMLIT
    assert "streamlit_drawable_canvas" not in tops or path.name == "canvas.py"
    assert "matplotlib.pyplot" not in set(imports_of(path))
    if room not in WITH_STREAMLIT:
        assert not {f"digitapp.{name.removesuffix('.py')}" for name in WITH_STREAMLIT} & set(imports_of(path))


def test_requirements_name_what_the_app_imports_and_nothing_else():
    named = {line.split("~=")[0] for line in (ROOT / "requirements.txt").read_text().split()}
    import_names = {"sklearn": "scikit-learn", "PIL": "pillow", "streamlit_drawable_canvas": "streamlit-drawable-canvas"}
    tops = {name.split(".")[0] for path in [*MODULES, ROOT / "app.py"] for name in imports_of(path)}
    third_party = {import_names.get(name, name) for name in tops} & (named | {"pandas", "altair", "scikit-image"})
    assert third_party == named


def test_a_stroke_needs_no_charts():
    sections = ("roster", "sees", "verdict", "why")
    rooms = ", ".join(["digitapp.cached", *(f"digitapp.sections.{section}" for section in sections)])
    loaded = f"import sys, {rooms}; print({{'altair', 'matplotlib'}} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
