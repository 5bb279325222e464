"""Where the elements of a model are written, so that a finding can be said of an element and not of a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Name, Span
from compiler.model.elements import Attribute, Message
from compiler.model.model import Model


def with_elements(diagnostics: Iterable[Diagnostic], model: Model) -> tuple[Diagnostic, ...]:
    """`diagnostics` with the path of the element that each is about: the one that is written at its place.

    A path names what contains the element, too: `Adres.woonplaats`, `BRG/Relaties/Adres.woonplaats`, `ADRESSOORT.POS`.
    Of a place inside an element, such as the type of an attribute, it is that element.
    """
    places = ElementPlaces(model)
    return tuple(
        diagnostic._replace(element=places.at(diagnostic.span)) for diagnostic in diagnostics
    )


def domains_of(elements: Iterable[str], model: Model) -> dict[str, tuple[str, ...]]:
    """The domains that each of `elements` (paths, see above) belongs to; what belongs to none is left out.

    An entity belongs to its domain, a list to its domains, and what stands in a message to the process and to the
    domain of the entity that it shows or is about.
    """
    of_entities: dict[str, list[str]] = {}
    for entity in model.entities.values():
        of_entities.setdefault(entity.name.text, []).append(entity.domain)
    abouts = {
        f"{message.process}/{message.name}": model.entities[message.root].domain
        for message in model.messages()
    }
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(elements):
        if "/" in path:
            process, name, *shown = path.split("/")
            entity_name = shown[0].partition(".")[0] if shown else ""
            domains = of_entities.get(entity_name) or [abouts.get(f"{process}/{name}", "")]
            found[path] = (process, *domains)
        else:
            head = path.partition(".")[0]
            codelist = model.codelists.get(head)
            own = [head] if head in model.domains or head in model.processes else []
            found[path] = (
                *own, *of_entities.get(head, ()), *(codelist.domains if codelist else ()),
            )  # fmt: skip
    return {path: domains for path, domains in found.items() if any(domains)}


class ElementPlaces:
    """Which element stands at a place of the sources of `model`."""

    def __init__(self, model: Model) -> None:
        found: dict[str, dict[tuple[int, int], str]] = {}
        for name, path in _elements(model):
            if name.line:  # a message that takes all attributes has them where the entity has them: that comes first
                found.setdefault(name.file, {}).setdefault((name.line, name.column), path)
        self._starts = {
            file: sorted((*place, path) for place, path in at.items()) for file, at in found.items()
        }

    def at(self, span: Span) -> str:
        """The path of the element at `span`, or of the last one that begins before it; empty where there is none."""
        starts = self._starts.get(span.file, [])
        number = bisect_right(starts, (span.line, span.column, "\U0010ffff"))
        return starts[number - 1][2] if number and span.line else ""


def _elements(model: Model) -> Iterator[tuple[Name, str]]:
    """The name of each element, as it is written, with the path of the element."""
    if model.standard.name is not None:
        yield model.standard.name, model.standard.name.text
    for domain in model.domains.values():
        yield domain.name, domain.name.text
    for entity in model.entities.values():
        yield entity.name, entity.name.text
        yield from _attributes(entity.attributes, entity.name.text)
    for codelist in model.codelists.values():
        yield codelist.name, codelist.name.text
        for code in codelist.codes:
            yield code.code, f"{codelist.name}.{code.code}"
    for process in model.processes.values():
        yield process.code, process.code.text
        for message in process.messages:
            yield from _message(message)
    for element in model.architecture.values():
        yield element.name, f"{element.kind} {element.name}"


def _message(message: Message) -> Iterator[tuple[Name, str]]:
    path = f"{message.process}/{message.name}"
    yield message.name, path
    for projection in message.projections.values():
        yield projection.name, f"{path}/{projection.name}"
        yield from _attributes(projection.attributes, f"{path}/{projection.name}")


def _attributes(attributes: Iterable[Attribute], owner: str) -> Iterator[tuple[Name, str]]:
    for attribute in attributes:
        yield attribute.name, f"{owner}.{attribute.name}"
