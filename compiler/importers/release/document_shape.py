"""The skeleton that every published document must have: what is a mapping, a list or a text, place by place.

What stands outside the skeleton is kept as it is; what breaks it cannot be read, and is named by its JSON pointer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compiler.base.pointers import escape
from compiler.base.wording import Text, say

# Any single value: a version may stand there as a number.
SCALAR: Any = (str, int, float, type(None))
ANY: Any = object
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
    if not isinstance(node, shape if isinstance(shape, (type, tuple)) else type(shape)):
        yield (
            pointer,
            say(
                "{wanted} belongs here, and there is {shown}",
                wanted=_wanted(shape),
                shown=_shown(node),
            ),
        )
    elif isinstance(shape, list) and isinstance(node, list):
        for number, item in enumerate(node):
            yield from _broken(item, shape[0], f"{pointer}/{number}")
    elif isinstance(shape, dict) and isinstance(node, dict):
        for key, value in node.items():
            here = f"{pointer}/{escape(key)}"
            if key in shape or (
                "*" in shape and not (key in _NO_OPERATIONS and pointer.startswith("#/paths/"))
            ):
                yield from _broken(value, shape.get(key, shape.get("*")), here)


def _wanted(shape: Any) -> Text:
    if isinstance(shape, (dict, list)):
        return say("a mapping") if isinstance(shape, dict) else say("a list")
    return say("a text") if shape is str else say("a single value")


def _shown(value: Any) -> str:
    return f"{type(value).__name__} {str(value)[:40]}"
