"""OA29: components that nothing refers to are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Document

_Component = TypeVar("_Component")


@correction("OA29", Part.DOCUMENT, ClientEffect.NONE, alters=("idle",))
def no_idle_components(document: Document) -> Document:
    """Headers, parameters and answers that no operation refers to are left out.

    The published shape has the same ones in every document, also where there is no resource to use them.

    Model:
        domein A

    At: openapi/Informatiedomeinen/A #/components/responses

    Before:
        NietGeautoriseerd:
          description: Geen toegang
          headers:
            X-API-KEY: {schema: {type: string}}

    After:
        null
    """
    told = document.all_responses()
    responses = {response.ref for response in told}
    parameters = {
        parameter.ref for operation in document.operations for parameter in operation.parameters
    }
    components = document.components
    components = components._replace(
        responses=_used(components.responses, responses),
        parameters=_used(components.parameters, parameters),
    )
    shown = (*told, *(response for _, response in components.responses))
    headers = {header.ref for response in shown for header in response.headers}
    return document._replace(
        components=components._replace(headers=_used(components.headers, headers))
    )


def _used(
    components: Iterable[tuple[str, _Component]], names: set[str]
) -> tuple[tuple[str, _Component], ...]:
    return tuple((name, component) for name, component in components if name in names)
