"""Closed objects: what a schema says where no attribute may be there that it does not name."""

from __future__ import annotations

from compiler.emit.jsonschema.plan import (
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    Root,
    SchemaProperty,
)


def closed_definition(definition: Definition) -> Definition:
    """`definition` with closed objects in its properties; of a choice: one case at a time."""
    if isinstance(definition, ChoiceDefinition):
        return definition._replace(one_case=bool(definition.cases))
    if isinstance(definition, CodesDefinition):
        return definition
    return definition._replace(properties=_closed(definition.properties))


def closed_root(root: Root) -> Root:
    """`root` as a closed object, with closed objects in its properties."""
    return root._replace(closed=True, properties=_closed(root.properties))


def _closed(properties: tuple[SchemaProperty, ...]) -> tuple[SchemaProperty, ...]:
    return tuple(prop._replace(closed=True) if prop.ref else prop for prop in properties)
