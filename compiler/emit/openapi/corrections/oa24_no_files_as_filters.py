"""OA24: files are no filters."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation

_FILE = "byte"  # the format of a file in base64


@correction("OA24", Part.OPERATION, ClientEffect.BREAKING)
def no_files_as_filters(operation: Operation) -> Operation:
    """A search has no query parameter for the content of a file.

    Nobody looks for a file by its content, and no address has room for one. The published shape takes every attribute
    of a message, files among them, so whoever did send one cannot any more. What the manifest itself has as a
    parameter stays.

    Model:
        domein A { entiteit Bestand (meervoud Bestanden) {
            inhoud : base64Binary
            naam : string
        } }

    With: OA10

    At: openapi/Informatiedomeinen/A #/paths/~1bestanden/get/parameters/0

    Before:
        name: inhoud
        in: query
        schema:
          type: string
          format: byte

    After:
        name: naam
        in: query
        schema:
          type: string
    """
    parameters = tuple(
        each
        for each in operation.parameters
        if each.ref or each.place != "query" or each.shape.format != _FILE
    )
    if len(parameters) == len(operation.parameters):
        return operation
    return operation._replace(parameters=parameters)
