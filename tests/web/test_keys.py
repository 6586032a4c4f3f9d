"""Widgets of one key share what they hold, on different pages too: each has a key of its own, which begins with its page."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from serving import ROOT

WEB = ROOT / "digitapp" / "web"
# What its folder or module is called, and how its keys begin
PAGES = {"draw": ("draw.",), "explore": ("explore.",), "board": ("class.", "board.")}
NO_WIDGETS = {"container", "sorted", "min", "max"}  # whose `key` is another thing


def named(tree: ast.Module) -> dict[str, ast.expr]:
    """What the names in a module stand for: constants, and what functions return."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Name(name)], value):
                found[name] = value
            case ast.Assign([ast.Tuple(names)], ast.Tuple(values)):
                found |= {name.id: value for name, value in zip(names, values, strict=True) if isinstance(name, ast.Name)}
            case ast.FunctionDef(name=name, body=[*_, ast.Return(ast.expr() as value)]):
                found[name] = value
    return found


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(WEB.rglob("*.py"))}
NAMES = {path.stem: named(tree) for path, tree in TREES.items()}


def text_of(node: ast.expr | None, module: str) -> str:
    """A key as far as the source says it; "{}" stands for what it does not say."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(text_of(part, module) for part in parts)
        case ast.FormattedValue(value) | ast.Call(func=value):
            return text_of(value, module)
        case ast.Name(name) if name in NAMES[module]:
            return text_of(NAMES[module][name], module)
        case ast.Attribute(ast.Name(other), name) if other in NAMES:
            return text_of(NAMES[other].get(name), other)
    return "{}"


def keys_in(path: Path):
    """Of each widget that a module shows: where, its key, and whether it is bound to the address."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) not in NO_WIDGETS:
            options = {option.arg: option.value for option in node.keywords}
            if "key" in options:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", text_of(options["key"], path.stem), "bind" in options


KEYS = {path: list(keys_in(path)) for path in TREES}


def test_no_widgets_key_stands_twice():
    found = [(where, key) for keys in KEYS.values() for where, key, _ in keys if key != "{}"]
    counts = Counter(key for _, key in found)
    assert {"model", "draw.tab", "draw.upload.{}", "draw.share.{}"} <= counts.keys()  # the source is understood
    assert [(where, key) for where, key in found if counts[key] > 1] == []


@pytest.mark.parametrize(("page", "beginnings"), PAGES.items())
def test_a_widgets_key_begins_with_its_page_unless_it_is_a_word_in_the_address(page, beginnings):
    keys = [key for path, keys in KEYS.items() if page in path.relative_to(WEB).with_suffix("").parts for key in keys]
    assert len(keys) > 5
    assert [(where, key) for where, key, is_bound in keys if is_bound == key.startswith(beginnings)] == []
