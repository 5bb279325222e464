"""Every place of a text where something is named: declared there, or referred to.

This knows one text and no model, so that a key in an editor asks for little: what a name leads to, `things.py` looks
up. Whoever writes over all places of a name asks `compiler/model/named_places.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from compiler.base.source import Name
from compiler.language.cora import WHOLES, ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    CodeListDecl,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Statement,
    Suppression,
)


class NameRole(StrEnum):
    """What a name is for where it stands."""

    STANDARD = "standard"
    DOMAIN = "domain"
    ENTITY = "entity"
    TYPE = "type"
    ATTRIBUTE = "attribute"
    OWN = "own attribute"
    IDENTIFIER = "identifier"
    LIST = "list"
    CODE = "code"
    PROCESS = "process"
    MESSAGE = "message"
    ENVELOPE = "envelope"
    PROJECTION = "projection"
    ELEMENT = "element"
    RULE = "rule"


class Mention(NamedTuple):
    """A name in a text. `declares` says whether what it names is declared here.

    `owner` is the name of what it belongs to where it is looked up in something: the entity of an attribute, the list
    of a code, the kind of an element, the process of a message. `domain` is the one it is seen from, empty in messages.
    `path` tells an attribute that a message has of its own: process, message and entity.
    """

    place: Name
    role: NameRole
    declares: bool = False
    owner: str = ""
    domain: str = ""
    path: tuple[str, ...] = ()


def mentions_in(source: SourceFile) -> tuple[Mention, ...]:
    """Every mention in `source`, in the order of its text where that is known."""
    found = [each for each in _Reading().of_file(source) if each.place.line]
    return tuple(sorted(found, key=lambda each: (each.place.line, each.place.column)))


class _Reading:
    """Walks along the statements of one file, and knows the domain and the process that they stand in."""

    def __init__(self) -> None:
        self._domain = ""
        self._process = ""

    def of_file(self, source: SourceFile) -> Iterator[Mention]:
        for statement in source.statements:
            yield from self._statement(statement)

    def _statement(self, statement: Statement) -> Iterator[Mention]:
        match statement:
            case StandardDecl():
                yield from _standard(statement)
            case DomainDecl():
                yield from self._of_domain(statement)
            case EntityDecl():
                yield from _entity(statement, self._domain)
            case EnvelopeDecl():
                yield from _envelope(statement)
            case ProcessDecl():
                self._process = statement.name.text
                yield Mention(statement.name, NameRole.PROCESS, declares=True)
                yield from _elements(statement.business_processes, ElementKind.BUSINESS_PROCESS)
            case MessageDecl():
                yield from _message(statement, self._process)
            case CodeListDecl():
                yield from _codelist(statement)
            case ElementDecl():
                yield from _element(statement)

    def _of_domain(self, domain: DomainDecl) -> Iterator[Mention]:
        yield Mention(domain.name, NameRole.DOMAIN, declares=True)
        if domain.members is None:
            self._domain = domain.name.text
        for member in domain.members or ():
            if isinstance(member, EntityDecl):
                yield from _entity(member, domain.name.text)
            else:
                yield from _codelist(member)


def _standard(standard: StandardDecl) -> Iterator[Mention]:
    yield Mention(standard.name, NameRole.STANDARD, declares=True)
    for setting in _settings(standard.settings):
        read = _OF_SETTINGS.get(setting.key.text)
        yield from read(setting) if read else ()


def _envelope(envelope: EnvelopeDecl) -> Iterator[Mention]:
    name = envelope.name.text
    yield Mention(envelope.name, NameRole.ENVELOPE, declares=True)
    for attribute in envelope.attributes:
        yield from _attribute(attribute, NameRole.OWN, "", ("", name, ""))
    for projection in envelope.projections:
        yield from _projection(projection, ("", name))


def _message(message: MessageDecl, process: str) -> Iterator[Mention]:
    yield Mention(message.name, NameRole.MESSAGE, declares=True, owner=process)
    yield Mention(message.root, NameRole.ENTITY)
    for projection in message.projections:
        yield from _projection(projection, (process, message.name.text))


def _element(element: ElementDecl) -> Iterator[Mention]:
    yield Mention(element.name, NameRole.ELEMENT, declares=True, owner=element.kind)
    if element.kind in WHOLES:
        yield from _elements(element.wholes, WHOLES[element.kind])
    yield from _suppressions(element.suppressions)


def _entity(entity: EntityDecl, domain: str) -> Iterator[Mention]:
    name = entity.name.text
    yield Mention(entity.name, NameRole.ENTITY, declares=True, domain=domain)
    if entity.base is not None:
        yield Mention(entity.base, NameRole.ENTITY, domain=domain)
    for attribute in entity.attributes:
        yield from _attribute(attribute, NameRole.ATTRIBUTE, name, (), domain)
    for identifier in entity.without:
        yield Mention(identifier, NameRole.IDENTIFIER)
    if entity.told_by:
        yield Mention(entity.told_by[0], NameRole.ATTRIBUTE, owner=name, domain=domain)
        for code in entity.told_by[1:]:
            path = (entity.told_by[0].text,)
            yield Mention(code, NameRole.CODE, owner=name, domain=domain, path=path)
    if entity.business_object is not None:
        yield from _elements((entity.business_object,), ElementKind.BUSINESS_OBJECT)
    yield from _suppressions(entity.suppressions)


def _attribute(
    attribute: AttributeDecl, role: NameRole, owner: str, path: tuple[str, ...], domain: str = ""
) -> Iterator[Mention]:
    yield Mention(
        place=attribute.name, role=role, declares=True, owner=owner, domain=domain, path=path
    )
    yield Mention(attribute.type.name, NameRole.TYPE, domain=domain)
    yield from _suppressions(attribute.suppressions)


def _projection(projection: ProjectionDecl, path: tuple[str, ...]) -> Iterator[Mention]:
    name = projection.name.text
    yield Mention(projection.name, NameRole.ENTITY)
    for excluded in projection.excluded:
        yield Mention(excluded, NameRole.ATTRIBUTE, owner=name)
    for item in projection.items:
        if isinstance(item, AttributeDecl):
            yield from _attribute(item, NameRole.OWN, name, (*path, name))
        else:
            yield Mention(item.name, NameRole.ATTRIBUTE, owner=name)


def _codelist(codelist: CodeListDecl) -> Iterator[Mention]:
    name = codelist.name.text
    yield Mention(codelist.name, NameRole.LIST, declares=True)
    for domain in codelist.domains:
        yield Mention(domain, NameRole.DOMAIN)
    yield from _suppressions(codelist.suppressions)
    for code in codelist.codes:
        yield Mention(code.code, NameRole.CODE, declares=True, owner=name)
        yield from (Mention(domain, NameRole.DOMAIN) for domain in code.domains_at)
        if code.parent is not None:
            yield Mention(code.parent[0], NameRole.LIST)
            yield Mention(code.parent[1], NameRole.CODE, owner=code.parent[0].text)
        yield from _suppressions(code.suppressions)


def _identifiers(setting: SettingDecl) -> Iterator[Mention]:
    for member in setting.members or ():
        if isinstance(member, AttributeDecl):
            yield Mention(member.name, NameRole.IDENTIFIER, declares=True)
            yield Mention(member.type.name, NameRole.TYPE)


def _severities(setting: SettingDecl) -> Iterator[Mention]:
    yield from (Mention(each.key, NameRole.RULE) for each in _settings(setting.members))


def _corrections(setting: SettingDecl) -> Iterator[Mention]:
    yield from (Mention(each, NameRole.RULE) for each in setting.values if each.text[-1:].isdigit())


def _instead(setting: SettingDecl) -> Iterator[Mention]:
    for each in _settings(setting.members):
        yield from (Mention(name, NameRole.ENTITY) for name in (each.key, *each.values[:1]))


def _samples(setting: SettingDecl) -> Iterator[Mention]:
    for each in _settings(setting.members):
        if each.members is not None:
            yield Mention(each.key, NameRole.ENTITY)
            yield from _samples_of(each.key.text, each.members)
        elif each.key.text.isupper():
            yield Mention(each.key, NameRole.LIST)
            yield from (Mention(code, NameRole.CODE, owner=each.key.text) for code in each.values)


def _samples_of(entity: str, members: Iterable[SettingDecl | AttributeDecl]) -> Iterator[Mention]:
    """What has a sample in an entity; whether the sample is a code or a text, a text by itself does not tell."""
    yield from (Mention(each.key, NameRole.ATTRIBUTE, owner=entity) for each in _settings(members))


def _interface(setting: SettingDecl) -> Iterator[Mention]:
    for each in _settings(setting.members):
        role = _OF_INTERFACE.get(each.key.text)
        yield from (Mention(value, role) for value in each.values if role)


_OF_INTERFACE = {"lijstentiteit": NameRole.ENTITY, "bronsleutel": NameRole.IDENTIFIER}
# What settings of the manifest name.
_OF_SETTINGS: Mapping[str, Callable[[SettingDecl], Iterator[Mention]]] = {
    "ids": _identifiers,
    "ernst": _severities,
    "correcties": _corrections,
    "inPlaatsVan": _instead,
    "koppelvlak": _interface,
    "voorbeelden": _samples,
}


def _settings(members: Iterable[SettingDecl | AttributeDecl] | None) -> Iterator[SettingDecl]:
    yield from (member for member in members or () if isinstance(member, SettingDecl))


def _elements(names: tuple[Name, ...], kind: ElementKind) -> Iterator[Mention]:
    yield from (Mention(name, NameRole.ELEMENT, owner=kind) for name in names)


def _suppressions(suppressions: tuple[Suppression, ...]) -> Iterator[Mention]:
    yield from (Mention(each.rule, NameRole.RULE) for each in suppressions)
