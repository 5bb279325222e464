"""All pages of the site of one version, in their order: each planned where something that it shows is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from compiler.base.kept_pieces import SeenDigests
from compiler.base.store import encoded
from compiler.base.wording import Text, say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.api_pages import ApiPages, LinksOfDocument
from compiler.emit.site.contents import SiteContents, SiteInterface
from compiler.emit.site.downloads import FilesOfElements, downloads_page
from compiler.emit.site.entity_pages import EntityPages
from compiler.emit.site.index_tables import IndexTables
from compiler.emit.site.kept_pages import KeptPages, PlannedPage, planned_page
from compiler.emit.site.list_pages import ListPages
from compiler.emit.site.message_pages import MessagePages
from compiler.emit.site.noted_contents import NotedContents
from compiler.emit.site.other_pages import OtherPages, terms_by_letter
from compiler.emit.site.overview_pages import OverviewPages
from compiler.emit.site.plan import SiteCell, SitePage, SitePiece
from compiler.model.keeping import digests_beside

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.emit.site.guide_pages import GuidePages
    from compiler.emit.site.kept_examples import KeptExamples
    from compiler.emit.site.options import SiteOptions
    from compiler.emit.site.pictures import SitePictures
    from compiler.emit.site.terms import SiteTerm
    from compiler.emit.site.told_documents import ToldDocuments


class AllPages:
    """The pages of `site`, with what else they show; `digests` tell what is seen in the model.

    A page that shows of everything, such as an index, is planned each time: to know what it shows costs as much.
    """

    def __init__(
        self,
        site: SiteContents,
        pictures: SitePictures,
        examples: KeptExamples,
        told: ToldDocuments,
        terms: Iterable[SiteTerm],
        digests: SeenDigests,
    ) -> None:
        self._site = site
        self._pictures = pictures
        self._by_letter = terms_by_letter(terms)
        self._noted = NotedContents(site, pictures, examples, told, self._by_letter)
        self._told = told
        self._digests = digests

    def pages(
        self,
        asked: SiteOptions,
        guides: GuidePages,
        set_: Mapping[str, bytes],
        downloads: Mapping[str, bytes],
        schemas: Mapping[str, bytes],
        context: Context,
    ) -> Iterator[PlannedPage]:
        """All pages, as `asked`: with links into the complete `set_` of artefacts, and a list of what to take along.

        That is all `downloads`, and the file of the `schemas` of messages.
        """
        with_viewer = asked.viewer is not None
        options = encoded((asked.language, with_viewer, sorted(set_)))
        digests = digests_beside(
            self._site.model, f"digests {asked.language}", self._noted.tables, self._digests
        )
        kept = KeptPages(self._noted, digests, options, context)
        others = OtherPages(self._site)
        files = FilesOfElements(set_, self._site.said)
        yield from self._of_elements(kept, files)
        yield from self._of_interfaces(kept, self._links(files, with_viewer=with_viewer))
        yield from map(planned_page, guides.pages())
        yield from self._of_rules(kept)
        yield planned_page(others.index_of_rules())
        yield planned_page(others.architecture())
        yield planned_page(others.glossary(self._by_letter))
        yield from self._of_letters(kept)
        yield planned_page(others.search())
        yield planned_page(downloads_page(self._site, downloads, schemas, whole=asked.with_set))
        kept.save()

    def _of_elements(self, kept: KeptPages, files: FilesOfElements) -> Iterator[PlannedPage]:
        """The pages of the standard and of all that is in it."""
        noted, model = self._noted, self._site.model
        site, looked_at = noted.site, noted.site.model
        overviews = OverviewPages(site, noted.pictures)
        entities = EntityPages(site, noted.pictures, noted.examples)
        messages = MessagePages(site, noted.pictures, noted.examples, noted.told, files.schemas)
        lists = ListPages(site)
        yield planned_page(OverviewPages(self._site, self._pictures).standard())
        yield from map(planned_page, IndexTables(self._site).pages())
        for kind, keys, plan in (
            ("domain", model.domains, lambda key: [overviews.domain(looked_at.domains[key])]),
            ("entity", model.entities, lambda key: [entities.page(looked_at.entities[key])]),
            ("process", model.processes, lambda key: [overviews.process(looked_at.processes[key])]),
            ("message", model.message_of, lambda key: [messages.page(looked_at.message_of[key])]),
            ("list", model.codelists, lambda key: lists.pages(looked_at.codelists[key])),
        ):
            for key in keys:
                yield from kept.pages(kind, key, plan)

    def _of_interfaces(self, kept: KeptPages, links: LinksOfDocument) -> Iterator[PlannedPage]:
        """The pages of OpenAPI documents, with links to what there is of each."""
        noted = self._noted
        interfaces = ApiPages(noted.site, noted.told, links)
        yield planned_page(ApiPages(self._site, self._told, links).index())
        for key in self._site.interfaces:
            yield from kept.pages("interface", key, lambda key: [interfaces.page(key)])

    def _links(self, files: FilesOfElements, *, with_viewer: bool) -> LinksOfDocument:
        """What says where the file of a document is, and where its requests are tried."""
        site = self._noted.site

        def links(found: SiteInterface) -> tuple[tuple[str, Text, SiteCell], ...]:
            made = files.document(found.kind, found.name)
            if not with_viewer:
                return (made,)
            from compiler.emit.site.try_pages import try_folder  # noqa: PLC0415 - only where there is a viewer

            folder = try_folder(site.addresses, found.kind, found.name)
            piece = SitePiece(site.said(say("Try them")), link_to(folder))
            return (made, ("proberen", say("Requests"), (piece,)))

        return links

    def _of_rules(self, kept: KeptPages) -> Iterator[PlannedPage]:
        """A page for each rule with what it found."""
        rules = OtherPages(self._noted.site)
        for id_ in OtherPages(self._site).rules():
            yield from kept.pages("rule", id_, rules.rule)

    def _of_letters(self, kept: KeptPages) -> Iterator[PlannedPage]:
        """A page for each letter with the terms that begin with it."""
        noted = self._noted
        others = OtherPages(noted.site)

        def page(letter: str) -> Iterable[SitePage]:
            return [others.letter(letter, noted.letters, noted.terms[letter])]

        for letter in self._by_letter:
            yield from kept.pages("letter", letter, page)
