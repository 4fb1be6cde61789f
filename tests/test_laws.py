"""Laws of the house that no tool holds: short modules, rooms named after what they know, docs that keep up."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "refmgr").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_what_it_knows(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    said = ast.get_docstring(ast.parse(text))
    assert said
    assert "TODO" not in text


def test_no_room_is_named_after_nothing():
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert names.isdisjoint(
        {"utils", "util", "helpers", "helper", "common", "misc", "core", "base"}
    )
