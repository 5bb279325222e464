"""OA15: a change is answered with what came of it."""

from __future__ import annotations

from functools import lru_cache

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import JSON, Content, Operation, Response


@correction("OA15", Part.OPERATION, ClientEffect.ADDITIVE)
def answer_to_a_change(operation: Operation) -> Operation:
    """PUT and PATCH answer with what was changed, as it is now.

    The answer to POST holds what was added; that to PUT and PATCH is empty in the published shape, so a client has to
    ask again. One that looks at the status only does not notice the body.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/put/responses/200

    Before:
        description: OK

    After:
        description: OK
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Eenheidbericht'
    """
    if operation.method not in ("put", "patch") or operation.body is None:
        return operation
    message = tuple(
        [_plain(content) for content in operation.body.contents if content.media_type == JSON]
    )
    responses = [
        _with(message, each) if each.good and not each.contents else each
        for each in operation.responses
    ]
    return operation._replace(responses=tuple(responses))


@lru_cache(maxsize=1 << 8)  # the changes of one resource are answered alike, by one object then
def _with(message: tuple[Content, ...], response: Response) -> Response:
    return response._replace(contents=message)


def _plain(content: Content) -> Content:
    return content._replace(example="") if content.example else content
