"""Messages for tests: random ones that a schema nearly takes, and the schemas of models, made once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from compiler.base.context import Context
from compiler.messages.api import message_schema
from compiler.messages.outline import OutlineNode
from tests.helpers.memory_store import MemoryStore

_CONTEXT = Context(MemoryStore())
MODELS = Path(__file__).resolve().parents[2] / "models"
TEXTS = ("NAT", "REC", "BUI", "POS", "1234 AB", "x")
FORMATS = {"date": "2026-01-31", "date-time": "2026-01-31T12:00:00Z"}
ODD = (
    None,
    {},
    [],
    [{}],
    [None],
    "",
    "null",
    "x",
    0,
    1.5,
    True,
    {"code": "ACT"},
    {"code": None},
    {"onbekend": 1},
)


@lru_cache(maxsize=64)
def schema_of(
    message: str, operation: str, model: str, strict: bool = False, codes: str = ""
) -> Any:
    """The schema of a message of one of the models of this repository."""
    return message_schema(
        message, operation, MODELS / model, strict=strict, codes=codes, context=_CONTEXT
    )


def random_message(root: OutlineNode, random: Random, oddness: float = 0.05) -> Any:
    """A message for the place `root`; `oddness` is how often something else stands where a value belongs."""
    # How many of its attributes an object has
    kept = (1.0,) if random.random() < 0.5 else (0.2, 0.9, 1.0)
    return _Maker(random, oddness, kept).value(root, 0)


class _Maker:
    def __init__(self, random: Random, oddness: float, kept: tuple[float, ...]) -> None:
        self._random, self._oddness, self._kept = random, oddness, kept

    def value(self, node: OutlineNode, depth: int) -> Any:
        random = self._random
        if random.random() < self._oddness:
            return random.choice(ODD)
        if node.names:
            return self._object(node, depth)
        if "array" in node.types:
            return [
                self.value(node.item, depth + 1)
                for _ in range(random.choice((0, 1, 2)) if depth < 4 else 0)
            ]
        if "null" in node.types and random.random() < (0.95 if node.annotation("pattern") else 0.3):
            return None
        if codes := node.annotation("enum"):
            return random.choice(codes)
        if "string" not in node.types:
            return 2.5 if "number" in node.types else 1 if "integer" in node.types else True
        return FORMATS.get(node.annotation("format")) or random.choice(TEXTS)

    def _object(self, node: OutlineNode, depth: int) -> dict[str, Any]:
        kept = self._random.choice(self._kept) if depth < 4 else 0
        left_out = self._entities_left_out(node)
        names = [
            name
            for name in sorted(node.names)
            if self._random.random() < kept - self._oddness / 4
            and left_out.isdisjoint(node.owners(name))
        ]
        made = {name: self.value(node.attribute(name), depth + 1) for name in names}
        if depth == 0 and made.get("id", "") is None and self._random.random() > self._oddness:
            made["id"] = "1"
        return made | ({"onbekend": 1} if self._random.random() < self._oddness else {})

    def _entities_left_out(self, node: OutlineNode) -> set[str]:
        """Some of the derived entities that may stand here: none of their attributes will."""
        if self._random.random() < 0.6:
            return set()
        titles = {
            title
            for name in node.names
            for title in node.owners(name)
            if not title.endswith("-basis")
        }
        return (
            {title for title in sorted(titles) if self._random.random() < 0.7}
            if len(titles) > 1
            else set()
        )


def empty_message(root: OutlineNode) -> dict[str, Any]:
    """A message with every attribute there is, each of them empty as the guideline says; only its id is not."""
    made: dict[str, Any] = {}
    for name in sorted(root.names):
        node = root.attribute(name)
        made[name] = {} if node.names else [] if "array" in node.types else None
    return made | {"id": "1"}
