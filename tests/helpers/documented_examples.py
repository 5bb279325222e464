r"""Examples in docstrings and fixture files, and the diagnostics that are expected in them.

An expected diagnostic is written on the line it concerns:

    entiteit Woning is Eenhied  //! NAM01 @20 "does not exist" "Eenheid"

is an id, a column, a part of the message, and maybe a part of the hint; a quote in a part is written \". What is
expected and not found, and what is found and not expected, both count as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic

_PART = r'"((?:[^"\\]|\\.)*)"'
_MARKER = re.compile(rf"//! ([A-Z]+\d+) @(\d+) {_PART}(?: {_PART})?")


class Expected(NamedTuple):
    """A diagnostic that should be found, with parts of its message and its hint."""

    file: str
    line: int
    column: int
    id: str
    message: str
    hint: str

    def fits(self, found: Diagnostic) -> bool:
        place = (found.span.file, found.span.line, found.span.column, found.id)
        return self[:4] == place and self.message in found.message and self.hint in found.hint


def expected_in(files: Mapping[str, str]) -> list[Expected]:
    """What the markers in `files` (text by path) expect."""
    found = []
    for path, text in files.items():
        for line, content in enumerate(text.split("\n"), 1):
            markers = _MARKER.findall(content)
            assert len(markers) == content.count("//!"), f"a broken marker: {content}"
            for id_, column, *parts in markers:
                message, hint = (part.replace('\\"', '"') for part in parts)
                found.append(Expected(path, line, int(column), id_, message, hint))
    return found


def check_expected(files: Mapping[str, str], diagnostics: Iterable[Diagnostic]) -> None:
    """Fail where `diagnostics` and the markers in `files` differ."""
    left, missing = list(diagnostics), []
    for each in expected_in(files):
        fitting = next((found for found in left if each.fits(found)), None)
        if fitting is None:
            missing.append(f"missing: {each}")
        else:
            left.remove(fitting)
    differences = [*missing, *(f"unexpected: {found}" for found in left)]
    assert not differences, "\n".join(differences)


class Section(NamedTuple):
    """A part of a docstring: `Heading: more` at the margin, and the block that is indented below it."""

    heading: str
    more: str
    block: str


def sections(docstring: str) -> list[Section]:
    """The parts of `docstring` that have a heading of one word."""
    found = re.findall(
        r"^([A-Z]\w*):(.*)\n((?:(?: +.*)?\n)*)", cleandoc(docstring) + "\n", re.MULTILINE
    )
    return [
        Section(heading, more.strip(), dedent(block).strip("\n") + "\n")
        for heading, more, block in found
    ]
