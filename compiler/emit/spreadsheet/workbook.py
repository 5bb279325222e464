"""Rows → an .xlsx workbook of one sheet: the same bytes for the same rows, on any machine.

A workbook is a ZIP file of XML parts. They are stored as they are: what deflate makes of them differs between versions
of zlib. Every text is a shared string, so that one that begins with `=` is a text and no formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from compiler.emit.spreadsheet.cells import fitting

Cell: TypeAlias = str | int
_MOST_NAME = 31
_LONGEST_COLUMN = 60
# ZIP knows no date before this one, and the file tells none.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# XML cannot hold these, nor keep a carriage return; what looks like the escape of one is escaped too (ST_Xstring).
_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES = f"""\
<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""
_PARTS_OF_FILE = f"""\
<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""
_PARTS_OF_WORKBOOK = f"""\
<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/>\
<Relationship Id="rId3" Type="{_RELATED}/sharedStrings" Target="sharedStrings.xml"/>\
</Relationships>"""
# Two looks of a cell: as usual, and bold for the header.
_STYLES = f"""\
<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


def workbook(
    title: str, sheet: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> bytes:
    """An .xlsx file.

    Args:
        title: what the file is, in its properties.
        sheet: the name of its sheet; what such a name cannot hold is left out of it.
        header: the first row, in bold, which stays in sight.
        rows: the others; an empty text is an empty cell, and one that is too long is cut off (`fitting`).
    """
    strings = _Strings()
    table = "".join(_row(number, row, strings) for number, row in enumerate((header, *rows), 1))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PARTS_OF_FILE,
        "docProps/core.xml": _properties(title),
        "xl/workbook.xml": _workbook(_sheet_name(sheet)),
        "xl/_rels/workbook.xml.rels": _PARTS_OF_WORKBOOK,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(header, rows, table),
        "xl/sharedStrings.xml": strings.part(),
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            about = ZipInfo(name, _NO_DATE)
            about.create_system = 0  # else it tells on which machine it was made
            archive.writestr(about, (_HEAD + text).encode())
    return file.getvalue()


class _Strings:
    """The texts of a workbook, each with its number, in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def part(self) -> str:
        """The part of the file that holds them."""
        items = "".join(
            f'<si><t xml:space="preserve">{_xml(fitting(text))}</t></si>' for text in self._numbers
        )
        counts = f'count="{self._uses}" uniqueCount="{len(self._numbers)}"'
        return f'<sst xmlns="{_MAIN}" {counts}>{items}</sst>'


def _row(number: int, cells: Iterable[Cell], strings: _Strings) -> str:
    style = ' s="1"' if number == 1 else ""
    written = []
    for column, cell in enumerate(cells):
        place = f"{_column(column)}{number}"
        if isinstance(cell, int):
            written.append(f'<c r="{place}"{style}><v>{cell}</v></c>')
        elif cell:
            written.append(f'<c r="{place}"{style} t="s"><v>{strings.number(cell)}</v></c>')
    return f'<row r="{number}">{"".join(written)}</row>'


def _column(index: int) -> str:
    """The letter of a column; a sheet of ours has at most 26."""
    return chr(ord("A") + index)


def _sheet(header: Sequence[str], rows: Sequence[Sequence[Cell]], table: str) -> str:
    last = f"{_column(len(header) - 1)}{len(rows) + 1}"
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_widths(header, rows), 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{table}</sheetData>"
        f'<autoFilter ref="A1:{last}"/></worksheet>'
    )


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How wide the columns are, in characters: as their widest cell, up to a limit."""
    columns = zip(header, *rows, strict=True)
    return [min(_LONGEST_COLUMN, max(len(str(cell)) for cell in column) + 2) for column in columns]


def _workbook(sheet: str) -> str:
    name = _xml(sheet).replace('"', "&quot;")
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _properties(title: str) -> str:
    namespaces = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<cp:coreProperties {namespaces}><dc:title>{_xml(title)}</dc:title></cp:coreProperties>"


def _sheet_name(text: str) -> str:
    """`text` as the name of a sheet: some signs may not stand in it, and it is short.

    >>> _sheet_name("a/b's"), _sheet_name("'")
    ("ab's", 'Blad')
    """
    return _NOT_IN_NAMES.sub("", text)[:_MOST_NAME].strip("' ") or "Blad"


def _xml(text: str) -> str:
    return escape(_UNHELD.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
