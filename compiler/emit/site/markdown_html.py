"""Markdown → HTML that is safe in any page: the only module that knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from compiler.model.guide_references import OUTSIDE_LINK, ReferenceKind, example_asked, shown_part
from compiler.model.named_links import NAMED_LINK

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# What links of our own begin with; no link of a text can.
OWN = "@/"
_PAGE = re.compile(r"(?:\./)?([^/:#?]+\.md)(?:#.*)?")
_NOT_IN_DESCRIPTIONS = ["heading", "lheading", "hr"]
_LEAST = 2  # the level of headings below the name of the page


class GuidePart(NamedTuple):
    """A part of a guidance page: HTML under a heading, or what is shown of the model (`shown`) by its name.

    `text` is the Markdown that it is made of.
    """

    heading: str = ""
    html: str = ""
    text: str = ""
    shown: ReferenceKind = ReferenceKind.LINK
    name: str = ""


class _Reader(MarkdownIt):
    """Markdown of which the links lead to the web, to mail, or to what `pages` has."""

    pages: Mapping[str, str]

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its name in the library
        return OUTSIDE_LINK.fullmatch(url) is not None or self.page_at(url) != ""

    def page_at(self, url: str) -> str:
        """The address of the page that a link to a file beside this one leads to; empty where it leads to none."""
        from urllib.parse import unquote  # noqa: PLC0415 - few texts have such a link

        found = _PAGE.fullmatch(unquote(url)) if self.pages else None
        return self.pages.get(found[1], "") if found else ""


def _reader(links: Mapping[str, str], pages: Mapping[str, str]) -> _Reader:
    """What reads texts in which `[[name]]` is the link that `links` has for it, else a name."""
    reader = _Reader(
        "commonmark", {"html": False, "linkify": False, "breaks": False, "xhtmlOut": False}
    )
    reader.pages = pages
    reader.disable(["image", "html_inline", "html_block", "reference"])

    def named(state: StateInline, silent: bool) -> bool:
        found = NAMED_LINK.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            kind, name = shown_part(found[1])
            if kind is ReferenceKind.EXAMPLE:
                name, _ = example_asked(name)
            href = links.get(name, "")
            if href:
                state.push("link_open", "a", 1).attrSet("href", OWN + href)
            state.push("text", "", 0).content = name
            if href:
                state.push("link_close", "a", -1)
        state.pos = found.end()
        return True

    reader.inline.ruler.before("link", "named_link", named)
    return reader


def markdown_with(links: Mapping[str, str]) -> Callable[[str], str]:
    """What makes HTML of a text of Markdown; `[[name]]` becomes the link that `links` has for it, else stays a name."""
    reader = _reader(links, {})
    reader.disable(_NOT_IN_DESCRIPTIONS)

    def made(text: str) -> str:
        html: str = reader.render(text)
        return html.strip()

    return made


# -- guidance pages ----------------------------------------------------------------------------------------------------


def guide_parts(
    text: str, links: Mapping[str, str], pages: Mapping[str, str], table_label: str
) -> tuple[str, tuple[GuidePart, ...]]:
    """The title of a guidance page, empty for none, and its parts: a new one at each heading of the first two levels.

    What stands alone in a paragraph between double brackets and asks to be shown is a part of its own. `table_label`
    is what tables are called for who does not see them.
    """
    reader = _reader(links, pages)
    reader.enable("table")
    tokens = reader.parse(text)
    title, tokens = _title(tokens)
    lines = text.splitlines()
    with_ids = _with_ids_and_levels(_readdressed(tokens, reader), table_label)
    return title, tuple(_parts(list(with_ids), reader, lines))


def _title(tokens: list[Token]) -> tuple[str, list[Token]]:
    """The text of the heading that a page begins with, and what comes behind it."""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _plain(tokens[1]), tokens[3:]
    return "", tokens


def _plain(inline: Token) -> str:
    """The text of a line, without its looks."""
    return " ".join(
        "".join(each.content or " " for each in inline.children or () if not each.nesting).split()
    )


def _readdressed(tokens: list[Token], reader: _Reader) -> list[Token]:
    """The links to pages beside this one lead to where they stand in the site."""
    for token in tokens:
        for each in token.children or ():
            page = (
                reader.page_at(str(each.attrGet("href") or "")) if each.type == "link_open" else ""
            )
            if page:
                each.attrSet("href", OWN + page)
    return tokens


def _with_ids_and_levels(tokens: Iterable[Token], table_label: str) -> Iterator[Token]:
    """No level of headings is skipped, columns of tables have heads, and nothing has a style of its own."""
    level, tables = _LEAST, 0
    for token in tokens:
        token.attrs.pop("style", None)
        if token.type == "heading_open":
            level = min(max(int(token.tag[1:]), _LEAST), level + 1)
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_open":
            tables += 1
            token.attrs["data-label"] = f"{table_label} {tables}"
        yield token


def _parts(tokens: list[Token], reader: _Reader, lines: list[str]) -> Iterator[GuidePart]:
    heading = ""
    waiting: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        inline = tokens[at + 1] if at + 1 < len(tokens) else token
        if token.type == "heading_open" and token.tag == "h2" and not token.level:
            yield from _made(heading, waiting, reader, lines)
            heading, waiting = _plain(inline) or "…", []
            at += 3
            continue
        found = (
            NAMED_LINK.fullmatch(inline.content.strip()) if token.type == "paragraph_open" else None
        )
        kind, name = shown_part(found[1]) if found and not token.level else (ReferenceKind.LINK, "")
        if kind is not ReferenceKind.LINK:
            yield from _made(heading, waiting, reader, lines)
            yield GuidePart(shown=kind, name=name)
            heading, waiting = "", []
            at += 3
            continue
        waiting.append(token)
        at += 1
    yield from _made(heading, waiting, reader, lines)


def _made(
    heading: str, tokens: list[Token], reader: _Reader, lines: list[str]
) -> Iterator[GuidePart]:
    if not heading and not tokens:
        return
    html: str = reader.renderer.render(tokens, reader.options, {})
    places = [token.map for token in tokens if token.map]
    text = "\n".join(lines[places[0][0] : max(end for _, end in places)]) if places else ""
    yield GuidePart(heading=heading, html=_readable(html).strip(), text=text)


def _readable(html: str) -> str:
    """Tables and code that are wider than the window can be moved by keys."""
    html = re.sub(
        r'<table data-label="([^"]*)">',
        r'<section class="rol" tabindex="0" aria-label="\1"><table>',
        html,
    )
    html = html.replace("</table>", "</table></section>")
    return html.replace("<pre>", '<pre tabindex="0">')
