"""How names, texts and regular expressions are written in a source file."""

from __future__ import annotations

import re

from compiler.base.source import Name

_PLAIN_NAME = re.compile(r"\w[\w-]*")
_PLAIN_REGEX = re.compile(r"(?![*])[^/\\\n\r]*(?:\\[^\n\r/][^/\\\n\r]*)*")
_PLAIN_VALUE = re.compile(r"[A-Za-z]\w*", re.ASCII)
_ESCAPED = re.compile(r'\\([\\"`nrt])')
_SIGN = re.compile(rf"{_ESCAPED.pattern}|.", re.DOTALL)
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}


def format_name(name: str, *, in_projection: bool = False) -> str:
    """`name` as it is written: between back quotes where it is no plain word."""
    is_word_of_projections = in_projection and name == "alle"
    if _PLAIN_NAME.fullmatch(name) and not is_word_of_projections:
        return name
    return "`" + _escaped(name).replace("`", "\\`") + "`"


def format_text(text: str) -> str:
    """`text` between double quotes."""
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """`text` as it stands between double quotes."""
    return _escaped(text).replace('"', '\\"')


def unescaped(text: str) -> str:
    """What is said by a `text` that stands between quotes."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)


def length_written(text: str, length: int) -> int:
    """How many signs of `text`, which stands between quotes, say the first `length` characters."""
    if "\\" not in text:
        return length
    signs = [found.end() for found in _SIGN.finditer(text)]
    return signs[length - 1] if length else 0


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def format_regex(pattern: str) -> str:
    """`pattern` between slashes, or between quotes where it holds a slash."""
    is_plain = pattern and _PLAIN_REGEX.fullmatch(pattern)
    return f"/{pattern}/" if is_plain else format_text(pattern)


def format_word(name: Name) -> str:
    """A word as a word, anything else between quotes: as one reads codes and the names of elements."""
    return name.text if _PLAIN_NAME.fullmatch(name.text) else format_text(name.text)


def format_value(value: Name) -> str:
    """A word as a word, anything else as a text: the parser gives both the same value."""
    return value.text if _PLAIN_VALUE.fullmatch(value.text) else format_text(value.text)
