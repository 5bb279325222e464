"""What the guidance pages of a model refer to, each with its place: elements, pictures, examples, other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from compiler.base.guide_paths import GUIDES_FOLDER
from compiler.base.source import Name
from compiler.model.model import Model
from compiler.model.named_links import NAMED_LINK, LinkTarget, link_targets

# What holds a part of the site by reference, alone on its line: `[[diagram: Vastgoed]]`, `[[voorbeeld: BRG/Relaties]]`.
_SHOWN = re.compile(r"(diagram|voorbeeld):\s*(.*)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_PAGE = re.compile(r"\]\(<?(?:\./)?([^()<>/:#?]+\.md)(#[^()<>]*)?>?\)")
_ANY_LINK = re.compile(r"\]\(<?([^()<>\s]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
# A link out of the model that a page may have.
OUTSIDE_LINK = re.compile(r"(?i)(https?://|mailto:)[^\s]+")
_OPERATION = re.compile(r"(.*\S)\s+(GET|POST|PUT|PATCH)")
_WITH_EXAMPLES = ("message", "entity")
_DRAWN = ("entity", "message", "domain")


class ReferenceKind(StrEnum):
    """What a reference asks for; the values are what models say."""

    LINK = "link"
    PICTURE = "diagram"
    EXAMPLE = "voorbeeld"
    PAGE = "pagina"


class GuideReference(NamedTuple):
    """A reference of this kind to what is called `name.text`, which stands where `name` says."""

    kind: ReferenceKind
    name: Name


class GuideTargets(NamedTuple):
    """By kind of reference the names that lead somewhere, with where they lead; pages by the names of their files."""

    links: Mapping[str, LinkTarget]
    pictures: Mapping[str, LinkTarget]
    examples: Mapping[str, LinkTarget]
    pages: Mapping[str, LinkTarget]

    def of(self, kind: ReferenceKind) -> Mapping[str, LinkTarget]:
        """The names that a reference of this kind can have."""
        return {
            ReferenceKind.LINK: self.links,
            ReferenceKind.PICTURE: self.pictures,
            ReferenceKind.EXAMPLE: self.examples,
            ReferenceKind.PAGE: self.pages,
        }[kind]


def guide_targets(model: Model) -> GuideTargets:
    """What the guidance pages of `model` can refer to."""
    links = link_targets(model)
    pictures = {name: target for name, target in links.items() if target[0] in _DRAWN}
    standard = model.standard.name.text
    if standard:
        pictures.setdefault(standard, ("standard",))
    examples = {name: target for name, target in links.items() if target[0] in _WITH_EXAMPLES}
    pages = {path.removeprefix(f"{GUIDES_FOLDER}/"): ("guide", path) for path in model.guides}
    return GuideTargets(links, pictures, examples, pages)


def shown_part(text: str) -> tuple[ReferenceKind, str]:
    """What is asked for between double brackets: the kind of it, and its name.

    >>> shown_part("diagram: Vastgoed"), shown_part("Relatie.soort")
    ((<ReferenceKind.PICTURE: 'diagram'>, 'Vastgoed'), (<ReferenceKind.LINK: 'link'>, 'Relatie.soort'))
    """
    found = _SHOWN.fullmatch(text.strip())
    return (
        (ReferenceKind(found[1]), found[2].strip()) if found else (ReferenceKind.LINK, text.strip())
    )


def example_asked(name: str) -> tuple[str, str]:
    """The message and the operation that an example is asked of; empty for any operation.

    >>> example_asked("BRG/Relaties POST"), example_asked("Relaties")
    (('BRG/Relaties', 'POST'), ('Relaties', ''))
    """
    found = _OPERATION.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def guide_lines(text: str) -> list[str]:
    """The lines of a guidance page, as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def references_in(path: str, text: str) -> Iterator[GuideReference]:
    """All references in the guidance page at `path`; what stands in code is none."""
    fence = ""
    for number, line in enumerate(guide_lines(text), 1):
        marks = _FENCE.match(line)
        if marks and (not fence or (marks[1].startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else marks[1]
            continue
        if fence or ("[[" not in line and "](" not in line):
            continue
        shown = _CODE.sub(lambda code: " " * len(code[0]), line)
        for found in NAMED_LINK.finditer(shown):
            kind, name = shown_part(found[1])
            if kind is ReferenceKind.EXAMPLE:
                name, _ = example_asked(name)
            yield GuideReference(kind, _placed(name, path, number, found.span()))
        for found in _PAGE.finditer(shown):
            name = unquote(found[1])
            yield GuideReference(ReferenceKind.PAGE, _placed(name, path, number, found.span(1)))
        for found in _ANY_LINK.finditer(shown):
            if not OUTSIDE_LINK.fullmatch(found[1]) and not _PAGE.match(shown, found.start()):
                place = _placed(found[1], path, number, found.span(1))
                yield GuideReference(ReferenceKind.PAGE, place)


def _placed(name: str, path: str, line: int, span: tuple[int, int]) -> Name:
    return Name(name, file=path, line=line, column=span[0] + 1, end_column=span[1] + 1)
