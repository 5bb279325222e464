"""Names between double brackets in the texts of a model: `[[Relatie.soort]]` leads to that attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.base.source import Name
from compiler.model.entity_keys import keys_with
from compiler.model.model import Model

NAMED_LINK = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
# What a name leads to: the kind of it (entity, attribute, list, message, element, domain, process), and its keys.
LinkTarget: TypeAlias = tuple[str, ...]
_AS_DECLARED: Mapping[Name, str] = {}
_CODE = re.compile(r"`[^`]*`")
_SHOWN = re.compile(r"[^\n]")
_DOT = re.compile(r"\.")


def links_in(text: str) -> Iterator[re.Match[str]]:
    """The links in a text of a model, as `NAMED_LINK` finds them; what stands in code is none.

    >>> [found[1] for found in links_in("Een [[Relatie]], als `[[Relatie]]`.")]
    ['Relatie']
    """
    if "[[" not in text:
        return iter(())
    return NAMED_LINK.finditer(_CODE.sub(lambda code: _SHOWN.sub(" ", code[0]), text))


def leads_somewhere(name: str, model: Model) -> bool:
    """Whether `name` is one of `link_targets`; this looks up no more than it takes to know."""
    if _is_entity(name, model) or name in model.codelists or name in model.names_of_messages:
        return True
    if name in model.names_of_elements or name in model.domains or name in model.processes:
        return True
    return any(
        name[dot.end() :] in model.named_attributes[key]
        for dot in _DOT.finditer(name)
        for key in _entities_called(name[: dot.start()], model)
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


def link_targets(
    model: Model, names: Mapping[Name, str] = _AS_DECLARED
) -> Mapping[str, LinkTarget]:
    """What each name that a text can link to leads to; one that means several things leads to the first of these.

    An entity and a list by its name, an attribute as `Relatie.soort`, a message as `BRG/Relaties` or by its name, an
    element of the architecture as `bedrijfsproces Innen huren` or by its name, a domain, a process by its code.

    Args:
        model: what is linked to; targets are told by the keys that it has.
        names: what declared things are to be called instead, by the names that they are declared with.
    """
    found: dict[str, LinkTarget] = {}
    keys = keys_with(model, names) if names else {}
    for key, entity in model.entities.items():
        for name in dict.fromkeys((keys.get(key, key), called_now(entity.name, names))):
            found.setdefault(name, ("entity", key))
            for text, attribute in model.named_attributes[key].items():
                another = called_now(attribute.name, names) if names else text
                found.setdefault(f"{name}.{another}", ("attribute", key, text))
    for text, codelist in model.codelists.items():
        found.setdefault(called_now(codelist.name, names) if names else text, ("list", text))
    for (code, text), message in model.message_of.items():
        process = called_now(model.processes[code].code, names) if names else code
        another = called_now(message.name, names)
        found.setdefault(f"{process}/{another}", ("message", code, text))
        found.setdefault(another, ("message", code, text))
    for (kind, text), element in model.architecture.items():
        another = called_now(element.name, names)
        found.setdefault(f"{kind} {another}", ("element", str(kind), text))
        found.setdefault(another, ("element", str(kind), text))
    for text, domain in model.domains.items():
        found.setdefault(called_now(domain.name, names) if names else text, ("domain", text))
    for text, of_code in model.processes.items():
        found.setdefault(called_now(of_code.code, names) if names else text, ("process", text))
    return found


def called_now(name: Name, names: Mapping[Name, str]) -> str:
    """What is declared with `name` is called, where `names` may say it otherwise."""
    return names.get(name, name.text)
