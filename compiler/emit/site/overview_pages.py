"""The pages of what holds others: the standard, its domains, its processes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from compiler.base.wording import Text, joined, say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.api_addresses import interface_folder
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.finding_blocks import findings_block
from compiler.emit.site.index_tables import IndexTables
from compiler.emit.site.plan import (
    FactsBlock,
    NoteBlock,
    ProseBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    TableBlock,
    filled_table,
)
from compiler.language.cora import ElementKind
from compiler.model.documents import DocumentKind
from compiler.model.elements import Domain, Entity, Process
from compiler.model.projection_lines import views_in

if TYPE_CHECKING:
    from compiler.emit.site.pictures import SitePictures

_PAGE = re.compile(r"https?://\S+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# How one of a kind of element is told, and what several are called.
_SIZES = {
    "domain": (say("1 domain"), say("domains")),
    "entity": (say("1 entity"), say("entities")),
    "attribute": (say("1 attribute"), say("attributes")),
    "list": (say("1 list"), say("lists")),
    "value": (say("1 value"), say("values")),
    "process": (say("1 process"), say("processes")),
    "message": (say("1 message"), say("messages")),
}


class OverviewPages:
    """Plans the pages of the standard, its domains and its processes."""

    def __init__(self, site: SiteContents, pictures: SitePictures) -> None:
        self._site = site
        self._pictures = pictures
        self._tables = IndexTables(site)
        self._about = SiteColumn("omschrijving", site.said(say("Description")))

    def _described(self, text: str) -> SiteCell:
        return (self._site.described.brief(text),) if text else ""

    # -- the standard --------------------------------------------------------------------------------------------------

    def standard(self) -> SitePage:
        """The first page: what the standard is, and what is in it."""
        site = self._site
        standard = site.model.standard
        return SitePage(
            folder="",
            sort="standaard",
            label=site.said(say("Data standard")),
            name=standard.title or standard.name.text,
            active="standaard",
            blocks=tuple(self._blocks_of_standard()),
        )

    def _blocks_of_standard(self) -> Iterator[SiteBlock]:
        site, said = self._site, self._site.said
        model = site.model
        if model.standard.description:
            yield ProseBlock("omschrijving", site.described.piece(model.standard.description))
        yield FactsBlock(tuple(self._facts_of_standard()))
        if model.processes and model.domains:
            yield self._matrix()
        text = say(
            "The domains of the standard and how often they refer to each other: {names}.",
            names=", ".join(model.domains) or say("none"),
        )
        yield self._pictures.of_standard(said(text))
        yield self._tables.domains()
        yield self._tables.processes()
        yield from findings_block(site, site.by_element.get(model.standard.name.text, ()))

    def _facts_of_standard(self) -> Iterator[tuple[str, str, SiteCell]]:
        said, model = self._site.said, self._site.model
        standard = model.standard
        yield "versie", said(say("Version")), standard.version
        for key, label, party in (
            ("contact", say("Contact"), standard.contact),
            ("licentie", say("Licence"), standard.licence),
        ):
            if any(party):
                yield key, said(label), (_with_addresses(party),)
        attributes = sum(len(entity.attributes) for entity in model.entities.values())
        values = sum(len(each.codes) for each in model.codelists.values())
        text = say(
            "{domains}, {entities} with {attributes}, {lists} with {values}, {processes} with {messages}",
            domains=_sized("domain", len(model.domains)),
            entities=_sized("entity", len(model.entities)),
            attributes=_sized("attribute", attributes),
            lists=_sized("list", len(model.codelists)),
            values=_sized("value", values),
            processes=_sized("process", len(model.processes)),
            messages=_sized("message", len(list(model.messages()))),
        )
        yield "omvang", said(say("Size")), said(text)

    def _matrix(self) -> TableBlock:
        """How many entities of each domain each process uses."""
        site, said = self._site, self._site.said
        codes = list(site.model.processes)
        columns = (
            SiteColumn("domein", said(say("Domain"))),
            *(SiteColumn(code, code) for code in codes),
        )
        rows = []
        for name in site.model.domains:
            numbers = [str(len(site.shown_of.get((name, code), ())) or "") for code in codes]
            cells = [
                (SitePiece(number, link_to(site.addresses.processes[code])),) if number else ""
                for number, code in zip(numbers, codes, strict=True)
            ]
            rows.append(SiteRow(((site.domain(name),), *cells)))
        intro = said(say("How many entities of each domain the messages of each process show."))
        heading = said(say("Domains and processes"))
        return filled_table("matrix", heading, columns, tuple(rows), intro)

    # -- domains and processes -----------------------------------------------------------------------------------------

    def domain(self, domain: Domain) -> SitePage:
        """The page of a domain."""
        site, name = self._site, domain.name.text
        return SitePage(
            folder=site.addresses.domains[name],
            sort="domein",
            label=site.said(say("Information domain")),
            name=name,
            active="domeinen",
            blocks=tuple(self._blocks_of_domain(domain)),
        )

    def _blocks_of_domain(self, domain: Domain) -> Iterator[SiteBlock]:
        site, said, name = self._site, self._site.said, domain.name.text
        entities = [site.model.entities[key] for key in domain.entities]
        if domain.description:
            yield ProseBlock("omschrijving", site.described.piece(domain.description))
        facts: list[tuple[str, str, SiteCell]] = [
            ("entiteiten", said(say("Entities")), str(len(entities)))
        ]
        if domain.shared:
            shared = said(say("every document may embed its entities"))
            facts.append(("gedeeld", said(say("Shared")), shared))
        if domain.formerly:
            facts.append(("voorheen", said(say("Formerly")), domain.formerly))
        codes = site.processes_of[name]
        if codes:
            facts.append(("processen", said(say("Processes")), in_row(map(site.process, codes))))
        lists = site.lists_of[name]
        if lists:
            facts.append(("lijsten", said(say("Lists")), in_row(map(site.list_, lists))))
        yield FactsBlock(tuple(facts))
        yield from self._entities_of(name, entities)
        yield from findings_block(site, site.by_element.get(name, ()), name)

    def _entities_of(self, name: str, entities: Sequence[Entity]) -> Iterator[SiteBlock]:
        """The picture and the table of the entities of a domain."""
        site, said = self._site, self._site.said
        if not entities:
            yield NoteBlock(said(say("This domain has no entities yet.")))
            return
        names = ", ".join(entity.name.text for entity in entities)
        text = say("The entities of {domain}: {names}.", domain=name, names=names)
        yield self._pictures.of_domain(name, said(text))
        columns = (
            SiteColumn("entiteit", said(say("Entity"))),
            self._about,
            SiteColumn("basis", said(say("Is a kind of"))),
            SiteColumn("attributen", said(say("Attributes"))),
        )
        rows = tuple(
            SiteRow((
                (site.entity(entity.key),), self._described(entity.description),
                (site.entity(entity.base),) if entity.base else "", str(len(entity.attributes)),
            ))
            for entity in entities
        )  # fmt: skip
        yield filled_table("entiteiten", said(say("Entities")), columns, rows)

    def process(self, process: Process) -> SitePage:
        """The page of a process."""
        site = self._site
        return SitePage(
            folder=site.addresses.processes[process.code.text],
            sort="proces",
            label=site.said(say("Process")),
            name=site.process(process.code.text).text,
            active="processen",
            blocks=tuple(self._blocks_of_process(process)),
        )

    def _interface(self, process: Process) -> SitePiece:
        """The link to what can be asked of a process."""
        code = process.code.text
        folder = interface_folder(self._site.addresses, DocumentKind.PROCESS, code)
        return SitePiece(self._site.interfaces[DocumentKind.PROCESS, code].title, link_to(folder))

    def _blocks_of_process(self, process: Process) -> Iterator[SiteBlock]:
        site, said = self._site, self._site.said
        if process.description:
            yield ProseBlock("omschrijving", site.described.piece(process.description))
        facts: list[tuple[str, str, SiteCell]] = [("code", said(say("Code")), process.code.text)]
        if process.version:
            facts.append(("procesversie", said(say("Version")), process.version))
        if process.business_processes:
            kind = ElementKind.BUSINESS_PROCESS.value
            pieces = in_row(site.element(kind, name) for name in process.business_processes)
            facts.append(("bedrijfsprocessen", said(say("Serves")), pieces))
        facts.append(("koppelvlak", said(say("Interface")), (self._interface(process),)))
        if process.formerly:
            facts.append(("voorheen", said(say("Formerly")), process.formerly))
        domains = site.domains_of[process.code.text]
        if domains:
            facts.append(("domeinen", said(say("Domains")), in_row(map(site.domain, domains))))
        yield FactsBlock(tuple(facts))
        if process.messages:
            yield self._tables.messages([process])
            yield self._projected(process)
        else:
            yield NoteBlock(said(say("This process has no messages yet.")))
        yield from findings_block(site, site.by_element.get(process.code.text, ()))

    def _projected(self, process: Process) -> TableBlock:
        """What the messages of a process take together of each entity that they show, by domain."""
        site, said = self._site, self._site.said
        names: dict[str, list[str]] = {}
        taken: dict[str, set[str]] = {}
        of_model: dict[str, set[str]] = {}
        for message in process.messages:
            views = views_in(message, site.model)
            for (key, projection), view in zip(message.projections.items(), views, strict=True):
                own = {attribute.name.text for attribute in projection.attributes if attribute.own}
                of_model[key] = {line.attribute for line in view.lines} - own
                shown = {line.attribute for line in view.shown} - own
                names.setdefault(key, []).append(message.name.text)
                taken.setdefault(key, set()).update(shown)
        rows = []
        for domain in site.domains_of[process.code.text]:
            for key in site.shown_of[domain, process.code.text]:
                count = say("{taken} of {all}", taken=len(taken[key]), all=len(of_model[key]))
                cells = ((site.entity(key),), domain, said(count), ", ".join(names[key]))
                rows.append(SiteRow(cells))
        columns = (
            SiteColumn("entiteit", said(say("Entity")), bare=True),
            SiteColumn("domein", said(say("Domain"))),
            SiteColumn("neemt", said(say("Takes"))),
            SiteColumn("berichten", said(say("In messages"))),
        )
        return filled_table("entiteiten", said(say("Entities")), columns, tuple(rows))


def _with_addresses(party: Iterable[str]) -> SitePiece:
    """Who somebody is, with links to the addresses of pages and of mail in it."""
    texts = [text for text in party if text]
    return SitePiece(", ".join(texts), html=f"<p>{', '.join(map(_linked, texts))}</p>")


def _linked(text: str) -> str:
    safe = escape(text)
    if _PAGE.fullmatch(text):
        return f'<a href="{safe}">{safe}</a>'
    return f'<a href="mailto:{safe}">{safe}</a>' if _MAIL.fullmatch(text) else safe


def _sized(what: str, number: int) -> Text:
    """So many of a kind of element."""
    one, many = _SIZES[what]
    return one if number == 1 else joined((str(number), many))
