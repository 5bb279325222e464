"""Names in published documents: how they are spelled, and which entities only processes have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compiler.importers.release.published import PublishedDocument, PublishedProperty
from compiler.importers.release.workbook import Row
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
        self._groups = {folded(d.name): d.name for d in domains} | {
            folded(t): t for d in processes for t in d.resources
        }
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
            tag, dash, entity = schema.name.partition("-")
            if tag not in document.resources or entity.endswith(document.suffix):
                tag, dash, entity = "", "-" if schema.name.endswith(KEYS) else "", schema.name
            name = entity.removesuffix(BASIS).removesuffix(KEYS)
            if not dash or name in seen or entity == envelope + BASIS:
                continue
            known = found.setdefault(name, {})
            known.update({k: p for k, p in schema.properties.items() if k not in known})
            bases.update(
                (name, p.removeprefix(f"{tag}-").removesuffix(BASIS)) for p in schema.parents
            )
    known_names = found.keys() | seen.keys()
    return {
        name: (
            properties,
            bases[name] if bases.get(name, name) != name and bases[name] in known_names else "",
        )
        for name, properties in found.items()
    }


def folded(text: str) -> str:
    """`text` without capitals and white space, for names that are written in more than one way."""
    return "".join(text.split()).casefold()
