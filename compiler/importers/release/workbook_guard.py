"""Whether a spreadsheet file is one that the reader can be given: what it would take of memory is counted first.

A reader makes room for every cell up to the furthest one, and copies a shared text into each cell that shows it. A file
of a few hundred bytes can ask for more than a machine has so, and a reader that is refused memory ends the program. So
the parts of the file are read as a stream that keeps nothing but counts.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TypeAlias
from xml.parsers import expat

from compiler.base.wording import NOTHING, Text, say

MAX_FILE = 64 * 1024 * 1024
MAX_UNPACKED = 128 * 1024 * 1024
MAX_PARTS = 2_000
MAX_CELLS = 4_000_000
MAX_CHARACTERS = 64 * 1024 * 1024
_MAX_DEPTH = 200
_ENDINGS = (".xlsx", ".xlsm")
_CHUNK = 64 * 1024
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
# What a reader that forgives more than a parser of XML would take for cells, or for shared texts.
_CELLS = re.compile(rb"<(?:\w+:)?(?:sheetData|sst|si)[\s/>]")
_OVERLAP = 64
_Attributes: TypeAlias = Mapping[str, str]
# What a broken archive can raise, of any of the libraries that unpack it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)


class _RefusedError(Exception):
    """Why the file is refused; ends a parse."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def unsafe(path: Path) -> Text:
    """What makes the file in `path` one that should not be given to a reader; empty for nothing."""
    if path.suffix.lower() not in _ENDINGS:
        return say("the file is no .xlsx: its name ends otherwise")
    try:
        if path.stat().st_size > MAX_FILE:
            return _too_large(MAX_FILE)
        with zipfile.ZipFile(path) as archive:
            _look_through(archive)
    except FileNotFoundError:
        return say("the file does not exist")
    except _RefusedError as refused:
        return refused.reason
    except _BROKEN:
        return say("the file is no .xlsx: it cannot be unpacked")
    return NOTHING


def _too_large(most: int) -> Text:
    return say("the file unpacks to more than {number} MiB", number=most // 1024 // 1024)


def _look_through(archive: zipfile.ZipFile) -> None:
    """Read every part, the shared texts first: what the cells of a sheet say depends on them."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _RefusedError(say("the file holds more than {number} parts", number=MAX_PARTS))
    shared = array("L")
    counts = _Counts()
    unpacked = 0
    for wanted in (_SharedTexts, _Sheet):
        unpacked = 0
        for part in parts:
            with archive.open(part) as content:
                unpacked += _read(content, wanted(shared, counts), MAX_UNPACKED - unpacked)


class _Counts:
    """What all sheets take together."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0


class _Part:
    """Takes the elements of a part of the file. `is_read` says whether one came that a reader would look into."""

    def __init__(self, shared: array[int], counts: _Counts) -> None:
        self.shared = shared
        self.counts = counts
        self.depth = 0
        self.is_read = False

    def begin(self, name: str, attributes: _Attributes) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _RefusedError(
                say("the file nests more than {number} levels deep", number=_MAX_DEPTH)
            )
        self.element(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1
        self.ended(name.rpartition(":")[2])

    def element(self, name: str, attributes: _Attributes) -> None:
        """An element begins; `name` has no prefix."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def text(self, characters: str) -> None:
        """Text between elements."""


class _SharedTexts(_Part):
    """Notes how long each shared text is; of several tables the longest counts."""

    def __init__(self, shared: array[int], counts: _Counts) -> None:
        super().__init__(shared, counts)
        self.index = -1
        self.length = 0

    def element(self, name: str, attributes: _Attributes) -> None:  # noqa: ARG002 - a text has no attributes
        """A shared text begins."""
        if name == "si":
            self.is_read = True
            self.index += 1
            self.length = 0

    def ended(self, name: str) -> None:
        """A shared text ends."""
        if name != "si":
            return
        if self.index >= len(self.shared):
            self.shared.append(self.length)
        else:
            self.shared[self.index] = max(self.shared[self.index], self.length)

    def text(self, characters: str) -> None:
        """A part of a shared text."""
        self.length += len(characters)


class _Sheet(_Part):
    """Counts the cells up to the furthest one, and the characters that they show."""

    def __init__(self, shared: array[int], counts: _Counts) -> None:
        super().__init__(shared, counts)
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.value: str | None = None

    def element(self, name: str, attributes: _Attributes) -> None:
        """A row or a cell begins; one without a place stands behind the one before it."""
        if name == "sheetData":
            self.is_read = True
        elif name == "c" and self.is_read:
            place = attributes.get("r")
            if place is None:
                self.column += 1
            else:
                self._go_to(place)
            self._reach(self.column)
            self.value = "" if attributes.get("t") == "s" else None
        elif name == "row" and self.is_read:
            number = attributes.get("r")
            if number is not None and not _ROW.fullmatch(number):
                raise _nowhere(number)
            self.row = self.row + 1 if number is None else int(number)
            self.column = 0
            self._reach(1)

    def _go_to(self, place: str) -> None:
        found = _REFERENCE.fullmatch(place.upper())
        if found is None:
            raise _nowhere(place)
        self.column = _number_of_column(found[1])
        self.rows = max(self.rows, int(found[2]))

    def _reach(self, column: int) -> None:
        self.rows = max(self.rows, self.row)
        self.columns = max(self.columns, column)
        if self.counts.cells + self.rows * self.columns > MAX_CELLS:
            raise _RefusedError(
                say(
                    "the file has a cell in row {rows} and column {columns}",
                    rows=self.rows,
                    columns=self.columns,
                )
            )

    def text(self, characters: str) -> None:
        """A part of the number of a shared text."""
        if self.value is not None and len(self.value) < len(str(MAX_UNPACKED)):
            self.value += characters

    def ended(self, name: str) -> None:
        """A cell ends; the sheet ends."""
        if name == "c" and self.value is not None:
            number = self.value.strip()
            if number.isascii() and number.isdigit() and int(number) < len(self.shared):
                self.counts.characters += self.shared[int(number)]
            self.value = None
            if self.counts.characters > MAX_CHARACTERS:
                raise _RefusedError(
                    say(
                        "the cells show more than {number} million characters",
                        number=MAX_CHARACTERS // 1_000_000,
                    )
                )
        elif self.depth == 0 and self.is_read:
            self.counts.cells += self.rows * self.columns


def _read(content: IO[bytes], part: _Part, room: int) -> int:
    """Give a part of the file to `part`, piece by piece; how many bytes it has. An image is counted only."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = part.begin
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _refuse_entities
    size = 0
    is_xml = True
    before = b""
    while chunk := content.read(_CHUNK):
        size += len(chunk)
        if size > room:
            raise _RefusedError(_too_large(MAX_UNPACKED))
        is_xml = is_xml and _parse(parser, chunk)
        if not is_xml and (part.is_read or _CELLS.search(before + chunk)):
            raise _RefusedError(say("the file holds a sheet that is no XML"))
        before = chunk[-_OVERLAP:]
    return size


def _parse(parser: expat.XMLParserType, chunk: bytes) -> bool:
    """Whether the part is XML so far."""
    try:
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError:
        return False
    return True


def _refuse_entities(*_: object) -> None:
    raise _RefusedError(say("the file declares XML entities"))


def _nowhere(place: str) -> _RefusedError:
    return _RefusedError(say("the file has a cell at {place}, which is nowhere", place=place[:20]))


def _number_of_column(letters: str) -> int:
    """The number of a column by its letters: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
