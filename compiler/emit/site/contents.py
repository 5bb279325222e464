"""What the pages of one site share: the model, its labels, its addresses, and who uses what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.site.addresses import SiteAddresses, link_to
from compiler.emit.site.descriptions import Descriptions
from compiler.emit.site.plan import SiteCell, SitePiece
from compiler.emit.site.shown_in_messages import ShownInMessage
from compiler.language.cora import WHOLES, ElementKind
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentKind
from compiler.model.elements import Attribute, Message, TypeKind
from compiler.model.manifest import major
from compiler.model.model import Model
from compiler.model.places import with_elements


class HoldingAttribute(NamedTuple):
    """An attribute that holds something: its name, and the key and the domain of the entity it is written in."""

    entity: str
    domain: str
    attribute: str
    keys: bool
    many: bool


class InterfaceResource(NamedTuple):
    """A resource of an interface, with the key of the entity that it is about."""

    name: str
    entity: str


class SiteInterface(NamedTuple):
    """What pages tell of an OpenAPI document by what it holds."""

    kind: DocumentKind
    name: str
    title: str
    description: str
    resources: tuple[InterfaceResource, ...]


class SiteContents:
    """All that pages are made of; `said` gives a text in the language of the labels, `shown` what messages show."""

    def __init__(
        self,
        model: Model,
        said: Translate,
        found: Iterable[Diagnostic],
        shown: Mapping[tuple[str, str], tuple[ShownInMessage, ...]],
    ) -> None:
        self.model = model
        self.said = said
        self.addresses = SiteAddresses(model)
        self.described = Descriptions(model, self.addresses)
        self.value_label = said(say("Value"))
        self.core = SitePiece(said(say("core")), mark="kern")
        self.obsolete = SitePiece(said(say("obsolete")), mark="vervallen")
        self.until = said(
            say("stays until {version} at least", version=_next_major(model.standard.version))
        )
        self._found = found
        self._shown = shown

    @cached_property
    def holders(self) -> Mapping[tuple[TypeKind, str], tuple[HoldingAttribute, ...]]:
        """By what is held the attributes of entities that hold it."""
        found: dict[tuple[TypeKind, str], list[HoldingAttribute]] = {}
        for entity in self.model.entities.values():
            for attribute in entity.attributes:
                if attribute.kind is not TypeKind.PRIMITIVE:
                    holder = HoldingAttribute(
                        entity=entity.key,
                        domain=entity.domain,
                        attribute=attribute.name.text,
                        keys=attribute.keys,
                        many=attribute.many,
                    )
                    found.setdefault((attribute.kind, attribute.target), []).append(holder)
        return {held: tuple(each) for held, each in found.items()}

    @cached_property
    def by_entity(self) -> Mapping[str, tuple[ShownInMessage, ...]]:
        """By key the messages that show an entity."""
        found: dict[str, list[ShownInMessage]] = {}
        for shown in self._shown.values():
            for each in shown:
                found.setdefault(each.entity, []).append(each)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def interfaces(self) -> Mapping[tuple[str, str], SiteInterface]:
        """The interfaces by their kind and name."""
        return {
            (each.kind, each.name): SiteInterface(
                kind=each.kind,
                name=each.name,
                title=each.title,
                description=each.description,
                resources=tuple(
                    InterfaceResource(resource.name, resource.entity.key)
                    for resource in each.resources
                ),
            )
            for each in documents_of(self.model)
        }

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of processes by their codes."""
        return {code: process.title for code, process in self.model.processes.items()}

    @cached_property
    def shown_of(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """By domain and process the keys of the entities that messages of the process show."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for message in self.model.messages():
            for key in message.projections:
                pair = (self.model.outlines[key].domain, message.process)
                found.setdefault(pair, {})[key] = None
        return {pair: tuple(keys) for pair, keys in found.items()}

    @cached_property
    def processes_of(self) -> Mapping[str, tuple[str, ...]]:
        """By domain the processes that show its entities."""
        codes = self.model.processes
        return {
            name: tuple(code for code in codes if (name, code) in self.shown_of)
            for name in self.model.domains
        }

    @cached_property
    def domains_of(self) -> Mapping[str, tuple[str, ...]]:
        """By process the domains whose entities it shows."""
        names = self.model.domains
        return {
            code: tuple(name for name in names if (name, code) in self.shown_of)
            for code in self.model.processes
        }

    @cached_property
    def lists_of(self) -> Mapping[str, tuple[str, ...]]:
        """The lists by domain."""
        lists = self.model.codelists
        return {
            name: tuple(each for each, codelist in lists.items() if name in codelist.domains)
            for name in self.model.domains
        }

    @cached_property
    def messages_with(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """By list the messages that show values of it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for message in self.model.messages():
            for name in lists_in(message):
                found.setdefault(name, []).append((message.process, message.name.text))
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found in the model, with the elements it is about; no page tells a line or a mend."""
        found = with_elements(self._found, self.model)
        return tuple(each._replace(span=Span(each.span.file), mends=()) for each in found)

    @cached_property
    def by_rule(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What was found by the id of the rule."""
        found: dict[str, list[Diagnostic]] = {}
        for each in self.findings:
            found.setdefault(each.id, []).append(each)
        return {id_: tuple(each) for id_, each in found.items()}

    @cached_property
    def by_element(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What was found by the element at the top of its path: an entity, a list, a message."""
        found: dict[str, list[Diagnostic]] = {}
        for each in self.findings:
            owner = each.element
            in_message = "/" in owner
            top = "/".join(owner.split("/")[:2]) if in_message else owner.partition(".")[0]
            found.setdefault(top, []).append(each)
        return {top: tuple(each) for top, each in found.items()}

    def domain(self, name: str) -> SitePiece:
        """A link to a domain; its name alone where there is none."""
        folder = self.addresses.domains.get(name)
        return SitePiece(name, link_to(folder) if folder else "")

    def entity(self, key: str) -> SitePiece:
        """A link to an entity."""
        return SitePiece(self.model.outlines[key].name, link_to(self.addresses.entities[key]))

    def list_(self, name: str) -> SitePiece:
        """A link to a list."""
        folder = self.addresses.lists.get(name)
        return SitePiece(name, link_to(folder) if folder else "")

    def process(self, code: str) -> SitePiece:
        """A link to a process, with its code and title."""
        title = self.titles[code]
        text = code if title in ("", code) else f"{code} · {title}"
        return SitePiece(text, link_to(self.addresses.processes[code]))

    def message(self, process: str, name: str) -> SitePiece:
        """A link to a message."""
        return SitePiece(f"{process}/{name}", link_to(self.addresses.messages[process, name]))

    def element(self, kind: str, name: str) -> SitePiece:
        """A link to an element of the architecture."""
        return SitePiece(name, self.addresses.elements.get((kind, name), ""))

    def whole(self, kind: ElementKind, name: str) -> SitePiece:
        """A link to what an element of this kind is part of."""
        return self.element(WHOLES[kind].value, name) if kind in WHOLES else SitePiece(name)

    def link_of(self, element: str) -> str:
        """The link to an element by its path, as findings name it; empty where it has no page."""
        return self.described.link_of(element)

    def attribute(self, key: str, name: str) -> SitePiece:
        """A link to an attribute of an entity."""
        return SitePiece(name, self.addresses.attribute(key, name))

    def type_of(self, attribute: Attribute) -> SiteCell:
        """The type of an attribute, with a link to what it holds."""
        if attribute.kind is TypeKind.PRIMITIVE:
            return attribute.target + "[]" * attribute.many
        is_entity = attribute.kind is TypeKind.ENTITY
        name = self.model.outlines[attribute.target].name if is_entity else attribute.target
        behind = ".sleutels" * attribute.keys + "[]" * attribute.many
        piece = SitePiece(name, self.addresses.held(attribute))
        return (piece, behind) if behind else (piece,)

    def marks_of(self, attribute: Attribute) -> SiteCell:
        """What is particular to an attribute in words: core, obsolete."""
        marks: list[str | SitePiece] = []
        if attribute.core:
            marks.append(self.core)
        if attribute.obsolete:
            marks += (self.obsolete, f" {self.until}")
        return tuple(marks) if marks else ""


def lists_in(message: Message) -> Iterator[str]:
    """The lists of which a message shows values."""
    found = (
        attribute.target
        for projection in message.projections.values()
        for attribute in projection.attributes
        if attribute.kind is TypeKind.CODELIST
    )
    yield from dict.fromkeys(found)


def _next_major(version: str) -> str:
    return f"{int(major(version)) + 1}.0.0"


def in_row(pieces: Iterable[SitePiece | str]) -> SiteCell:
    """`pieces` in one cell, with commas between them."""
    found: list[str | SitePiece] = []
    for piece in pieces:
        found += (", ", piece) if found else (piece,)
    return tuple(found) if found else ""
