"""OA30: no blanks at the ends of descriptions in schemas."""

from __future__ import annotations

from compiler.emit.openapi.correction import Effect, Part, correction
from compiler.emit.openapi.plan import ObjectSchema, Schema
from compiler.emit.openapi.texts import trimmed


@correction("OA30", Part.SCHEMA, Effect.NONE)
def no_blanks_at_line_ends(schema: Schema) -> Schema:
    """Descriptions of schemas and their attributes begin and end without blanks, and so does each of their lines.

    Blanks that nobody sees come along from a spreadsheet. Editors strip them, so that a document differs from itself
    after it was opened, and linters report them.

    Model:
        domein A { entiteit Eenheid { naam : string beperking "Hoogstens tachtig tekens. " } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Eenheid/properties/naam

    Before:
        type: string
        description: "Hoogstens tachtig tekens. "

    After:
        type: string
        description: Hoogstens tachtig tekens.
    """
    properties = schema.properties or () if isinstance(schema, ObjectSchema) else ()
    if isinstance(schema, ObjectSchema) and any(_blank(prop.description) for prop in properties):
        texts = (prop._replace(description=trimmed(prop.description)) for prop in properties)
        schema = schema._replace(properties=tuple(texts))
    return schema._replace(description=trimmed(schema.description)) if _blank(schema.description) else schema


def _blank(text: str) -> bool:
    return text != trimmed(text)
