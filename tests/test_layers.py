"""The rules of the house that a parser can hold."""

import ast
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest
from serving import ROOT

MODULES = sorted((ROOT / "digitapp").rglob("*.py"))
# Each wing may import itself and those named
WINGS = {
    "drawing": (),
    "learning": ("drawing",),
    "measuring": ("drawing", "learning"),
    "probing": ("drawing", "learning"),
    "board": ("drawing", "learning", "measuring"),
    "web": ("drawing", "learning", "measuring", "probing", "board"),
}

MAX_LINES = 260


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_modules(test):
    return pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())(test)


def wing_of(path):
    return path.relative_to(ROOT / "digitapp").parts[0]


@of_modules
def test_imports_go_down_only(path):
    wing = wing_of(path)
    imported = {name.split(".")[1] for name in imports_of(path) if name.startswith("digitapp.")} & WINGS.keys()
    allowed = {wing, *WINGS[wing]} if wing in WINGS else set(WINGS)
    assert imported <= allowed


@of_modules
def test_streamlit_stays_in_its_wing(path):
    tops = {name.split(".")[0] for name in imports_of(path)}
    assert "streamlit" not in tops or wing_of(path) == "web"
    assert "streamlit_drawable_canvas" not in tops or path.name == "canvas.py"
    assert "matplotlib.pyplot" not in set(imports_of(path))


@of_modules
def test_a_module_is_short_enough_to_be_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def third_party(folder, *more):
    """The distributions of what the Python files below a folder import, but for the standard library and our own."""
    files = [*(ROOT / folder).rglob("*.py"), *more]
    own = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {path.name for path in (ROOT / "tests").iterdir()}
    tops = {name.split(".")[0] for path in files for name in imports_of(path)} - own - {"digitapp"}
    distributions = packages_distributions()
    return {distributions[top][0].lower() for top in tops - sys.stdlib_module_names}


def named_in(requirements):
    lines = (ROOT / requirements).read_text(encoding="utf-8").split("\n")
    return [line.split("~=")[0] for line in lines if line and not line.startswith("-r ")]


def test_requirements_name_each_import_of_the_app_once_and_nothing_else():
    assert sorted(named_in("requirements.txt")) == sorted(third_party("digitapp", ROOT / "app.py"))


def test_the_tests_requirements_name_each_further_import_once_and_the_tools_that_run_them():
    further = third_party("tests") - set(named_in("requirements.txt"))
    assert sorted(named_in("tests/requirements.txt")) == sorted(further | {"ruff", "mypy"})


def test_a_stroke_needs_no_charts():
    sections = ("sees", "verdict", "why")
    rooms = ", ".join(["digitapp.web.fitting", *(f"digitapp.web.draw.{section}" for section in sections)])
    loaded = f"import sys, {rooms}; print({{'altair', 'matplotlib'}} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
