"""The skeleton that every published document must have: what is a mapping, a list or a text, place by place.

What stands outside the skeleton is kept as it is; what breaks it cannot be read, and is named by its JSON pointer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from compiler.base.pointers import escape
from compiler.base.wording import Text, as_it_is, say

# Any single value: a version may stand there as a number.
SCALAR: Any = (str, int, float, type(None))
ANY: Any = object
_MOST_SHOWN = 40  # characters
# `*` stands for every key; a key that is absent is fine.
_SCHEMA: dict[str, Any] = {
    "properties": {"*": {}},
    "allOf": [{"properties": {"*": {}}}],
    "oneOf": [{}],
    "anyOf": [{}],
}
_CONTENT: dict[str, Any] = {"content": {"*": {"schema": {}}}}
SKELETON: dict[str, Any] = {
    "openapi": SCALAR,
    "info": {"title": SCALAR, "version": SCALAR},
    "servers": [{"url": SCALAR, "variables": {"*": {"enum": [ANY]}}}],
    "paths": {"*": {"*": {"tags": [str], "requestBody": _CONTENT, "responses": {"*": _CONTENT}}}},
    "components": {
        "schemas": {"*": _SCHEMA},
        "securitySchemes": {"*": {"flows": {"*": {}}}},
    },
}
# Members of a path that are no operations.
_NO_OPERATIONS = frozenset({"parameters", "summary", "description", "servers", "$ref"})


def broken_places(tree: Any) -> Iterator[tuple[str, Text]]:
    """(JSON pointer, what is wrong) of each place where `tree` is not as every document is."""
    yield from _broken(tree, SKELETON, "#")


def _broken(node: Any, shape: Any, pointer: str) -> Iterator[tuple[str, Text]]:
    if shape is ANY or node is None:
        return
    wanted = shape if isinstance(shape, (type, tuple)) else type(shape)
    if not isinstance(node, wanted):
        message = say(
            "{wanted} belongs here, and there is {shown}",
            wanted=_wanted(shape),
            shown=_shown(node),
        )
        yield pointer, message
    elif isinstance(shape, list) and isinstance(node, list):
        for number, item in enumerate(node):
            yield from _broken(item, shape[0], f"{pointer}/{number}")
    elif isinstance(shape, dict) and isinstance(node, dict):
        yield from _broken_members(node, shape, pointer)


def _broken_members(
    node: dict[Any, Any], shape: dict[str, Any], pointer: str
) -> Iterator[tuple[str, Text]]:
    """The same of the members that `shape` knows, by their names or as any."""
    for key, value in node.items():
        is_no_operation = key in _NO_OPERATIONS and pointer.startswith("#/paths/")
        if key in shape:
            yield from _broken(value, shape[key], f"{pointer}/{escape(key)}")
        elif "*" in shape and not is_no_operation:
            yield from _broken(value, shape["*"], f"{pointer}/{escape(key)}")


def _wanted(shape: Any) -> Text:
    if isinstance(shape, dict):
        return say("a mapping")
    if isinstance(shape, list):
        return say("a list")
    return say("a text") if shape is str else say("a single value")


def _shown(value: Any) -> Text:
    if isinstance(value, dict | list):
        return _wanted(value)
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return as_it_is(shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…")
