"""All that a model says of one thing in it: what it is, where it stands, what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compiler.base.source import Name, Span
from compiler.model.elements import Attribute, Entity, Message
from compiler.model.model import Model
from compiler.model.projection_lines import written_type
from compiler.model.users import Named, names_with_users

_YES = "yes"


class PortraitPart(NamedTuple):
    """What something is made of, as rows: `title` and `header` are words of the field."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Portrait(NamedTuple):
    """All about one thing. `kind` and the names of facts are words of the field; empty facts are left out."""

    kind: str
    name: str
    place: Span
    description: str
    facts: Mapping[str, str]
    parts: tuple[PortraitPart, ...] = ()


def names_to_show(model: Model) -> Mapping[str, tuple[Named, ...]]:
    """All that can be shown, by the names that it may be called: what has users, and domains and processes."""
    found = dict(names_with_users(model))
    for kind, names in (("domain", model.domains), ("process", model.processes)):
        for name in names:
            found[name] = (*found.get(name, ()), Named(name, (kind, name)))
    return found


def portrait_of(named: Named, model: Model) -> Portrait:
    """What `model` says of `named`."""
    match named.node:
        case ("attribute", _, name):
            made = _attribute(named, model.named_attributes[named.entity][name], model)
        case ("entity", key):
            made = _entity(model.entities[key], model)
        case ("list", name):
            made = _list(name, model)
        case ("message", process, name):
            messages = model.processes[process].messages
            made = _message(next(each for each in messages if each.name.text == name), model)
        case ("domain", name):
            made = _domain(name, model)
        case ("process", code):
            made = _process(code, model)
        case _:
            made = _element(named, model)
    return made._replace(facts={name: value for name, value in made.facts.items() if value})


def _made(
    kind: str, name: str, at: Name, description: str, facts: Mapping[str, str], *parts: PortraitPart
) -> Portrait:
    return Portrait(
        kind=kind,
        name=name,
        place=at.span,
        description=description,
        facts=facts,
        parts=tuple(part for part in parts if part.rows),
    )


def _entity(entity: Entity, model: Model) -> Portrait:
    facts = {
        "domain": entity.domain,
        "base": _names([entity.base] if entity.base else [], model),
        "derived": _names(entity.derived, model),
        "told by": " ".join(entity.told_by),
        "plural": entity.plural,
        "address": entity.path,
        "abstract": _YES * entity.abstract,
        "value object": _YES * entity.value_object,
        "business object": entity.business_object,
        "formerly": entity.formerly,
    }
    named = model.named_attributes[entity.key]
    own = {attribute.name.text for attribute in entity.attributes}
    rows = tuple(
        (*_line(each, model), "" if each.name.text in own else _writer(entity, each, model))
        for each in named.values()
    )
    part = PortraitPart("attributes", ("attribute", "type", "marks", "inherited from"), rows)
    return _made("entity", entity.key, entity.name, entity.description, facts, part)


def _writer(entity: Entity, attribute: Attribute, model: Model) -> str:
    bases = (base for base in model.bases(entity.key) if base.attribute(attribute.name.text))
    return next((base.name.text for base in bases), "")


def _line(attribute: Attribute, model: Model) -> tuple[str, str, str]:
    """Name, type and marks of an attribute, as they are written."""
    marks = {"kern": attribute.core, "vervallen": attribute.obsolete, "afgeleid": attribute.derived}
    return (
        attribute.name.text,
        written_type(attribute, model),
        " ".join(word for word, holds in marks.items() if holds),
    )


def _attribute(named: Named, attribute: Attribute, model: Model) -> Portrait:
    entity = model.entities[named.entity]
    facts = {
        "type": written_type(attribute, model),
        "domain": entity.domain,
        "inherited from": _writer(entity, attribute, model) if entity.attribute(attribute.name.text) is None else "",
        "marks": _line(attribute, model)[2],
        "constraint": attribute.constraint,
        "pattern": attribute.pattern,
        "derived from": attribute.derived,
        "source": attribute.source.text,
        "formerly": attribute.formerly,
        "passed over": "; ".join(f"{each.rule}: {each.reason}" for each in attribute.suppressions),
    }  # fmt: skip
    codelist = model.codelists.get(attribute.target)
    parts = [_values(codelist.name.text, model)] if codelist else []
    return _made(
        "attribute", named.name, attribute.name, attribute.description, facts, *parts
    )  # fmt: skip


def _list(name: str, model: Model) -> Portrait:
    codelist = model.codelists[name]
    facts = {"domains": ", ".join(codelist.domains), "formerly": codelist.formerly}
    return _made(
        "list", name, codelist.name, codelist.description, facts, _values(name, model)
    )  # fmt: skip


def _values(name: str, model: Model) -> PortraitPart:
    rows = tuple(
        (code.code.text, code.label, ".".join(code.parent or ()), code.begin, code.end)
        for code in model.codelists[name].codes
    )
    return PortraitPart("values", ("value", "name", "parent", "begin", "end"), rows)


def _message(message: Message, model: Model) -> Portrait:
    process = model.processes[message.process]
    facts = {
        "process": f"{message.process} {process.title}".strip(),
        "about": model.entities[message.root].name.text,
        "address": message.path,
        "formerly": message.formerly,
    }
    rows = tuple(
        (model.entities[key].name.text, ", ".join(each.name.text for each in projection.attributes))
        for key, projection in message.projections.items()
    )
    part = PortraitPart("shows", ("entity", "attributes"), rows)
    name = f"{message.process}/{message.name}"
    return _made("message", name, message.name, message.description, facts, part)


def _domain(name: str, model: Model) -> Portrait:
    domain = model.domains[name]
    facts = {"shared": _YES * domain.shared, "formerly": domain.formerly}
    entities = [model.entities[key] for key in domain.entities]
    rows = tuple((each.name.text, _first_sentence(each.description)) for each in entities)
    lists = tuple(
        (each.name.text, str(len(each.codes)))
        for each in model.codelists.values()
        if name in each.domains
    )
    return _made(
        "domain", name, domain.name, domain.description, facts,
        PortraitPart("entities", ("entity", "description"), rows),
        PortraitPart("lists", ("list", "values"), lists),
    )  # fmt: skip


def _process(code: str, model: Model) -> Portrait:
    process = model.processes[code]
    facts = {
        "title": process.title,
        "version": process.version,
        "serves": ", ".join(process.business_processes),
        "formerly": process.formerly,
    }
    rows = tuple(
        (each.name.text, model.entities[each.root].name.text, each.path)
        for each in process.messages
    )
    part = PortraitPart("messages", ("message", "about", "address"), rows)
    return _made("process", code, process.code, process.description, facts, part)


def _element(named: Named, model: Model) -> Portrait:
    _, kind, name = named.node
    found = next(
        each for each in model.architecture.values() if (each.kind, each.name.text) == (kind, name)
    )
    facts = {"kind": str(kind), "part of": ", ".join(found.wholes)}
    return _made("element", name, found.name, found.description, facts)


def _names(keys: Iterable[str], model: Model) -> str:
    return ", ".join(model.entities[key].name.text for key in keys)


def _first_sentence(text: str) -> str:
    return text.split(". ", 1)[0].rstrip(".")
