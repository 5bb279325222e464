"""What sheet and documents say together: the base on which the importer builds its declarations.

The documents decide on structure, for they are what was published; the sheet adds what they do not show (the
target of a URI, keys, constraints). Where the two differ, both are named in a diagnostic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name, Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release import interface
from compiler.importers.release.published import (
    Published,
    PublishedDocument,
    PublishedProperty,
    PublishedSchema,
)
from compiler.importers.release.published_names import (
    PublishedSpelling,
    entities_of_processes,
)
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.workbook import Row, Workbook
from compiler.model.documents import BASIS, KEYS, DocumentKind
from compiler.model.manifest import Interface, Manifest
from compiler.model.model import (
    PRIMITIVES,
    Attribute,
    Domain,
    Entity,
    Envelope,
    Model,
    Projection,
    TypeKind,
)
from compiler.model.wire import Shape, primitive_shape

# The domain of entities that only process documents show.
PROCESS_ONLY = "AlleenInKetenprocessen"


_REGEX = r"\s*Validatie-regex: (.*)$"
_NAMES = (
    "group",
    "entity",
    "attribute",
)  # of a row, which may be spelled in another way than is published
# A domain is shared when so many of the other documents show all its entities: one may have been forgotten.
_MOST = 0.75
# A format is a mark of the release when at least so many attributes have it: one may be a slip.
_SOME = 5


class EntityFacts(NamedTuple):
    """An entity as published: where it lives, what it is derived from, and its own properties in their order."""

    name: str
    domain: str
    plural: str = ""
    path: str = ""
    base: str = ""
    abstract: bool = False
    schema: PublishedSchema = PublishedSchema("", {})


class Texts(NamedTuple):
    """The parts of a published description."""

    description: str
    constraint: str
    pattern: str


class Facts:
    """Sheet and documents, ready for look-ups; `diagnostics` grows while declarations are made."""

    def __init__(self, workbook: Workbook, published: Published) -> None:
        self.published = published
        self.diagnostics: list[Diagnostic] = [*workbook.diagnostics, *published.diagnostics]
        self.domains = published.of(DocumentKind.DOMAIN)
        self.processes = published.of(DocumentKind.PROCESS)
        self.horizontal: dict[tuple[str, str], Row] = {}
        self.vertical: dict[tuple[str, str, str, str], Row] = {}
        self.used: set[Row] = set()
        self._horizontal_model = self._name_of_horizontal_model(workbook)
        self._sort_rows(workbook.rows)
        self._look_for_documents()
        self.code_entity = interface.code_entity(published)
        self.entities = self._without_circles(dict(self._entities()))
        self.shared = self._shared_domain()
        self.envelope_schema = self._envelope_schema()
        self.code_label, self.keys_label = self._labels()
        self.uri_label, self.uri_labels = self._uri_label(many=False), self._uri_label(many=True)
        self.model = self._skeleton()

    def report(
        self,
        id_: str,
        place: Span,
        message: Text,
        hint: Text = NOTHING,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(Diagnostic(id_, severity, place, message, hint=hint))

    # -- rows --------------------------------------------------------------------------------------------------

    def _name_of_horizontal_model(self, workbook: Workbook) -> str:
        """The model of the sheet that is no process: its groups are the domains."""
        processes = {document.name for document in self.processes}
        names = Counter(row.model for row in workbook.rows if row.model not in processes)
        return names.most_common(1)[0][0] if names else ""

    def _sort_rows(self, rows: Iterable[Row]) -> None:
        spelling = PublishedSpelling(self.domains, self.processes, self._horizontal_model)
        for written in rows:
            row = spelling.of(written)
            if row != written:
                was, now = (
                    f"{written.group} {written.entity}.{written.attribute}",
                    f"{row.group} {row.entity}.{row.attribute}",
                )
                message = say('"{was}" is published as "{now}"', was=was, now=now)
                differing = next(
                    key for key in _NAMES if getattr(written, key) != getattr(row, key)
                )
                self.report(
                    "IMP18",
                    written.cell(differing),
                    message,
                    say("the published spelling is imported"),
                )
            if row.model == self._horizontal_model:
                known = (row.entity, row.attribute) in self.horizontal
                self.horizontal.setdefault((row.entity, row.attribute), row)
            else:
                key = (row.model, row.group, row.entity, row.attribute)
                known = key in self.vertical
                self.vertical.setdefault(key, row)
            if known:
                message = say(
                    '"{entity}.{attribute}" stands twice in {model} {group}',
                    entity=row.entity,
                    attribute=row.attribute,
                    model=row.model,
                    group=row.group,
                )
                self.report(
                    "IMP10",
                    row.cell("attribute"),
                    message,
                    say("the first row counts; take the other away"),
                )
                self.used.add(row)

    def _look_for_documents(self) -> None:
        """A domain or process that the sheet has and the folder has not is an error: half a release is no release."""
        have = {document.name for document in self.published.documents.values()}
        wanted: dict[str, Span] = {}
        for row in self.horizontal.values():
            wanted.setdefault(row.group, row.cell("group"))
        for row in self.vertical.values():
            wanted.setdefault(row.model, row.cell("model"))
        for name, place in wanted.items():
            if name not in have:
                message = say(
                    'the sheet has "{name}", and the published folder has no document of it',
                    name=name,
                )
                hint = say("add the document, or take the rows away")
                self.report("IMP19", place, message, hint, Severity.ERROR)

    # -- entities ----------------------------------------------------------------------------------------------

    def _entities(self) -> Iterator[tuple[str, EntityFacts]]:
        """The entities by name: the resources of the domain documents, then what is a schema there and in the sheet."""
        seen: dict[str, str] = {}
        for document in self.domains:
            for tag, name in document.resources.items():
                if (schema := document.schemas.get(name)) is None:
                    continue
                if name in seen:
                    place = Span(f"{document.place}#/components/schemas/{name}")
                    message = say(
                        '"{name}" is an entity of "{seen}" already', name=name, seen=seen[name]
                    )
                    self.report("IMP15", place, message, say("the first is imported"))
                    continue
                seen[name] = document.name
                yield name, self._entity(document, name, tag, schema)
        for (entity, _), row in self.horizontal.items():
            homes = [d for d in self.domains if entity in d.schemas]
            own = [document for document in homes if document.name == row.group] or homes[:1]
            if entity not in seen and own:
                seen[entity] = row.group
                yield (
                    entity,
                    self._entity(own[0], entity, "", own[0].schemas[entity])._replace(
                        domain=row.group
                    ),
                )
        for name, (properties, base) in entities_of_processes(
            self.processes, seen, self._envelope_schema()
        ).items():
            message = say('"{name}" is an entity of no domain document', name=name)
            hint = say(
                'it is imported into "{process_only}", which has no document',
                process_only=PROCESS_ONLY,
            )
            self.report("IMP15", Span(f"{DocumentKind.PROCESS}/"), message, hint)
            yield (
                name,
                EntityFacts(
                    name, PROCESS_ONLY, base=base, schema=PublishedSchema(name, properties)
                ),
            )

    def _without_circles(self, entities: dict[str, EntityFacts]) -> dict[str, EntityFacts]:
        """The entities, each circle of bases cut at its first entity and reported."""
        for name, entity in list(entities.items()):
            seen, base = {name}, entity.base
            while base in entities and base not in seen:
                seen.add(base)
                base = entities[base].base
            if base == name:
                place = Span(f"{entity.domain}.yaml#/components/schemas/{name}")
                self.report(
                    "IMP15",
                    place,
                    say('"{name}" is derived from itself', name=name),
                    say("it is imported without a base"),
                )
                entities[name] = entity._replace(base="")
        return entities

    def _entity(
        self, document: PublishedDocument, name: str, plural: str, schema: PublishedSchema
    ) -> EntityFacts:
        own = document.schemas.get(name + BASIS, schema)
        known = {*document.resources.values(), *(entity for entity, _ in self.horizontal)}
        bases = (
            p.removesuffix(BASIS) for p in own.parents if p.endswith(BASIS) and p != name + BASIS
        )
        parents = [base for base in bases if base in known and base in document.schemas]
        abstract = bool(schema.alternatives) and name + BASIS not in schema.alternatives
        return EntityFacts(
            name=name,
            domain=document.name,
            plural=plural,
            path=document.paths.get(plural, ""),
            base=parents[0] if parents else "",
            abstract=abstract,
            schema=own,
        )

    def _shared_domain(self) -> str:
        """The domain whose entities stand in nearly every domain document; empty where none does."""
        names: dict[str, set[str]] = {}
        for entity in self.entities.values():
            names.setdefault(entity.domain, set()).add(entity.name)
        for domain, entities in names.items():
            others = [document for document in self.domains if document.name != domain]
            showing = sum(entities <= document.schemas.keys() for document in others)
            if others and showing >= _MOST * len(others):
                return domain
        return ""

    def has_document(self, domain: str) -> bool:
        """Whether a domain has a published document of its own."""
        return any(document.name == domain for document in self.domains)

    def derived(self, name: str) -> list[str]:
        """The entities derived from `name` directly."""
        return [entity.name for entity in self.entities.values() if entity.base == name]

    # -- envelope ----------------------------------------------------------------------------------------------

    def _envelope_schema(self) -> str:
        """The schema that the message schemas (`…bericht`) add to their entity, without `-basis`."""
        added = Counter(
            parent.removesuffix(BASIS)
            for document in self.published.documents.values()
            for schema in document.schemas.values()
            if schema.name.endswith(document.suffix)
            for parent in schema.parents
            if parent.endswith(BASIS)
            and schema.name != parent.removesuffix(BASIS) + document.suffix
        )
        return added.most_common(1)[0][0] if added else ""

    def shared_schemas(self) -> dict[str, PublishedSchema]:
        """The entity schemas without a message's prefix that stand in every process document."""
        if not self.processes:
            return {}
        common = set.intersection(*(set(document.schemas) for document in self.processes))
        first = self.processes[0].schemas
        return {
            name: schema
            for name, schema in first.items()
            if name in common and name in self.entities
        }

    # -- texts -------------------------------------------------------------------------------------------------

    def _labels(self) -> tuple[str, bool]:
        """What stands behind the description of a reference data attribute, and whether key schemas have it too."""
        found: Counter[str] = Counter()
        in_keys: Counter[bool] = Counter()
        for document in self.domains:
            for schema in document.schemas.values():
                for name, prop in schema.properties.items():
                    row = self.horizontal.get(
                        (schema.name.removesuffix(KEYS).removesuffix(BASIS), name)
                    )
                    type_ = read_type(row.type, self.code_entity) if row else None
                    if row is None or type_ is None or type_.kind is not TypeKind.CODELIST:
                        continue
                    text, shown = flat(row.description), flat(prop.description)
                    label = shown.removeprefix(text).strip().replace(type_.target, "{lijst}")
                    if schema.name.endswith(KEYS):
                        in_keys["{lijst}" in label] += 1
                    elif text and shown.startswith(text) and ("{lijst}" in label or not label):
                        found[label] += 1
        label = found.most_common(1)[0][0] if found else Interface().code_label
        return label, in_keys[True] >= in_keys[False]

    def _uri_label(self, *, many: bool) -> str:
        """The description that most addresses of entities in other domains have, with their names taken out."""
        found: Counter[str] = Counter()
        for entity in self.entities.values():
            for name, prop in entity.schema.properties.items():
                row = self.horizontal.get((entity.name, name))
                type_ = read_type(row.type, self.code_entity) if row else None
                target = (
                    self.entities.get(type_.target)
                    if type_ and type_.kind is TypeKind.ENTITY
                    else None
                )
                if target is not None and prop.shape.format == "uri" and prop.shape.many is many:
                    found.update(set(self._without_names(flat(prop.description), target)))
        return max(found, key=lambda label: (found[label], label)) if found else ""

    def _without_names(self, text: str, target: EntityFacts) -> Iterator[str]:
        root = target
        while root.base in self.entities:
            root = self.entities[root.base]
        for word, mark in (
            (target.plural, "{meervoud}"), (target.name, "{entiteit}"),
            (root.plural, "{stammeervoud}"), (root.name, "{stam}"),
        ):  # fmt: skip
            if word and re.search(rf"\b{re.escape(word)}\b", text):
                marked = re.sub(rf"\b{re.escape(word)}\b", mark, text, count=1)
                yield re.sub(rf"\b{re.escape(target.domain)}\b", "{domein}", marked)

    def texts(self, prop: PublishedProperty | None, row: Row | None, codelist: str) -> Texts:
        """The description, constraint and regex of a property.

        The published text decides; the sheet says where its parts begin, and gives the text where the document
        shows another (a URI's label).
        """
        sheet = (
            Texts(row.description, row.constraint, row.pattern)
            if row and not row.damaged
            else Texts("", "", "")
        )
        if row is not None and not row.pattern:
            text, pattern = _cut(sheet.description, _REGEX)
            sheet = Texts(text.strip(), sheet.constraint, pattern)
        if prop is None or (prop.shape.format == "uri" and row is not None) or not prop.description:
            return sheet if prop is None or prop.shape.format == "uri" else Texts("", "", "")
        label = self.code_label.replace("{lijst}", codelist) if codelist else ""
        if flat(prop.description) == flat(compose(sheet, label)):
            return sheet
        text = prop.description
        text, pattern = _cut(text, _REGEX)
        if label and label in text:
            head, _, tail = text.rpartition(label)
            return Texts(head.strip(), tail.strip(), pattern)
        if sheet.constraint and flat(text).endswith(flat(sheet.constraint)):
            return Texts(
                flat(text)[: -len(flat(sheet.constraint))].strip(), sheet.constraint, pattern
            )
        return Texts(text.strip(), "", pattern)

    # -- types -------------------------------------------------------------------------------------------------

    def type_of_shape(self, prop: PublishedProperty, message: str = "") -> SheetType:
        """The type that a published property shows, where the sheet says none or another."""
        shape = prop.shape
        if shape.ref == self.code_entity:
            pattern = re.escape(self.code_label).replace(re.escape("{lijst}"), r"([\w-]+)")
            if found := re.search(pattern, prop.description):
                return SheetType(TypeKind.CODELIST, found[1], many=shape.many)
            return SheetType(TypeKind.ENTITY, shape.ref, many=shape.many)
        if shape.ref:
            keys = shape.ref.endswith(KEYS)
            name = (shape.ref.removeprefix(f"{message}-") if message else shape.ref).removesuffix(
                KEYS
            )
            for entity in (name, name.partition("-")[2]):
                if entity in self.entities:
                    return SheetType(TypeKind.ENTITY, entity, keys, shape.many)
            return SheetType(TypeKind.PRIMITIVE, "string", many=shape.many)
        for primitive in PRIMITIVES:
            if (
                primitive_shape(primitive, self.model.standard.interface.formats, many=shape.many)
                == shape
            ):
                return SheetType(TypeKind.PRIMITIVE, primitive, many=shape.many)
        loose = {"integer": "integer", "number": "decimal", "boolean": "boolean"}
        return SheetType(TypeKind.PRIMITIVE, loose.get(shape.type, "string"), many=shape.many)

    def attribute(self, name: str, type_: SheetType) -> Attribute | None:
        """`type_` as a model attribute, to ask for its shape; None where its entity does not exist."""
        if type_.kind is TypeKind.ENTITY and type_.target not in self.model.entities:
            return None
        return Attribute(
            name=Name(name), kind=type_.kind, target=type_.target, keys=type_.keys, many=type_.many
        )

    def _formats(self) -> tuple[tuple[str, str], ...]:
        """The primitive types whose published format is another than usual, with that format."""
        seen: dict[str, Counter[str]] = {}
        for entity in self.entities.values():
            for name, prop in entity.schema.properties.items():
                row = self.horizontal.get((entity.name, name))
                type_ = read_type(row.type) if row else None
                if type_ and type_.kind is TypeKind.PRIMITIVE and prop.shape.type:
                    seen.setdefault(type_.target, Counter())[prop.shape.format] += 1
        common = (
            (primitive, *seen[primitive].most_common(1)[0])
            for primitive in PRIMITIVES
            if primitive in seen
        )
        return tuple(
            (p, f) for p, f, count in common if f != primitive_shape(p).format and count >= _SOME
        )

    def _skeleton(self) -> Model:
        """A model with the entities but without attributes: enough to ask how a type looks on the wire."""
        manifest = Manifest(interface=Interface(
            formats=self._formats(),
            code_entity=self.code_entity,
            code_keys=interface.code_keys(self.published, self.code_entity),
        ))  # fmt: skip
        entities = {
            e.name: Entity(
                key=e.name, name=Name(e.name), domain=e.domain, description="", abstract=e.abstract,
                value_object=False, base=None, base_name=None, derived=(), plural=e.plural, path=e.path, attributes=(),
            )
            for e in self.entities.values()
        }  # fmt: skip
        names = dict.fromkeys(e.domain for e in self.entities.values())
        domains = {name: Domain(Name(name), "", name == self.shared, ()) for name in names}
        shared = (
            {n: Projection(n, Name(n), ()) for n in self.shared_schemas()} if self.processes else {}
        )
        return Model(manifest, domains, entities, envelope=Envelope(Name(""), "", (), shared))


def flat(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def compose(texts: Texts, label: str) -> str:
    """A published description out of its parts."""
    pattern = f"Validatie-regex: {texts.pattern}" if texts.pattern else ""
    return " ".join(filter(None, (texts.description, label, texts.constraint, pattern)))


def _cut(text: str, pattern: str) -> tuple[str, str]:
    found = re.search(pattern, text, re.DOTALL)
    return (text[: found.start()], found[1].strip()) if found else (text, "")


def shapes_match(expected: Shape | None, published: Shape) -> bool:
    """Whether a published property has the shape that the sheet leads to."""
    return expected is not None and expected == published
