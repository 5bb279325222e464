"""Choices between derived entities that tell them apart and lose nothing; docs/decisions/0008 says why.

Where an entity has derived ones, a message may hold any of them. A choice offers, in this order: each derived entity
that a code tells, with that code required; the entity with the attributes of all of them, for what no code tells; and
the derived entities that no code tells. A reader that takes the first one that fits loses no attribute.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.emit.openapi.plan import (
    AlternativesSchema,
    Derived,
    Document,
    EntityFamily,
    Keyword,
    ObjectSchema,
    Property,
    Schema,
)
from compiler.emit.openapi.schemas import Schemas
from compiler.model.wire import Shape

CODE = "code"
OPEN = "onbepaald"


class Branch(NamedTuple):
    """An alternative: its schema, what its name adds to that of the choice, whether a code tells it."""

    schema: str
    tail: str
    told: bool = False


def told_apart(document: Document) -> Document:
    """`document` with a choice for every entity that has derived ones, and for every message about one."""
    choices = _Choices(document)
    return document._replace(schemas=tuple(choices.all()))


class _Choices:
    """Makes the choices of one document; `_made` holds what is new, below what it belongs to."""

    def __init__(self, document: Document) -> None:
        self._schemas = Schemas(document.schemas)
        self._planned = document.schemas
        self._messages = {resource.schema for resource in document.resources}
        self._branches: dict[str, tuple[Branch, ...]] = {}
        self._made: dict[str, list[Schema]] = {}

    def all(self) -> Iterator[Schema]:
        """The schemas of the document, in their order."""
        choices = [self._choice(schema) for schema in self._planned]
        for schema in choices:
            yield schema
            yield from self._made.get(schema.name, ())

    def _choice(self, schema: Schema) -> Schema:
        if self._family(schema.name):
            alternatives = tuple(branch.schema for branch in self._branches_of(schema.name))
            return AlternativesSchema(schema.name, alternatives, "anyOf", schema.description)
        if schema.name in self._messages and isinstance(schema, ObjectSchema):
            return self._message(schema)
        return schema

    def _message(self, message: ObjectSchema) -> Schema:
        """Where its entity is a choice, so is the message: of what is all of a choice and more, tools lose parts."""
        entity = message.parents[0]
        if not self._family(entity):
            return message
        names = []
        for branch in self._branches_of(entity):
            made = message._replace(
                name=f"{message.name}-{branch.tail}", parents=(branch.schema, *message.parents[1:])
            )
            names.append(self._add(message.name, made))
        return AlternativesSchema(message.name, tuple(names), "anyOf", message.description)

    def _family(self, name: str) -> EntityFamily | None:
        schema = self._schemas.by_name.get(name)
        return schema.family if isinstance(schema, AlternativesSchema | ObjectSchema) else None

    def _add(self, owner: str, schema: ObjectSchema) -> str:
        """Note a schema that is new, below that of `owner`, under a name that is free; that name."""
        added = self._schemas.add(schema)
        self._made.setdefault(owner, []).append(added)
        return added.name

    # -- the branches of a choice --------------------------------------------------------------------------------------

    def _branches_of(self, name: str) -> tuple[Branch, ...]:
        family = self._family(name)
        if name not in self._branches and family:
            made = [*self._made_for(name, family)]
            self._branches[name] = tuple(sorted(made, key=lambda branch: not branch.told))
        return self._branches[name]

    def _made_for(self, name: str, family: EntityFamily) -> Iterator[Branch]:
        yield Branch(self._open(name, family), OPEN)
        shown = self._schemas.properties_of(family.basis)
        for each in family.derived:
            told = shown.get(each.told_by[0]) if each.told_by else None
            below = self._family(each.schema)
            if told is not None and self._has_code(told):
                yield Branch(self._told(name, each, told), each.entity, told=True)
            elif below:
                for branch in self._branches_of(each.schema):
                    yield branch._replace(tail=f"{each.entity}-{branch.tail}")
            else:
                yield Branch(each.schema, each.entity)

    def _has_code(self, told: Property) -> bool:
        return not told.shape.many and CODE in self._schemas.properties_of(told.shape.ref)

    def _told(self, name: str, each: Derived, told: Property) -> str:
        """The schema of a derived entity with the code that tells it required."""
        attribute, *codes = each.told_by
        enumerated = Property(CODE, Shape(type="string"), keywords=(("enum", tuple(codes)),))
        others = self._schemas.properties_of(told.shape.ref)
        values = ObjectSchema(  # not allOf the values of any list: tools merge no enumeration with what may be null
            name=f"{name}-{each.entity}-{attribute}",
            properties=tuple(enumerated if key == CODE else prop for key, prop in others.items()),
            keywords=(("required", (CODE,)),),
        )
        code = told._replace(shape=Shape(ref=self._add(name, values)))
        return self._add(name, ObjectSchema(
            name=f"{name}-{each.entity}",
            properties=(code,),
            parents=(self._open_of(each.schema) if self._family(each.schema) else each.schema,),
            description=f"{each.entity}, te herkennen aan {' of '.join(codes)} als code van {attribute}.",
            keywords=(("required", (attribute,)),),
        ))  # fmt: skip

    def _open_of(self, name: str) -> str:
        return next(branch.schema for branch in self._branches_of(name) if branch.tail == OPEN)

    def _open(self, name: str, family: EntityFamily) -> str:
        """The schema of an entity with the attributes of all that is derived from it."""
        shown = self._schemas.properties_of(family.basis)
        found: dict[str, list[Property]] = {}
        for prop in self._below(family):
            if prop.name not in shown:
                found.setdefault(prop.name, []).append(prop)
        return self._add(name, ObjectSchema(
            name=f"{name}-{OPEN}",
            properties=tuple(map(merged, found.values())),
            parents=(family.basis,),
            description=f"{family.entity} met de attributen van alles wat ervan is afgeleid.",
        ))  # fmt: skip

    def _below(self, family: EntityFamily) -> Iterator[Property]:
        """The properties that derived entities add."""
        waiting = [*reversed(family.derived)]
        while waiting:
            each = waiting.pop().schema
            below = self._family(each)
            schema = self._schemas.by_name[below.basis if below else each]
            if isinstance(schema, ObjectSchema):
                yield from schema.properties or ()
            waiting += reversed(below.derived) if below else ()


def merged(properties: list[Property]) -> Property:
    """One property for several of the same name: what they have in common, and any of their types."""
    first = properties[0]
    if all(prop.content == first.content for prop in properties):
        return first
    variants = tuple(dict.fromkeys(map(_type_of, properties)))
    made = variants[0] if len(variants) == 1 else Property("", Shape(), variants=variants)
    common = (
        pair
        for pair in first.keywords
        if _explains(pair) and all(pair in prop.keywords for prop in properties)
    )
    return made._replace(
        name=first.name,
        description=first.description
        if all(prop.description == first.description for prop in properties)
        else "",
        deprecated=all(prop.deprecated for prop in properties),
        wrapped=first.wrapped,
        keywords=(*made.keywords, *common),
    )


def _type_of(prop: Property) -> Property:
    """What `prop` says of its values, without a name and without what only explains it."""
    return Property(
        name="",
        shape=prop.shape,
        pattern=prop.pattern,
        keywords=tuple(pair for pair in prop.keywords if not _explains(pair)),
        item_keywords=prop.item_keywords,
    )


def _explains(keyword: Keyword) -> bool:
    return keyword[0].startswith("x-")
