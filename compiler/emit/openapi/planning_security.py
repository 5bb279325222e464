"""Who is let in: the API key, and the OAuth2 scopes of a document and of each operation, in the published shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.emit.openapi.operations import OAuthScope, Requirement
from compiler.emit.openapi.plan import Resource
from compiler.emit.openapi.plan_terms import Terms
from compiler.emit.taken_names import ALL

API_KEY, OAUTH = "ApiKeyAuth", "OAuth2"
READING, WRITING = ("Read", "ReadWrite"), ("ReadWrite",)


def plan_security(terms: Terms) -> tuple[Requirement, ...]:
    """How to be let in where an operation says nothing of its own."""
    return (Requirement(API_KEY), *scoped(terms, ALL, READING))


def plan_scopes(resources: Iterable[Resource], terms: Terms) -> Iterator[tuple[OAuthScope, str]]:
    """Every scope of a document, with what it lets one do."""
    for name, words in ((ALL, "alle resources"), *((r.tag, r.tag) for r in resources)):
        yield OAuthScope(terms.model, name, "Read"), f"alleen lezen van {words}"
        yield OAuthScope(terms.model, name, "ReadWrite"), f"lezen en schrijven van {words}"


def scoped(terms: Terms, resource: str, accesses: tuple[str, ...]) -> tuple[Requirement, ...]:
    """The scopes as the published shape asks for them: all of them together."""
    scopes = tuple(OAuthScope(terms.model, resource, access) for access in accesses)
    return (Requirement(OAUTH, scopes),) if terms.scoped else ()
