"""What can be changed in a module so that a test should notice: single spots of its tree.

Comparisons, `and` and `or`, `+` and `-` are swapped, `not` is dropped; constants become others; conditions are always
or never true; what is returned becomes None; parts of displays, slices and f-strings are dropped, and arguments that
have a default; `continue` and `break` do nothing. Left alone is what nobody would miss: docstrings, types, texts for
people, assertions, errors of our own, and what decorators are told (sizes of caches).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

Defaults: TypeAlias = dict[str, set[int | str]]
"""The arguments that may be left out, by place and by name, for each name of a function or class."""

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
SPARED_CALLS = {"say", "TypeVar"}
SPARED_FIELDS = {"annotation", "returns", "decorator_list"}
BUILT_IN: Defaults = {"next": {1}, "get": {1}, "sorted": {"key"}}


class Spot(NamedTuple):
    """A part of a tree, `field` of `owner` (at `at` in a list), and what takes its place, None for nothing."""

    owner: Any
    field: str
    at: int | None
    other: ast.AST | None


def spots(node: Any, defaults: Defaults) -> Iterator[Spot]:
    """All that can be changed below `node`, in the order of its source."""
    for field, value in ast.iter_fields(node):
        if field in SPARED_FIELDS:
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for at, child in children:
            if isinstance(child, ast.AST) and not spared(child):
                yield from (Spot(node, field, at, other) for other in instead(child, node, field))
                if droppable(node, field, at, children, defaults):
                    yield Spot(node, field, at, None)
                yield from spots(child, defaults)


def spared(node: ast.AST) -> bool:
    """Whether `node` is left alone."""
    match node:
        case (
            ast.Expr(ast.Constant()) | ast.Assert() | ast.Raise() | ast.Import() | ast.ImportFrom()
        ):
            return True
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.Call(ast.Name("isinstance")):
            return True
        case ast.Call(ast.Name(name)):
            return name in SPARED_CALLS
        case ast.Assign([ast.Name("__slots__")]) | ast.AnnAssign(annotation=ast.Name("TypeAlias")):
            return True
    return False


def instead(node: ast.AST, owner: ast.AST, field: str) -> Iterator[ast.AST]:
    """What can stand in the place of `node`."""
    if type(node) in SWAPPED:
        yield SWAPPED[type(node)]()
    match node:
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(str() | bytes() as value) if not isinstance(owner, ast.JoinedStr):
            yield ast.Constant(value[:0] or ("other" if isinstance(value, str) else b"other"))
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Continue() | ast.Break():
            yield ast.Pass()
    if field in ("test", "ifs"):
        yield ast.Constant(value=False)
        if not isinstance(owner, ast.While):
            yield ast.Constant(value=True)
    if isinstance(owner, ast.Return) and not (
        isinstance(node, ast.Constant) and node.value is None
    ):
        yield ast.Constant(None)


def droppable(
    owner: Any, field: str, at: int | None, among: Sequence[Any], defaults: Defaults
) -> bool:
    """Whether a part of `owner` can be left out: of a display, of a slice, of an f-string, of a call with a default."""
    match owner:
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()) | ast.Set() | ast.JoinedStr():
            return at is not None and not (isinstance(owner, ast.Set) and len(among) == 1)
        case ast.Slice():
            return field in ("lower", "upper")
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name)):
            known = defaults.get(name, set())
            if field == "args":
                return at == len(among) - 1 and at in known and not owner.keywords
            return field == "keywords" and at is not None and owner.keywords[at].arg in known
    return False


def defaults_in(folder: Path) -> Defaults:
    """Those of each function and class in the modules of `folder`; of several with one name, what all of them have."""
    found: Defaults = dict(BUILT_IN)
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            optional: set[int | str] = set()
            if isinstance(node, ast.FunctionDef):
                names = [each.arg for each in node.args.args if each.arg != "self"]
                first = len(names) - len(node.args.defaults)
                optional = set(chain(range(first, len(names)), names[first:]))
                pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                optional |= {each.arg for each, default in pairs if default}
            elif isinstance(node, ast.ClassDef):
                fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
                for at, each in enumerate(fields):
                    if each.value is not None and isinstance(each.target, ast.Name):
                        optional |= {at, each.target.id}
            if optional:
                found[node.name] = found[node.name] & optional if node.name in found else optional
    return found


def told(spot: Spot) -> tuple[int, str]:
    """The line of a spot, and what it says before and after."""
    part = getattr(spot.owner, spot.field)
    child = part if spot.at is None else part[spot.at]
    near = child if hasattr(child, "lineno") else spot.owner
    line = getattr(near, "lineno", 0)
    here = ast.unparse(child) or type(child).__name__
    other = (ast.unparse(spot.other) or type(spot.other).__name__) if spot.other else "nothing"
    around = ast.unparse(spot.owner).splitlines()[0]
    return line, f"{here[:70]} -> {other}, in {around[:90]}"


def mutated(source: bytes, number: int, defaults: Defaults) -> ast.Module:
    """The tree of `source` with one spot changed, the one with this number among all."""
    tree = ast.parse(source)
    owner, field, at, other = next(islice(spots(tree, defaults), number, None))
    if at is None:
        setattr(owner, field, other)
    elif other is None:
        del getattr(owner, field)[at]
    else:
        getattr(owner, field)[at] = other
    return ast.fix_missing_locations(tree)
