"""Who is derived from whom in a tree of elements, and what an entity has from above."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.compare.tree import Element


class Hierarchy:
    """Who is derived from whom in a tree."""

    def __init__(self, tree: Element) -> None:
        self.entities = {
            name: part for (kind, name), part in tree.parts.items() if kind == "entity"
        }
        self._derived: dict[str, list[str]] = {}
        for name, part in self.entities.items():
            self._derived.setdefault(part.facts["base"], []).append(name)
        self._families: dict[str, frozenset[str]] = {}

    def family(self, entity: str) -> frozenset[str]:
        """`entity` and all that are derived from it, directly or not."""
        if entity not in self._families:
            found = {entity: None}
            waiting = [entity]
            while waiting:
                new = [name for name in self._derived.get(waiting.pop(), ()) if name not in found]
                found |= dict.fromkeys(new)
                waiting += new
            self._families[entity] = frozenset(found)
        return self._families[entity]

    def bases(self, entity: str) -> list[str]:
        """The base of `entity`, the base of that one, and so on."""
        found: dict[str, None] = {}
        part = self.entities.get(entity)
        while part is not None and (base := part.facts["base"]) and base not in found:
            found[base] = None
            part = self.entities.get(base)
        return list(found)

    def inherited(self, entity: str) -> Iterator[tuple[str, str]]:
        """What `entity` has by its bases and by the standard: (attribute, base), the base empty for the standard's."""
        for base in self.bases(entity):
            if base in self.entities:
                yield from ((name, base) for _, name in self.entities[base].parts)
        if entity in self.entities:
            yield from (
                (name, "") for kind, name in self.entities[entity].parts if kind == "identifier"
            )
