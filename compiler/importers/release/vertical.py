"""Declarations of processes and messages: each message as a projection of the horizontal model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.release.facts import Facts, Texts, compose, flat
from compiler.importers.release.horizontal import (
    Horizontal,
    declare_attribute,
    declared_path,
    doc,
    place_in_document,
)
from compiler.importers.release.published import (
    PublishedDocument,
    PublishedProperty,
    PublishedSchema,
)
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.workbook import Row
from compiler.language.declarations import (
    AttributeDecl,
    Doc,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
)
from compiler.model.documents import BASIS, KEYS
from compiler.model.model import TypeKind
from compiler.model.wire import process_shape


class Vertical:
    """The declarations of processes; `standard_version` is left out where a process has the same."""

    def __init__(self, facts: Facts, horizontal: Horizontal, standard_version: str) -> None:
        self.facts = facts
        self.version = standard_version
        self.horizontal = {
            name: {a.name.text: a for a in found} for name, found in horizontal.attributes.items()
        }
        self.ids = [a.name.text for a in horizontal.ids]
        self.own = 0
        self.other_type = 0

    def processes(self) -> Iterator[tuple[ProcessDecl, list[MessageDecl]]]:
        """Each process with its messages, in the order of the documents."""
        for document in self.facts.processes:
            yield (
                self._process(document),
                [
                    message
                    for tag, root in document.resources.items()
                    if (message := self._message(document, tag, root))
                ],
            )

    def _process(self, document: PublishedDocument) -> ProcessDecl:
        standard = self.facts.domains[0].info if self.facts.domains else {}
        prefix = (
            str(standard.get("title", "")).removesuffix(self.facts.domains[0].name)
            if self.facts.domains
            else ""
        )
        title = str(document.info.get("title", "")).removeprefix(prefix)
        version = str(document.info.get("version", ""))
        return ProcessDecl(
            Name(document.name), title, None, "" if version == self.version else version
        )

    def _message(self, document: PublishedDocument, tag: str, root: str) -> MessageDecl | None:
        prefix = f"{tag}-"
        if not root.startswith(prefix):
            place = Span(f"{document.place}#/paths")
            message = say(
                'the operations of "{tag}" carry "{root}", which does not begin with "{prefix}"',
                tag=tag,
                root=root,
                prefix=prefix,
            )
            self.facts.report("IMP15", place, message, say("the resource is not imported"))
            return None
        schemas = {
            name.removeprefix(prefix): schema
            for name, schema in document.schemas.items()
            if name.startswith(prefix)
            and not name.endswith((BASIS, KEYS))
            and not name.endswith(document.suffix)
        }
        embedded = frozenset(schemas)
        made = (
            self._projection(document, tag, entity, schema, embedded)
            for entity, schema in schemas.items()
        )
        projections = [projection for projection in made if projection is not None]
        root = root.removeprefix(prefix)
        projections.sort(key=lambda projection: projection.name.text != root)
        path = declared_path(document.paths[tag], tag)
        return MessageDecl(
            name=Name(tag), root=Name(root), doc=None, path=path, projections=tuple(projections)
        )

    # -- projections -------------------------------------------------------------------------------------------

    def _projection(
        self,
        document: PublishedDocument,
        tag: str,
        entity: str,
        schema: PublishedSchema,
        embedded: frozenset[str],
    ) -> ProjectionDecl | None:
        if entity not in self.facts.entities:
            place = Span(f"{document.place}#/components/schemas/{tag}-{entity}")
            self.facts.report(
                "IMP15",
                place,
                say('"{entity}" is no entity of the horizontal model', entity=entity),
                say("it is not imported"),
            )
            return None
        own = document.schemas.get(f"{tag}-{entity}{BASIS}", schema)
        horizontal = self.horizontal[entity]
        items: list[ItemDecl | AttributeDecl] = []
        for name, prop in own.properties.items():
            row = self.facts.vertical.get((document.name, tag, entity, name))
            if row is not None:
                self.facts.used.add(row)
            known = horizontal.get(name) or self._inherited(entity, name)
            chosen = self._chosen(known, prop, tag, embedded, row) if known else None
            if chosen is None:
                self.own += known is None
                self.other_type += known is not None
            items.append(chosen or self._own(document, tag, entity, name, prop, row))
        return _shortened(Name(entity), items, list(horizontal), self.ids)

    def _inherited(self, entity: str, name: str) -> AttributeDecl | None:
        while entity := self.facts.entities[entity].base:
            if entity not in self.horizontal:
                return None
            if (found := self.horizontal[entity].get(name)) is not None:
                return found
        return None

    def _chosen(
        self,
        known: AttributeDecl,
        prop: PublishedProperty,
        tag: str,
        embedded: frozenset[str],
        row: Row | None,
    ) -> ItemDecl | None:
        """The horizontal attribute as this message shows it; None where it shows something else."""
        type_ = self._type(known)
        attribute = self.facts.attribute(known.name.text, type_)
        if attribute is None or (known.obsolete and not prop.deprecated):
            return None
        said = read_type(row.type, self.facts.code_entity) if row else None
        if said and TypeKind.CODELIST is said.kind is type_.kind and said.target != type_.target:
            return None
        obsolete = prop.deprecated and not known.obsolete
        for keys in (attribute.keys, not attribute.keys):
            if keys is not attribute.keys and attribute.kind is not TypeKind.ENTITY:
                break
            shape = process_shape(attribute._replace(keys=keys), tag, embedded, self.facts.model)
            if shape == prop.shape:
                description = self._own_description(known, prop)
                return ItemDecl(
                    known.name, description, None if keys == attribute.keys else keys, obsolete
                )
        return None

    def _own_description(self, known: AttributeDecl, prop: PublishedProperty) -> Doc | None:
        list_ = known.type.name.text if self._type(known).kind is TypeKind.CODELIST else ""
        label = self.facts.code_label.replace("{lijst}", list_) if list_ else ""
        inherited = Texts(known.doc.text if known.doc else "", known.constraint, known.pattern)
        if flat(prop.description) == flat(compose(inherited, label)):
            return None
        text = flat(prop.description)
        if not text:
            return Doc("") if inherited.description else None
        for tail in (
            f"Validatie-regex: {known.pattern}" if known.pattern else "",
            flat(known.constraint),
            label,
        ):
            text = text.removesuffix(tail).strip() if tail else text
        return doc(text) if text != inherited.description else None

    def _type(self, known: AttributeDecl) -> SheetType:
        target = known.type.name.text
        kind = TypeKind.CODELIST
        if target in self.facts.model.entities:
            kind = TypeKind.ENTITY
        elif (primitive := read_type(target)) is not None and primitive.kind is TypeKind.PRIMITIVE:
            kind = TypeKind.PRIMITIVE
        return SheetType(kind, target, known.type.keys, known.type.many)

    def _own(
        self,
        document: PublishedDocument,
        tag: str,
        entity: str,
        name: str,
        prop: PublishedProperty,
        row: Row | None,
    ) -> AttributeDecl:
        """An attribute that the horizontal entity lacks, or has with another type."""
        facts = self.facts
        type_ = read_type(row.type, facts.code_entity) if row else None
        if type_ is None or not self._matches(type_, prop, tag, document):
            seen = facts.type_of_shape(prop, tag)
            if row is not None:
                says = say('the sheet says "{type}"', type=row.type)
                message = say(
                    '"{entity}.{name}" in {tag} is published as {seen}; {says}',
                    entity=entity,
                    name=name,
                    tag=tag,
                    seen=seen,
                    says=says,
                )
                facts.report(
                    "IMP13", row.cell("type"), message, say("the published type is imported")
                )
            elif name not in self.horizontal.get(entity, {}):
                message = say(
                    '"{entity}.{name}" in {tag} has no row in the sheet',
                    entity=entity,
                    name=name,
                    tag=tag,
                )
                facts.report(
                    "IMP13",
                    place_in_document(document.place[:-5], f"{tag}-{entity}", name),
                    message,
                    say("it is imported"),
                )
            type_ = seen
        texts = facts.texts(prop, row, type_.target if type_.kind is TypeKind.CODELIST else "")
        return declare_attribute(name, type_, texts, obsolete=prop.deprecated, own=True)

    def _matches(
        self, type_: SheetType, prop: PublishedProperty, tag: str, document: PublishedDocument
    ) -> bool:
        attribute = self.facts.attribute("", type_)
        prefix = f"{tag}-"
        embedded = frozenset(
            n.removeprefix(prefix) for n in document.schemas if n.startswith(prefix)
        )
        return (
            attribute is not None
            and process_shape(attribute, tag, embedded, self.facts.model) == prop.shape
        )


def _shortened(
    name: Name,
    items: Sequence[ItemDecl | AttributeDecl],
    horizontal: Sequence[str],
    ids: Sequence[str],
) -> ProjectionDecl:
    """The projection written as short as can be: `alle`, `alle behalve …`, `alle ids, …`, or the names."""
    names = [item.name.text for item in items]
    different = [
        i
        for i in items
        if isinstance(i, AttributeDecl) or i.doc is not None or i.keys is not None or i.obsolete
    ]
    left_out = [n for n in horizontal if n not in names]
    taken = [n for n in horizontal if n in names]
    extra = [n for n in names if n not in horizontal]
    if len(left_out) * 2 < len(horizontal) and names == taken + extra:
        excluded = tuple(map(Name, left_out))
        rest = tuple(i for i in items if i in different or i.name.text in extra)
        return ProjectionDecl(name, everything=True, excluded=excluded, items=rest)
    own_ids = [n for n in horizontal if n in ids]
    plain_ids = not any(item in different for item in items[: len(own_ids)])
    if (
        own_ids
        and names[: len(own_ids)] == own_ids
        and plain_ids
        and horizontal[: len(own_ids)] == own_ids
    ):
        return ProjectionDecl(name, ids=True, items=tuple(items[len(own_ids) :]))
    return ProjectionDecl(name, items=tuple(items))
