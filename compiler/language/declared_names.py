"""The names that sources declare, whether or not they make a sound model: for whoever completes what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compiler.language.declarations import (
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    MessageDecl,
    ProcessDecl,
    SourceFile,
    Statement,
)


class DeclaredNames(NamedTuple):
    """Names by what they are names of. Attributes are `Relatie.soort`, inherited ones too; messages `BRG/Relaties`."""

    entities: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()


def declared_names(sources: Iterable[SourceFile]) -> DeclaredNames:
    """The names in `sources`, in the order of the alphabet."""
    entities: dict[str, EntityDecl] = {}
    found: dict[str, set[str]] = {field: set() for field in DeclaredNames._fields}
    for source in sources:
        process = ""
        for statement in _all(source.statements):
            match statement:
                case EntityDecl():
                    entities.setdefault(statement.name.text, statement)
                case CodeListDecl():
                    found["lists"].add(statement.name.text)
                case DomainDecl():
                    found["domains"].add(statement.name.text)
                case ProcessDecl():
                    process = statement.name.text
                    found["processes"].add(process)
                case MessageDecl():
                    found["messages"].add(f"{process}/{statement.name}")
    found["entities"] |= entities.keys()
    for name in entities:
        found["attributes"].update(f"{name}.{each}" for each in _attributes(name, entities))
    return DeclaredNames(**{field: tuple(sorted(names)) for field, names in found.items()})


def _all(statements: Iterable[Statement]) -> Iterator[Statement]:
    for statement in statements:
        yield statement
        if isinstance(statement, DomainDecl):
            yield from statement.members or ()


def _attributes(name: str, entities: Mapping[str, EntityDecl]) -> Iterator[str]:
    """The attributes of an entity and of its bases; a circle of these ends where it began."""
    met: set[str] = set()
    while name in entities and name not in met:
        met.add(name)
        entity = entities[name]
        yield from (attribute.name.text for attribute in entity.attributes)
        name = entity.base.text if entity.base is not None else ""
