"""What a model has, as proposals: entities, lists, codes, domains, elements, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from compiler.editing.mentions import Role
from compiler.editing.things import Thing
from compiler.language.formatted_names import format_name, format_word
from compiler.model.model import PRIMITIVES, Attribute, Model
from compiler.rules.run import all_rules


class Sort(StrEnum):
    """What is proposed: a word of the language, or something of the model."""

    WORD = "word"
    PRIMITIVE = "primitive"
    ENTITY = "entity"
    LIST = "list"
    ATTRIBUTE = "attribute"
    CODE = "code"
    DOMAIN = "domain"
    ELEMENT = "element"
    RULE = "rule"


class Proposal(NamedTuple):
    """Something that may be written: the text itself, and a word about it (a type, a domain, a label).

    `thing` is what it names. A smaller `rank` stands before a greater one.
    """

    text: str
    sort: Sort
    detail: str = ""
    thing: Thing | None = None
    rank: int = 1


class KnownThings:
    """What `model` has, seen from the domain `domain`."""

    def __init__(self, model: Model, domain: str) -> None:
        self._model = model
        self._domain = domain

    def types(self) -> Iterator[Proposal]:
        """Everything that an attribute may hold: primitive types first."""
        for name in PRIMITIVES:
            yield Proposal(name, Sort.PRIMITIVE, thing=Thing(Role.TYPE, name), rank=0)
        yield from self.entities()
        yield from self.lists()

    def entities(self) -> Iterator[Proposal]:
        """Every entity, those of the domain first."""
        for key, entity in self._model.entities.items():
            yield Proposal(
                text=format_name(entity.name.text),
                sort=Sort.ENTITY,
                detail=entity.domain,
                thing=Thing(Role.ENTITY, key),
                rank=1 if entity.domain == self._domain else 2,
            )

    def lists(self) -> Iterator[Proposal]:
        """Every reference data list."""
        for name in self._model.codelists:
            yield Proposal(format_name(name), Sort.LIST, thing=Thing(Role.LIST, name), rank=2)

    def codes(self, name: str) -> Iterator[Proposal]:
        """The codes of the list `name`."""
        found = self._model.codelists.get(name)
        for code in found.codes if found else ():
            thing = Thing(Role.CODE, code.code.text, name)
            yield Proposal(format_word(code.code), Sort.CODE, code.label, thing)

    def domains(self) -> Iterator[Proposal]:
        """Every domain."""
        for name in self._model.domains:
            yield Proposal(format_name(name), Sort.DOMAIN, thing=Thing(Role.DOMAIN, name))

    def elements(self, kind: str) -> Iterator[Proposal]:
        """The elements of the architecture of one kind."""
        for element_kind, name in self._model.architecture:
            if element_kind == kind:
                element = self._model.architecture[element_kind, name]
                thing = Thing(Role.ELEMENT, name, kind)
                yield Proposal(format_word(element.name), Sort.ELEMENT, thing=thing)

    def rules(self) -> Iterator[Proposal]:
        """Every rule, by its id."""
        for rule in all_rules():
            yield Proposal(rule.id, Sort.RULE, rule.title, Thing(Role.RULE, rule.id))

    def attribute(self, attribute: Attribute) -> Proposal:
        """An attribute of an entity, with its type."""
        name = attribute.name.text
        text = format_name(name, in_projection=True)
        detail = f"{attribute.type_name or attribute.target}{'.sleutels' * attribute.keys}{'[]' * attribute.many}"
        return Proposal(text, Sort.ATTRIBUTE, detail)


def proposed_words(words: Iterable[str]) -> Iterator[Proposal]:
    """`words` of the language."""
    yield from (Proposal(str(word), Sort.WORD) for word in words)
