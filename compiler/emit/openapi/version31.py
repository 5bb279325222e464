"""OpenAPI 3.1: the same plan in the words of JSON Schema 2020-12."""

from __future__ import annotations

from compiler.emit.openapi.plan import Document, Keyword, Property
from compiler.emit.openapi.schemas import with_properties

OPENAPI_31 = "3.1.0"
NULLABLE: Keyword = ("nullable", True)
BASE64: Keyword = ("contentEncoding", "base64")


def in_version_31(document: Document) -> Document:
    """`document` as OpenAPI 3.1 has it: null is a type, and base64 an encoding.

    One that is in this version already, as the manifest has it, keeps the formats that were published.
    """
    mend = (
        _with_null
        if document.openapi.startswith("3.1")
        else lambda prop: _with_encoding(_with_null(prop))
    )
    schemas = tuple(with_properties(schema, mend) for schema in document.schemas)
    return document._replace(
        openapi=document.openapi if mend is _with_null else OPENAPI_31, schemas=schemas
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
