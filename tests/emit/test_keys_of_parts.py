"""What tells one part of a document from another holds every field: one that is added cannot serve yesterday's text.

Each table gives every field of a value another content; a field that is not in the table fails.
"""

from __future__ import annotations

from typing import Any

import pytest

from compiler.base.context import Context
from compiler.emit.openapi import emitter
from compiler.emit.openapi.operations import (
    Body,
    Content,
    OAuthScope,
    Operation,
    Parameter,
    Requirement,
    Response,
)
from compiler.emit.openapi.plan import (
    Components,
    Document,
    EntityFamily,
    ObjectSchema,
    Property,
    Server,
)
from compiler.emit.openapi.schemas import content_of
from compiler.emit.rendering.parts import Parts
from compiler.model.wire import Shape

TEXT = Shape(type="string")
OPERATION = Operation(path="/a", method="get", id="a", summary="A")
OTHER_OPERATION: dict[str, Any] = {
    "path": "/b",
    "method": "put",
    "id": "b",
    "summary": "B",
    "entity": "B",
    "tags": ("b",),
    "parameters": (Parameter(name="b", place="query", shape=TEXT),),
    "body": Body("b", (Content(TEXT),)),
    "responses": (Response(status="200", description="b"),),
    "security": (Requirement("b", (OAuthScope("b", "b", "Read"),)),),
    "description": "b",
}
PROPERTY = Property("a", TEXT)
OTHER_PROPERTY: dict[str, Any] = {
    "name": "b",
    "shape": Shape(ref="b"),
    "description": "b",
    "deprecated": True,
    "pattern": "b",
    "wrapped": True,
    "keywords": (("minLength", "1"),),
    "item_keywords": (("minLength", "1"),),
    "variants": (Property("", TEXT),),
    "target": "b",
}
SCHEMA = ObjectSchema("A", (PROPERTY,))
OTHER_SCHEMA: dict[str, Any] = {
    "name": "B",
    "properties": (Property("b", TEXT),),
    "parents": ("b",),
    "description": "b",
    "kind": "b",
    "keywords": (("minProperties", "1"),),
    "family": EntityFamily("b", "b", ()),
}


class Told(Parts):
    """Parts that are not rendered: their key is all that they are made of."""

    def __init__(self) -> None:
        super().__init__("openapi", Context())

    def part(self, _template: str, _value: object, made_of: str) -> str:
        return made_of


def keys(operation: Operation, schema: ObjectSchema) -> list[str]:
    """The keys of the parts of a document with this operation and this schema."""
    document = Document(
        folder="Informatiedomeinen",
        name="A",
        openapi="3.0.3",
        title="A",
        description="",
        version="1",
        contact=(),
        licence=(),
        server=Server("https://a.example", ()),
        tags=(),
        security=(),
        operations=(operation,),
        components=Components(),
        resources=(),
        schemas=(schema,),
    )
    return emitter._Renderer(Told()).keys(document).keys  # noqa: SLF001 - what tells parts apart has no other door


@pytest.mark.parametrize("field", Operation._fields)
def test_every_field_of_an_operation_tells(field: str) -> None:
    other = OPERATION._replace(**{field: OTHER_OPERATION[field]})
    assert keys(other, SCHEMA) != keys(OPERATION, SCHEMA)


@pytest.mark.parametrize("field", ObjectSchema._fields)
def test_every_field_of_a_schema_tells(field: str) -> None:
    other = SCHEMA._replace(**{field: OTHER_SCHEMA[field]})
    assert keys(OPERATION, other) != keys(OPERATION, SCHEMA)
    assert content_of(other) != content_of(SCHEMA)


@pytest.mark.parametrize("field", [f for f in Property._fields if f != "attribute"])
def test_every_field_of_a_property_tells_but_the_attribute_of_the_model(field: str) -> None:
    other = PROPERTY._replace(**{field: OTHER_PROPERTY[field]})
    assert other.content != PROPERTY.content
    told = SCHEMA._replace(properties=(other,))
    assert keys(OPERATION, told) != keys(OPERATION, SCHEMA)


def test_the_attribute_of_the_model_tells_nothing() -> None:
    other = PROPERTY._replace(attribute="an attribute at another place")
    assert other.content == PROPERTY.content
    assert keys(OPERATION, SCHEMA._replace(properties=(other,))) == keys(OPERATION, SCHEMA)
