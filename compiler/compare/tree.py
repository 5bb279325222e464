"""Model → a tree of elements with plain facts, for comparing versions: what is said of each element, and once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from compiler.base.source import Name, Span
from compiler.compare.chosen_corrections import NO_CORRECTIONS, ChosenCorrection, Corrections
from compiler.language.declarations import AttributeDecl
from compiler.model.elements import (
    PRIMITIVES,
    ArchitectureElement,
    Attribute,
    CodeList,
    Entity,
    Message,
    Process,
    Projection,
    TypeKind,
    path_of,
)
from compiler.model.manifest import Manifest
from compiler.model.model import Model

# Links to elements of the architecture, which no document and no message shows.
ARCHITECTURE_LINKS = ("part of", "business processes", "business object")
INTERFACE_FACT = "interface "  # begins the name of a fact of the interface

# All that `attribute_facts` tells.
_said = attrgetter(
    "kind", "target", "keys", "many", "core", "obsolete", "constraint", "pattern", "derived", "source.text",
    "description",
)  # fmt: skip

ElementKey = tuple[str, str]
ElementPath = tuple[ElementKey, ...]


class TypeFact(NamedTuple):
    """The type of an attribute: `kind` is that of the target, `keys` says that only the keys of an entity are held."""

    kind: str
    target: str
    keys: bool = False

    def __str__(self) -> str:
        """As it is written in a model."""
        return f"{self.target}.sleutels" if self.keys else self.target


class Element(NamedTuple):
    """One element of a standard.

    `kind` is a word of the field (entity, attribute, …), `facts` what is said of it, `parts` the elements in it by
    (kind, name). `formerly` is the name it is declared to have had.
    """

    kind: str
    name: str
    facts: Mapping[str, Any]
    parts: Mapping[ElementKey, Element]
    place: Span = Span("")
    formerly: str = ""

    @property
    def key(self) -> ElementKey:
        """Kind and name."""
        return (self.kind, self.name)


def elements(model: Model, corrections: Corrections = NO_CORRECTIONS) -> Element:
    """The tree of `model`, with the `corrections` that it chooses; its root is the standard.

    Versions are no facts: they are what a diff is judged against.

    An item of a projection holds only in what it departs from its entity, and a standard identifier of an entity in
    what it departs from that of the standard: a change of the one is no change of the other.
    """
    standard = model.standard
    identifiers = {declared.name.text: _identifier(declared) for declared in standard.ids}
    parts = [
        *identifiers.values(),
        *(
            _element(
                "domain",
                d.name,
                {"description": d.description, "shared": d.shared, "documented": d.documented},
                formerly=d.formerly,
            )
            for d in model.domains.values()
        ),
        *(_entity(entity, identifiers) for entity in model.entities.values()),
        *map(_codelist, model.codelists.values()),
        *(_process(process, model) for process in model.processes.values()),
        *map(_architecture, model.architecture.values()),
        *_envelope(model),
        *(_correction(each, standard.name) for each in corrections.chosen),
    ]
    return _element("standard", standard.name, _interface(standard), parts)


def _correction(chosen: ChosenCorrection, place: Name) -> Element:
    facts = {"title": chosen.title, "begun": chosen.begun, "ended": chosen.ended}
    return _element("correction", place._replace(text=chosen.id), facts)


def _element(
    kind: str,
    name: Name,
    facts: Mapping[str, Any],
    parts: Iterable[Element] = (),
    formerly: str = "",
) -> Element:
    return Element(
        kind=kind,
        name=name.text,
        facts=facts,
        parts={part.key: part for part in parts},
        place=name.span,
        formerly=formerly,
    )


def _interface(standard: Manifest) -> dict[str, Any]:
    """What is said of the standard as a whole; what steers the compiler alone (words, severities) is no fact of it."""
    facts: dict[str, Any] = {"title": standard.title, "description": standard.description}
    facts |= {
        f"{INTERFACE_FACT}{key}": value for key, value in standard.interface._asdict().items()
    }
    return facts | {"contact": tuple(standard.contact), "licence": tuple(standard.licence)}


def _identifier(declared: AttributeDecl) -> Element:
    target = declared.type.name.text
    kind = TypeKind.PRIMITIVE if target in PRIMITIVES else TypeKind.CODELIST
    formerly = declared.formerly.text if declared.formerly else ""
    return _element("identifier", declared.name, {
        "type": TypeFact(kind.value, target), "many": declared.type.many, "key": declared.core,
        "obsolete": declared.obsolete, "constraint": declared.constraint, "pattern": declared.pattern,
        "derived": declared.derived, "description": declared.doc.text if declared.doc else "",
        "source": declared.source.text if declared.source else "",
    }, formerly=formerly)  # fmt: skip


def attribute_facts(attribute: Attribute) -> dict[str, Any]:
    """What is said of an attribute itself."""
    return {
        "type": TypeFact(attribute.kind.value, attribute.target, attribute.keys),
        "many": attribute.many,
        "key": attribute.core,
        "obsolete": attribute.obsolete,
        "constraint": attribute.constraint,
        "pattern": attribute.pattern,
        "derived": attribute.derived,
        "source": attribute.source.text,
        "description": attribute.description,
    }


def _attribute(attribute: Attribute, standard: Mapping[str, Element]) -> Element:
    known = standard.get(attribute.name.text) if attribute.standard else None
    if known is not None:
        facts = attribute_facts(attribute)
        departs = {key: value for key, value in facts.items() if known.facts[key] != value}
        return _element("identifier", attribute.name, departs, (), attribute.formerly)
    return _element("attribute", attribute.name, attribute_facts(attribute), (), attribute.formerly)


def _entity(entity: Entity, identifiers: Mapping[str, Element]) -> Element:
    facts = {
        "domain": entity.domain,
        "base": entity.base or "",
        "abstract": entity.abstract,
        "value object": entity.value_object,
        "told by": entity.told_by,
        "plural": entity.plural,
        "path": "" if entity.path == path_of(entity.plural) else entity.path,
        "description": entity.description,
        "business object": entity.business_object,
    }
    name = entity.name._replace(text=entity.key)
    return _element(
        "entity",
        name,
        facts,
        (_attribute(a, identifiers) for a in entity.attributes),
        entity.formerly,
    )


def _codelist(codelist: CodeList) -> Element:
    values = (
        _element("value", code.code, {
            "label": code.label, "description": code.description, "parent": code.parent or (),
            "begin": code.begin, "end": code.end, "domains": code.domains,
        }, formerly=code.formerly)
        for code in codelist.codes
    )  # fmt: skip
    facts = {"description": codelist.description, "domains": codelist.domains}
    return _element("list", codelist.name, facts, values, codelist.formerly)


def _process(process: Process, model: Model) -> Element:
    facts = {
        "title": process.title,
        "description": process.description,
        "business processes": tuple(sorted(process.business_processes)),
    }
    messages = (_message(message, model) for message in process.messages)
    return _element("process", process.code, facts, messages, process.formerly)


def _architecture(element: ArchitectureElement) -> Element:
    name = element.name._replace(text=f"{element.kind} {element.name}")
    return _element(
        "element",
        name,
        {"description": element.description, "part of": tuple(sorted(element.wholes))},
    )


def _message(message: Message, model: Model) -> Element:
    path = "" if message.path == path_of(message.name.text) else message.path
    facts = {"root": message.root, "path": path, "description": message.description}
    projections = (_projection(p, model) for p in message.projections.values())
    return _element("message", message.name, facts, projections, message.formerly)


def _envelope(model: Model) -> Iterator[Element]:
    if model.envelope is not None:
        envelope = model.envelope
        parts = [
            *(_attribute(attribute, {}) for attribute in envelope.attributes),
            *(_projection(p, model) for p in envelope.projections.values()),
        ]
        name = envelope.name._replace(text="")
        yield _element(
            "envelope",
            name,
            {"name": envelope.name.text, "description": envelope.description},
            parts,
        )


def _projection(projection: Projection, model: Model) -> Element:
    horizontal = {a.name.text: a for a in model.attributes_of(projection.entity)}
    items = (
        _item(attribute, horizontal.get(attribute.name.text)) for attribute in projection.attributes
    )
    name = projection.name._replace(text=projection.entity)
    return _element("projection", name, {"description": projection.description}, items)


def _item(attribute: Attribute, horizontal: Attribute | None) -> Element:
    """An item of a projection: nothing where it is as its entity has it, else in what it departs."""
    if horizontal is not None and not attribute.own and _said(attribute) == _said(horizontal):
        return _element("item", attribute.name, {})
    facts = attribute_facts(attribute)
    if horizontal is None or attribute.own:
        return _element("item", attribute.name, facts | {"own": True})
    known = attribute_facts(horizontal)
    return _element(
        "item", attribute.name, {key: value for key, value in facts.items() if known[key] != value}
    )
