"""OA13: a message is not left out."""

from __future__ import annotations

from functools import lru_cache

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Body, Operation


@correction("OA13", Part.OPERATION, ClientEffect.BREAKING)
def body_required(operation: Operation) -> Operation:
    """An operation that takes a message needs one.

    Nothing can be added or changed without saying what. The published shape leaves the body out of what is required,
    so that generated clients have it optional, and validators let a request without one pass. Such a request is
    refused from now on.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/post/requestBody

    Before:
        description: Eenheid
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Eenheidbericht'

    After:
        description: Eenheid
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Eenheidbericht'
    """
    if operation.body is None:
        return operation
    return operation._replace(body=_required(operation.body))


@lru_cache(maxsize=1 << 8)  # two operations of a resource take the same body, one object then
def _required(body: Body) -> Body:
    return body._replace(required=True)
