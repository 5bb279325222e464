"""What the manifest names of a model: entities, identifiers of sources, and what has samples for examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from compiler.base.source import Name
from compiler.language.declarations import AttributeDecl, SettingDecl, StandardDecl
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model

DeclaredCodes: TypeAlias = Mapping[str, Mapping[str, Name]]
"""Per list where each of its codes is declared."""


def codes_meant(
    codes: Iterable[Name], attribute: Attribute, declared: DeclaredCodes
) -> Iterator[tuple[Name, Name]]:
    """The codes of the list that `attribute` holds values of, each with its declaration."""
    if attribute.kind is TypeKind.CODELIST:
        known = declared.get(attribute.target, {})
        yield from ((code, known[code.text]) for code in codes if code.text in known)


class NamesInManifest:
    """The places in the manifest of `model` that name its elements."""

    def __init__(self, model: Model, codes: DeclaredCodes) -> None:
        self._model = model
        self._codes = codes

    def of(self, declared: StandardDecl) -> Iterator[tuple[Name, Name]]:
        """Each place in `declared` that names something beside the identifiers, with the declaration that it names."""
        for setting in declared.settings:
            if isinstance(setting, AttributeDecl):
                continue
            members = [each for each in setting.members or () if isinstance(each, SettingDecl)]
            match setting.key.text:
                case "inPlaatsVan":
                    for member in members:
                        yield from self._of_entity_named(member.key)
                        for value in member.values:
                            yield from self._of_entity_named(value)
                case "koppelvlak":
                    yield from self._of_interface(members)
                case "voorbeelden":
                    for member in members:
                        yield from self._of_sample(member)

    def _of_interface(self, settings: Iterable[SettingDecl]) -> Iterator[tuple[Name, Name]]:
        ids = {each.name.text: each.name for each in self._model.standard.ids}
        for setting in settings:
            for value in setting.values:
                if setting.key.text == "lijstentiteit":
                    yield from self._of_entity_named(value)
                elif setting.key.text == "bronsleutel" and value.text in ids:
                    yield value, ids[value.text]

    def _of_sample(self, sample: SettingDecl) -> Iterator[tuple[Name, Name]]:
        """A sample of one entity names its attributes; another one names what alone has that name."""
        entity = self._named(sample.key) if sample.members else None
        if entity is not None:
            yield sample.key, entity.name
            known = self._attributes(entity.key)
            for member in sample.members or ():
                if isinstance(member, SettingDecl) and member.key.text in known:
                    attribute = known[member.key.text]
                    yield member.key, attribute.name
                    yield from codes_meant(member.values, attribute, self._codes)
        elif not sample.members:
            named = self._by_text.get(sample.key.text, ())
            if len(named) == 1:
                yield sample.key, named[0]
            for value in sample.values:
                codes = self._sampled_codes.get((sample.key.text, value.text), ())
                if len(codes) == 1:
                    yield value, codes[0]

    def _of_entity_named(self, name: Name) -> Iterator[tuple[Name, Name]]:
        if (entity := self._named(name)) is not None:
            yield name, entity.name

    def _named(self, name: Name) -> Entity | None:
        return self._model.entities.get(name.text)

    def _attributes(self, key: str) -> Mapping[str, Attribute]:
        return self._model.named_attributes.get(key, {})

    @cached_property
    def _by_text(self) -> Mapping[str, tuple[Name, ...]]:
        """Everything that a sample can be of, by its name: attributes wherever they are declared, and lists."""
        found: dict[str, dict[Name, None]] = {}
        for attribute in self._all_attributes():
            found.setdefault(attribute.name.text, {})[attribute.name] = None
        for codelist in self._model.codelists.values():
            found.setdefault(codelist.name.text, {})[codelist.name] = None
        return {text: tuple(names) for text, names in found.items()}

    @cached_property
    def _sampled_codes(self) -> Mapping[tuple[str, str], tuple[Name, ...]]:
        """The codes that a sample of an attribute or a list may have as a value, by its name and by code."""
        lists = {(name, name) for name in self._model.codelists}
        lists |= {
            (attribute.name.text, attribute.target)
            for attribute in self._all_attributes()
            if attribute.kind is TypeKind.CODELIST
        }
        found: dict[tuple[str, str], tuple[Name, ...]] = {}
        for name, codelist in sorted(lists):
            for text, code in self._codes[codelist].items():
                found[name, text] = (*found.get((name, text), ()), code)
        return found

    def _all_attributes(self) -> Iterator[Attribute]:
        for entity in self._model.entities.values():
            yield from entity.attributes
        yield from self._model.own_attributes()
