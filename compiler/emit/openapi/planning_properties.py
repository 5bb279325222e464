"""Attribute → property of a schema, in the published shape.

Documents of one model show most attributes alike, and most of them look like others. Equal properties are one object,
and so are equal schemas: what is made of one (a correction, a text) is made once for all places where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from compiler.emit.openapi.plan import ObjectSchema, Property, Schema
from compiler.emit.openapi.planning_outline import meaning_of
from compiler.model.meaning import target_of
from compiler.model.model import Attribute, Model, TypeKind
from compiler.model.wire import Shape

Shaper: TypeAlias = Callable[[Attribute], Shape]


class Properties:
    """Plans the properties of one model. `_planned` holds those of an attribute of the model, by its id."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._planned: dict[tuple[int, Shape, bool], Property] = {}
        self._equal: dict[tuple[Any, ...], Property] = {}
        self._schemas: dict[tuple[Any, ...], Schema] = {}

    def of(
        self, attributes: Iterable[Attribute], shaper: Shaper, *, labelled: bool = True
    ) -> tuple[Property, ...]:
        """The properties for `attributes`, as `shaper` has them; with `labelled`, a code says of which list it is."""
        return tuple(
            self._property(attribute, shaper(attribute), labelled=labelled)
            for attribute in attributes
        )

    def shared(self, schema: Schema) -> Schema:
        """`schema`, or an equal one that was here before; its properties are of this plan, so their ids tell enough."""
        if not isinstance(schema, ObjectSchema) or schema.properties is None:
            return self._schemas.setdefault((schema,), schema)
        key = (schema._replace(properties=None), *map(id, schema.properties))
        return self._schemas.setdefault(key, schema)

    def _property(self, attribute: Attribute, shape: Shape, *, labelled: bool) -> Property:
        key = (id(attribute), shape, labelled)
        known = self._planned.get(key)
        if known is None:
            made = self._made(attribute, shape, labelled=labelled)
            known = self._planned[key] = self._equal.setdefault(
                (made.content, meaning_of(attribute)), made
            )
        return known

    def _made(self, attribute: Attribute, shape: Shape, *, labelled: bool) -> Property:
        if attribute.kind is TypeKind.ENTITY and not shape.ref:
            description = _uri_description(attribute, self.model)
        else:
            description = _description(attribute, self.model, labelled=labelled)
        interface = self.model.standard.interface
        return Property(
            name=attribute.name.text,
            shape=shape,
            description=description,
            deprecated=attribute.obsolete,
            pattern=interface.duration_pattern if attribute.target == "duration" else "",
            wrapped=bool(shape.ref) and not shape.many and not interface.plain_references,
            target=target_of(attribute, shape, self.model),
            attribute=attribute,
        )


def _description(attribute: Attribute, model: Model, *, labelled: bool) -> str:
    """Text, list, constraint, regular expression: the order of the published descriptions."""
    parts = [attribute.description]
    if labelled and attribute.kind is TypeKind.CODELIST:
        parts.append(model.standard.interface.code_label.replace("{lijst}", attribute.target))
    parts.append(attribute.constraint)
    if attribute.pattern:
        parts.append(f"Validatie-regex: {attribute.pattern}")
    return " ".join(filter(None, parts))


def _uri_description(attribute: Attribute, model: Model) -> str:
    target, root = model.entities[attribute.target], model.root_of(attribute.target)
    interface = model.standard.interface
    return filled(interface.uri_labels if attribute.many else interface.uri_label, {
        "{entiteit}": target.name.text,
        "{meervoud}": target.plural,
        "{stam}": root.name.text,
        "{stammeervoud}": root.plural,
        "{domein}": target.domain,
    })  # fmt: skip


def filled(text: str, words: dict[str, str]) -> str:
    """`text` with values in place of the placeholders that are the keys of `words`."""
    for word, value in words.items():
        text = text.replace(word, value)
    return text
