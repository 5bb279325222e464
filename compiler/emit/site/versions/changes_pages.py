"""The pages that tell what changed: one for each pair of versions, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.site.addresses import link_to, version_folder
from compiler.emit.site.contents import in_row
from compiler.emit.site.plan import (
    FactsBlock,
    NoteBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    filled_table,
)
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.rendering import CHANGES
from compiler.emit.site.versions.told import ToldChange, ToldComparison

# By the numbers of an older and of a newer version what changed between them.
Pairs = Mapping[tuple[int, int], ToldComparison]
_MOST_CONCERNED = 8


class ChangesPages:
    """Plans these pages for the versions in `plans`, oldest first."""

    def __init__(self, plans: Sequence[PlannedSite], pairs: Pairs, said: Translate) -> None:
        self._plans = plans
        self._pairs = pairs
        self._said = said
        self._names = [plan.version.partition("+")[0] for plan in plans]
        self._label = said(say("Versions"))
        self._kind = said(say("What changed"))
        self._columns = (
            SiteColumn("element", said(say("Element"))),
            SiteColumn("wijziging", said(say("Change"))),
            SiteColumn("oordeel", said(say("Weighs"))),
            SiteColumn("raakt", said(say("Reaches"))),
            SiteColumn("reden", said(say("Reason"))),
        )

    def pages(self, number: int) -> Iterator[SitePage]:
        """The pages in the folder of version `number`: the list, and one for each version before it."""
        yield self._list(number)
        for old in range(number):
            yield self._pair(old, number)

    # -- the list ------------------------------------------------------------------------------------------------------

    def _list(self, number: int) -> SitePage:
        said = self._said
        columns = (
            SiteColumn("versie", said(say("Version"))),
            SiteColumn("wijzigingen", said(say("Changes since the one before"))),
            SiteColumn("breuken", said(say("Break clients"))),
            SiteColumn("vraagt", said(say("Asks for"))),
            SiteColumn(
                "sinds", said(say("All changes up to {version}", version=self._names[number]))
            ),
        )
        rows = tuple(self._row(each, number) for each in reversed(range(len(self._plans))))
        return SitePage(
            folder=CHANGES,
            sort="overzicht",
            label=said(say("Index")),
            name=self._label,
            active=CHANGES,
            blocks=(filled_table("versies", said(say("All versions")), columns, rows),),
        )

    def _row(self, each: int, number: int) -> SiteRow:
        name = (SitePiece(self._plans[each].version, f"../{self._folder(each)}/index.html"),)
        told = self._pairs.get((each - 1, each))
        up: SiteCell = ""
        if each < number:
            text = f"{self._names[each]} → {self._names[number]}"
            up = (SitePiece(text, self._address(each)),)
        if told is None:
            return SiteRow((name, "", "", "", up))
        href = f"../{self._folder(each)}/{self._address(each - 1)}"
        changes = (SitePiece(str(told.number), href),)
        return SiteRow((name, changes, str(told.breaking or ""), _asked(told), up))

    def _folder(self, number: int) -> str:
        return version_folder(self._plans[number].version)

    def _address(self, old: int) -> str:
        return link_to(f"{CHANGES}/{self._folder(old)}")

    # -- a pair --------------------------------------------------------------------------------------------------------

    def _pair(self, old: int, new: int) -> SitePage:
        return SitePage(
            folder=f"{CHANGES}/{self._folder(old)}",
            sort="verschil",
            label=self._kind,
            name=f"{self._names[old]} → {self._names[new]}",
            trail=(SitePiece(self._label, link_to(CHANGES)),),
            active=CHANGES,
            blocks=tuple(self._blocks(old, new)),
        )

    def _blocks(self, old: int, new: int) -> Iterator[SiteBlock]:
        said = self._said
        told = self._pairs.get((old, new))
        if told is None:
            yield NoteBlock(said(say("What changed between these two is told step by step.")))
            yield FactsBlock(tuple(self._steps(old, new)))
            return
        yield FactsBlock(tuple(self._facts(told)))
        if not told.changes:
            yield NoteBlock(said(say("Nothing changed in the model.")))
        for number, (heading, changes) in enumerate(
            groupby(told.changes, lambda each: each.heading), 1
        ):
            rows = tuple(self._change(each, old, new) for each in changes)
            yield filled_table(f"deel-{number}", heading, self._columns, rows)

    def _steps(self, old: int, new: int) -> Iterator[tuple[str, str, SiteCell]]:
        for each in range(old, new):
            text = f"{self._names[each]} → {self._names[each + 1]}"
            href = f"../{self._folder(each + 1)}/{self._address(each)}"
            yield f"stap-{each + 1}", self._names[each + 1], (SitePiece(text, href),)

    def _facts(self, told: ToldComparison) -> Iterator[tuple[str, str, SiteCell]]:
        said = self._said
        yield "van", said(say("From")), told.old
        yield "naar", said(say("To")), told.new
        yield "wijzigingen", said(say("Changes")), str(told.number)
        yield "breuken", said(say("Break clients")), str(told.breaking)
        if told.step:
            yield "vraagt", said(say("Asks for")), _asked(told)

    def _change(self, change: ToldChange, old: int, new: int) -> SiteRow:
        concerns = change.concerns[:_MOST_CONCERNED]
        more = len(change.concerns) - len(concerns)
        pieces = [self._link("message", name, new) for name in concerns]
        reaches = in_row([*pieces, *([f"+ {more}"] if more else [])])
        return SiteRow((
            (self._element(change, old, new),), change.text, change.verdict, reaches, change.reason,
        ))  # fmt: skip

    def _element(self, change: ToldChange, old: int, new: int) -> SitePiece:
        if not change.gone:
            return self._link(change.kind, change.name, new)
        found = self._link(change.kind, change.name, old)
        href = f"../{self._folder(old)}/{found.href}" if found.href else ""
        return found._replace(href=href)

    def _link(self, kind: str, name: str, number: int) -> SitePiece:
        """A link to an element, to what it stands in where it has no address of its own; else its name."""
        places = self._plans[number].places
        key = f"{kind} {name}"
        if key in places:
            return SitePiece(name, link_to(*places[key]))
        wholes = (name.rpartition(".")[0], "/".join(name.split("/")[:2]))
        for whole in wholes:
            for sort in ("entity", "message", "list", "process"):
                if whole and f"{sort} {whole}" in places:
                    return SitePiece(name, link_to(*places[f"{sort} {whole}"]))
        return SitePiece(name)


def _asked(told: ToldComparison) -> str:
    return f"{told.step} ({told.least})" if told.step else ""
