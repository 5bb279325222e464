"""What a link names on its way to where it leads: `Relatie.soort` names an entity, and an attribute of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.source import Name
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.model.named_links import LinkTarget


class LinkPart(NamedTuple):
    """The characters of a link from `begin` to before `end`, what they name, and where that is declared."""

    begin: int
    end: int
    target: LinkTarget
    declared: Name


def parts_of_link(text: str, target: LinkTarget, model: Model) -> Iterator[LinkPart]:
    """The parts of the link `text`, which leads to `target`, from left to right."""
    end = len(text)
    match target:
        case ("entity", key):
            yield from _of_entity(text, key, model)
        case ("attribute", key, name):
            owner = text[: end - len(name) - 1]
            yield from _of_entity(owner, key, model)
            declared = model.named_attributes[key][name].name
            yield LinkPart(len(owner) + 1, end, target, declared)
        case ("list", name):
            yield LinkPart(0, end, target, model.codelists[name].name)
        case ("domain", name):
            yield LinkPart(0, end, target, model.domains[name].name)
        case ("process", code):
            yield LinkPart(0, end, target, model.processes[code].code)
        case ("message", code, name):
            if text != name:
                process = model.processes[code].code
                yield LinkPart(0, len(code), ("process", code), process)
            yield LinkPart(end - len(name), end, target, model.message_of[code, name].name)
        case ("element", kind, name):
            element = model.architecture[ElementKind(kind), name]
            yield LinkPart(end - len(name), end, target, element.name)
        case ("standard",):
            yield LinkPart(0, end, target, model.standard.name)


def _of_entity(text: str, key: str, model: Model) -> Iterator[LinkPart]:
    """The entity `key`, which is called by its name, or by its domain and name."""
    entity = model.entities[key]
    begin = 0
    if text != entity.name.text and text.startswith(f"{entity.domain}."):
        begin = len(entity.domain) + 1
        if entity.domain in model.domains:
            domain = model.domains[entity.domain].name
            yield LinkPart(0, begin - 1, ("domain", entity.domain), domain)
    yield LinkPart(begin, begin + len(entity.name.text), ("entity", key), entity.name)
