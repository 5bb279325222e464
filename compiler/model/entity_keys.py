"""The keys of entities: their names, with the domain before it where another entity has that name already."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from compiler.base.source import Name
from compiler.model.model import Model


def entity_key(name: str, domain: str, taken: Collection[str], *, is_first: bool) -> str:
    """The key of the entity `name` in `domain`, which is the first of that name or not; none of the keys `taken`."""
    key = name if is_first else f"{domain}.{name}"
    while key in taken:
        key += "'"
    return key


def keys_with(model: Model, names: Mapping[Name, str]) -> Mapping[str, str]:
    """For each key of an entity of `model` what it is once what is declared is called as `names` says."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    known: set[str] = set()
    for key, entity in model.entities.items():
        domain = model.domains.get(entity.domain)
        of_domain = names.get(domain.name, entity.domain) if domain else entity.domain
        name = names.get(entity.name, entity.name.text)
        found[key] = entity_key(name, of_domain, taken, is_first=name not in known)
        known.add(name)
        taken.add(found[key])
    return found
