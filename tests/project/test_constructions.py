"""Values of many fields are made by the names of the fields, so that one more field changes no meaning unseen.

A class of five fields or more is never constructed with more than four arguments by position, and never with a
sequence spread over its fields: who reads `Diagnostic(found, weight, place, text, "", reason)` has to count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANY = 5


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the compiler, parsed, by its path."""
    for path in sorted((ROOT / "compiler").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def name_of(node: ast.expr) -> str:
    """The last word of what `node` names: `NamedTuple` of `typing.NamedTuple`; empty for what is no name."""
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func):
            return name_of(func)
        case ast.Subscript(value):
            return name_of(value)
    return ""


def fields_of(node: ast.ClassDef, known: Mapping[str, int]) -> int:
    """How many fields the class has; 0 where it is no value class. Those of a base class count."""
    bases = [name_of(base) for base in node.bases]
    inherited = sum(known.get(base, 0) for base in bases)
    is_value = "NamedTuple" in bases or "dataclass" in map(name_of, node.decorator_list)
    own = sum(isinstance(each, ast.AnnAssign) for each in node.body)
    return own + inherited if is_value or inherited else 0


def classes(trees: list[tuple[str, ast.Module]]) -> dict[str, int]:
    """The value classes by name, with how many fields they have."""
    found: dict[str, int] = {}
    for _, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and (number := fields_of(node, found)):
                found[node.name] = max(number, found.get(node.name, 0))
    return found


def renamed(tree: ast.Module) -> dict[str, str]:
    """The names that a module imports under another one."""
    return {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }


def by_position(tree: ast.Module, known: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """The line and the class of each construction by position in a module."""
    others = renamed(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""
        made = isinstance(node.func, ast.Attribute) and name == "_make"
        if made:
            name = name_of(node.func.value)
        name = others.get(name, name)
        spread = any(isinstance(each, ast.Starred) for each in node.args)
        if known.get(name, 0) >= MANY and (made or spread or len(node.args) >= MANY):
            yield node.lineno, name


def test_values_of_many_fields_are_made_by_name() -> None:
    trees = list(modules())
    known = classes(trees)
    found = [
        f"{path}:{line} {name}" for path, tree in trees for line, name in by_position(tree, known)
    ]
    assert found == []


def test_the_classes_of_many_fields_are_known() -> None:
    known = classes(list(modules()))
    assert known["Diagnostic"] == 10
    assert known["Property"] == 11
    assert sum(number >= MANY for number in known.values()) > 30


MODULE = """
import typing
from dataclasses import dataclass
from elsewhere import Known as Other

class Many(typing.NamedTuple):
    a: int
    b: int
    c: int
    d: int
    e: int = 0

@dataclass(frozen=True)
class Data:
    a: int
    b: int
    c: int
    d: int
    e: int

class Longer(Data):
    f: int

class Few(typing.NamedTuple):
    a: int

"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Many(1, 2, 3, 4, 5)", ["Many"]),
        ("module.Many(1, 2, 3, 4, 5)", ["Many"]),
        ("Many(*parts)", ["Many"]),
        ("Many(1, *parts, e=5)", ["Many"]),
        ("Many._make(parts)", ["Many"]),
        ("Data(1, 2, 3, 4, 5)", ["Data"]),
        ("Longer(1, 2, 3, 4, 5, 6)", ["Longer"]),
        ("Other(1, 2, 3, 4, 5)", ["Known"]),
        ("Many(1, 2, 3, 4, e=5)", []),
        ("Many(a=1, **others)", []),
        ("Few(*parts)", []),
        ("many(1, 2, 3, 4, 5)", []),
    ],
)
def test_a_construction_by_position_is_found(line: str, expected: list[str]) -> None:
    tree = ast.parse(MODULE + line)
    known = classes([("module.py", tree)]) | {"Known": 6}
    assert [name for _, name in by_position(tree, known)] == expected
