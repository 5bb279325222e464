"""Names between double brackets in the texts of a model: `[[Relatie.soort]]` leads to that attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.model.model import Model

NAMED_LINK = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
# What a name leads to: the kind of it (entity, attribute, list, message, element, domain, process), and its keys.
LinkTarget: TypeAlias = tuple[str, ...]


def leads_somewhere(name: str, model: Model) -> bool:
    """Whether `name` is one of `link_targets`; this looks up no more than it takes to know."""
    if _is_entity(name, model) or name in model.codelists or name in model.names_of_messages:
        return True
    if name in model.names_of_elements or name in model.domains or name in model.processes:
        return True
    owner, dot, attribute = name.rpartition(".")
    return bool(dot) and any(
        attribute in model.named_attributes[key] for key in _entities_called(owner, model)
    )


def _is_entity(name: str, model: Model) -> bool:
    return any(True for _ in _entities_called(name, model))


def _entities_called(name: str, model: Model) -> Iterator[str]:
    """The keys of the entities that `name` is the key or the name of."""
    if name in model.entities:
        yield name
    for entity in model.by_letters.get(name.casefold(), ()):
        if entity.name.text == name:
            yield entity.key


def link_targets(model: Model) -> Mapping[str, LinkTarget]:
    """What each name that a text can link to leads to; one that means several things leads to the first of these.

    An entity and a list by its name, an attribute as `Relatie.soort`, a message as `BRG/Relaties` or by its name, an
    element of the architecture as `bedrijfsproces Innen huren` or by its name, a domain, a process by its code.
    """
    found: dict[str, LinkTarget] = {}
    for key, entity in model.entities.items():
        for name in dict.fromkeys((key, entity.name.text)):
            found.setdefault(name, ("entity", key))
            for attribute in model.named_attributes[key]:
                found.setdefault(f"{name}.{attribute}", ("attribute", key, attribute))
    for name in model.codelists:
        found.setdefault(name, ("list", name))
    for name, message in model.names_of_messages.items():
        found.setdefault(name, ("message", *message))
    for name, element in model.names_of_elements.items():
        found.setdefault(name, ("element", *element))
    for name in model.domains:
        found.setdefault(name, ("domain", name))
    for code in model.processes:
        found.setdefault(code, ("process", code))
    return found
