"""OA12: one scope is enough, and ping needs none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Requirement
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.planning_security import API_KEY
from compiler.emit.rendering.by_object import by_object
from compiler.emit.taken_names import ALL


@correction("OA12", Part.DOCUMENT, ClientEffect.ADDITIVE, alters=("scopes",))
def scopes_as_alternatives(document: Document) -> Document:
    """One scope is enough: to read or to write, of the resource or of all; ping asks for none.

    The guidelines give every resource a scope to read and one to read and write, the model the same for all of its
    resources, and an API key access to everything. The published shape asks for both scopes of a resource together,
    which no reader has, and passes over the key and the scopes for all. Now they are alternatives. Whoever had
    access keeps it.

    Model:
        standaard S { versie "1.0.0", koppelvlak { oauth2 { clientCredentials { tokenUrl "/token" } } } }
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden/get/security

    Before:
        - OAuth2: [A.Eenheden.Read, A.Eenheden.ReadWrite]

    After:
        - ApiKeyAuth: []
        - OAuth2: [A.Eenheden.Read]
        - OAuth2: [A.Eenheden.ReadWrite]
        - OAuth2: [A.All.Read]
        - OAuth2: [A.All.ReadWrite]
    """
    open_to = by_object(_open_to)

    def open_to_each(operation: Operation) -> Operation:
        asked = operation.security
        if not operation.entity:
            return operation._replace(security=())
        return operation if asked is None else operation._replace(security=open_to(asked))

    security = tuple(_alone(document.security))
    return document._replace(security=security).with_operations(open_to_each)


def _open_to(asked: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    alone = tuple(_alone(asked))
    return (Requirement(API_KEY), *alone, *_of_all_resources(alone))


def _alone(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """A requirement per scope."""
    for requirement in requirements:
        if requirement.scopes:
            yield from (requirement._replace(scopes=(scope,)) for scope in requirement.scopes)
        else:
            yield requirement


def _of_all_resources(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """The same requirements, of all resources."""
    for requirement in requirements:
        yield requirement._replace(
            scopes=tuple(scope._replace(resource=ALL) for scope in requirement.scopes)
        )
