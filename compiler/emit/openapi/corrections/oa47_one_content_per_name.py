"""OA47: in a release, a name of a schema stands for one content."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.naming import Naming, qualified


@correction("OA47", Part.NAMES, ClientEffect.NONE)
def one_content_per_name(naming: Naming) -> Naming:
    """A schema of the same name is the same in all documents of a release.

    Documents call by one name what they show differently: two processes have a message of the same name, and an entity
    that every message may carry has fewer attributes in a process than in its domain. Who generates code of several
    documents in one place gets classes that overwrite each other. A name that stands for several contents has the name
    of its document before it, or that of its folder where all documents there agree; those of domains keep it.

    Model:
        domein A { entiteit Zaak (meervoud Zaken) { naam : string, plaats : string } }
        ketenproces EEN "Een"
        bericht Zaken over Zaak { Zaak { naam } }
        ketenproces TWE "Twee"
        bericht Zaken over Zaak { Zaak { plaats } }

    At: openapi/Ketenprocessen/EEN #/paths/~1zaken/post/responses/201/content/application~1json/schema

    Before:
        $ref: '#/components/schemas/Zaken-Zaakbericht'

    After:
        $ref: '#/components/schemas/EEN-Zaken-Zaakbericht'
    """
    return naming.then(qualified(naming))
