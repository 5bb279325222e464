"""OA18: an answer says which version gave it."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Header, Operation, Response
from compiler.emit.openapi.plan import Document
from compiler.emit.rendering.by_object import by_object
from compiler.model.wire import Shape

_VERSION_HEADER = "API-Version"
_HEADER = Header(
    "",
    shape=Shape(type="string"),
    description="De volledige versie van het koppelvlak dat antwoordt.",
)


@correction("OA18", Part.DOCUMENT, ClientEffect.ADDITIVE)
def version_in_answers(document: Document) -> Document:
    """Every answer to a request that was carried out says the whole version of the interface, in API-Version.

    The national API Design Rules ask for it: the address has the major version only, and a client that meets something
    odd can tell which version it met. A client that does not look at the header does not notice it. Where the manifest
    has a header of that name, in any case of letters (`paginaheaders`), answers have that one, each of them once.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1ping/get/responses/200

    Before:
        description: OK

    After:
        description: OK
        headers:
          API-Version:
            $ref: '#/components/headers/API-Version'
    """
    components = document.components
    own = next((name for name, _ in components.headers if _is_version(name)), "")
    if not own:
        headers = (*components.headers, (_VERSION_HEADER, _HEADER))
        components = components._replace(headers=headers)
    name = own or _VERSION_HEADER
    reference = Header(name, ref=name)

    @by_object
    def with_version(response: Response) -> Response:
        if not response.good or any(_is_version(header.name) for header in response.headers):
            return response
        return response._replace(headers=(*response.headers, reference))

    def versioned(operation: Operation) -> Operation:
        return operation._replace(responses=tuple(map(with_version, operation.responses)))

    return document._replace(components=components).with_operations(versioned)


def _is_version(name: str) -> bool:
    """Whether a header is called so; names of headers are the same in any case of letters (RFC 9110)."""
    return name.lower() == _VERSION_HEADER.lower()
