"""The pages of a reference data list: its values, and where they are used. A long one has several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.wording import say
from compiler.emit.site.addresses import ROWS_ON_A_PAGE, link_to, part_folder
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.finding_blocks import findings_block
from compiler.emit.site.plan import (
    FactsBlock,
    LinksBlock,
    ProseBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    TableBlock,
    filled_table,
    in_dutch,
)
from compiler.model.elements import Code, CodeList, TypeKind


class ListPages:
    """Plans the pages of lists."""

    def __init__(self, site: SiteContents) -> None:
        self._site = site
        said = site.said
        self._label = said(say("Reference data list"))
        self._columns = (
            SiteColumn("code", said(say("Code")), code=True),
            SiteColumn("naam", said(say("Name"))),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("vanaf", said(say("Holds from"))),
            SiteColumn("tot", said(say("until"))),
            SiteColumn("ouder", said(say("Parent"))),
            SiteColumn("domeinen", said(say("Domains"))),
        )

    def pages(self, codelist: CodeList) -> Iterator[SitePage]:
        """The page of `codelist`, and one for each further part of its values."""
        site = self._site
        folder = site.addresses.lists[codelist.name.text]
        codes = codelist.codes
        parts = [codes[at : at + ROWS_ON_A_PAGE] for at in range(0, len(codes), ROWS_ON_A_PAGE)]
        above, below = self._links_to_parts(folder, parts)
        up = (site.list_(codelist.name.text),)
        for number, part in enumerate(parts or [()]):
            yield SitePage(
                folder=part_folder(folder, number),
                sort="lijst",
                label=self._label,
                name=codelist.name.text,
                trail=up if number else (),
                active="lijsten",
                blocks=(
                    *(self._about(codelist) if not number else ()),
                    *above,
                    self._values(codelist, part),
                    *below,
                    *(self._users(codelist) if not number else ()),
                ),
            )

    def _links_to_parts(
        self, folder: str, parts: Sequence[Sequence[Code]]
    ) -> tuple[tuple[LinksBlock, ...], tuple[LinksBlock, ...]]:
        """The links to `parts` above a table and those below it; no two parts of a page are called the same."""
        if len(parts) <= 1:
            return (), ()
        links = tuple(
            SitePiece(f"{part[0].code} … {part[-1].code}", link_to(part_folder(folder, number)))
            for number, part in enumerate(parts)
        )
        said = self._site.said
        return (
            (LinksBlock("delen", said(say("The values in parts")), links),),
            (LinksBlock("delen", said(say("The values in parts, below the table")), links),),
        )

    def _about(self, codelist: CodeList) -> Iterator[SiteBlock]:
        site, said = self._site, self._site.said
        if codelist.description:
            yield ProseBlock("omschrijving", site.described.piece(codelist.description))
        facts: list[tuple[str, str, SiteCell]] = [
            ("domeinen", said(say("Domains")), in_row(map(site.domain, codelist.domains))),
            ("aantal", said(say("Values")), str(len(codelist.codes))),
        ]
        if codelist.formerly:
            facts.append(("voorheen", said(say("Formerly")), codelist.formerly))
        facts += [
            ("negeer", said(say("Passed over")), f"{each.rule}: {each.reason}")
            for each in codelist.suppressions
        ]
        yield FactsBlock(tuple(facts))

    def _values(self, codelist: CodeList, part: Sequence[Code]) -> TableBlock:
        ids = self._site.addresses.values[codelist.name.text]
        seen: set[str] = set()
        rows = []
        for code in part:
            text = code.code.text
            id_ = "" if text in seen else ids[text]
            rows.append(SiteRow(self._cells(code), id=id_, begin=code.begin, end=code.end))
            seen.add(text)
        dated = any(code.begin or code.end for code in codelist.codes)
        said = self._site.said
        intro = "" if rows else said(say("The values of this list are kept elsewhere."))
        return filled_table(
            "waarden", said(say("Values")), self._columns, tuple(rows), intro, dated=dated
        )

    def _cells(self, code: Code) -> tuple[SiteCell, ...]:
        site = self._site
        parent: SiteCell = ""
        if code.parent is not None:
            parent = (SitePiece(" ".join(code.parent), site.addresses.value(*code.parent)),)
        return (
            code.code.text,
            in_dutch(code.label),
            (site.described.piece(code.description),) if code.description else "",
            code.begin,
            code.end,
            parent,
            ", ".join(code.domains),
        )

    def _users(self, codelist: CodeList) -> Iterator[SiteBlock]:
        site, said, name = self._site, self._site.said, codelist.name.text
        holders = site.holders.get((TypeKind.CODELIST, name), ())
        if holders:
            columns = (
                SiteColumn("entiteit", said(say("Entity"))),
                SiteColumn("attribuut", said(say("Attribute"))),
                SiteColumn("domein", said(say("Domain"))),
            )
            rows = tuple(
                SiteRow((
                    (site.entity(each.entity),),
                    (site.attribute(each.entity, each.attribute),),
                    each.domain,
                ))
                for each in holders
            )  # fmt: skip
            yield TableBlock("gebruik", said(say("Where it is used")), columns, rows)
        messages = site.messages_with.get(name, ())
        if messages:
            pieces = in_row(site.message(*each) for each in messages)
            yield FactsBlock((("berichten", said(say("In messages")), pieces),))
        yield from findings_block(site, site.by_element.get(name, ()))
