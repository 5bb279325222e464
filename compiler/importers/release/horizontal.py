"""Declarations of domains and entities, from sheet and published documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.release.facts import EntityFacts, Facts, Texts, flat
from compiler.importers.release.interface import most_common
from compiler.importers.release.published import PublishedProperty
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.workbook import Row
from compiler.language.declarations import (
    AttributeDecl,
    Doc,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    ItemDecl,
    ProjectionDecl,
    TypeRef,
)
from compiler.model.documents import BASIS, KEYS, DocumentKind
from compiler.model.model import TypeKind, path_of
from compiler.model.wire import horizontal_shape, process_shape


def doc(text: str) -> Doc | None:
    """A description of one line, None for no text."""
    return Doc(flat(text)) if text.strip() else None


def place_in_document(document: str, schema: str, name: str) -> Span:
    """The place of a property in a published document."""
    return Span(f"{document}.yaml#/components/schemas/{schema}/properties/{name}")


def declared_path(path: str, plural: str) -> Name | None:
    """The address of a resource where it has to be said."""
    return Name(path) if path and path != path_of(plural) else None


def declare_attribute(
    name: str,
    type_: SheetType,
    texts: Texts,
    *,
    core: bool = False,
    obsolete: bool = False,
    own: bool = False,
) -> AttributeDecl:
    """The attribute line for a type and its texts."""
    ref = TypeRef(Name(type_.target), type_.keys, type_.many)
    return AttributeDecl(
        name=Name(name),
        type=ref,
        doc=doc(texts.description),
        core=core,
        obsolete=obsolete,
        own=own,
        constraint=flat(texts.constraint),
        pattern=texts.pattern,
    )


class Horizontal:
    """The declarations of domains and entities; `ids` are the attributes that (nearly) every entity begins with."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.attributes = {e.name: list(self._attributes(e)) for e in facts.entities.values()}
        self.ids = self._ids()

    def domains(self) -> Iterator[tuple[DomainDecl, list[EntityDecl]]]:
        """Each domain with its entities, in the order of the documents."""
        for name in self.facts.model.domains:
            domain = DomainDecl(
                Name(name), None, name == self.facts.shared, self.facts.has_document(name)
            )
            entities = [e for e in self.facts.entities.values() if e.domain == name]
            yield domain, [self._entity(entity) for entity in entities]

    # -- attributes --------------------------------------------------------------------------------------------

    def _attributes(self, entity: EntityFacts) -> Iterator[AttributeDecl]:
        core = self._core_names(entity)
        for name, prop in entity.schema.properties.items():
            row = self.facts.horizontal.get((entity.name, name))
            yield self._attribute(entity, name, prop, row, core)

    def _attribute(
        self,
        entity: EntityFacts,
        name: str,
        prop: PublishedProperty,
        row: Row | None,
        core: set[str] | None,
    ) -> AttributeDecl:
        facts = self.facts
        type_ = read_type(row.type, facts.code_entity) if row else None
        attribute = facts.attribute(name, type_) if type_ else None
        shape = horizontal_shape(attribute, entity.domain, facts.model) if attribute else None
        if row is not None:
            facts.used.add(row)
        if type_ is None or shape != prop.shape:
            seen = facts.type_of_shape(prop)
            says = (
                say('the sheet says "{type}"', type=row.type)
                if row
                else say("the sheet has no row for it")
            )
            message = say(
                '"{entity}.{name}" is published as {seen}; {says}',
                entity=entity.name,
                name=name,
                seen=seen,
                says=says,
            )
            span = (
                row.cell("type")
                if row
                else place_in_document(
                    f"{DocumentKind.DOMAIN}/{entity.domain}", entity.schema.name, name
                )
            )
            facts.report("IMP13", span, message, say("the published type is imported"))
            type_ = seen
        list_ = type_.target if type_.kind is TypeKind.CODELIST else ""
        texts = facts.texts(prop, row, list_)
        is_core = name in core if core is not None else bool(row and row.core)
        if row and core is not None and row.core != is_core:
            says, shows = (say("a key"), say("none")) if row.core else (say("no key"), say("one"))
            message = say(
                'the sheet calls "{entity}.{name}" {says}; the published key schema shows {shows}',
                entity=entity.name,
                name=name,
                says=says,
                shows=shows,
            )
            facts.report("IMP14", row.cell("core"), message, say("the published one is imported"))
        return declare_attribute(name, type_, texts, core=is_core, obsolete=prop.deprecated)

    def _core_names(self, entity: EntityFacts) -> set[str] | None:
        """The names in the published key schema of `entity`; None where no document shows one."""
        for document in [*self.facts.domains, *self.facts.processes]:
            if (schema := document.schemas.get(entity.name + KEYS)) is not None:
                return set(schema.properties)
        return None

    # -- identifiers -------------------------------------------------------------------------------------------

    def _ids(self) -> tuple[AttributeDecl, ...]:
        """GM11: the attributes at the head of more than half of the entities that have no base."""
        heads: Counter[str] = Counter()
        order: Counter[tuple[str, ...]] = Counter()
        roots = [e for e in self.facts.entities.values() if not e.base]
        for entity in roots:
            heads.update(
                a.name.text
                for a in self.attributes[entity.name]
                if a.type.name.text == "string" and a.core
            )
        common = {name for name, count in heads.items() if count * 2 > len(roots)}
        for entity in roots:
            order[
                tuple(a.name.text for a in self.attributes[entity.name] if a.name.text in common)
            ] += 1
        names = order.most_common(1)[0][0] if order else ()
        found = []
        for name in names:
            same = [a for e in roots for a in self.attributes[e.name] if a.name.text == name]
            found.append(most_common(same, same[0]))
        return tuple(found)

    def _entity(self, entity: EntityFacts) -> EntityDecl:
        attributes = self.attributes[entity.name]
        without: tuple[Name, ...] = ()
        value_object = False
        if not entity.base:
            attributes, without, value_object = self._without_ids(attributes)
        base = Name(entity.base) if entity.base else None
        plural = Name(entity.plural) if entity.plural else None
        return EntityDecl(
            name=Name(entity.name),
            doc=None,
            abstract=entity.abstract,
            value_object=value_object,
            base=base,
            plural=plural,
            path=declared_path(entity.path, entity.plural),
            without=without,
            attributes=tuple(attributes),
        )

    def _without_ids(
        self, attributes: list[AttributeDecl]
    ) -> tuple[list[AttributeDecl], tuple[Name, ...], bool]:
        """The attributes to write: identifiers only where they differ, and the names of those that are missing."""
        ids = {declaration.name.text: declaration for declaration in self.ids}
        present = [a.name.text for a in attributes if a.name.text in ids]
        missing = tuple(Name(name) for name in ids if name not in present)
        in_place = present == [a.name.text for a in attributes[: len(present)]]
        if not present:
            return attributes, (), bool(ids)
        if not in_place or present != [name for name in ids if name in present]:
            return attributes, tuple(map(Name, ids)), False
        return (
            [a for a in attributes if a.name.text not in ids or a != ids[a.name.text]],
            missing,
            False,
        )

    # -- envelope ----------------------------------------------------------------------------------------------

    def envelope(self) -> EnvelopeDecl | None:
        """What every message carries, and the entities that process documents show once."""
        facts = self.facts
        if not facts.envelope_schema:
            return None
        attributes = {}
        for document in [*facts.domains[:1], *facts.processes[:1]]:
            schema = document.schemas.get(facts.envelope_schema + BASIS)
            for name, prop in (schema.properties if schema else {}).items():
                type_ = facts.type_of_shape(prop)
                attributes[name] = declare_attribute(
                    name, type_, Texts(prop.description, "", ""), obsolete=prop.deprecated
                )
        projections = [
            self._shared_projection(name, schema.properties)
            for name, schema in facts.shared_schemas().items()
        ]
        return EnvelopeDecl(
            Name(facts.envelope_schema), None, tuple(attributes.values()), tuple(projections)
        )

    def _shared_projection(
        self, name: str, properties: dict[str, PublishedProperty] | object
    ) -> ProjectionDecl:
        assert isinstance(properties, dict)
        horizontal = {a.name.text: a for a in self.attributes[name]}
        if list(properties) == list(horizontal):
            return ProjectionDecl(Name(name), everything=True)
        items: list[ItemDecl | AttributeDecl] = []
        for attribute, prop in properties.items():
            known = horizontal.get(attribute)
            if known is not None and self._shows(known, prop):
                items.append(ItemDecl(Name(attribute)))
            else:
                type_ = self.facts.type_of_shape(prop)
                items.append(
                    declare_attribute(attribute, type_, Texts(prop.description, "", ""), own=True)
                )
        return ProjectionDecl(Name(name), items=tuple(items))

    def _shows(self, attribute: AttributeDecl, prop: PublishedProperty) -> bool:
        if attribute.obsolete and not prop.deprecated:
            return False
        type_ = SheetType(
            self._kind(attribute.type.name.text),
            attribute.type.name.text,
            attribute.type.keys,
            attribute.type.many,
        )
        made = self.facts.attribute(attribute.name.text, type_)
        return (
            made is not None
            and process_shape(made, "", frozenset(), self.facts.model) == prop.shape
        )

    def _kind(self, target: str) -> TypeKind:
        if target in self.facts.model.entities:
            return TypeKind.ENTITY
        primitive = read_type(target)
        return primitive.kind if primitive else TypeKind.CODELIST
