"""OA23: filters have names as attributes should have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Parameter
from compiler.emit.openapi.plan import Document

_LOWER_CAMEL_CASE = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")


@correction("OA23", Part.DOCUMENT, ClientEffect.BREAKING)
def names_of_filters(document: Document) -> Document:
    """The names of query parameters are in lowerCamelCase, and differ by more than capitals.

    GN04 asks it of attributes, and the national API Design Rules of query parameters. A correction cannot rename what
    an attribute is called in messages, so one with another name is no filter until the model is mended. Of names that
    differ in capitals only the first one stays, for generated clients have one argument for both. Whoever looked for
    such an attribute cannot any more.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) { Naam : string negeer GN04 "zo gepubliceerd" } }

    With: OA10

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/get/parameters/0

    Before:
        name: Naam
        in: query
        schema:
          type: string

    After:
        $ref: '#/components/parameters/Cursor'
    """
    resources = (
        each._replace(filters=tuple(_well_named(each.filters))) for each in document.resources
    )
    return document._replace(resources=tuple(resources))


def _well_named(filters: tuple[Parameter, ...]) -> Iterator[Parameter]:
    seen: set[str] = set()
    for parameter in filters:
        if _LOWER_CAMEL_CASE.fullmatch(parameter.name) and parameter.name.lower() not in seen:
            seen.add(parameter.name.lower())
            yield parameter
