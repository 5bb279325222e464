"""OA22: texts have no blanks at the ends of their lines."""

from __future__ import annotations

from typing import TypeVar

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import Document, Property, Schema
from compiler.emit.openapi.schemas import with_properties

Described = TypeVar("Described", Parameter, Property)


@correction("OA22", Part.DOCUMENT, ClientEffect.NONE)
def no_blanks_in_texts(document: Document) -> Document:
    """Titles, summaries and descriptions begin and end without blanks, and so does each of their lines.

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
        title=_trimmed(document.title),
        description=_trimmed(document.description),
        tags=tuple(tag._replace(description=_trimmed(tag.description)) for tag in document.tags),
        schemas=tuple(map(_schema, document.schemas)),
    ).with_operations(_operation)


def _schema(schema: Schema) -> Schema:
    schema = with_properties(schema, _described)
    description = _trimmed(schema.description)
    return schema if description == schema.description else schema._replace(description=description)


def _operation(operation: Operation) -> Operation:
    texts = _trimmed(operation.summary), _trimmed(operation.description)
    if texts != (operation.summary, operation.description):
        operation = operation._replace(summary=texts[0], description=texts[1])
    parameters = tuple(map(_described, operation.parameters))
    return (
        operation
        if parameters == operation.parameters
        else operation._replace(parameters=parameters)
    )


def _described(part: Described) -> Described:
    description = part.description and _trimmed(part.description)
    return part if description == part.description else part._replace(description=description)


def _trimmed(text: str) -> str:
    """`text` without blanks at the ends of its lines, and around it."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(map(str.rstrip, text.split("\n"))).strip()
