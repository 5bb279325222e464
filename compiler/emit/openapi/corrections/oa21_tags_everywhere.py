"""OA21: every operation has a tag."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import Document, Tag

SERVICE = Tag("Beschikbaarheid", "Of de dienst bereikbaar is.")


@correction("OA21", Part.DOCUMENT, ClientEffect.NONE)
def tags_everywhere(document: Document) -> Document:
    """Every operation has a tag, ping too.

    Documentation and generated clients are ordered by tag; what has none ends up apart, under a name that differs
    from tool to tool.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/tags

    Before:
        - {name: Eenheden, description: Bewerkingen op Eenheden}

    After:
        - {name: Eenheden, description: Bewerkingen op Eenheden}
        - {name: Beschikbaarheid, description: Of de dienst bereikbaar is.}
    """

    def tagged(operation: Operation) -> Operation:
        return operation if operation.tags else operation._replace(tags=(SERVICE.name,))

    known = any(tag.name == SERVICE.name for tag in document.tags)
    tags = document.tags if known else (*document.tags, SERVICE)
    return document._replace(tags=tags).with_operations(tagged)
