"""OA41: the key of the source system is required where a message tells it, and not sent with what is new."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.message_keys import keyed
from compiler.emit.openapi.plan import Document


@correction("OA41", Part.DOCUMENT, ClientEffect.BREAKING, alters=("required",))
def key_of_the_source(document: Document) -> Document:
    """A message that tells the key requires it; in that of POST the key is read-only.

    Regels voor gebruik id's: the source system gives the key (`id`, or what the manifest calls `bronsleutel`). POST
    sends none and is answered with one; PATCH and PUT name what they change by it, and an empty key names nothing. The
    published shape leaves it optional everywhere, so a change that does not say of what is valid. PATCH to an address
    that has the key need not repeat it, and an answer to GET is to what was asked by it: there it stays optional, but
    is never empty. The key is that of the message itself; what it embeds stays as it was.

    Model:
        standaard S { versie "1.0.0", ids { kern id : string } }
        domein A { entiteit Zaak (meervoud Zaken) { naam : string } }
        envelop Bericht { label : string }

    At: openapi/Informatiedomeinen/A #/paths/~1zaken/put/requestBody/content/application~1json/schema

    Before:
        $ref: '#/components/schemas/Zaakbericht'

    After:
        $ref: '#/components/schemas/Zaakbericht-bestaand'
    """
    return keyed(document)
