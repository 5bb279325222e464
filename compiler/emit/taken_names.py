"""Names that documents cannot give: addresses that are taken or no plain text, and names that every document has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.pointers import PING
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.emit.schema_names import ERROR, reserved_names
from compiler.model.model import Model

# Segments without signs that are written otherwise in an address (RFC 3986); published ones have several at times.
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*")
ALL = "All"


class _Resource(NamedTuple):
    """What has an address in a document; `place` is where to tell that it cannot have it."""

    place: Name
    plural: str
    path: str


def taken_names(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for every name that a document would have twice, at the second, and for addresses that are none."""
    for domain in model.domains.values():
        entities = (model.entities[key] for key in domain.entities)
        yield from _taken_addresses([_Resource(e.name, e.plural, e.path) for e in entities])
    for process in model.processes.values():
        messages = process.messages
        yield from _taken_addresses([_Resource(m.name, m.name.text, m.path) for m in messages])
    yield from _reserved(model)


def _taken_addresses(resources: list[_Resource]) -> Iterator[Diagnostic]:
    plurals: dict[str, Name] = {}
    paths: dict[str, Name] = {}
    for place, plural, path in resources:
        if not _SEGMENT.fullmatch(path):
            hint = say("write one of letters, digits and hyphens: (pad …)")
            message = say('"{path}" is no address of a resource', path=path)
            yield _error(place, message, hint)
        elif f"/{path.lower()}" == PING:
            message = say('the address "/{path}" is that by which a service is tried', path=path)
            yield _error(place, message, say("give it another one: (pad …)"))
        elif (first := paths.setdefault(path.lower(), place)) is not place:
            message = say('"{first}" has the address "/{path}" already', first=first, path=path)
            yield _error(place, message, _other_address(first))
            continue
        if plural == ALL:
            message = say(
                '"{plural}" is what OAuth scopes of all resources are called', plural=plural
            )
            yield _error(place, message, say("take another plural: (meervoud …)"))
        elif (first := plurals.setdefault(plural, place)) is not place:
            message = say('"{first}" has the plural "{plural}" already', first=first, plural=plural)
            yield _error(place, message, _other_address(first))


def _other_address(first: Name) -> Text:
    return say(
        "the first stands at {file}:{line}; give one of them another name, (meervoud …) or (pad …)",
        file=first.file,
        line=first.line,
    )


def _reserved(model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for each entity with the name of a schema that every document has."""
    reserved = reserved_names(model.standard.interface)
    for entity in model.entities.values():
        name = entity.name
        if name.text == ERROR:
            message = say('"{name}" is what documents call the message of an error', name=name)
        elif name.text in reserved:
            message = say('"{name}" is a type in the manifest too (typen)', name=name)
        else:
            continue
        yield _error(name, message, say("a schema has one meaning; rename the entity"))


def _error(place: Name, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic("NAM07", Severity.ERROR, place.span, message, hint=hint)
