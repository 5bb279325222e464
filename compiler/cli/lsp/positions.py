"""Places of the protocol ↔ places of texts.

The protocol counts lines and units from 0, units as the client asked (UTF-16 unless it said so); texts count lines and
characters from 1. A place beyond the end of a line is its end, one beyond the text is the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

from compiler.base.mends import Stretch
from compiler.base.source import Name, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BYTES_OF_UNIT = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Units:
    """How a client counts the characters of a line."""

    def __init__(self, encoding: str = types.PositionEncodingKind.Utf16) -> None:
        kind = types.PositionEncodingKind(encoding)
        self._name, self._bytes = _BYTES_OF_UNIT[kind]

    def units(self, text: str) -> int:
        """How many units `text` is long."""
        return (
            len(text)
            if text.isascii()
            else len(text.encode(self._name, "surrogatepass")) // self._bytes
        )

    def characters(self, line: str, units: int) -> int:
        """How many characters the first `units` of `line` are; a unit inside a character counts as none."""
        if units <= 0:
            return 0
        if line.isascii():
            return min(units, len(line))
        content = line.encode(self._name, "surrogatepass")[: units * self._bytes]
        return len(content.decode(self._name, "ignore"))

    def position(self, lines: Sequence[str], line: int, column: int) -> types.Position:
        """The place `line` and `column` of a text with these `lines`, for the client."""
        if line < 1:
            return types.Position(0, 0)
        if line > len(lines):
            return types.Position(max(len(lines) - 1, 0), self.units(lines[-1]) if lines else 0)
        return types.Position(line - 1, self.units(lines[line - 1][: max(column - 1, 0)]))

    def place(self, lines: Sequence[str], position: types.Position) -> tuple[int, int]:
        """The line and the column of `position`, both from 1."""
        if position.line >= len(lines):
            return len(lines), len(lines[-1]) + 1 if lines else 1
        text = lines[max(position.line, 0)]
        return max(position.line, 0) + 1, self.characters(text, position.character) + 1

    def range_of(self, lines: Sequence[str], place: Span | Name) -> types.Range:
        """Where a name or a finding stands; the whole line where no column is known."""
        begin = place.column or 1
        end = place.end_column
        if not place.column or end <= begin:
            text = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
            begin = begin if place.column else len(text) - len(text.lstrip()) + 1
            end = len(text) + 1
        return types.Range(
            self.position(lines, place.line, begin), self.position(lines, place.line, end)
        )

    def range_of_stretch(self, lines: Sequence[str], stretch: Stretch) -> types.Range:
        """The same for a stretch, which may go over lines."""
        return types.Range(
            self.position(lines, stretch.line, stretch.column),
            self.position(lines, stretch.end_line, stretch.end_column),
        )

    def changed(self, text: str, change: types.TextDocumentContentChangeEvent) -> str:
        """`text` after a `change` of the client."""
        if not isinstance(change, types.TextDocumentContentChangePartial):
            return change.text
        begin = self._offset(text, change.range.start)
        end = max(self._offset(text, change.range.end), begin)
        return text[:begin] + change.text + text[end:]

    def _offset(self, text: str, position: types.Position) -> int:
        if position.line < 0:
            return 0
        at = 0
        for _ in range(position.line):
            found = _LINE.match(text, at)
            assert found is not None, "the expression matches anything"
            if found.end() == at or not found[0].endswith(("\n", "\r")):
                return len(text)
            at = found.end()
        found = _LINE.match(text, at)
        assert found is not None, "the expression matches anything"
        return at + self.characters(found[0].rstrip("\r\n"), position.character)
