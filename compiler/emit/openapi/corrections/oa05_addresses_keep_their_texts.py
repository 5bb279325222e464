"""OA05: a reference to another domain says what it is for."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Property
from compiler.emit.openapi.planning_properties import texts_around


@correction("OA05", Part.PROPERTY, ClientEffect.NONE)
def addresses_keep_their_texts(prop: Property) -> Property:
    """A reference to another domain has the description and the constraint of its attribute.

    The document of a domain holds an entity of another domain by its address, one or many, whole or by its keys. As
    published, such a property says which entity it is the address of, and nothing of the attribute: what the reference
    is for, and when it may be left out, is lost. Both stand there now as everywhere else: the description before, the
    constraint behind. The document of a process holds no addresses, and never lost them.

    Model:
        domein A { entiteit Contract {
            /// Wie de huur betaalt.
            betaler : B beperking "Verplicht bij huur."
        } }
        domein Z { entiteit B { naam : string } }

    At: openapi/Informatiedomeinen/A #/components/schemas/Contract/properties/betaler

    Before:
        type: string
        format: uri
        description: Adres van B in het domein Z.

    After:
        type: string
        format: uri
        description: Wie de huur betaalt. Adres van B in het domein Z. Verplicht bij huur.
    """
    is_address = bool(prop.target) and not prop.shape.ref
    if prop.attribute is None or not is_address:
        return prop
    return prop._replace(description=texts_around(prop.attribute, prop.description))
