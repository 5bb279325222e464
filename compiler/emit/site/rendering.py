"""Pages as bytes: the template around a plan. A page of which the plan did not change is not rendered again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from compiler.base.context import Context
from compiler.base.quick_json import dumps
from compiler.base.resources import templates_path
from compiler.base.store import digest, encoded
from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.rendering.html_templates import HtmlTexts, safe_html
from compiler.emit.rendering.parts import KeptParts
from compiler.emit.site.addresses import INDEX, INDEX_JSON, link_to
from compiler.emit.site.kept_pages import PlannedPage
from compiler.emit.site.page_json import page_json, same_json
from compiler.emit.site.plan import CodeBlock, GuideBlock, PictureBlock, SitePage, TableBlock
from compiler.emit.site.planned import VersionOfSite
from compiler.emit.site.row_html import cell_html, rows_html
from compiler.emit.site.visible import visible_bytes

SITE = "site"
# What a page may load, and where a form may lead: what stands beside it, and nothing else.
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'"
# A page that sends on loads no more than its script.
SENDING_POLICY = "default-src 'none'; script-src 'self'"
# Where the pages are that tell what changed between versions.
CHANGES = "versies"
_STATIC = ("site.css", "site.js", "versie.js", "icon.svg")
_DUTCH = "nl"

# Blocks with a heading that addresses lead to.
_HEADED = (TableBlock, CodeBlock, PictureBlock, GuideBlock)


class VersionLink(NamedTuple):
    """A page in another version, or in this one (`here`): `note` says what is particular to it there."""

    version: str
    href: str
    note: str = ""
    here: bool = False


class PageLabels(NamedTuple):
    """What every page says around its blocks."""

    standard: str
    version: str
    skip: str
    search: str
    find: str
    versions: str
    version_word: str
    reading: str
    stay: str
    new_in: str
    menu: str
    trail: str
    contents: str
    day: str
    all_days: str
    values: str
    copy: str
    copied: str
    json: str
    found: str
    nothing: str
    none: str


class SiteRenderer:
    """Renders the pages of one version, in a site of `several` or alone; `language` is that of the labels."""

    def __init__(
        self,
        planned: VersionOfSite,
        language: str,
        said: Translate,
        context: Context,
        *,
        several: bool = False,
    ) -> None:
        self._with_guides = planned.with_guides
        self._several = several
        self._language = language
        self._said = said
        self._texts = HtmlTexts(SITE, context)
        self._standard = planned.standard
        self._version = planned.version
        self._parts = KeptParts(SITE, self._standard, f"{self._version} {several}", context)
        self._fingerprint = context.fingerprint

    @cached_property
    def _frame(self) -> str:
        """What stands around the blocks of every page."""
        return digest(self._fingerprint, self._language, encoded((self._labels, self._menu)))

    def files(self, page: SitePage, switch: Sequence[VersionLink] = ()) -> Mapping[str, bytes]:
        """A page as HTML and as JSON, by path in the folder of the version; `switch` leads to other versions of it."""
        content = encoded((page, tuple(switch)))
        return self._files(page.folder, content, lambda: page, switch)

    def planned_files(self, page: PlannedPage) -> Mapping[str, bytes]:
        """The same of a page of which the plan is asked for only where it is to be rendered."""
        return self._files(page.folder, page.content, page.plan, ())

    def _files(
        self,
        place: str,
        content: str,
        plan: Callable[[], SitePage],
        switch: Sequence[VersionLink],
    ) -> Mapping[str, bytes]:
        folder = f"{place}/" if place else ""
        html = self._parts.kept((self._frame, content), lambda: self._html(plan(), switch))
        as_json = self._parts.kept(
            ("json", self._standard, self._version, content),
            lambda: page_json(plan(), self._standard, self._version),
        )
        return {
            f"{folder}{INDEX}": self._parts.text(html),
            f"{folder}{INDEX_JSON}": self._parts.text(as_json),
        }

    def same_page(
        self, page: SitePage, link: VersionLink, parts: Sequence[str]
    ) -> Mapping[str, bytes]:
        """A small page, as HTML and as JSON, of one that stands in another version as it would stand here.

        `parts` are what other pages call parts of it: whoever comes for one finds the link to that.
        """
        folder = f"{page.folder}/" if page.folder else ""
        version = self._version.partition("+")[0]
        text = say(
            "In {version} this page is as it is in {other}.", version=version, other=link.version
        )

        def made() -> bytes:
            values = {
                "language": self._language,
                "policy": self._policy,
                "target": f"{'../' * page.depth}{link.href}",
                "name": page.name,
                "standard": f"{self._standard} {version}",
                "version": version,
                "text": self._said(text),
                "go": self._said(say("To the page in {version}", version=link.version)),
                "root": "../" * page.depth,
                "parts": parts,
                "contents": self._labels.contents,
            }
            return self._rendered("same.html.jinja", values)

        key = self._parts.kept(
            (self._frame, "same", page.folder, page.name, link.href, *parts), made
        )
        return {
            f"{folder}{INDEX}": self._parts.text(key),
            f"{folder}{INDEX_JSON}": same_json(page, self._standard, self._version, link.href),
        }

    def static(self) -> Mapping[str, bytes]:
        """What all pages share."""
        folder, labels = templates_path() / SITE, self._labels
        found = {name: (folder / name).read_bytes() for name in _STATIC}
        says = {
            "found": labels.found,
            "nothing": labels.nothing,
            "copied": labels.copied,
            "values": labels.values,
        }
        script = b"window.veracSays=" + dumps(says) + b";\n"
        return found | {"site.js": script + found["site.js"]}

    def latest_script(self) -> bytes:
        """The script of pages that send on."""
        return (templates_path() / SITE / "latest.js").read_bytes()

    def redirect(self, name: str, target: str, script: str) -> bytes:
        """A page that sends on to `target`; `script` is where the script is that keeps what stands behind a #."""

        def made() -> bytes:
            values = {
                "language": self._language,
                "policy": safe_html(SENDING_POLICY),
                "target": target,
                "name": f"{name} · {self._standard}",
                "script": script,
            }
            return self._rendered("redirect.html.jinja", values)

        return self._parts.text(self._parts.kept((self._frame, name, target, script), made))

    def save(self) -> None:
        """Keep what was rendered, for the next run."""
        self._parts.save()

    def _html(self, page: SitePage, switch: Sequence[VersionLink]) -> bytes:
        headings = [
            (block.key, block.heading)
            for block in page.blocks
            if isinstance(block, _HEADED) and block.heading
        ]
        values = {
            "page": page,
            "versions": switch,
            "root": "../" * page.depth,
            "language": self._language,
            "dutch": self._dutch,
            "policy": self._policy,
            "labels": self._labels,
            "menu": self._menu,
            "headings": headings if len(headings) > 2 else [],
            "rows_html": rows_html,
            "cell_html": cell_html,
        }
        return self._rendered("page.html.jinja", values)

    def _rendered(self, template: str, values: dict[str, Any]) -> bytes:
        return visible_bytes(self._texts.rendered(template, values))

    @cached_property
    def _policy(self) -> Any:
        return safe_html(POLICY)

    @cached_property
    def _dutch(self) -> Any:
        """What marks a text of the model as Dutch where the page is not."""
        return safe_html("" if self._language == _DUTCH else ' lang="nl"')

    @cached_property
    def _labels(self) -> PageLabels:
        said = self._said
        return PageLabels(
            standard=f"{self._standard} {self._version.partition('+')[0]}",
            version=f"{self._standard} {self._version}",
            skip=said(say("Skip to the content")),
            search=said(say("Search in the standard")),
            find=said(say("Find")),
            versions=said(say("Other versions of this page")),
            version_word=said(say("Version")),
            reading=said(
                say("You are reading version {version}: there this page is the same.", version="#")
            ),
            stay=said(say("Read on in {version}", version=self._version.partition("+")[0])),
            new_in=said(say("new in {version}", version="#")),
            menu=said(say("Parts of the standard")),
            trail=said(say("Path to this page")),
            contents=said(say("On this page")),
            day=said(say("Values that hold on")),
            all_days=said(say("All values")),
            values=said(
                say(
                    "{number} of the {all} values on this page hold on this day",
                    number="#",
                    all="##",
                )
            ),
            copy=said(say("Copy")),
            copied=said(say("Copied")),
            json=said(say("This page as JSON")),
            found=said(say("{number} found", number="#")),
            nothing=said(say("Nothing found")),
            none=said(say("There are none.")),
        )

    @cached_property
    def _menu(self) -> list[tuple[str, str, str]]:
        said = self._said
        return [
            ("standaard", said(say("Standard")), INDEX),
            ("domeinen", said(say("Domains")), link_to("domein")),
            ("processen", said(say("Processes")), link_to("proces")),
            ("lijsten", said(say("Reference data")), link_to("lijst")),
            ("koppelvlakken", said(say("Interfaces")), link_to("api")),
            ("begrippen", said(say("Glossary")), link_to("begrippen")),
            *([(CHANGES, said(say("Versions")), link_to(CHANGES))] if self._several else []),
            *([("uitleg", said(say("Guidance")), link_to("uitleg"))] if self._with_guides else []),
            ("regels", said(say("Rules")), link_to("regel")),
            ("cora", "CORA", link_to("cora")),
            ("downloads", said(say("Downloads")), link_to("downloads")),
        ]
