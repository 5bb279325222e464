"""OA03: a message may satisfy more than one alternative."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import AlternativesSchema, Schema


@correction("OA03", Part.SCHEMA, ClientEffect.ADDITIVE)
def alternatives_that_match(schema: Schema) -> Schema:
    """Derived entities are alternatives that an ordinary message satisfies.

    All attributes are optional (GM09), so a message that holds only what all derived entities share satisfies each
    of them. The published shape asks for exactly one (`oneOf`) and refuses it; `anyOf` asks for at least one. What
    was valid stays valid.

    Model:
        domein A {
            abstract entiteit Relatie { naam : string }
            entiteit Persoon is Relatie { geboortedatum : date }
            entiteit Groep is Relatie { doel : string }
        }

    At: openapi/Informatiedomeinen/A #/components/schemas/Relatie

    Before:
        oneOf:
        - $ref: '#/components/schemas/Persoon'
        - $ref: '#/components/schemas/Groep'

    After:
        anyOf:
        - $ref: '#/components/schemas/Persoon'
        - $ref: '#/components/schemas/Groep'
    """
    return schema._replace(keyword="anyOf") if isinstance(schema, AlternativesSchema) else schema
