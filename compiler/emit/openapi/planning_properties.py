"""Shown attribute → property of a schema, in the published shape.

Documents of one model show most attributes alike, and most of them look like others. Equal properties are one object,
and so are equal schemas: what is made of one (a correction, a text) is made once for all places where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compiler.emit.openapi.plan import ObjectSchema, Property, Schema
from compiler.emit.schema_names import SchemaNames
from compiler.model.documents import Group
from compiler.model.elements import Attribute, EntityOutline, TypeKind
from compiler.model.holding import Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.meaning import meaning_of, referred_entity
from compiler.model.wire import Shape, shape_of


class Properties:
    """Plans the properties of one model. `_planned` holds those of an attribute of the model, by its id."""

    def __init__(self, interface: Interface) -> None:
        self._interface = interface
        self._planned: dict[tuple[int, Shape, bool], Property] = {}
        self._equal: dict[tuple[Any, ...], Property] = {}
        self._schemas: dict[tuple[Any, ...], Schema] = {}

    def of(
        self,
        attributes: Iterable[ShownAttribute],
        group: Group,
        names: SchemaNames,
        *,
        labelled: bool = True,
    ) -> tuple[Property, ...]:
        """The properties that show `attributes`.

        `group` shows them, and `names` are those of the schemas of their document; with `labelled`, a code says of
        which list it is.
        """
        return tuple(
            self._property(
                shown,
                shape_of(shown, self._interface, names.ref(shown, group)),
                labelled=labelled,
            )
            for shown in attributes
        )

    def shared(self, schema: Schema) -> Schema:
        """`schema`, or an equal one that was here before; its properties are of this plan, so their ids tell enough."""
        if not isinstance(schema, ObjectSchema) or schema.properties is None:
            return self._schemas.setdefault((schema,), schema)
        key = (schema._replace(properties=None), *map(id, schema.properties))
        return self._schemas.setdefault(key, schema)

    def _property(self, shown: ShownAttribute, shape: Shape, *, labelled: bool) -> Property:
        key = (id(shown.attribute), shape, labelled)
        known = self._planned.get(key)
        if known is None:
            made = self._made(shown, shape, labelled=labelled)
            content = (made.content, meaning_of(shown.attribute))
            known = self._planned[key] = self._equal.setdefault(content, made)
        return known

    def _made(self, shown: ShownAttribute, shape: Shape, *, labelled: bool) -> Property:
        attribute, interface = shown.attribute, self._interface
        return Property(
            name=attribute.name.text,
            shape=shape,
            description=self._description(shown, labelled=labelled),
            deprecated=attribute.obsolete,
            pattern=interface.duration_pattern if attribute.target == "duration" else "",
            wrapped=bool(shape.ref) and not shape.many and not interface.plain_references,
            target=referred_entity(shown),
            attribute=attribute,
        )

    def _description(self, shown: ShownAttribute, *, labelled: bool) -> str:
        """What the published shape says of an attribute; of an address only what it stands for."""
        attribute, interface = shown.attribute, self._interface
        if shown.holding is Holding.ADDRESS and shown.target is not None:
            label = interface.uri_labels if attribute.many else interface.uri_label
            return filled(label, _words_for(shown.target))
        is_code = labelled and attribute.kind is TypeKind.CODELIST
        label = interface.code_label.replace("{lijst}", attribute.target) if is_code else ""
        return texts_around(attribute, label)


def texts_around(attribute: Attribute, label: str) -> str:
    """Text, label, constraint, regular expression: the order of the published descriptions.

    `label` says which list a code is of, or what an address stands for; empty for nothing.
    """
    regex = f"Validatie-regex: {attribute.pattern}" if attribute.pattern else ""
    parts = (attribute.description, label, attribute.constraint, regex)
    return " ".join(filter(None, parts))


def _words_for(target: EntityOutline) -> dict[str, str]:
    return {
        "{entiteit}": target.name,
        "{meervoud}": target.plural,
        "{stam}": target.root,
        "{stammeervoud}": target.root_plural,
        "{domein}": target.domain,
    }


def filled(text: str, words: Mapping[str, str]) -> str:
    """`text` with values in place of the placeholders that are the keys of `words`."""
    for word, value in words.items():
        text = text.replace(word, value)
    return text
