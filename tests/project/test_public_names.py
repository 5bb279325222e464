"""A public name means one thing: who finds `Schema` in two rooms has to ask which one is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def defined(tree: ast.Module) -> Iterator[str]:
    """The public names that a module defines at its top: classes, functions and constants."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def test_a_public_name_is_defined_in_one_module() -> None:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "compiler").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for name in set(defined(ast.parse(path.read_text(encoding="utf-8")))):
            found.setdefault(name, []).append(place)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
    assert len(found) > 500


def test_what_counts_as_a_definition() -> None:
    text = "A = 1\nb: int = 2\n_c = 3\ndef d(): e = 4\nclass F: g = 5\nfrom h import i\n"
    assert list(defined(ast.parse(text))) == ["A", "b", "d", "F"]
