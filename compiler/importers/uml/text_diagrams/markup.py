"""Takes markup out of texts: the creole of PlantUML, HTML, and the escapes of both notations."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<br[ \t]*/?>|\\[nlr](?![a-z]:)", re.IGNORECASE)
# Only what is markup: <T> of a generic class stays.
_TAGS = re.compile(
    r"</?(?:b|i|u|s|w|p|em|strong|strike|del|code|plain|sub|sup|font|color|colour|size|back|background|center|div|span|"
    r"small|big|tt|mono|ul|ol|li|hr|text|img|image|math|latex|a)(?:[ \t:=#][^<>\n]*)?/?>|<[&$][^<>\n]*>|"
    r"<#[^<>\n]*>"
)
_CAPITAL_TAGS = re.compile(r"</?[A-Z]+>")
_LINK = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_UNICODE = re.compile(r"<U\+([0-9A-Fa-f]{1,6})>")
_PAIRS = re.compile(r'(?<![\w:])(\*\*|//|""|~~|__|--)(?=\S)((?:(?!\1)[^\n])+?)(?<=\S)\1(?!\w)')
_LINE_START = re.compile(r"^[ \t]*(?:=+|\*+|#+)[ \t]+")
_RULE = re.compile(r"[ \t]*(?:-{4,}|={4,}|_{4,}|\.{4,})[ \t]*")
_MARKS = re.compile(r'[*/"~_<\[&\\|-]')


def without_markup(text: str) -> str:
    """`text` without markup; line breaks that it asks for are line breaks.

    >>> without_markup("**Vet** en <color:red>rood</color>, [[https://a.nl zie hier]]")
    'Vet en rood, zie hier'
    >>> without_markup("Map<String, int>")
    'Map<String, int>'
    """
    if not _MARKS.search(text):
        return text.strip()
    text = _BREAK.sub("\n", text).replace("\\t", " ")
    text = _TAGS.sub("", text)
    if "</" in text:  # without an end it is a generic class: List<B>
        text = _CAPITAL_TAGS.sub("", text)
    text = _LINK.sub(_label, text)
    text = _UNICODE.sub(_character, text)
    for _ in range(3):  # bold in italics in underline
        replaced = _PAIRS.sub(r"\2", text)
        if replaced == text:
            break
        text = replaced
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def plain_block(lines: list[str]) -> str:
    """The text of several lines: of headings, bullets and rules only the words remain."""
    kept = [
        without_markup(_LINE_START.sub("", line)) for line in lines if not _RULE.fullmatch(line)
    ]
    return "\n".join(kept).strip()


def plain_name(text: str) -> str:
    """A name without markup, on one line."""
    return " ".join(without_markup(text).split())


def _label(found: re.Match[str]) -> str:
    """What a link shows: its label, else its tooltip, else its address."""
    inside = found[1].strip()
    tooltip = ""
    if "{" in inside and "}" in inside:
        before, _, rest = inside.partition("{")
        tooltip, _, after = rest.partition("}")
        inside = f"{before.strip()} {after.strip()}".strip()
    address, _, label = inside.partition(" ")
    return label.strip() or tooltip or address


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_character = 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if is_character else ""
