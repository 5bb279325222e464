"""OA16: an operation says what it answers to a request that is wrong."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Content, Operation, Response
from compiler.emit.schema_names import ERROR
from compiler.model.wire import Shape

WRONG = Response("400", description="Onjuist verzoek", contents=(Content(Shape(ref=ERROR)),))


@correction("OA16", Part.OPERATION, ClientEffect.ADDITIVE)
def bad_request(operation: Operation) -> Operation:
    """Every operation that takes something answers 400 when that is wrong.

    The national API Design Rules ask for it, and the published shape has it with two of the seven operations of a
    resource. With the others it fell under the unexpected errors, so it holds what those hold. Ping takes nothing.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/post/responses

    Before:
        '201':
          description: Toegevoegd
          headers:
            Location:
              description: Adres van wat is toegevoegd.
              schema:
                type: string
                format: uri
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Eenheidbericht'
        '401':
          $ref: '#/components/responses/NietGeautoriseerd'
        default:
          description: Onverwachte fout
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Foutbericht'

    After:
        '201':
          description: Toegevoegd
          headers:
            Location:
              description: Adres van wat is toegevoegd.
              schema:
                type: string
                format: uri
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Eenheidbericht'
        '400':
          description: Onjuist verzoek
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Foutbericht'
        '401':
          $ref: '#/components/responses/NietGeautoriseerd'
        default:
          description: Onverwachte fout
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Foutbericht'
    """
    takes = operation.parameters or operation.body
    if not takes or WRONG.status in [response.status for response in operation.responses]:
        return operation
    good = [response for response in operation.responses if response.good]
    others = [response for response in operation.responses if not response.good]
    return operation._replace(responses=(*good, WRONG, *others))
