"""OA41: the key of the source system is required of all that exists, and not sent with what is new."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.message_keys import keyed
from compiler.emit.openapi.plan import Document


@correction("OA41", Part.DOCUMENT, ClientEffect.BREAKING)
def key_of_the_source(document: Document) -> Document:
    """POST has a message of its own, in which the key is read-only; every other message has the key.

    Regels voor gebruik id's: the source system gives the key (`id`, or what the manifest calls `bronsleutel`). POST
    sends none and is answered with one; PATCH and PUT name what they change by it. The published shape leaves it
    optional everywhere, so a change that does not say of what is valid, and a client that reads an answer has to expect
    no key. The key is that of the message itself; what it embeds stays as it was.

    Model:
        standaard S { versie "1.0.0", ids { kern id : string } }
        domein A { entiteit Zaak (meervoud Zaken) { naam : string } }
        envelop Bericht { label : string }

    At: openapi/Informatiedomeinen/A #/components/schemas/Zaakbericht

    Before:
        allOf:
        - $ref: '#/components/schemas/Zaak'
        - $ref: '#/components/schemas/Bericht-basis'

    After:
        allOf:
        - $ref: '#/components/schemas/Zaak'
        - $ref: '#/components/schemas/Bericht-basis'
        required: [id]
    """
    return keyed(document)
