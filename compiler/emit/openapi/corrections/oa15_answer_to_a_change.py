"""OA15: a change is answered with what came of it."""

from __future__ import annotations

from functools import lru_cache

from compiler.emit.openapi.correction import Effect, Part, correction
from compiler.emit.openapi.operations import JSON, Answer, Content, Operation


@correction("OA15", Part.OPERATION, Effect.ADDITIVE)
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
    message = tuple([_plain(content) for content in operation.body.contents if content.media_type == JSON])
    answers = [_with(message, each) if each.good and not each.contents else each for each in operation.answers]
    return operation._replace(answers=tuple(answers))


@lru_cache(maxsize=1 << 8)  # the changes of one resource are answered alike, by one object then
def _with(message: tuple[Content, ...], answer: Answer) -> Answer:
    return answer._replace(contents=message)


def _plain(content: Content) -> Content:
    return content._replace(example="") if content.example else content
