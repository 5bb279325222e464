"""Model → the files of a site: a folder for the version, one for what is latest, and a first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.translation import translator
from compiler.compare.change_ids import change_ids
from compiler.emit.diagrams.building import build_diagrams
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.emitted import Emitted
from compiler.emit.referencedata.building import reference_data_csv, reference_data_paths
from compiler.emit.site.addresses import INDEX, link_to, version_folder
from compiler.emit.site.all_pages import AllPages
from compiler.emit.site.contents import SiteContents
from compiler.emit.site.downloads import download_path
from compiler.emit.site.element_places import element_places
from compiler.emit.site.guide_pages import GuidePages
from compiler.emit.site.kept_examples import KeptExamples
from compiler.emit.site.kept_pages import PlannedPage
from compiler.emit.site.kept_views import kept_views
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.other_pages import OtherPages
from compiler.emit.site.pictures import SitePictures
from compiler.emit.site.plan import SitePage
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.rendering import SITE, SiteRenderer
from compiler.emit.site.schema_file import schema_file
from compiler.emit.site.search_index import search_index
from compiler.emit.site.terms import site_terms
from compiler.emit.site.told_documents import ToldDocuments
from compiler.model.keeping import digests_of
from compiler.model.model import Model
from compiler.rules.run import all_findings
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


class SketchedSite(NamedTuple):
    """The site of one version: its pages, most of them not planned, its files by path, and those beside the model.

    `schemas` is what tells the schemas of a message from others, by the folder of its page.
    """

    version: str
    standard: str
    with_guides: bool
    pages: tuple[PlannedPage, ...]
    files: dict[str, bytes]
    schemas: Mapping[str, str]
    beside: Mapping[str, bytes]


def build_site(model: Model, asked: SiteOptions, made_of: SiteSources, context: Context) -> Emitted:
    """The site of `model` as `asked`."""
    sketched, site = _sketched(model, asked, made_of, context)
    renderer = SiteRenderer(sketched, asked.language, site.said, context)
    files = {**sketched.files, **renderer.static()}
    for number, page in enumerate(sketched.pages):
        files |= renderer.planned_files(page)
        context.tick("site", number + 1, len(sketched.pages))
    artefacts = in_version(files, sketched.pages, version_folder(sketched.version), renderer)
    renderer.save()
    made_of.examples.save()
    return Emitted(artefacts, beside=sketched.beside)


def planned_site(
    model: Model, asked: SiteOptions, made_of: SiteSources, context: Context
) -> tuple[PlannedSite, Mapping[str, bytes]]:
    """The plan of the site of `model`, and the files that belong beside the model."""
    sketched, site = _sketched(model, asked, made_of, context)
    planned = PlannedSite(
        version=sketched.version,
        standard=sketched.standard,
        with_guides=sketched.with_guides,
        pages=tuple(page.plan() for page in sketched.pages),
        files=sketched.files,
        schemas=dict(sketched.schemas),
        places=element_places(model, site.addresses),
    )
    made_of.examples.save()
    return planned, sketched.beside


def _sketched(
    model: Model, asked: SiteOptions, made_of: SiteSources, context: Context
) -> tuple[SketchedSite, SiteContents]:
    drawn = build_diagrams(model, made_of.places, context, with_texts=False)
    assert drawn.artefacts is not None
    words = recall_words(model, context)
    digests = digests_of(model)
    site = SiteContents(
        model,
        translator(asked.language),
        all_findings(model, change_ids(), context),
        kept_views(model, digests, context),
    )
    pictures = SitePictures(model, site.addresses, drawn.artefacts, site.said)
    guides = GuidePages(site, pictures, made_of.examples)
    terms = [*site_terms(site), *guides.terms()]
    files: dict[str, bytes] = dict(pictures.files(context))
    told = ToldDocuments(model, context)
    files |= search_index(site, (*terms, *OtherPages(site).terms()), told, context)
    if model.memory is None:  # a process that lives long has them at hand
        keep_words(words, model, context)
    downloads = made_of.files or _reference_data(model)
    files |= {download_path(path): content for path, content in downloads.items()}
    schemas = schema_file(model, site.addresses, made_of.examples, context)
    files |= schemas.files
    pages = AllPages(site, pictures, made_of.examples, told, terms, digests)
    sketched = SketchedSite(
        version=model.standard.version,
        standard=model.standard.title or model.standard.name.text,
        with_guides=bool(model.guides),
        pages=tuple(pages.pages(asked, guides, made_of.files, downloads, schemas.files, context)),
        files=files,
        schemas=schemas.told,
        beside=drawn.beside,
    )
    if asked.viewer is not None:
        from compiler.emit.site.try_pages import TryPages  # noqa: PLC0415 - only where there is a viewer

        files |= TryPages(model, asked.viewer, asked, site.said, context).files()
    return sketched, site


def in_version(
    files: Mapping[str, bytes],
    pages: Sequence[SitePage | PlannedPage],
    version: str,
    renderer: SiteRenderer,
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
