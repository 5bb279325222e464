"""OA20: every operation says what it does."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation

# By method, and whether the address names one resource.
_TEXTS = {
    ("get", False): "Geeft in pagina's wat aan alle filters voldoet; zonder filter is dat alles.",
    (
        "post",
        False,
    ): "Het bericht heeft geen sleutel: die kiest het bronsysteem, en staat in het antwoord.",
    (
        "put",
        False,
    ): "Het bericht zegt met zijn sleutel welke {entity}, en bevat alle attributen, ook die leeg zijn.",
    (
        "patch",
        False,
    ): "Het bericht zegt met zijn sleutel welke {entity}. Wat er niet in staat, blijft zoals het was.",
    ("get", True): "De sleutel is die van het systeem waaraan wordt gevraagd.",
    ("put", True): "Het bericht bevat alle attributen van de {entity}, ook die leeg zijn.",
    ("patch", True): "Wat niet in het bericht staat, blijft zoals het was.",
}
_OTHERWISE = "Zegt alleen dat de dienst bereikbaar is, niets over de gegevens."


@correction("OA20", Part.OPERATION, ClientEffect.NONE)
def operation_descriptions(operation: Operation) -> Operation:
    """Every operation has a description: how its message is read, as the guidelines say.

    The published shape has a summary only. Linters ask for more, and so do readers: what a key is for and what
    becomes of attributes that are left out differs from method to method.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1ping/get

    Before:
        summary: Antwoordt met 200 zolang de dienst bereikbaar is
        operationId: ping
        responses:
          '200': {description: OK}
          '408': {description: Request Timeout}
          default:
            description: Onverwachte fout
            content:
              application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}

    After:
        summary: Antwoordt met 200 zolang de dienst bereikbaar is
        description: Zegt alleen dat de dienst bereikbaar is, niets over de gegevens.
        operationId: ping
        responses:
          '200': {description: OK}
          '408': {description: Request Timeout}
          default:
            description: Onverwachte fout
            content:
              application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}
    """
    text = (
        _TEXTS[operation.method, operation.path.endswith("}")] if operation.entity else _OTHERWISE
    )
    said = text.replace("{entity}", operation.entity)
    return operation._replace(description=f"{said} {operation.description}".strip())
