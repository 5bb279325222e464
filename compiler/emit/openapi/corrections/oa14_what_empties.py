"""OA14: operations that change something say what makes an attribute empty, and what fills it."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.schemas import Schemas

_EMPTIES = "null maakt een waarde leeg, {} een object en [] een verzameling."
# By method. Of a PATCH the difference with RFC 7396 is said, for there {} empties nothing.
_TEXTS = {
    "put": f"{_EMPTIES} Weglaten is niet leegmaken.",
    "patch": f"{_EMPTIES} Dit is geen JSON merge patch (RFC 7396): daarin verandert {{}} niets.",
}
_SENDER = "zender"


@correction("OA14", Part.DOCUMENT, ClientEffect.NONE)
def what_empties(document: Document) -> Document:
    """PUT and PATCH say what null, {} and [] do, and POST which headers fill what is left out.

    Gebruik van Attributen in JSON Payload: what a PUT or a PATCH has as null, {} or [] is made empty. That is no JSON
    merge patch (RFC 7396), in which {} leaves an object as it was, so PATCH takes plain JSON and says what it does:
    docs/decisions/0020-empty-in-a-patch.md. Regels voor gebruik id's: after a POST the receiver fills idOrganisatie and
    idAdministratie with the headers that tell the sender, where the message does not fill them. That goes for every
    header of the manifest that has Zender in its name, and ends as one of the ids does.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/put

    Before:
        summary: Vervangt een Eenheid met de sleutels uit het bericht
        operationId: replaceEenheid
        tags: [Eenheden]
        requestBody:
          description: Eenheid
          content: {application/json: {schema: {$ref: '#/components/schemas/Eenheidbericht'}}}
        responses:
          '200': {description: OK}
          '400': {description: Onjuist bericht}
          '401': {$ref: '#/components/responses/NietGeautoriseerd'}
          '404': {description: Niet gevonden}
          default:
            description: Onverwachte fout
            content:
              application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}

    After:
        summary: Vervangt een Eenheid met de sleutels uit het bericht
        description: "null maakt een waarde leeg, {} een object en [] een verzameling. Weglaten is niet leegmaken."
        operationId: replaceEenheid
        tags: [Eenheden]
        requestBody:
          description: Eenheid
          content: {application/json: {schema: {$ref: '#/components/schemas/Eenheidbericht'}}}
        responses:
          '200': {description: OK}
          '400': {description: Onjuist bericht}
          '401': {$ref: '#/components/responses/NietGeautoriseerd'}
          '404': {description: Niet gevonden}
          default:
            description: Onverwachte fout
            content:
              application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}
    """
    schemas = Schemas(document.schemas)

    def said(operation: Operation) -> Operation:
        """`operation` with what it says of its message."""
        if operation.body is None:
            return operation
        text = _TEXTS.get(operation.method, "")
        if operation.method == "post":
            text = " ".join(_filled(operation, document, schemas))
        return operation._replace(description=f"{operation.description} {text}".strip())

    return document.with_operations(said)


def _filled(operation: Operation, document: Document, schemas: Schemas) -> Iterator[str]:
    """What headers fill in the message of a POST, a sentence each."""
    shared = dict(document.components.parameters)
    assert operation.body is not None
    names = {
        name.lower(): name
        for content in operation.body.contents
        for name in schemas.properties_of(content.shape.ref)
    }
    for parameter in operation.parameters:
        header = shared.get(parameter.ref, parameter)
        *before, last = header.name.split("-")
        key = names.get(f"id{last}".lower(), "")
        if header.place == "header" and key and _SENDER in [word.lower() for word in before]:
            yield f"Is {key} niet gevuld, dan vult de ontvanger het met de header {header.name}."
