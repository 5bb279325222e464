"""A model of a release with its entities and without attributes: enough to ask how a type looks on the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from compiler.base.source import Name
from compiler.importers.release import interface
from compiler.importers.release.entities import EntityFacts, Rows
from compiler.importers.release.published_document import Published
from compiler.importers.release.sheet_types import read_type
from compiler.model.elements import PRIMITIVES, Domain, Entity, Envelope, Projection, TypeKind
from compiler.model.manifest import Interface, Manifest
from compiler.model.model import Model
from compiler.model.wire import primitive_shape

# A format is a mark of the release when at least so many attributes have it: one may be a slip.
_SOME = 5


def skeleton(
    published: Published,
    entities: Mapping[str, EntityFacts],
    rows: Rows,
    shared_domain: str,
    shared_schemas: Iterable[str],
) -> Model:
    """The model without attributes.

    Args:
        published: the documents.
        entities: the entities by name.
        rows: the rows of the horizontal model, by entity and attribute.
        shared_domain: the domain whose entities all domains may show; empty for none.
        shared_schemas: the entities that messages show in one way.
    """
    code_entity = interface.code_entity(published)
    manifest = Manifest(
        interface=Interface(
            formats=_formats(entities, rows),
            code_entity=code_entity,
            code_keys=interface.code_keys(published, code_entity),
        )
    )
    names = dict.fromkeys(entity.domain for entity in entities.values())
    domains = {name: Domain(Name(name), "", name == shared_domain, ()) for name in names}
    bare = {name: _without_attributes(entity) for name, entity in entities.items()}
    shared = {name: Projection(name, Name(name), ()) for name in shared_schemas}
    return Model(manifest, domains, bare, envelope=Envelope(Name(""), "", (), shared))


def _without_attributes(entity: EntityFacts) -> Entity:
    return Entity(
        key=entity.name,
        name=Name(entity.name),
        domain=entity.domain,
        description="",
        abstract=entity.abstract,
        value_object=False,
        base=None,
        base_name=None,
        derived=(),
        plural=entity.plural,
        path=entity.path,
        attributes=(),
    )


def _formats(entities: Mapping[str, EntityFacts], rows: Rows) -> tuple[tuple[str, str], ...]:
    """The primitive types whose published format is another than usual, with that format."""
    seen = _formats_by_primitive(entities, rows)
    others: list[tuple[str, str]] = []
    for primitive in PRIMITIVES:
        if primitive not in seen:
            continue
        format_, count = seen[primitive].most_common(1)[0]
        if format_ != primitive_shape(primitive).format and count >= _SOME:
            others.append((primitive, format_))
    return tuple(others)


def _formats_by_primitive(
    entities: Mapping[str, EntityFacts], rows: Rows
) -> dict[str, Counter[str]]:
    """How often each primitive type is published with each format."""
    seen: dict[str, Counter[str]] = {}
    for entity in entities.values():
        for name, prop in entity.schema.properties.items():
            row = rows.get((entity.name, name))
            type_ = read_type(row.type) if row else None
            if type_ and type_.kind is TypeKind.PRIMITIVE and prop.shape.type:
                seen.setdefault(type_.target, Counter())[prop.shape.format] += 1
    return seen
