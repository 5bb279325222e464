"""OA14: PATCH takes a merge patch."""

from __future__ import annotations

from functools import lru_cache

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import JSON, Body, Operation

MERGE_PATCH = "application/merge-patch+json"


@correction("OA14", Part.OPERATION, ClientEffect.ADDITIVE)
def merge_patch(operation: Operation) -> Operation:
    """PATCH takes a merge patch beside plain JSON.

    The guidelines say what is left out of a PATCH stays as it was, and what is null is made empty: that is a JSON
    merge patch (RFC 7396), which has a media type of its own. Plain JSON goes on working.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/patch/requestBody/content

    Before:
        application/json:
          schema:
            $ref: '#/components/schemas/Eenheidbericht'

    After:
        application/json:
          schema:
            $ref: '#/components/schemas/Eenheidbericht'
        application/merge-patch+json:
          schema:
            $ref: '#/components/schemas/Eenheidbericht'
    """
    if operation.method != "patch" or operation.body is None:
        return operation
    return operation._replace(body=_mergeable(operation.body))


@lru_cache(maxsize=1 << 8)  # two operations of a resource take the same body, one object then
def _mergeable(body: Body) -> Body:
    merged = (
        content._replace(media_type=MERGE_PATCH)
        for content in body.contents
        if content.media_type == JSON
    )
    return body._replace(contents=(*body.contents, *merged))
