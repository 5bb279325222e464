"""What a model has, as proposals: entities, lists, codes, domains, elements, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from compiler.editing.mentions import NameRole
from compiler.editing.things import Thing
from compiler.language.formatted_names import format_name, format_word
from compiler.model.elements import PRIMITIVES, Attribute
from compiler.model.model import Model
from compiler.model.projection_lines import written_type
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


class Completion(NamedTuple):
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

    def types(self) -> Iterator[Completion]:
        """Everything that an attribute may hold: primitive types first."""
        for name in PRIMITIVES:
            yield Completion(name, Sort.PRIMITIVE, thing=Thing(NameRole.TYPE, name), rank=0)
        yield from self.entities()
        yield from self.lists()

    def entities(self) -> Iterator[Completion]:
        """Every entity, those of the domain first."""
        for key, entity in self._model.entities.items():
            yield Completion(
                text=format_name(entity.name.text),
                sort=Sort.ENTITY,
                detail=entity.domain,
                thing=Thing(NameRole.ENTITY, key),
                rank=1 if entity.domain == self._domain else 2,
            )

    def lists(self) -> Iterator[Completion]:
        """Every reference data list."""
        for name in self._model.codelists:
            yield Completion(format_name(name), Sort.LIST, thing=Thing(NameRole.LIST, name), rank=2)

    def codes(self, name: str) -> Iterator[Completion]:
        """The codes of the list `name`."""
        found = self._model.codelists.get(name)
        for code in found.codes if found else ():
            thing = Thing(NameRole.CODE, code.code.text, name)
            yield Completion(format_word(code.code), Sort.CODE, code.label, thing)

    def domains(self) -> Iterator[Completion]:
        """Every domain."""
        for name in self._model.domains:
            yield Completion(format_name(name), Sort.DOMAIN, thing=Thing(NameRole.DOMAIN, name))

    def elements(self, kind: str) -> Iterator[Completion]:
        """The elements of the architecture of one kind."""
        for element_kind, name in self._model.architecture:
            if element_kind == kind:
                element = self._model.architecture[element_kind, name]
                thing = Thing(NameRole.ELEMENT, name, kind)
                yield Completion(format_word(element.name), Sort.ELEMENT, thing=thing)

    def rules(self) -> Iterator[Completion]:
        """Every rule, by its id."""
        for rule in all_rules():
            yield Completion(rule.id, Sort.RULE, rule.title, Thing(NameRole.RULE, rule.id))

    def attribute(self, attribute: Attribute) -> Completion:
        """An attribute of an entity, with its type."""
        name = attribute.name.text
        text = format_name(name, in_projection=True)
        return Completion(text, Sort.ATTRIBUTE, written_type(attribute, self._model))


def proposed_words(words: Iterable[str]) -> Iterator[Completion]:
    """`words` of the language."""
    yield from (Completion(str(word), Sort.WORD) for word in words)
