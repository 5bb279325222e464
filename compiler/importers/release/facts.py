"""What sheet and documents say together: the base on which the importer builds its declarations.

The documents decide on structure, for they are what was published; the sheet adds what they do not show (the
target of a URI, keys, constraints). Where the two differ, both are named in a diagnostic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name, Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release.entities import entities_of
from compiler.importers.release.interface import most_common
from compiler.importers.release.labels import LIST_PLACE, code_label, uri_label
from compiler.importers.release.published_document import (
    Published,
    PublishedProperty,
    PublishedSchema,
)
from compiler.importers.release.published_names import PublishedSpelling, folded
from compiler.importers.release.sheet_rows import Row, Workbook
from compiler.importers.release.sheet_types import SheetType
from compiler.importers.release.skeleton import skeleton
from compiler.importers.release.texts import Texts, texts_of
from compiler.model.documents import BASIS, KEYS, DocumentKind
from compiler.model.elements import PRIMITIVES, Attribute, TypeKind
from compiler.model.wire import primitive_shape

_NAMES = ("group", "entity", "attribute")  # of a row: they may be spelled otherwise than published
# A domain is shared when so many of the other documents show all its entities: one may have been forgotten.
_MOST = 0.75


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
        self.envelope_schema = self._envelope_schema()
        self.entities = entities_of(
            self.domains, self.processes, self.horizontal, self.envelope_schema, self.report
        )
        self.shared = self._shared_domain()
        self.model = skeleton(
            published, self.entities, self.horizontal, self.shared, self.shared_schemas()
        )
        self.code_entity = self.model.standard.interface.code_entity
        self.code_label, self.keys_label = code_label(
            self.domains, self.horizontal, self.code_entity
        )
        self.uri_label = self._uri_label(many=False)
        self.uri_labels = self._uri_label(many=True)

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
        """The model of the sheet that is no process, and most of whose groups are domains."""
        processes = {document.name for document in self.processes}
        domains = {folded(document.name) for document in self.domains}
        rows = [row for row in workbook.rows if row.model not in processes]
        names = Counter(row.model for row in rows if folded(row.group) in domains)
        return most_common(names.elements(), "") or most_common((row.model for row in rows), "")

    def _sort_rows(self, rows: Iterable[Row]) -> None:
        spelling = PublishedSpelling(self.domains, self.processes, self._horizontal_model)
        for written in rows:
            row = spelling.of(written)
            if row != written:
                self._report_spelling(written, row)
            if self._keep(row) is not row:
                self._report_repeated(row)
                self.used.add(row)

    def _keep(self, row: Row) -> Row:
        """The row that counts for the attribute of `row`: the first."""
        if row.model == self._horizontal_model:
            return self.horizontal.setdefault((row.entity, row.attribute), row)
        key = (row.model, row.group, row.entity, row.attribute)
        return self.vertical.setdefault(key, row)

    def _report_spelling(self, written: Row, row: Row) -> None:
        was = f"{written.group} {written.entity}.{written.attribute}"
        now = f"{row.group} {row.entity}.{row.attribute}"
        differing = [name for name in _NAMES if getattr(written, name) != getattr(row, name)]
        message = say('"{was}" is published as "{now}"', was=was, now=now)
        hint = say("the published spelling is imported")
        self.report("IMP18", written.cell(differing[0]), message, hint)

    def _report_repeated(self, row: Row) -> None:
        message = say(
            '"{entity}.{attribute}" stands twice in {model} {group}',
            entity=row.entity,
            attribute=row.attribute,
            model=row.model,
            group=row.group,
        )
        hint = say("the first row counts; take the other away")
        self.report("IMP10", row.cell("attribute"), message, hint)

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
        added = Counter(self._added_to_messages())
        return added.most_common(1)[0][0] if added else ""

    def _added_to_messages(self) -> Iterator[str]:
        for document in self.published.documents.values():
            for schema in document.schemas.values():
                if not schema.name.endswith(document.suffix):
                    continue
                for parent in schema.parents:
                    added = parent.removesuffix(BASIS)
                    if parent.endswith(BASIS) and schema.name != added + document.suffix:
                        yield added

    def shared_schemas(self) -> Mapping[str, PublishedSchema]:
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

    def _uri_label(self, *, many: bool) -> str:
        return uri_label(self.entities, self.horizontal, self.code_entity, many=many)

    def label_of(self, codelist: str) -> str:
        """What stands behind the description of an attribute with a value of `codelist`; empty for no list."""
        return self.code_label.replace(LIST_PLACE, codelist) if codelist else ""

    def texts(self, prop: PublishedProperty | None, row: Row | None, type_: SheetType) -> Texts:
        """The description, constraint and regex of a property that is imported with `type_`."""
        codelist = type_.target if type_.kind is TypeKind.CODELIST else ""
        is_entity = type_.kind is TypeKind.ENTITY
        return texts_of(prop, row, self.label_of(codelist), is_entity=is_entity)

    # -- types -------------------------------------------------------------------------------------------------

    def type_of_shape(self, prop: PublishedProperty, message: str = "") -> SheetType:
        """The type that a published property shows, where the sheet says none or another."""
        if prop.shape.ref == self.code_entity:
            return self._type_of_value(prop)
        if prop.shape.ref:
            return self._type_of_reference(prop, message)
        many, formats = prop.shape.many, self.model.standard.interface.formats
        for primitive in PRIMITIVES:
            if primitive_shape(primitive, formats, many=many) == prop.shape:
                return SheetType(TypeKind.PRIMITIVE, primitive, many=many)
        loose = {"integer": "integer", "number": "decimal", "boolean": "boolean"}
        return SheetType(TypeKind.PRIMITIVE, loose.get(prop.shape.type, "string"), many=many)

    def _type_of_value(self, prop: PublishedProperty) -> SheetType:
        """The list whose name the description holds; else the entity that values are shown as."""
        before, mark, behind = self.code_label.partition(LIST_PLACE)
        found = mark and re.search(
            rf"{re.escape(before)}([\w-]+){re.escape(behind)}", prop.description
        )
        if found:
            return SheetType(TypeKind.CODELIST, found[1], many=prop.shape.many)
        return SheetType(TypeKind.ENTITY, prop.shape.ref, many=prop.shape.many)

    def _type_of_reference(self, prop: PublishedProperty, message: str) -> SheetType:
        """The entity that is referred to, which `message` may show under its own name; a text where there is none."""
        ref = prop.shape.ref
        name = ref.removeprefix(f"{message}-") if message else ref
        name = name.removesuffix(KEYS)
        _, _, without_prefix = name.partition("-")
        for entity in (name, without_prefix):
            if entity in self.entities:
                return SheetType(TypeKind.ENTITY, entity, ref.endswith(KEYS), prop.shape.many)
        return SheetType(TypeKind.PRIMITIVE, "string", many=prop.shape.many)

    def attribute(self, name: str, type_: SheetType) -> Attribute | None:
        """`type_` as a model attribute, to ask for its shape; None where its entity does not exist."""
        if type_.kind is TypeKind.ENTITY and type_.target not in self.model.entities:
            return None
        return Attribute(
            name=Name(name), kind=type_.kind, target=type_.target, keys=type_.keys, many=type_.many
        )
