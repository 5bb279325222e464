"""OA01: the path parameter `id` is a string."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.model.wire import Shape

_TEXT = Shape(type="string")


@correction("OA01", Part.OPERATION, ClientEffect.ADDITIVE)
def id_is_a_string(operation: Operation) -> Operation:
    """The path parameter `id` is a string in every operation.

    GM11 makes `id` a string, and six of the seven operations of a resource say so. The published shape has an
    integer in the seventh, the PATCH of one resource, which shuts out every key that is no number. A client that
    sends digits goes on working.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) { naam : string } }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden~1{id}/patch/parameters/0/schema

    Before:
        type: integer

    After:
        type: string
    """
    if "{" not in operation.path or not any(map(_is_other, operation.parameters)):
        return operation
    texts = (
        each._replace(shape=_TEXT) if _is_other(each) else each for each in operation.parameters
    )
    return operation._replace(parameters=tuple(texts))


def _is_other(parameter: Parameter) -> bool:
    return parameter.place == "path" and parameter.shape != _TEXT
