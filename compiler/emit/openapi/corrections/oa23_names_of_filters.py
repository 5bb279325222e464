"""OA23: filters have names as attributes should have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter

_LOWER_CAMEL_CASE = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")


@correction("OA23", Part.OPERATION, ClientEffect.BREAKING)
def names_of_filters(operation: Operation) -> Operation:
    """The names of query parameters are in lowerCamelCase, and differ by more than capitals.

    GN04 asks it of attributes, and the national API Design Rules of query parameters. A correction cannot rename what
    an attribute is called in messages, so one with another name is no filter until the model is mended. Of names that
    differ in capitals only the first one stays, for generated clients have one argument for both. Whoever looked for
    such an attribute cannot any more.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) {
            Naam : string negeer GN04 "zo gepubliceerd"
            kleur : string
        } }

    With: OA10

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/get/parameters/0

    Before:
        name: Naam
        in: query
        schema:
          type: string

    After:
        name: kleur
        in: query
        schema:
          type: string
    """
    parameters = tuple(_well_named(operation.parameters))
    if len(parameters) == len(operation.parameters):
        return operation
    return operation._replace(parameters=parameters)


def _well_named(parameters: tuple[Parameter, ...]) -> Iterator[Parameter]:
    seen: set[str] = set()
    for parameter in parameters:
        name = parameter.name
        if parameter.place != "query":
            yield parameter
        elif _LOWER_CAMEL_CASE.fullmatch(name) and name.lower() not in seen:
            seen.add(name.lower())
            yield parameter
