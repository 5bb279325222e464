"""What is allowed and still worth a hint: a schema of which one quick answer tells whether there is any."""

from __future__ import annotations

from typing import Any

from compiler.messages.outline import Outline, OutlineNode
from compiler.messages.schema_parts import DEFS, RewrittenSchema

_TEXT = {"not": {"enum": ["", "null"]}}  # of another text there is nothing to say


def remarkable(outline: Outline) -> RewrittenSchema:
    """A schema that takes a message unless it holds something worth a hint: see `compiler.messages.hints`.

    It knows names and nothing of types, so that it tells hints from errors: an object has the attributes that its
    place has in `outline`, and a text is neither empty nor "null".
    """
    return _Remarkable().of(outline.root)


class _Remarkable:
    """Makes the schema of a node, and of every one below it: each once, for places may come round."""

    def __init__(self) -> None:
        self._definitions: dict[str, Any] = {}
        self._names: dict[OutlineNode, str] = {}

    def of(self, root: OutlineNode) -> RewrittenSchema:
        """The schema of `root`."""
        return {"$ref": self._ref(root), "$defs": self._definitions}

    def _ref(self, node: OutlineNode) -> str:
        name = self._names.setdefault(node, f"n{len(self._names)}")
        if name not in self._definitions:
            self._definitions[name] = {}
            self._definitions[name] |= self._looked_at(node)
        return DEFS + name

    def _looked_at(self, node: OutlineNode) -> RewrittenSchema:
        made: RewrittenSchema = {}
        if node.names:
            made |= {"properties": {}, "additionalProperties": False}
            for attribute in sorted(node.names):
                below = node.deep.get(attribute)
                made["properties"][attribute] = True if below is None else self._part(below)
        if "array" in node.types:
            made["items"] = self._part(node.item)
        return made | _TEXT if "string" in node.types else made

    def _part(self, node: OutlineNode) -> RewrittenSchema:
        """The schema of a node below another one: itself where it ends there, as following a reference costs time."""
        ends = "array" not in node.types and all(map(_is_text, node.deep.values()))
        return self._looked_at(node) if ends else {"$ref": self._ref(node)}


def _is_text(node: OutlineNode) -> bool:
    return node.types <= {"string", "null"}
