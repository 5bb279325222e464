"""The plans of several versions → the files of one site, in which nothing that did not change stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from compiler.base.context import Context
from compiler.base.store import encoded
from compiler.base.wording import say
from compiler.emit.jsonschema.bundle import leading_bundle
from compiler.emit.site.addresses import SCHEMA_FILE, link_to, version_folder
from compiler.emit.site.building import in_version
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.plan import SitePage
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.rendering import SITE, SiteRenderer, VersionLink
from compiler.emit.site.versions.absent_pages import AbsentPages
from compiler.emit.site.versions.changes_pages import ChangesPages, Pairs
from compiler.emit.site.versions.lives import Lives, Lost
from compiler.emit.site.versions.marks import VersionMarks
from compiler.emit.site.versions.sameness import Sameness

# A link to a part of a page, in the same version or in another one, as it stands in the JSON of a plan.
_PART_LINK = re.compile(r'"(?:@/)?(?:\.\./([^/"]+)/)?((?!\.\.)[^"#<>]+)/index\.html#([^"\\]+)\\?"')


class _Version(NamedTuple):
    """The pages of a version by folder: those of the model, those that say what changed, and of what is elsewhere.

    `absent` has by folder the version that has the page.
    """

    shown: Mapping[str, SitePage]
    told: Mapping[str, SitePage]
    absent: Mapping[str, SitePage]
    absent_in: Mapping[str, int]


def site_of_versions(
    plans: Sequence[PlannedSite], pairs: Pairs, options: SiteOptions, context: Context
) -> dict[str, bytes]:
    """The files of a site of the versions in `plans`, oldest first; `pairs` says what changed between two of them."""
    return _VersionsSite(plans, pairs, options, context).files()


class _VersionsSite:
    def __init__(
        self, plans: Sequence[PlannedSite], pairs: Pairs, options: SiteOptions, context: Context
    ) -> None:
        self._plans = plans
        self._language = options.language
        self._context = context
        self._said = options.translate
        self._names = [plan.version.partition("+")[0] for plan in plans]
        self._folders = [version_folder(plan.version) for plan in plans]
        self._lives = Lives(plans, [pairs[number, number + 1] for number in range(len(plans) - 1)])
        changes = ChangesPages(plans, pairs, self._said)
        marks = VersionMarks(plans, self._lives, self._said)
        absent = AbsentPages(plans, self._lives, self._said)
        self._versions = []
        for number, plan in enumerate(plans):
            elsewhere = list(absent.pages(number))
            version = _Version(
                shown={page.folder: marks.marked(number, page) for page in plan.pages},
                told={page.folder: page for page in changes.pages(number)} if plans[1:] else {},
                absent={each.page.folder: each.page for each in elsewhere},
                absent_in={each.page.folder: each.other for each in elsewhere},
            )
            self._versions.append(version)
        self._sameness = Sameness(plans, [each.shown for each in self._versions], self._lives)
        self._notes = {
            False: self._said(say("no longer there")),
            True: self._said(say("not there yet")),
        }
        self._same = self._said(say("the same"))

    def files(self) -> dict[str, bytes]:
        """All files of the site, by path."""
        found: dict[str, bytes] = {}
        last = len(self._plans) - 1
        referred = self._referred()
        for number, plan in enumerate(self._plans):
            renderer = SiteRenderer(
                plan, self._language, self._said, self._context, several=len(self._plans) > 1
            )
            files, parts = dict(renderer.static()), referred[number]
            files |= {
                path: content
                for path, content in plan.files.items()
                if self._sameness.holds_file(number, path)
            }
            files |= self._leading_schemas(number)
            for folder, page in self._pages(number):
                holder = self._sameness.holder(number, folder)
                if holder != number:
                    link = VersionLink(self._names[holder], self._href(number, holder, folder))
                    files |= renderer.same_page(page, link, sorted(parts.get(folder, ())))
                else:
                    shown = self._sameness.readdressed(number, page)
                    files |= renderer.files(shown, self._switch(number, folder))
            if number == last:
                pages = [page for _, page in self._pages(number)]
                found |= in_version(files, pages, self._folders[number], renderer)
            else:
                place = f"{SITE}/{self._folders[number]}"
                found |= {f"{place}/{path}": content for path, content in files.items()}
            renderer.save()
            self._context.tick("site", number + 1, len(self._plans))
        return found

    def _leading_schemas(self, number: int) -> Mapping[str, bytes]:
        """What stands for the schemas of a version where those of another are the same: their addresses stay."""
        holder = self._sameness.holder_of_file(number, SCHEMA_FILE)
        if holder == number:
            return {}
        address = f"../{quote(self._folders[holder])}/{SCHEMA_FILE}"
        return {SCHEMA_FILE: leading_bundle(self._plans[number].files[SCHEMA_FILE], address)}

    def _referred(self) -> list[dict[str, set[str]]]:
        """For each version by folder the parts of pages that whole pages, of any version, lead to."""
        found: list[dict[str, set[str]]] = [{} for _ in self._plans]
        numbers = {quote(folder): number for number, folder in enumerate(self._folders)}
        for number in range(len(self._plans)):
            for folder, page in self._pages(number):
                if self._sameness.holder(number, folder) == number:
                    for version, target, part in _PART_LINK.findall(encoded(page)):
                        known = found[numbers[version] if version else number]
                        known.setdefault(unquote(target), set()).add(unquote(part))
        return found

    def _pages(self, number: int) -> Iterator[tuple[str, SitePage]]:
        version = self._versions[number]
        for pages in (version.shown, version.told, version.absent):
            yield from pages.items()

    # -- the switch ----------------------------------------------------------------------------------------------------

    def _href(self, number: int, target: int, folder: str) -> str:
        """The link from the folder of one version to a page of another, or of the same one."""
        link = link_to(folder)
        return link if number == target else f"../{quote(self._folders[target])}/{link}"

    def _switch(self, number: int, folder: str) -> tuple[VersionLink, ...]:
        """The links to this page in all versions, the newest first; none where there is one version."""
        return tuple(self._links(number, folder)) if self._plans[1:] else ()

    def _links(self, number: int, folder: str) -> Iterator[VersionLink]:
        for target in reversed(range(len(self._plans))):
            place, note = self._page_in(number, folder, target)
            yield VersionLink(
                version=self._names[target],
                href=self._href(number, target, place),
                note=note,
                here=number == target,
            )

    def _page_in(self, number: int, folder: str, target: int) -> tuple[str, str]:
        """Where a page of one version stands in another, and what is particular to it there."""
        version = self._versions[number]
        if target == number:
            return folder, ""
        if folder in version.told:
            return self._told_in(folder, target), ""
        # What is absent here is followed from a version that has it.
        of = version.absent_in.get(folder, number)
        found = folder if of == target else self._lives.page_in(of, folder, target)
        if isinstance(found, str):
            holds = self._sameness.holder
            same = (
                found == folder
                and holds(number, folder) == holds(target, folder)
                and folder in version.shown
            )
            return found, self._same if same else self._called(of, folder, target, found)
        note = self._notes[found.came] if isinstance(found, Lost) else ""
        return self._nearest(target, folder), note

    def _called(self, number: int, folder: str, target: int, found: str) -> str:
        """What a page is called in another version, where it is called something else there."""
        names = self._lives.folders
        own, other = names[number].get(folder, ""), names[target].get(found, "")
        return other if own != other and found else ""

    def _told_in(self, folder: str, target: int) -> str:
        return folder if folder in self._versions[target].told else folder.partition("/")[0]

    def _nearest(self, target: int, folder: str) -> str:
        """The page at `folder`, or where a disk would take that for another one, the page above it that is there."""
        version = self._versions[target]
        while folder and not any(
            folder in pages for pages in (version.shown, version.told, version.absent)
        ):
            folder = folder.rpartition("/")[0]
        return folder
