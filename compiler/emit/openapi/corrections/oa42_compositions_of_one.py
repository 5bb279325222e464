"""OA42: nothing is composed of one part."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import AlternativesSchema, Document, ObjectSchema, Property, Schema
from compiler.emit.openapi.renaming import with_schemas_renamed
from compiler.emit.openapi.schemas import with_properties


@correction("OA42", Part.DOCUMENT, ClientEffect.NONE)
def compositions_of_one(document: Document) -> Document:
    """An allOf or a choice has more than one part, unless something stands beside it.

    In OpenAPI 3.0 nothing counts that stands beside a $ref, so a reference with a description stands in an allOf of
    its own. Where nothing stands beside it, that allOf is needless; and so is a schema that is one other schema and
    no more. Generators make a class of each, and linters report them. A reference with something beside it and no
    allOf, as some releases have it, gets one.

    Model:
        domein A { entiteit Zaak (meervoud Zaken) { vorige : Zaak } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Zaak/properties/vorige

    Before:
        allOf:
        - $ref: '#/components/schemas/Zaak'

    After:
        $ref: '#/components/schemas/Zaak'
    """
    single = {schema.name: part for schema in document.schemas if (part := _only_part(schema))}
    names = {name: _last(name, single) for name in single}
    kept = tuple(_wrapped(schema) for schema in document.schemas if schema.name not in single)
    return with_schemas_renamed(document._replace(schemas=kept), names)


def _only_part(schema: Schema) -> str:
    """The one schema that `schema` is, no more and no less; empty where it is more."""
    if isinstance(schema, AlternativesSchema):
        return schema.alternatives[0] if len(schema.alternatives) == 1 else ""
    if isinstance(schema, ObjectSchema) and schema.properties is None and len(schema.parents) == 1:
        return schema.parents[0]
    return ""


def _last(name: str, single: dict[str, str]) -> str:
    while name in single:
        name = single[name]
    return name


def _wrapped(schema: Schema) -> Schema:
    return with_properties(schema, _wrapped_where_needed)


def _wrapped_where_needed(prop: Property) -> Property:
    needed = bool(prop.description or prop.deprecated or prop.keywords)
    if not prop.shape.ref or prop.shape.many or prop.wrapped is needed:
        return prop
    return prop._replace(wrapped=needed)
