"""OA30: no blanks at the ends of texts."""

from __future__ import annotations

from compiler.emit.openapi.correction import Effect, Part, correction
from compiler.emit.openapi.plan import Document, ObjectSchema, Schema, TextSchema


@correction("OA30", Part.DOCUMENT, Effect.NONE)
def no_blanks_at_line_ends(document: Document) -> Document:
    """Texts begin and end without blanks, and so does each of their lines.

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
    return document._replace(
        title=stripped(document.title),
        description=stripped(document.description),
        resources=tuple(each._replace(description=stripped(each.description)) for each in document.resources),
        schemas=tuple(map(_schema, document.schemas)),
    )


def stripped(text: str) -> str:
    """`text` without blanks around it and at the ends of its lines."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _schema(schema: Schema) -> Schema:
    if isinstance(schema, ObjectSchema) and schema.properties:
        properties = (p._replace(description=stripped(p.description)) for p in schema.properties)
        schema = schema._replace(properties=tuple(properties))
    if isinstance(schema, TextSchema) or not schema.description:
        return schema
    return schema._replace(description=stripped(schema.description))
