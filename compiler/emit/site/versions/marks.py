"""What pages say of earlier versions: since when an element is there, and which attributes and values are no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.plan import (
    FactsBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    TableBlock,
    filled_table,
)
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.versions.lives import Lives

# Only these have parts with addresses of their own that come and go with versions.
_WITH_PARTS = ("entity", "list")


class GonePart(NamedTuple):
    """Something that a page had: what it is called in addresses and by readers, and the first version without it.

    `now` is the element that it is instead, by kind and name in the version that tells; empty for none.
    """

    name: str
    version: str
    now: str


class VersionMarks:
    """Puts on the pages of each version what earlier versions had."""

    def __init__(self, plans: Sequence[PlannedSite], lives: Lives, said: Translate) -> None:
        self._plans = plans
        self._lives = lives
        self._since = said(say("New in"))
        self._gone_heading = said(say("No longer there"))
        self._columns = (
            SiteColumn("naam", said(say("Name"))),
            SiteColumn("verdwenen", said(say("Gone since"))),
            SiteColumn("nu", said(say("Now"))),
        )
        self._ids = [_ids(plan, lives, number) for number, plan in enumerate(plans)]
        self._gone = self._all_gone()

    def _all_gone(self) -> list[Mapping[str, Mapping[str, GonePart]]]:
        """For each version, by the element of a page, the parts that it had, by what addresses called them."""
        found: list[Mapping[str, Mapping[str, GonePart]]] = [{}]
        for number in range(1, len(self._plans)):
            here: dict[str, dict[str, GonePart]] = {}
            for key, ids in self._ids[number].items():
                was = self._lives.before(number, key)
                gone = dict(found[number - 1].get(was, {}))
                gone = {id_: self._later(each, number) for id_, each in gone.items()}
                for id_, element in self._ids[number - 1].get(was, {}).items() if was else ():
                    now = self._lives.after(number - 1, element) if element else ""
                    name = element.rpartition(".")[2] or id_
                    version = self._plans[number].version.partition("+")[0]
                    gone.setdefault(id_, GonePart(name, version, now))
                left = {id_: each for id_, each in gone.items() if id_ not in ids}
                if left:
                    here[key] = left
            found.append(here)
        return found

    def _later(self, part: GonePart, number: int) -> GonePart:
        """What is instead of a part one version later."""
        return part._replace(now=self._lives.after(number - 1, part.now)) if part.now else part

    def marked(self, number: int, page: SitePage) -> SitePage:
        """`page` of version `number` with what earlier versions had."""
        since = self._lives.since[number]
        places = self._elements_at[number]
        blocks = [_with_rows(block, page.folder, places, since) for block in page.blocks]
        key, part = self._lives.owner(number, page.folder)
        if not key or part:
            return page._replace(blocks=tuple(blocks))
        if since[key]:
            blocks = _with_fact(blocks, ("sinds", self._since, since[key]))
        gone = self._gone[number].get(key, {})
        if gone:
            blocks.append(self._table(number, gone))
        return page._replace(blocks=tuple(blocks))

    @cached_property
    def _elements_at(self) -> list[Mapping[tuple[str, str], str]]:
        """For each version the element that stands at an address."""
        return [{place: key for key, place in plan.places.items()} for plan in self._plans]

    def _table(self, number: int, gone: Mapping[str, GonePart]) -> TableBlock:
        rows = tuple(
            SiteRow(
                (each.name, each.version, self._link(number, each.now)), id=id_, mark="vervallen"
            )
            for id_, each in gone.items()
        )
        return filled_table("verdwenen", self._gone_heading, self._columns, rows)

    def _link(self, number: int, key: str) -> SiteCell:
        if not key:
            return ""
        folder, anchor = self._plans[number].places[key]
        return (SitePiece(key.partition(" ")[2], link_to(folder, anchor)),)


def _ids(plan: PlannedSite, lives: Lives, number: int) -> dict[str, dict[str, str]]:
    """By the element of a page what has an address there, with the element that it is, empty for none."""
    elements = {place: key for key, place in plan.places.items()}
    found: dict[str, dict[str, str]] = {}
    for page in plan.pages:
        key, _ = lives.owner(number, page.folder)
        if key.partition(" ")[0] not in _WITH_PARTS:
            continue
        ids = found.setdefault(key, {})
        for block in page.blocks:
            if isinstance(block, TableBlock):
                ids |= {
                    row.id: elements.get((page.folder, row.id), "") for row in block.rows if row.id
                }
    return found


def _with_rows(
    block: SiteBlock, folder: str, places: Mapping[tuple[str, str], str], since: Mapping[str, str]
) -> SiteBlock:
    if not isinstance(block, TableBlock):
        return block
    rows = tuple(
        row._replace(since=since.get(places.get((folder, row.id), ""), "")) if row.id else row
        for row in block.rows
    )
    return block._replace(rows=rows)


def _with_fact(blocks: list[SiteBlock], fact: tuple[str, str, SiteCell]) -> list[SiteBlock]:
    """`blocks` with a fact more in the first block of facts."""
    at = next((n for n, block in enumerate(blocks) if isinstance(block, FactsBlock)), None)
    if at is None:
        return [FactsBlock((fact,)), *blocks]
    first = blocks[at]
    assert isinstance(first, FactsBlock)
    return [*blocks[:at], first._replace(facts=(*first.facts, fact)), *blocks[at + 1 :]]
