"""OpenAPI 3.1: the same plan in the words of JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable

from compiler.emit.openapi.plan import Document, Keyword, ObjectSchema, Property, Schema

VERSION = "3.1.0"
NULLABLE: Keyword = ("nullable", True)
BASE64: Keyword = ("contentEncoding", "base64")


def in_version_31(document: Document) -> Document:
    """`document` as OpenAPI 3.1 has it: null is a type, and base64 an encoding.

    One that is in this version already, as the manifest has it, keeps the formats that were published.
    """
    if document.openapi.startswith("3.1"):
        return document._replace(schemas=_schemas(document, _with_null))
    return document._replace(openapi=VERSION, schemas=_schemas(document, lambda prop: _with_encoding(_with_null(prop))))


def _schemas(document: Document, mend: Callable[[Property], Property]) -> tuple[Schema, ...]:
    return tuple(
        schema._replace(properties=tuple(map(mend, schema.properties)))
        if isinstance(schema, ObjectSchema) and schema.properties
        else schema
        for schema in document.schemas
    )


def _with_null(prop: Property) -> Property:
    """`prop` with null among its types; of one with variants, each says so itself."""
    if prop.variants:
        prop = prop._replace(variants=tuple(map(_with_null, prop.variants)))
    if NULLABLE not in prop.keywords:
        return prop
    types: tuple[Keyword, ...] = (("type", (prop.shape.type, "null")),) if prop.shape.type else ()
    others = (each for each in prop.keywords if each != NULLABLE)
    return prop._replace(shape=prop.shape._replace(type=""), keywords=(*types, *others))


def _with_encoding(prop: Property) -> Property:
    if prop.variants:
        return prop._replace(variants=tuple(map(_with_encoding, prop.variants)))
    if prop.shape.format != "byte":
        return prop
    shape = prop.shape._replace(format="")
    if shape.many:
        return prop._replace(shape=shape, item_keywords=(*prop.item_keywords, BASE64))
    return prop._replace(shape=shape, keywords=(*prop.keywords, BASE64))
