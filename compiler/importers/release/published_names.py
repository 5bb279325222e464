"""Names in published documents: how they are spelled, and which entities only processes have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compiler.importers.release.published_document import PublishedDocument, PublishedProperty
from compiler.importers.release.sheet_rows import Row
from compiler.model.documents import BASIS, KEYS, DocumentKind


class PublishedSpelling:
    """Spells the names of a row as the documents do, where the two differ in capitals and spaces only."""

    def __init__(
        self,
        domains: Sequence[PublishedDocument],
        processes: Sequence[PublishedDocument],
        horizontal: str,
    ) -> None:
        self._horizontal = horizontal
        self._groups = {folded(document.name): document.name for document in domains}
        for document in processes:
            self._groups.update((folded(tag), tag) for tag in document.resources)
        self._known = _properties_by_scope([*domains, *processes])
        self._entities = {folded(entity): entity for _, entity in self._known}

    def of(self, row: Row) -> Row:
        """`row` with the published spelling of its group, entity and attribute."""
        group = self._groups.get(folded(row.group), row.group)
        scope = "" if row.model == self._horizontal else f"{row.model} {group}"
        known = (scope, row.entity) in self._known
        entity = row.entity if known else self._entities.get(folded(row.entity), row.entity)
        names = self._known.get((scope, entity), frozenset())
        close = [name for name in sorted(names) if folded(name) == folded(row.attribute)]
        attribute = row.attribute if row.attribute in names or not close else close[0]
        return row._replace(group=group, entity=entity, attribute=attribute)


def _properties_by_scope(
    documents: Iterable[PublishedDocument],
) -> dict[tuple[str, str], frozenset[str]]:
    """The properties of each entity, by scope: empty for the domain documents, process and message for others."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for document in documents:
        for schema in document.schemas.values():
            if schema.name.endswith(KEYS):
                continue
            scope, entity = "", schema.name.removesuffix(BASIS)
            if document.folder == DocumentKind.PROCESS:
                tag, _, entity = entity.partition("-")
                scope = f"{document.name} {tag}"
            found[scope, entity] = (
                found.get((scope, entity), frozenset()) | schema.properties.keys()
            )
    return found


def entities_of_processes(
    processes: Iterable[PublishedDocument], seen: Mapping[str, str], envelope: str
) -> dict[str, tuple[dict[str, PublishedProperty], str]]:
    """Entities that are not in `seen`: all that the process documents show of them, and the name of their base."""
    found: dict[str, dict[str, PublishedProperty]] = {}
    bases: dict[str, str] = {}
    for document in processes:
        for schema in document.schemas.values():
            tag, entity = _tag_and_entity(schema.name, document)
            shows_entity = bool(tag) or schema.name.endswith(KEYS)
            name = entity.removesuffix(BASIS).removesuffix(KEYS)
            if not shows_entity or name in seen or entity == envelope + BASIS:
                continue
            known = found.setdefault(name, {})
            for key, prop in schema.properties.items():
                known.setdefault(key, prop)
            for parent in schema.parents:
                bases[name] = parent.removeprefix(f"{tag}-").removesuffix(BASIS)
    known_names = found.keys() | seen.keys()
    entities: dict[str, tuple[dict[str, PublishedProperty], str]] = {}
    for name, properties in found.items():
        base = bases.get(name, name)
        has_base = base != name and base in known_names
        entities[name] = (properties, base if has_base else "")
    return entities


def _tag_and_entity(schema: str, document: PublishedDocument) -> tuple[str, str]:
    """The message that shows `schema` under a name of its own, and that of the entity; no tag where it does not."""
    tag, dash, entity = schema.partition("-")
    if not dash or tag not in document.resources or entity.endswith(document.suffix):
        return "", schema
    return tag, entity


def folded(text: str) -> str:
    """`text` without capitals and white space, for names that are written in more than one way."""
    return "".join(text.split()).casefold()
