"""OA10: a search has a parameter per attribute."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.filters import filters, names_in_components
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import Document


@correction("OA10", Part.DOCUMENT, ClientEffect.ADDITIVE)
def filter_parameters(document: Document) -> Document:
    """A search has a query parameter for every attribute with one value.

    The published shape has the whole message as one parameter, exploded into its attributes. That says nothing of
    what is no plain value (OpenAPI leaves objects and arrays inside it undefined), and generators of clients drop the
    operation. The parameters have the names that exploding gave them, so what was sent goes on working. A value of
    reference data is asked for by its code, an entity that shows by its keys by its id; collections and embedded
    entities, which had no form, are left out.

    Model:
        referentiedata EENHEIDSOORT
        domein A { entiteit Eenheid (meervoud Eenheden) {
            delen : Eenheid[]
            soort : EENHEIDSOORT
        } }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/get/parameters/0

    Before:
        name: params
        in: query
        style: form
        explode: true
        schema:
          $ref: '#/components/schemas/Eenheidbericht'

    After:
        name: soort
        in: query
        description: Code uit EENHEIDSOORT.
        schema:
          type: string
    """
    schemas = {schema.name: schema for schema in document.schemas}
    shared = names_in_components(document)

    def apart(operation: Operation) -> Operation:
        """`operation` with a parameter for each attribute in place of an exploded one."""
        if not any(each.exploded for each in operation.parameters):
            return operation
        taken = {shared.get(each.ref, each.name) for each in operation.parameters}
        parameters: list[Parameter] = []
        for each in operation.parameters:
            parameters += filters(each.shape.ref, schemas, taken) if each.exploded else [each]
        return operation._replace(parameters=tuple(parameters))

    return document.with_operations(apart)
