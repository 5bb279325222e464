"""The tables that list domains, processes, entities, messages and lists, and the pages that are such an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.wording import say
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.plan import (
    SiteCell,
    SiteColumn,
    SitePage,
    SiteRow,
    TableBlock,
    filled_table,
)
from compiler.model.elements import Process


class IndexTables:
    """Plans the tables and pages that list all of a kind."""

    def __init__(self, site: SiteContents) -> None:
        self._site = site
        self._about = SiteColumn("omschrijving", site.said(say("Description")))

    def _described(self, text: str) -> SiteCell:
        return (self._site.described.brief(text),) if text else ""

    def pages(self) -> Iterator[SitePage]:
        """The pages that list all domains, all processes, all entities and all lists."""
        said = self._site.said
        for folder, label, blocks in (
            ("domein", say("Information domains"), (self.domains(), self._entities())),
            (
                "proces",
                say("Processes"),
                (self.processes(), self.messages(self._site.model.processes.values())),
            ),
            ("lijst", say("Reference data"), (self._lists(),)),
        ):
            active = {"domein": "domeinen", "proces": "processen", "lijst": "lijsten"}[folder]
            name = said(label)
            yield SitePage(
                folder=folder,
                sort="overzicht",
                label=said(say("Index")),
                name=name,
                blocks=blocks,
                active=active,
            )

    def _entities(self) -> TableBlock:
        site, said = self._site, self._site.said
        rows = tuple(
            SiteRow((
                (site.entity(key),), self._described(entity.description), (site.domain(entity.domain),),
            ))
            for key, entity in sorted(site.model.entities.items())
        )  # fmt: skip
        columns = (
            SiteColumn("entiteit", said(say("Entity"))),
            self._about,
            SiteColumn("domein", said(say("Domain"))),
        )
        return filled_table("entiteiten", said(say("Entities")), columns, rows)

    def _lists(self) -> TableBlock:
        site, said = self._site, self._site.said
        columns = (
            SiteColumn("lijst", said(say("List"))),
            self._about,
            SiteColumn("waarden", said(say("Values"))),
            SiteColumn("domeinen", said(say("Domains"))),
        )
        rows = tuple(
            SiteRow((
                (site.list_(name),), self._described(codelist.description), str(len(codelist.codes)),
                in_row(map(site.domain, codelist.domains)),
            ))
            for name, codelist in sorted(site.model.codelists.items())
        )  # fmt: skip
        return filled_table("lijsten", said(say("Lists")), columns, rows)

    def domains(self) -> TableBlock:
        """All domains."""
        site, said = self._site, self._site.said
        columns = (
            SiteColumn("domein", said(say("Domain"))),
            self._about,
            SiteColumn("entiteiten", said(say("Entities"))),
        )
        rows = tuple(
            SiteRow((
                (site.domain(name),), self._described(domain.description), str(len(domain.entities)),
            ))
            for name, domain in site.model.domains.items()
        )  # fmt: skip
        return filled_table("domeinen", said(say("Information domains")), columns, rows)

    def processes(self) -> TableBlock:
        """All processes."""
        site, said = self._site, self._site.said
        columns = (
            SiteColumn("proces", said(say("Process"))),
            self._about,
            SiteColumn("berichten", said(say("Messages"))),
        )
        rows = tuple(
            SiteRow((
                (site.process(code),), self._described(process.description), str(len(process.messages)),
            ))
            for code, process in site.model.processes.items()
        )  # fmt: skip
        return filled_table("processen", said(say("Processes")), columns, rows)

    def messages(self, processes: Iterable[Process]) -> TableBlock:
        """The messages of `processes`."""
        site, said = self._site, self._site.said
        columns = (
            SiteColumn("bericht", said(say("Message"))),
            self._about,
            SiteColumn("over", said(say("Is about"))),
            SiteColumn("entiteiten", said(say("Entities"))),
        )
        rows = tuple(
            SiteRow((
                (site.message(message.process, message.name.text),), self._described(message.description),
                (site.entity(message.root),), str(len(message.projections)),
            ))
            for process in processes for message in process.messages
        )  # fmt: skip
        return filled_table("berichten", said(say("Messages")), columns, rows)
