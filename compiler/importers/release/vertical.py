"""Declarations of processes and messages: each message as a projection of the horizontal model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.release.facts import Facts
from compiler.importers.release.horizontal import (
    Horizontal,
    declare_attribute,
    declared_path,
    doc,
    place_in_document,
)
from compiler.importers.release.published_document import (
    PublishedDocument,
    PublishedProperty,
    PublishedSchema,
)
from compiler.importers.release.sheet_rows import Row
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.texts import Texts, compose, flat, said_of_resources
from compiler.language.declarations import (
    AttributeDecl,
    Doc,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
)
from compiler.model.documents import BASIS, KEYS
from compiler.model.elements import TypeKind
from compiler.model.wire import process_shape


class Vertical:
    """The declarations of processes; `standard_version` is left out where a process has the same."""

    def __init__(self, facts: Facts, horizontal: Horizontal, standard_version: str) -> None:
        self.facts = facts
        self.version = standard_version
        self.horizontal = {
            entity: {attribute.name.text: attribute for attribute in attributes}
            for entity, attributes in horizontal.attributes.items()
        }
        self.ids = [attribute.name.text for attribute in horizontal.ids]
        self.said = said_of_resources([*facts.domains, *facts.processes])
        self.own = 0
        self.other_type = 0

    def processes(self) -> Iterator[tuple[ProcessDecl, list[MessageDecl]]]:
        """Each process with its messages, in the order of the documents."""
        for document in self.facts.processes:
            process = self._process(document)
            messages = [
                self._message(document, tag, root) for tag, root in document.resources.items()
            ]
            yield process, [message for message in messages if message is not None]

    def _process(self, document: PublishedDocument) -> ProcessDecl:
        title = str(document.info.get("title", "")).removeprefix(self._title_prefix())
        version = "" if document.version == self.version else document.version
        return ProcessDecl(Name(document.name), title, None, version)

    def _title_prefix(self) -> str:
        """What the titles of all documents begin with."""
        if not self.facts.domains:
            return ""
        first = self.facts.domains[0]
        return str(first.info.get("title", "")).removesuffix(first.name)

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
        no_entities = (BASIS, KEYS, document.suffix)
        schemas = {
            name.removeprefix(prefix): schema
            for name, schema in document.schemas.items()
            if name.startswith(prefix) and not name.endswith(no_entities)
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
            name=Name(tag),
            root=Name(root),
            doc=doc(self.said[document.place, tag]),
            path=path,
            projections=tuple(projections),
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
            found = self.horizontal[entity].get(name)
            if found is not None:
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
        if said is not None and _is_other_list(said, type_):
            return None
        obsolete = prop.deprecated and not known.obsolete
        ways = [attribute.keys]
        if attribute.kind is TypeKind.ENTITY:
            ways.append(not attribute.keys)
        for keys in ways:
            shape = process_shape(attribute._replace(keys=keys), tag, embedded, self.facts.model)
            if shape == prop.shape:
                description = self._own_description(known, prop)
                own_keys = None if keys == attribute.keys else keys
                return ItemDecl(known.name, description, own_keys, obsolete)
        return None

    def _own_description(self, known: AttributeDecl, prop: PublishedProperty) -> Doc | None:
        is_code = self._type(known).kind is TypeKind.CODELIST
        label = self.facts.label_of(known.type.name.text if is_code else "")
        inherited = Texts(known.doc.text if known.doc else "", known.constraint, known.pattern)
        if flat(prop.description) == flat(compose(inherited, label)):
            return None
        text = flat(prop.description)
        if not text:
            return Doc("") if inherited.description else None
        pattern = f"Validatie-regex: {known.pattern}" if known.pattern else ""
        for ending in (pattern, flat(known.constraint), label):
            if ending:
                text = text.removesuffix(ending).strip()
        return doc(text) if text != inherited.description else None

    def _type(self, known: AttributeDecl) -> SheetType:
        target = known.type.name.text
        return SheetType(self._kind(target), target, known.type.keys, known.type.many)

    def _kind(self, target: str) -> TypeKind:
        if target in self.facts.model.entities:
            return TypeKind.ENTITY
        primitive = read_type(target)
        is_primitive = primitive is not None and primitive.kind is TypeKind.PRIMITIVE
        return TypeKind.PRIMITIVE if is_primitive else TypeKind.CODELIST

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
            type_ = facts.type_of_shape(prop, tag)
            if row is not None:
                self._report_type(row, tag, entity, name, type_)
            elif name not in self.horizontal.get(entity, {}):
                place = place_in_document(
                    document.place.removesuffix(".yaml"), f"{tag}-{entity}", name
                )
                message = say(
                    '"{entity}.{name}" in {tag} has no row in the sheet',
                    entity=entity,
                    name=name,
                    tag=tag,
                )
                facts.report("IMP13", place, message, say("it is imported"))
        texts = facts.texts(prop, row, type_)
        return declare_attribute(name, type_, texts, obsolete=prop.deprecated, own=True)

    def _report_type(self, row: Row, tag: str, entity: str, name: str, seen: SheetType) -> None:
        message = say(
            '"{entity}.{name}" in {tag} is published as {seen}; {says}',
            entity=entity,
            name=name,
            tag=tag,
            seen=seen,
            says=say('the sheet says "{type}"', type=row.type),
        )
        hint = say("the published type is imported")
        self.facts.report("IMP13", row.cell("type"), message, hint)

    def _matches(
        self, type_: SheetType, prop: PublishedProperty, tag: str, document: PublishedDocument
    ) -> bool:
        attribute = self.facts.attribute("", type_)
        if attribute is None:
            return False
        prefix = f"{tag}-"
        embedded = frozenset(
            name.removeprefix(prefix) for name in document.schemas if name.startswith(prefix)
        )
        return process_shape(attribute, tag, embedded, self.facts.model) == prop.shape


def _is_other_list(said: SheetType, type_: SheetType) -> bool:
    """Whether both are values of lists, and of different ones."""
    are_codes = said.kind is TypeKind.CODELIST and type_.kind is TypeKind.CODELIST
    return are_codes and said.target != type_.target


def _shortened(
    name: Name,
    items: Sequence[ItemDecl | AttributeDecl],
    horizontal: Sequence[str],
    ids: Sequence[str],
) -> ProjectionDecl:
    """The projection written as short as can be: `alle`, `alle behalve …`, `alle ids, …`, or the names."""
    names = [item.name.text for item in items]
    taken = [attribute for attribute in horizontal if attribute in names]
    left_out = [attribute for attribute in horizontal if attribute not in names]
    extra = [attribute for attribute in names if attribute not in horizontal]
    in_order = names == taken + extra
    if in_order and len(left_out) * 2 < len(horizontal):
        excluded = tuple(map(Name, left_out))
        rest = tuple(
            item for item in items if _is_different(item) or item.name.text not in horizontal
        )
        return ProjectionDecl(name, everything=True, excluded=excluded, items=rest)
    own_ids = [attribute for attribute in horizontal if attribute in ids]
    count = len(own_ids)
    begin_with_ids = own_ids == names[:count] == list(horizontal[:count])
    if own_ids and begin_with_ids and not any(map(_is_different, items[:count])):
        return ProjectionDecl(name, ids=True, items=tuple(items[count:]))
    return ProjectionDecl(name, items=tuple(items))


def _is_different(item: ItemDecl | AttributeDecl) -> bool:
    """Whether the item says more than the name of an attribute of the entity."""
    if isinstance(item, AttributeDecl):
        return True
    return item.doc is not None or item.keys is not None or item.obsolete
