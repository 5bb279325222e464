"""OA17: errors are told as problem details."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Content, Operation, Response
from compiler.emit.openapi.plan import Document, ObjectSchema, Property
from compiler.emit.openapi.planning_shared import UNAUTHORISED
from compiler.emit.schema_names import ERROR
from compiler.model.wire import Shape

PROBLEM_JSON = "application/problem+json"
FORBIDDEN = "403"
_TEXT, _ADDRESS = Shape(type="string"), Shape(type="string", format="uri-reference")
_MEMBERS = (
    Property("type", _ADDRESS, "Adres dat het soort probleem aanduidt; zonder is dat about:blank."),
    Property("title", _TEXT, "Wat voor probleem het is, in een paar woorden."),
    Property("status", Shape(type="integer", format="int32"), "De status van het antwoord."),
    Property("detail", _TEXT, "Wat er deze keer aan de hand is."),
    Property("instance", _ADDRESS, "Adres dat deze ene keer aanduidt."),
)
# What an answer with a status is called among the components, what it says, and whether it held an error message.
_ANSWERS = {
    "400": ("OnjuistVerzoek", "Onjuist verzoek", True),
    "401": (UNAUTHORISED, "Geen toegang", False),
    FORBIDDEN: ("NietToegestaan", "Niet toegestaan", True),
    "404": ("NietGevonden", "Niet gevonden", False),
    "default": ("OnverwachteFout", "Onverwachte fout", True),
}
_REFERENCES = {status: Response(status, ref=name) for status, (name, _, _) in _ANSWERS.items()}


@correction("OA17", Part.DOCUMENT, ClientEffect.ADDITIVE)
def problem_details(document: Document) -> Document:
    """Errors are told as problem details beside what the standard had, 403 among them.

    The national API Design Rules ask for problem details (RFC 9457). The published shape has an error message of its
    own for unexpected errors, nothing for 400, 401 and 404, and no 403, which fell under the unexpected ones. Where
    there was an error message, it stays; a client that asks for JSON only goes on getting it.

    Model:
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/components/responses

    Before:
        NietGeautoriseerd:
          description: Geen toegang
          headers:
            X-API-KEY: {schema: {type: string}}

    After:
        OnjuistVerzoek:
          description: Onjuist verzoek
          content:
            application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}
            application/problem+json: {schema: {$ref: '#/components/schemas/Probleem'}}
        NietGeautoriseerd:
          description: Geen toegang
          headers:
            X-API-KEY: {schema: {type: string}}
          content:
            application/problem+json: {schema: {$ref: '#/components/schemas/Probleem'}}
        NietToegestaan:
          description: Niet toegestaan
          content:
            application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}
            application/problem+json: {schema: {$ref: '#/components/schemas/Probleem'}}
        NietGevonden:
          description: Niet gevonden
          content:
            application/problem+json: {schema: {$ref: '#/components/schemas/Probleem'}}
        OnverwachteFout:
          description: Onverwachte fout
          content:
            application/json: {schema: {$ref: '#/components/schemas/Foutbericht'}}
            application/problem+json: {schema: {$ref: '#/components/schemas/Probleem'}}
    """
    name = _free_name("Probleem", {schema.name for schema in document.schemas})
    known = dict(document.components.responses)
    responses = dict(known)
    for key, text, told in _ANSWERS.values():
        plain = known.get(
            key, Response(description=text, contents=(Content(Shape(ref=ERROR)),) * told)
        )
        problem = Content(Shape(ref=name), PROBLEM_JSON)
        responses[key] = plain._replace(contents=(*plain.contents, problem))
    components = document.components._replace(responses=tuple(responses.items()))
    schemas = (*document.schemas, ObjectSchema(name, _MEMBERS))
    return document._replace(components=components, schemas=schemas).with_operations(_with_problems)


def _free_name(name: str, taken: set[str]) -> str:
    """`name`, or where the model has a schema of that name one made of it."""
    while name in taken:
        name = f"Http{name}"
    return name


def _with_problems(operation: Operation) -> Operation:
    """`operation` with answers of errors by the name of a component, and 403 behind 401."""
    statuses = [response.status for response in operation.responses]
    responses = [_REFERENCES.get(response.status, response) for response in operation.responses]
    if "401" in statuses and FORBIDDEN not in statuses:
        responses.insert(statuses.index("401") + 1, _REFERENCES[FORBIDDEN])
    return operation._replace(responses=tuple(responses))
