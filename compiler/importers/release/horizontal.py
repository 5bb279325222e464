"""Declarations of domains and entities, from sheet and published documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.release.entities import EntityFacts
from compiler.importers.release.facts import Facts
from compiler.importers.release.interface import most_common
from compiler.importers.release.published_document import PublishedProperty
from compiler.importers.release.sheet_rows import Row
from compiler.importers.release.sheet_types import SheetType, read_type
from compiler.importers.release.texts import Texts, flat
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
from compiler.model.documents import BASIS, KEYS
from compiler.model.elements import TypeKind, path_of
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
        self.attributes = {
            name: list(self._attributes(entity)) for name, entity in facts.entities.items()
        }
        self.ids = self._ids()

    def domains(self) -> Iterator[tuple[DomainDecl, list[EntityDecl]]]:
        """Each domain with its entities, in the order of the documents."""
        for name in self.facts.model.domains:
            domain = DomainDecl(
                Name(name), None, name == self.facts.shared, self.facts.has_document(name)
            )
            entities = [
                self._entity(entity)
                for entity in self.facts.entities.values()
                if entity.domain == name
            ]
            yield domain, entities

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
        if row is not None:
            self.facts.used.add(row)
        type_ = self._type(entity, name, prop, row)
        texts = self.facts.texts(prop, row, type_)
        said = row is not None and row.core
        is_core = said if core is None else name in core
        if row is not None and said != is_core:
            self._report_core(row, entity, name)
        return declare_attribute(name, type_, texts, core=is_core, obsolete=prop.deprecated)

    def _type(
        self, entity: EntityFacts, name: str, prop: PublishedProperty, row: Row | None
    ) -> SheetType:
        """The type that the sheet gives, where it leads to what is published; else that which is published."""
        facts = self.facts
        type_ = read_type(row.type, facts.code_entity) if row else None
        attribute = facts.attribute(name, type_) if type_ else None
        shape = horizontal_shape(attribute, entity.domain, facts.model) if attribute else None
        if type_ is not None and shape == prop.shape:
            return type_
        seen = facts.type_of_shape(prop)
        if row is not None:
            span, says = row.cell("type"), say('the sheet says "{type}"', type=row.type)
        else:
            document = f"Informatiedomeinen/{entity.domain}"
            span = place_in_document(document, entity.schema.name, name)
            says = say("the sheet has no row for it")
        message = say(
            '"{entity}.{name}" is published as {seen}; {says}',
            entity=entity.name,
            name=name,
            seen=seen,
            says=says,
        )
        facts.report("IMP13", span, message, say("the published type is imported"))
        return seen

    def _report_core(self, row: Row, entity: EntityFacts, name: str) -> None:
        says, shows = (say("a key"), say("none")) if row.core else (say("no key"), say("one"))
        message = say(
            'the sheet calls "{entity}.{name}" {says}; the published key schema shows {shows}',
            entity=entity.name,
            name=name,
            says=says,
            shows=shows,
        )
        hint = say("the published one is imported")
        self.facts.report("IMP14", row.cell("core"), message, hint)

    def _core_names(self, entity: EntityFacts) -> set[str] | None:
        """The names in the published key schema of `entity`; None where no document shows one."""
        for document in [*self.facts.domains, *self.facts.processes]:
            schema = document.schemas.get(entity.name + KEYS)
            if schema is not None:
                return set(schema.properties)
        return None

    # -- identifiers -------------------------------------------------------------------------------------------

    def _ids(self) -> tuple[AttributeDecl, ...]:
        """GM11: the attributes at the head of more than half of the entities that have no base."""
        roots = [entity.name for entity in self.facts.entities.values() if not entity.base]
        common = self._common_keys(roots)
        orders = Counter(self._names_among(common, root) for root in roots)
        names = orders.most_common(1)[0][0] if orders else ()
        by_name: dict[str, list[AttributeDecl]] = {name: [] for name in names}
        for root in roots:
            for attribute in self.attributes[root]:
                if attribute.name.text in by_name:
                    by_name[attribute.name.text].append(attribute)
        return tuple(most_common(same, same[0]) for same in by_name.values())

    def _common_keys(self, roots: list[str]) -> set[str]:
        """The names of texts that are a key of more than half of the entities `roots`."""
        keys: Counter[str] = Counter()
        for root in roots:
            for attribute in self.attributes[root]:
                if attribute.core and attribute.type.name.text == "string":
                    keys[attribute.name.text] += 1
        return {name for name, count in keys.items() if count * 2 > len(roots)}

    def _names_among(self, names: set[str], entity: str) -> tuple[str, ...]:
        """Those of `names` that `entity` has, in its order."""
        own = (attribute.name.text for attribute in self.attributes[entity])
        return tuple(name for name in own if name in names)

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
            doc=doc(entity.description),
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
        names = [attribute.name.text for attribute in attributes]
        present = [name for name in names if name in ids]
        if not present:
            return attributes, (), bool(ids)
        stand_first = present == names[: len(present)]
        in_order = present == [name for name in ids if name in present]
        if not stand_first or not in_order:
            return attributes, tuple(map(Name, ids)), False
        missing = tuple(Name(name) for name in ids if name not in present)
        others = [
            attribute for attribute in attributes if attribute != ids.get(attribute.name.text)
        ]
        return others, missing, False

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
                type_, texts = facts.type_of_shape(prop), Texts(prop.description, "", "")
                attributes[name] = declare_attribute(name, type_, texts, obsolete=prop.deprecated)
        projections = [
            self._shared_projection(name, schema.properties)
            for name, schema in facts.shared_schemas().items()
        ]
        return EnvelopeDecl(
            Name(facts.envelope_schema), None, tuple(attributes.values()), tuple(projections)
        )

    def _shared_projection(
        self, name: str, properties: Mapping[str, PublishedProperty]
    ) -> ProjectionDecl:
        horizontal = {attribute.name.text: attribute for attribute in self.attributes[name]}
        if list(properties) == list(horizontal):
            return ProjectionDecl(Name(name), everything=True)
        items: list[ItemDecl | AttributeDecl] = []
        for attribute, prop in properties.items():
            known = horizontal.get(attribute)
            if known is not None and self._shows(known, prop):
                items.append(ItemDecl(Name(attribute)))
            else:
                type_, texts = self.facts.type_of_shape(prop), Texts(prop.description, "", "")
                items.append(declare_attribute(attribute, type_, texts, own=True))
        return ProjectionDecl(Name(name), items=tuple(items))

    def _shows(self, attribute: AttributeDecl, prop: PublishedProperty) -> bool:
        if attribute.obsolete and not prop.deprecated:
            return False
        target = attribute.type.name.text
        type_ = SheetType(self._kind(target), target, attribute.type.keys, attribute.type.many)
        made = self.facts.attribute(attribute.name.text, type_)
        if made is None:
            return False
        return process_shape(made, "", frozenset(), self.facts.model) == prop.shape

    def _kind(self, target: str) -> TypeKind:
        if target in self.facts.model.entities:
            return TypeKind.ENTITY
        primitive = read_type(target)
        return primitive.kind if primitive else TypeKind.CODELIST
