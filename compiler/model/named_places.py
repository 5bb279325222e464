"""Which place of the sources names which element: where something is declared, and wherever it is named beside that.

A rename and the mends of rules write over all of them, so each place is told of which declaration it is, also where two
things have one name. That takes a whole model. What an editor asks at every key, `compiler/editing/mentions.py` tells
of one text by itself: which words are names, and what for. A test holds both against each other.

Names within texts, such as descriptions, and patterns of pointers are no places; links in texts follow a rename by
`compiler/model/renamed_links.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from compiler.base.source import Name
from compiler.language.cora import WHOLES, ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    CodeListDecl,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    EnvironmentsDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Statement,
)
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model
from compiler.model.named_in_manifest import NamesInManifest, codes_meant


class NamedPlaces:
    """The places that name the elements of `model`, which was made of `sources`.

    An element is known by the name it is declared with, which knows where it stands. A domain that is declared in
    several files is known by the first of them.
    """

    def __init__(self, model: Model, sources: Iterable[SourceFile]) -> None:
        self._model = model
        self._sources = sorted(sources, key=lambda source: source.path)

    @cached_property
    def meant(self) -> Mapping[Name, Name]:
        """For each place that names an element where that is declared; what is declared is named there too."""
        found: dict[Name, Name] = {}
        for place, declared in self._pairs():
            if place.line:
                found.setdefault(place, declared)
        return found

    @cached_property
    def uses(self) -> Mapping[Name, tuple[Name, ...]]:
        """For each declared element all places that name it, the declaration among them, in the order of the text."""
        found: dict[Name, list[Name]] = {}
        for place, declared in self.meant.items():
            found.setdefault(declared, []).append(place)
        return {
            declared: tuple(sorted(places, key=lambda place: place.span))
            for declared, places in found.items()
        }

    def uses_of(self, place: Name) -> list[Name]:
        """All places that name what is named at `place`; that one alone where nothing is known of it."""
        declared = self.meant.get(place)
        return [*self.uses[declared]] if declared is not None else [place]

    # -- statements ---------------------------------------------------------------------------------------------------

    def _pairs(self) -> Iterator[tuple[Name, Name]]:
        """Each place with the declaration that it names."""
        for source in self._sources:
            for statement in source.statements:
                yield from self._of_statement(statement)

    def _of_statement(self, statement: Statement) -> Iterator[tuple[Name, Name]]:
        match statement:
            case DomainDecl():
                yield statement.name, self._model.domains[statement.name.text].name
                for member in statement.members or ():
                    yield from self._of_statement(member)
            case EntityDecl():
                yield from self._of_entity(statement)
            case CodeListDecl():
                yield from self._of_list(statement)
            case ElementDecl():
                yield statement.name, statement.name
                if whole := WHOLES.get(statement.kind):
                    yield from self._of_elements(statement.wholes, whole)
            case StandardDecl():
                yield statement.name, statement.name
                yield from self._of_identifiers(statement)
                yield from NamesInManifest(self._model, self._codes).of(statement)
            case ProcessDecl() | MessageDecl() | EnvelopeDecl():
                yield from self._of_process(statement)
            case EnvironmentsDecl():
                pass  # no text of the model

    def _of_process(
        self, statement: ProcessDecl | MessageDecl | EnvelopeDecl
    ) -> Iterator[tuple[Name, Name]]:
        yield statement.name, statement.name
        if isinstance(statement, ProcessDecl):
            kind = ElementKind.BUSINESS_PROCESS
            yield from self._of_elements(statement.business_processes, kind)
            return
        if isinstance(statement, MessageDecl):
            yield from self._of_entity_named(statement.root)
        else:
            yield from self._of_attributes(statement.attributes)
        yield from self._of_projections(statement.projections)

    def _of_entity(self, declared: EntityDecl) -> Iterator[tuple[Name, Name]]:
        yield declared.name, declared.name
        entity = self._by_place.get(declared.name)
        for own in entity.attributes if entity else ():
            for standard in self._model.standard.ids if own.standard else ():
                # Declared by the entity itself, in the place of that one
                if standard.name.text == own.name.text:
                    yield own.name, standard.name
        yield from self._of_attributes(declared.attributes)
        if declared.business_object:
            yield from self._of_elements((declared.business_object,), ElementKind.BUSINESS_OBJECT)
        if entity is None:
            return
        if declared.base is not None and entity.base is not None:
            yield declared.base, self._model.entities[entity.base].name
        for name in declared.without:
            yield from (
                (name, each.name)
                for each in self._model.standard.ids
                if each.name.text == name.text
            )
        if declared.told_by:
            told_by, *codes = declared.told_by
            attribute = self._attributes(entity.base or entity.key).get(told_by.text)
            if attribute is not None:
                yield told_by, attribute.name
                yield from codes_meant(codes, attribute, self._codes)

    def _of_identifiers(self, declared: StandardDecl) -> Iterator[tuple[Name, Name]]:
        for setting in declared.settings:
            if isinstance(setting, SettingDecl) and setting.key.text == "ids":
                members = setting.members or ()
                yield from self._of_attributes(
                    each for each in members if isinstance(each, AttributeDecl)
                )

    def _of_attributes(self, attributes: Iterable[AttributeDecl]) -> Iterator[tuple[Name, Name]]:
        for attribute in attributes:
            yield attribute.name, attribute.name
            name = attribute.type.name
            target = self._targets.get(name) or self._targets_by_name.get(name.text)
            if target is not None:
                yield name, target

    def _of_list(self, declared: CodeListDecl) -> Iterator[tuple[Name, Name]]:
        yield declared.name, declared.name
        yield from self._of_domains(declared.domains)
        for code in declared.codes:
            yield code.code, code.code
            yield from self._of_domains(code.domains_at)
            if code.parent is None:
                continue
            of_list, parent = code.parent
            if of_list.text in self._model.codelists:
                yield of_list, self._model.codelists[of_list.text].name
                if (meant := self._codes[of_list.text].get(parent.text)) is not None:
                    yield parent, meant

    def _of_domains(self, names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
        domains = self._model.domains
        yield from ((name, domains[name.text].name) for name in names if name.text in domains)

    def _of_projections(self, projections: Iterable[ProjectionDecl]) -> Iterator[tuple[Name, Name]]:
        for projection in projections:
            entity = self._named(projection.name)
            if entity is not None:
                yield projection.name, entity.name
            known = self._attributes(entity.key) if entity else {}
            for name in projection.excluded:
                if name.text in known:
                    yield name, known[name.text].name
            for item in projection.items:
                if isinstance(item, AttributeDecl):
                    yield from self._of_attributes([item])
                elif item.name.text in known:
                    yield item.name, known[item.name.text].name

    def _of_elements(self, names: Iterable[Name], kind: ElementKind) -> Iterator[tuple[Name, Name]]:
        architecture = self._model.architecture
        for name in names:
            if (kind, name.text) in architecture:
                yield name, architecture[kind, name.text].name

    # -- what names mean ----------------------------------------------------------------------------------------------

    def _of_entity_named(self, name: Name) -> Iterator[tuple[Name, Name]]:
        if (entity := self._named(name)) is not None:
            yield name, entity.name

    def _named(self, name: Name) -> Entity | None:
        """The entity that a message or the manifest calls by `name`: the first one, where two have it."""
        return self._model.entities.get(name.text)

    def _attributes(self, key: str) -> Mapping[str, Attribute]:
        return self._model.named_attributes.get(key, {})

    @cached_property
    def _by_place(self) -> Mapping[Name, Entity]:
        return {entity.name: entity for entity in self._model.entities.values()}

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Name]]:
        """Per list where each of its codes is declared; of two with one code the first."""
        return {
            name: {code.code.text: code.code for code in reversed(codelist.codes)}
            for name, codelist in self._model.codelists.items()
        }

    @cached_property
    def _targets(self) -> Mapping[Name, Name]:
        """What the types of attributes name, by where they stand."""
        return {
            attribute.type_name: declared
            for attribute in self._all_attributes()
            if (declared := self._declared(attribute)) is not None
        }

    @cached_property
    def _targets_by_name(self) -> Mapping[str, Name]:
        """What a type names that stands where the model has no attribute, such as a second one of that name."""
        lists = {name: each.name for name, each in self._model.codelists.items()}
        return {key: entity.name for key, entity in self._model.entities.items()} | lists

    def _declared(self, attribute: Attribute) -> Name | None:
        if attribute.kind is TypeKind.ENTITY:
            return self._model.entities[attribute.target].name
        if attribute.kind is TypeKind.CODELIST:
            return self._model.codelists[attribute.target].name
        return None

    def _all_attributes(self) -> Iterator[Attribute]:
        for entity in self._model.entities.values():
            yield from entity.attributes
        yield from self._model.own_attributes()
