"""Model → the files of a site: a folder for the version, one for what is latest, and a first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.translation import translator
from compiler.base.wording import Text, say
from compiler.emit.diagrams.building import build_diagrams
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.emitted import Emitted
from compiler.emit.referencedata.building import reference_data_csv, reference_data_paths
from compiler.emit.site.addresses import INDEX, link_to, version_folder
from compiler.emit.site.api_pages import ApiPages
from compiler.emit.site.contents import SiteContents
from compiler.emit.site.downloads import FilesOfElements, download_path, downloads_page
from compiler.emit.site.element_places import element_places
from compiler.emit.site.entity_pages import EntityPages
from compiler.emit.site.guide_pages import GuidePages
from compiler.emit.site.index_tables import IndexTables
from compiler.emit.site.kept_examples import KeptExamples
from compiler.emit.site.list_pages import ListPages
from compiler.emit.site.message_pages import MessagePages
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.other_pages import OtherPages
from compiler.emit.site.overview_pages import OverviewPages
from compiler.emit.site.pictures import SitePictures
from compiler.emit.site.plan import SiteCell, SitePage, SitePiece
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.rendering import SITE, SiteRenderer
from compiler.emit.site.search_index import search_index
from compiler.emit.site.terms import site_terms
from compiler.emit.site.told_documents import ToldDocuments
from compiler.model.documents import DocumentContents
from compiler.model.model import Model
from compiler.rules.run import run_rules
from compiler.rules.word_cache import keep_words, recall_words

LATEST = "latest"
_LATEST_SCRIPT = "latest.js"


class SiteSources(NamedTuple):
    """What a site is made of beside the model.

    `places` are those of boxes in its pictures, `examples` those of messages and entities, and `files` are artefacts by
    path that readers can take along.
    """

    places: DiagramOptions
    examples: KeptExamples
    files: Mapping[str, bytes]


def build_site(model: Model, asked: SiteOptions, made_of: SiteSources, context: Context) -> Emitted:
    """The site of `model` as `asked`."""
    planned, beside = planned_site(model, asked, made_of, context)
    renderer = SiteRenderer(planned, asked.language, translator(asked.language), context)
    files = {**planned.files, **renderer.static()}
    for number, page in enumerate(planned.pages):
        files |= renderer.files(page)
        context.tick("site", number + 1, len(planned.pages))
    artefacts = in_version(files, planned.pages, version_folder(planned.version), renderer)
    renderer.save()
    made_of.examples.save()
    return Emitted(artefacts, beside=beside)


def planned_site(
    model: Model, asked: SiteOptions, made_of: SiteSources, context: Context
) -> tuple[PlannedSite, Mapping[str, bytes]]:
    """The plan of the site of `model`, and the files that belong beside the model."""
    drawn = build_diagrams(model, made_of.places, context, with_texts=False)
    assert drawn.artefacts is not None
    said = translator(asked.language)
    words = recall_words(model, context)
    site = SiteContents(model, said, run_rules(model, context=context))
    pictures = SitePictures(model, site.addresses, drawn.artefacts, said)
    guides = GuidePages(site, pictures, made_of.examples)
    terms = [*site_terms(site), *guides.terms()]
    files: dict[str, bytes] = dict(pictures.files())
    files |= search_index(site, terms)
    keep_words(words, model, context)
    downloads = made_of.files or _reference_data(model)
    files |= {download_path(path): content for path, content in downloads.items()}
    others, told = OtherPages(site), ToldDocuments(model, context)
    pages = (
        *_pages_of_elements(site, pictures, made_of, told),
        *_interfaces(site, told, asked, made_of.files),
        *guides.pages(),
        *others.rules(),
        others.architecture(),
        *others.glossary(terms),
        others.search(),
        downloads_page(site, downloads, whole=asked.with_set),
    )
    planned = PlannedSite(
        version=model.standard.version,
        standard=model.standard.title or model.standard.name.text,
        with_guides=bool(model.guides),
        pages=pages,
        files=files,
        places=element_places(model, site.addresses),
    )
    made_of.examples.save()
    if asked.viewer is not None:
        from compiler.emit.site.try_pages import TryPages  # noqa: PLC0415 - only where there is a viewer

        planned.files.update(TryPages(model, asked.viewer, asked, said, context).files())
    return planned, drawn.beside


def _pages_of_elements(
    site: SiteContents, pictures: SitePictures, made_of: SiteSources, told: ToldDocuments
) -> Iterator[SitePage]:
    """The pages of the standard and of all that is in it."""
    model = site.model
    overviews = OverviewPages(site, pictures)
    yield overviews.standard()
    yield from IndexTables(site).pages()
    yield from map(overviews.domain, model.domains.values())
    yield from map(EntityPages(site, pictures, made_of.examples).page, model.entities.values())
    yield from map(overviews.process, model.processes.values())
    files = FilesOfElements(made_of.files, site.said)
    messages = MessagePages(site, pictures, made_of.examples, told, files.schemas)
    yield from map(messages.page, model.messages())
    lists = ListPages(site)
    for codelist in model.codelists.values():
        yield from lists.pages(codelist)


def _interfaces(
    site: SiteContents, told: ToldDocuments, asked: SiteOptions, files: Mapping[str, bytes]
) -> Iterator[SitePage]:
    """The pages of OpenAPI documents, with links to what there is of each."""
    held = FilesOfElements(files, site.said)

    def links(contents: DocumentContents) -> tuple[tuple[str, Text, SiteCell], ...]:
        found = held.document(contents)
        if asked.viewer is None:
            return (found,)
        from compiler.emit.site.try_pages import try_folder  # noqa: PLC0415 - only where there is a viewer

        piece = SitePiece(site.said(say("Try them")), link_to(try_folder(site.addresses, contents)))
        return (found, ("proberen", say("Requests"), (piece,)))

    return ApiPages(site, told, links).pages()


def in_version(
    files: Mapping[str, bytes], pages: Sequence[SitePage], version: str, renderer: SiteRenderer
) -> dict[str, bytes]:
    """All files of the output: those of the version, what leads to them from `latest`, and from the top."""
    found = {f"{SITE}/{version}/{path}": content for path, content in files.items()}
    for page in pages:
        path = link_to(page.folder)
        up = "../" * (page.depth + 1)
        target, script = f"{up}{version}/{path}", f"{up}{_LATEST_SCRIPT}"
        place = f"{LATEST}/{page.folder}/{INDEX}" if page.folder else f"{LATEST}/{INDEX}"
        found[f"{SITE}/{place}"] = renderer.redirect(page.name, target, script)
    first = pages[0]
    found[f"{SITE}/{INDEX}"] = renderer.redirect(first.name, f"{version}/{INDEX}", _LATEST_SCRIPT)
    found[f"{SITE}/{_LATEST_SCRIPT}"] = renderer.latest_script()
    return found


def _reference_data(model: Model) -> dict[str, bytes]:
    """What can always be taken along, by path: the values of all lists."""
    csv, *_ = reference_data_paths(model)
    return {csv: reference_data_csv(model)}
