"""Pages at addresses that other versions have: an element that is no more, not yet, or that has another name here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.site.addresses import link_to, version_folder
from compiler.emit.site.plan import FactsBlock, NoteBlock, SiteCell, SitePage, SitePiece
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.rendering import CHANGES
from compiler.emit.site.versions.lives import Lives, Lost


class AbsentPage(NamedTuple):
    """A page at an address that `other`, the number of a version, has, and this version has not."""

    page: SitePage
    other: int


class AbsentPages:
    """Plans these pages for the versions in `plans`, oldest first."""

    def __init__(self, plans: Sequence[PlannedSite], lives: Lives, said: Translate) -> None:
        self._plans = plans
        self._lives = lives
        self._said = said
        self._names = [plan.version.partition("+")[0] for plan in plans]
        self._pages = [{page.folder: page for page in plan.pages} for plan in plans]

    def pages(self, number: int) -> Iterator[AbsentPage]:
        """All of version `number`: for each address that another version has, the nearest one says what it was."""
        others = sorted(range(len(self._plans)), key=lambda each: (abs(each - number), each))
        taken = {folder.casefold() for folder in self._pages[number]}
        for other in others:
            for folder, page in self._pages[other].items():
                # Where a disk takes both names for one, the page that is there stands for both.
                if folder.casefold() not in taken:
                    taken.add(folder.casefold())
                    yield AbsentPage(self._page(number, other, page), other)

    def _page(self, number: int, other: int, there: SitePage) -> SitePage:
        found = self._lives.page_in(other, there.folder, number)
        note, facts = self._told(number, other, there, found)
        return SitePage(
            folder=there.folder,
            sort="elders",
            label=there.label,
            name=there.name,
            blocks=(NoteBlock(note), FactsBlock(tuple(facts))),
        )

    def _told(
        self, number: int, other: int, there: SitePage, found: str | Lost | None
    ) -> tuple[str, list[tuple[str, str, SiteCell]]]:
        """What is said of it, and what leads on."""
        said, here = self._said, self._names[number]
        name = there.name
        if isinstance(found, str):
            now = self._lives.folders[number][found]
            text = say('"{name}" is called "{now}" in {version}.', name=name, now=now, version=here)
            if now == name:
                text = say('"{name}" has another address in {version}.', name=name, version=here)
            facts: list[tuple[str, str, SiteCell]] = [
                ("nu", said(say("Here")), (SitePiece(now, link_to(found)),))
            ]
            if other < number:
                facts.append(
                    ("sinds", said(say("Since")), self._since(other, there.folder, number))
                )
            return said(text), [*facts, self._there(other, there)]
        if not isinstance(found, Lost):
            text = say("This page is not there in version {version}.", version=here)
            return said(text), [self._there(other, there)]
        if found.came:
            came = self._names[found.at]
            text = say(
                '"{name}" is not there yet in {version}: it is new in {came}.',
                name=name, version=here, came=came,
            )  # fmt: skip
            return said(text), [self._there(other, there)]
        gone, last = self._names[found.at], self._names[found.at - 1]
        text = say(
            '"{name}" is no longer there since {gone}; {last} has it still. The model names nothing instead.',
            name=name, gone=gone, last=last,
        )  # fmt: skip
        href = f"../{version_folder(self._plans[found.at].version)}/{link_to(CHANGES)}"
        at = version_folder(self._plans[found.at - 1].version)
        pair = SitePiece(f"{last} → {gone}", href.replace(f"{CHANGES}/", f"{CHANGES}/{at}/"))
        return said(text), [
            self._there(other, there), ("wijzigingen", said(say("What changed then")), (pair,)),
        ]  # fmt: skip

    def _since(self, other: int, folder: str, number: int) -> str:
        """The first version up to `number` in which the page at `folder` of an older one stands elsewhere."""
        later = range(other + 1, number + 1)
        moved = next(each for each in later if self._lives.page_in(other, folder, each) != folder)
        return self._names[moved]

    def _there(self, other: int, there: SitePage) -> tuple[str, str, SiteCell]:
        """The page in the version that has it."""
        version = self._names[other]
        href = f"../{version_folder(self._plans[other].version)}/{link_to(there.folder)}"
        return (
            "elders",
            self._said(say("In {version}", version=version)),
            (SitePiece(there.name, href),),
        )
