"""The entities of a release: where each lives, what it is derived from, and its own properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release.published_document import PublishedDocument, PublishedSchema
from compiler.importers.release.published_names import entities_of_processes
from compiler.importers.release.sheet_rows import Row
from compiler.model.documents import BASIS, DocumentKind

# The domain of entities that only process documents show.
PROCESS_ONLY = "AlleenInKetenprocessen"

Rows: TypeAlias = Mapping[tuple[str, str], Row]
"""The rows of the horizontal model, by entity and attribute."""


class ReportFinding(Protocol):
    """Takes a diagnostic."""

    def __call__(
        self,
        id_: str,
        place: Span,
        message: Text,
        hint: Text = NOTHING,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Add a diagnostic."""


class EntityFacts(NamedTuple):
    """An entity as published: where it lives, what it is derived from, and its own properties in their order."""

    name: str
    domain: str
    plural: str = ""
    path: str = ""
    base: str = ""
    abstract: bool = False
    schema: PublishedSchema = PublishedSchema("", {})
    description: str = ""


def entities_of(
    domains: Sequence[PublishedDocument],
    processes: Sequence[PublishedDocument],
    rows: Rows,
    envelope_schema: str,
    report: ReportFinding,
) -> dict[str, EntityFacts]:
    """The entities by name, each with the first document that shows it; what is double or in a circle is reported."""
    found = {entity.name: entity for entity in _entities_of_domains(domains, rows, report)}
    homes = {name: entity.domain for name, entity in found.items()}
    of_processes = entities_of_processes(processes, homes, envelope_schema)
    for name, (properties, base) in of_processes.items():
        message = say('"{name}" is an entity of no domain document', name=name)
        hint = say(
            'it is imported into "{process_only}", which has no document', process_only=PROCESS_ONLY
        )
        report("IMP15", Span(f"{DocumentKind.PROCESS}/"), message, hint)
        schema = PublishedSchema(name, properties)
        found[name] = EntityFacts(name, PROCESS_ONLY, base=base, schema=schema)
    return _without_circles(found, report)


def _entities_of_domains(
    domains: Sequence[PublishedDocument], rows: Rows, report: ReportFinding
) -> Iterator[EntityFacts]:
    """The resources of the domain documents, then what is a schema there and in the sheet."""
    seen: dict[str, str] = {}
    for document in domains:
        for tag, name in document.resources.items():
            schema = document.schemas.get(name)
            if schema is None:
                continue
            if name in seen:
                place = Span(f"{document.place}#/components/schemas/{name}")
                message = say(
                    '"{name}" is an entity of "{seen}" already', name=name, seen=seen[name]
                )
                report("IMP15", place, message, say("the first is imported"))
                continue
            seen[name] = document.name
            yield _entity(document, name, tag, schema, rows)
    for (name, _), row in rows.items():
        home = None if name in seen else _home(name, row.group, domains)
        if home is not None:
            seen[name] = row.group
            entity = _entity(home, name, "", home.schemas[name], rows)
            yield entity._replace(domain=row.group)


def _home(
    entity: str, domain: str, documents: Sequence[PublishedDocument]
) -> PublishedDocument | None:
    """The document that shows `entity`: that of `domain` by preference."""
    showing = [document for document in documents if entity in document.schemas]
    own = [document for document in showing if document.name == domain]
    return next(iter(own or showing), None)


def _entity(
    document: PublishedDocument, name: str, plural: str, schema: PublishedSchema, rows: Rows
) -> EntityFacts:
    own = document.schemas.get(name + BASIS, schema)
    known = {*document.resources.values(), *(entity for entity, _ in rows)}
    bases = (
        parent.removesuffix(BASIS)
        for parent in own.parents
        if parent.endswith(BASIS) and parent != name + BASIS
    )
    shown_bases = [base for base in bases if base in known and base in document.schemas]
    return EntityFacts(
        name,
        document.name,
        plural,
        path=document.paths.get(plural, ""),
        base=shown_bases[0] if shown_bases else "",
        abstract=bool(schema.alternatives) and name + BASIS not in schema.alternatives,
        schema=own,
        description=schema.description,
    )


def _without_circles(
    entities: dict[str, EntityFacts], report: ReportFinding
) -> dict[str, EntityFacts]:
    """The entities, each circle of bases cut at its first entity and reported."""
    for name, entity in list(entities.items()):
        seen, base = {name}, entity.base
        while base in entities and base not in seen:
            seen.add(base)
            base = entities[base].base
        if base == name:
            place = Span(f"{entity.domain}.yaml#/components/schemas/{name}")
            message = say('"{name}" is derived from itself', name=name)
            report("IMP15", place, message, say("it is imported without a base"))
            entities[name] = entity._replace(base="")
    return entities
