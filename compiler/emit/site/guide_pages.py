"""The guidance pages of the team's own: Markdown, with pictures and examples of the model where it asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from compiler.base.wording import say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.contents import SiteContents
from compiler.emit.site.kept_examples import KeptExamples, NamedExamples
from compiler.emit.site.plan import (
    CodeBlock,
    GuideBlock,
    NoteBlock,
    PictureBlock,
    SiteBlock,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    TableBlock,
    filled_table,
)
from compiler.emit.site.terms import SiteTerm
from compiler.emit.site.visible import as_anchor
from compiler.model.guide_references import (
    GuideTargets,
    ReferenceKind,
    example_asked,
    guide_targets,
)

if TYPE_CHECKING:
    from compiler.emit.site.kept_examples import KeptExamples
    from compiler.emit.site.markdown_html import GuidePart
    from compiler.emit.site.pictures import SitePictures

GUIDES = "uitleg"


class Guide(NamedTuple):
    """A page of the team's own: the name of its file, its title, its parts and its text."""

    path: str
    title: str
    parts: tuple[GuidePart, ...]
    text: str


class GuidePages:
    """Plans the guidance pages of a model; none where it has none."""

    def __init__(self, site: SiteContents, pictures: SitePictures, examples: KeptExamples) -> None:
        self._site = site
        self._pictures = pictures
        self._examples = examples
        self._label = site.said(say("Guidance"))

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """The pages as they are read, by the names of their files."""
        return tuple(self._read(path, text) for path, text in self._site.model.guides.items())

    def _read(self, path: str, text: str) -> Guide:
        from compiler.emit.site.markdown_html import guide_parts  # noqa: PLC0415 - most models have no such page

        site = self._site
        title, parts = guide_parts(text, self._links, self._pages, site.said(say("Table")))
        name = path.rpartition("/")[2].removesuffix(".md")
        return Guide(path, title or name, parts, text)

    @cached_property
    def _targets(self) -> GuideTargets:
        return guide_targets(self._site.model)

    @cached_property
    def _links(self) -> Mapping[str, str]:
        addresses = self._site.addresses
        return {name: addresses.of_target(target) for name, target in self._targets.links.items()}

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        addresses = self._site.addresses
        return {name: addresses.of_target(target) for name, target in self._targets.pages.items()}

    def pages(self) -> Iterator[SitePage]:
        """A page for each, and one that lists them."""
        if not self.guides:
            return
        trail = (SitePiece(self._label, link_to(GUIDES)),)
        for guide in self.guides:
            yield SitePage(
                folder=self._site.addresses.guides[guide.path],
                sort="uitleg",
                label=self._label,
                name=guide.title,
                trail=trail,
                active=GUIDES,
                blocks=tuple(self._blocks(guide)),
            )
        yield SitePage(
            folder=GUIDES,
            sort="overzicht",
            label=self._site.said(say("Index")),
            name=self._label,
            active=GUIDES,
            blocks=(self.table(),),
        )

    def table(self) -> TableBlock:
        """All of them."""
        said, addresses = self._site.said, self._site.addresses
        columns = (SiteColumn("pagina", said(say("Page"))), SiteColumn("delen", said(say("Parts"))))
        rows = tuple(
            SiteRow((
                (SitePiece(guide.title, link_to(addresses.guides[guide.path])),),
                ", ".join(part.heading for part in guide.parts if part.heading),
            ))
            for guide in self.guides
        )  # fmt: skip
        return filled_table("uitleg", self._label, columns, rows)

    def terms(self) -> Iterator[SiteTerm]:
        """What a search finds of them: each page, and each part of it."""
        for guide in self.guides:
            link = link_to(self._site.addresses.guides[guide.path])
            whole = SiteTerm(
                name=guide.title, sort=GUIDES, label=self._label, owner="", href=link, text=""
            )
            told = (part.text for part in guide.parts if not part.heading)
            yield whole._replace(text=" ".join(text for text in told if text))
            for key, part in _keyed(guide.parts):
                if part.heading:
                    href = f"{link}#deel-{quote(key)}"
                    yield whole._replace(
                        name=part.heading, owner=guide.title, href=href, text=part.text
                    )

    def _blocks(self, guide: Guide) -> Iterator[SiteBlock]:
        for key, part in _keyed(guide.parts):
            match part.shown:
                case ReferenceKind.PICTURE:
                    yield self._picture(part.name, key)
                case ReferenceKind.EXAMPLE:
                    yield self._example(part.name, key)
                case _:
                    yield GuideBlock(key, part.heading, part.html, part.text)
        if not guide.parts:
            yield NoteBlock(self._site.said(say("This page is empty.")))

    def _picture(self, name: str, key: str) -> SiteBlock:
        target = self._targets.pictures.get(name, ())
        made = self._drawn(target, self._site.said(say("Diagram of {name}", name=name)))
        if made is None:
            return NoteBlock(self._site.said(say('There is no diagram of "{name}".', name=name)))
        heading = self._site.said(say("Diagram of {name}", name=name))
        return made._replace(key=key, heading=heading)

    def _drawn(self, target: tuple[str, ...], text: str) -> PictureBlock | None:
        pictures = self._pictures
        match target:
            case ("entity", key):
                return pictures.of_entity(key, text)
            case ("message", process, name):
                return pictures.of_message(process, name, text)
            case ("domain", name):
                return pictures.of_domain(name, text)
            case ("standard",):
                return pictures.of_standard(text)
        return None

    def _example(self, asked: str, key: str) -> SiteBlock:
        said = self._site.said
        name, operation = example_asked(asked)
        made = self._made(self._targets.examples.get(name, ()))
        found = next((each for each in made if operation in ("", each[0])), None)
        if found is None:
            return NoteBlock(said(say('There is no example of "{name}".', name=asked)))
        heading = said(say("Example of {operation} {name}", operation=found[0], name=name))
        return CodeBlock(key, heading, found[1])

    def _made(self, target: tuple[str, ...]) -> NamedExamples:
        """The examples of a message, or that of an entity; none where there is no such thing."""
        match target:
            case ("message", code, name):
                messages = self._site.model.processes[code].messages
                message = next(each for each in messages if each.name.text == name)
                return self._examples.of_message(message)
            case ("entity", key):
                text = self._examples.of_entity(key)
                return (("GET", text),) if text else ()
        return ()


def _keyed(parts: Iterable[GuidePart]) -> Iterator[tuple[str, GuidePart]]:
    """The parts of a page with what each is called in addresses: a heading by its words, and none twice."""
    taken: dict[str, int] = {}
    for number, part in enumerate(parts, 1):
        if not part.heading:
            yield f"stuk-{number}", part
            continue
        plain = as_anchor(part.heading).lower()
        taken[plain] = taken.get(plain, 0) + 1
        yield f"kop-{plain}-{taken[plain]}" if taken[plain] > 1 else f"kop-{plain}", part
