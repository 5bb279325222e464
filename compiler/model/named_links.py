"""Names between double brackets in the texts of a model: `[[Relatie.soort]]` leads to that attribute."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from compiler.model.model import Model

NAMED_LINK = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
# What a name leads to: the kind of it (entity, attribute, list, message, element, domain, process), and its keys.
LinkTarget: TypeAlias = tuple[str, ...]


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
    for message in model.messages():
        target = ("message", message.process, message.name.text)
        found.setdefault(f"{message.process}/{message.name}", target)
        found.setdefault(message.name.text, target)
    for kind, name in model.architecture:
        found.setdefault(f"{kind} {name}", ("element", kind.value, name))
        found.setdefault(name, ("element", kind.value, name))
    for name in model.domains:
        found.setdefault(name, ("domain", name))
    for code in model.processes:
        found.setdefault(code, ("process", code))
    return found
