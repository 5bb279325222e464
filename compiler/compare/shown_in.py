"""Which documents of a version show an entity, an attribute, or the name of a list."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents, DocumentKind, ShownEntity
from compiler.model.holding import Holding, ShownAttribute
from compiler.model.model import Model

ShownPlace = tuple[str, ...]
"""("entity", name), ("attribute", entity, name) or ("list", name)."""


class ShownIn:
    """Looks up the documents of `model` by what they show."""

    def __init__(self, model: Model) -> None:
        self._documents: dict[ShownPlace, set[str]] = {}
        self.names: set[str] = set()
        self.processes: set[str] = set()
        for contents in documents_of(model):
            self.names.add(contents.name)
            if contents.kind is DocumentKind.PROCESS:
                self.processes.add(contents.name)
            for shown in _shown_in(contents):
                self._documents.setdefault(shown, set()).add(contents.name)

    def of(self, *shown: str) -> set[str]:
        """The names of the documents that show something."""
        return self._documents.get(shown, set())


def _shown_in(contents: DocumentContents) -> Iterator[ShownPlace]:
    groups = (*contents.groups, contents.of_envelope, contents.keys, contents.codes)
    for group in groups:
        for entity in group.entities.values():
            yield from _of_entity(entity)
    for attribute in contents.envelope.attributes if contents.envelope else ():
        yield from _of_attribute("", attribute)


def _of_entity(shown: ShownEntity) -> Iterator[ShownPlace]:
    relatives = (*((shown.base,) if shown.base else ()), *shown.derived)
    for entity in (shown.entity, *relatives):
        yield "entity", entity.key
    for attribute in shown.attributes:
        yield from _of_attribute(shown.entity.key, attribute)


def _of_attribute(entity: str, shown: ShownAttribute) -> Iterator[ShownPlace]:
    """The attribute in its entity, and what it refers to."""
    yield "attribute", entity, shown.attribute.name.text
    if shown.target is not None:
        yield "entity", shown.target.key
    elif shown.holding is Holding.CODE:
        yield "list", shown.attribute.target
