"""Links in the files of a model, each with its place: in descriptions and other texts, and in guidance pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compiler.base.guide_paths import is_guide
from compiler.base.source import Name
from compiler.language.formatted_names import length_written, unescaped
from compiler.language.text_places import texts_with
from compiler.model.guide_references import ReferenceKind, references_in
from compiler.model.named_links import links_in

_OPENING = re.compile(r"\[\[\s*(?:(?:diagram|voorbeeld):\s*)?")


class PlacedLink(NamedTuple):
    """What stands between double brackets: what it asks for, and its name at the place of that alone.

    `written` are the characters at that place; in a text between quotes they have escapes.
    """

    kind: ReferenceKind
    name: Name
    written: str
    is_quoted: bool = False

    def part(self, begin: int, end: int) -> Name:
        """The characters of the name from `begin` to before `end`, with their place."""
        name = self.name
        return name._replace(
            text=name.text[begin:end],
            column=name.column + self._written(begin),
            end_column=name.column + self._written(end),
        )

    def _written(self, length: int) -> int:
        return length_written(self.written, length) if self.is_quoted else length


def links_of_file(path: str, lines: Sequence[str]) -> Iterator[PlacedLink]:
    """The links in the file at `path`, which has these `lines`, in their order."""
    if is_guide(path):
        yield from _in_guide(path, lines)
    elif path.endswith(".vera"):
        yield from _in_texts(path, lines)


def _in_guide(path: str, lines: Sequence[str]) -> Iterator[PlacedLink]:
    for kind, name in references_in(path, "\n".join(lines)):
        if kind is not ReferenceKind.PAGE:
            written = lines[name.line - 1][name.column - 1 : name.end_column - 1]
            opening = _OPENING.match(written)
            assert opening is not None, "a link begins with brackets"
            column = name.column + opening.end()
            placed = name._replace(column=column, end_column=column + len(name.text))
            yield PlacedLink(kind, placed, name.text)


def _in_texts(path: str, lines: Sequence[str]) -> Iterator[PlacedLink]:
    for text in texts_with("[[", lines):
        for found in links_in(text.text):
            written = found[1].strip()
            if written:
                line, column = text.place(found.start(1) + found[1].index(written))
                name = Name(
                    unescaped(written) if text.is_quoted else written,
                    file=path,
                    line=line,
                    column=column,
                    end_column=column + len(written),
                )
                yield PlacedLink(ReferenceKind.LINK, name, written, text.is_quoted)
