"""OA22: texts of documents and operations have no blanks at their ends."""

from __future__ import annotations

from compiler.emit.openapi.correction import Effect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.texts import trimmed


@correction("OA22", Part.DOCUMENT, Effect.NONE)
def no_blanks_in_texts(document: Document) -> Document:
    """Titles, and descriptions of tags, operations and parameters, have no blanks at their ends.

    Blanks that nobody sees come along from sheets, and make documents differ that are the same to every reader.

    Model:
        ketenproces BRG "Beheer Relatiegegevens "

    At: openapi/Ketenprocessen/BRG #/info/title

    Before:
        "Voorbeeld-Beheer Relatiegegevens "

    After:
        Voorbeeld-Beheer Relatiegegevens
    """
    tags = (tag._replace(description=trimmed(tag.description)) for tag in document.tags)
    return document._replace(
        title=trimmed(document.title), description=trimmed(document.description), tags=tuple(tags)
    ).with_operations(_trimmed)


def _trimmed(operation: Operation) -> Operation:
    parameters = tuple(map(_parameter, operation.parameters))
    summary, description = trimmed(operation.summary), trimmed(operation.description)
    if (summary, description, parameters) == (operation.summary, operation.description, operation.parameters):
        return operation
    return operation._replace(summary=summary, description=description, parameters=parameters)


def _parameter(parameter: Parameter) -> Parameter:
    description = trimmed(parameter.description)
    return parameter if description == parameter.description else parameter._replace(description=description)
