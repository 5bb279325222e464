"""The rows of the source data sheet, one attribute each, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import say

SHEET_COLUMNS = {
    "model": "Modelnaam",
    "version": "Modelversie",
    "title": "Modelomschrijving",
    "group": "Bericht/Informatiedomein",
    "entity": "Entiteit",
    "number": "AttribuutSorteernummer",
    "attribute": "Attribuutnaam",
    "type": "Attribuuttype",
    "description": "Attribuutomschrijving",
    "core": "AttribuutIsKerngegeven",
}
_KEYS = ("model", "group", "entity", "attribute")  # without them a row says nothing
_PROSE = frozenset({"description", "constraint", "pattern"})
_PRIMITIVE = re.compile(
    r"(?i)(string|integer|int|long|boolean|decimal|duration|date|datetime|time|anyuri|base64binary)"
)
_NAME = re.compile(r"[A-Za-z][\w-]*")
_LINK = re.compile(r"(?i)(link|collectie)\s+type\s+\S.*")


class Columns:
    """Where what a row says stands in it. Two are equal only when they are one: rows that say the same are not."""

    __slots__ = ("_indexes",)

    def __init__(self, indexes: Mapping[str, int]) -> None:
        self._indexes = indexes

    def cell(self, sheet: str, row: int, key: str) -> Span:
        """The place of the cell in the column `key`; of the whole row where the sheet has no such column."""
        if key not in self._indexes:
            return Span(sheet, row)
        column = self._indexes[key] + 1
        return Span(sheet, row, column, column + 1)


class Row(NamedTuple):
    """One attribute of the sheet. `damaged` says that text landed in columns where it does not belong."""

    sheet: str
    row: int
    model: str
    group: str
    entity: str
    attribute: str
    type: str
    description: str
    core: bool
    number: str = ""
    version: str = ""
    title: str = ""
    constraint: str = ""
    pattern: str = ""
    damaged: bool = False
    columns: Columns = Columns({})

    def cell(self, key: str) -> Span:
        """The place of one cell of the row."""
        return self.columns.cell(self.sheet, self.row, key)


class Workbook(NamedTuple):
    """The rows of a sheet, what was wrong, and how many rows there were: with data, and without."""

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    read: int = 0
    empty: int = 0
    unusable: int = 0


class ColumnNames(NamedTuple):
    """The names of the columns as they stand, and where each known column stands."""

    names: Sequence[str]
    columns: Mapping[str, int]


def read_rows(place: str, table: Sequence[list[str]], header: ColumnNames, first: int) -> Workbook:
    """The rows of a sheet.

    Args:
        place: the file and the sheet, as diagnostics call them.
        table: the cells below the header.
        header: what the row above it says.
        first: the number of the first row in `table`.
    """
    rows: list[Row] = []
    diagnostics: list[Diagnostic] = []
    unread: dict[int, list[tuple[int, str]]] = {}
    empty = unusable = 0
    columns = header.columns
    places = Columns(columns)
    for number, cells in enumerate(table, first):
        if not any(cells):
            empty += 1
            continue
        texts = _texts(cells, columns)
        missing = [key for key in _KEYS if not texts[key]]
        if missing:
            unusable += 1
            diagnostics.append(_unusable(places.cell(place, number, missing[0]), missing, cells))
            continue
        row = _row(place, number, texts, places)
        rows.append(row)
        diagnostics += _problems(row, texts)
        extras = list(_second_attributes(row, cells, columns))
        rows += extras
        diagnostics += map(_second, extras)
        if not row.damaged and not extras:
            for index in _unread(cells, columns):
                unread.setdefault(index, []).append((number, cells[index]))
    for index, found in sorted(unread.items()):
        diagnostics.append(_unread_column(place, index, header.names[index], found))
    return Workbook(
        rows=tuple(rows),
        diagnostics=tuple(diagnostics),
        read=len(table),
        empty=empty,
        unusable=unusable,
    )


def _unread(cells: Sequence[str], columns: Mapping[str, int]) -> Iterator[int]:
    """Where a row has cells in columns that are not known."""
    known = set(columns.values())
    return (index for index, cell in enumerate(cells) if cell and index not in known)


def _unread_column(
    place: str, index: int, name: str, found: Sequence[tuple[int, str]]
) -> Diagnostic:
    """A column that is not imported; `found` are the cells in it, with the numbers of their rows."""
    row, text = found[0]
    span = Span(place, row, index + 1, index + 2)
    if name:
        message = say(
            'the column "{name}" is not imported; it has {count} cells, the first "{text}"',
            name=name[:40],
            count=len(found),
            text=text[:40],
        )
        hint = say("what the model should say of it stands in another column")
        return Diagnostic("IMP21", Severity.HINT, span, message, hint=hint)
    message = say(
        'a column without a name has {count} cells, the first "{text}"; they are not imported',
        count=len(found),
        text=text[:40],
    )
    hint = say("give the column its name in the header, or empty it")
    return Diagnostic("IMP21", Severity.WARNING, span, message, hint=hint)


def _texts(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by the keys of their columns; stray quotes are taken off all but prose."""
    texts: dict[str, str] = {}
    for key, index in columns.items():
        text = cells[index] if index < len(cells) else ""
        texts[key] = text if key in _PROSE else text.strip('" ')
    return texts


def _row(sheet: str, number: int, texts: Mapping[str, str], columns: Columns) -> Row:
    core = texts.get("core", "").casefold()
    damaged = core not in ("", "x")
    further_right = (texts.get("constraint", "").casefold(), texts.get("pattern", "").casefold())
    pushed = damaged and "x" in further_right
    others = {key: text for key, text in texts.items() if key != "core"}
    is_core = core == "x" or pushed
    return Row(sheet, number, **others, core=is_core, damaged=damaged, columns=columns)


def _problems(row: Row, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What is wrong with a row that can be used."""
    if row.damaged:
        message = say(
            'the kerngegeven column of "{entity}.{attribute}" holds text: "{core}"',
            entity=row.entity,
            attribute=row.attribute,
            core=texts["core"][:60],
        )
        hint = say("the description was split; its text is taken from the published document")
        yield Diagnostic("IMP04", Severity.WARNING, row.cell("core"), message, hint=hint)
    if not texts.get("number", "1"):
        message = say(
            '"{entity}.{attribute}" has no number', entity=row.entity, attribute=row.attribute
        )
        hint = say("it is placed as in the published document")
        yield Diagnostic("IMP05", Severity.HINT, row.cell("number"), message, hint=hint)
    if row.pattern and not _compiles(row.pattern):
        message = say(
            'the regular expression of "{cell}" is not valid: {pattern}',
            cell=row.attribute,
            pattern=row.pattern[:60],
        )
        hint = say("mend it in the imported model")
        yield Diagnostic("IMP06", Severity.WARNING, row.cell("pattern"), message, hint=hint)


def _unusable(span: Span, missing: list[str], cells: list[str]) -> Diagnostic:
    message = say(
        "the row has no {lacks}: {filter}",
        lacks=", ".join(SHEET_COLUMNS[key] for key in missing),
        filter=" | ".join(filter(None, cells))[:80],
    )
    return Diagnostic(
        "IMP02", Severity.WARNING, span, message, hint=say("complete it or take it away")
    )


def _second(extra: Row) -> Diagnostic:
    message = say(
        'the row holds a second attribute, "{attribute}", of "{entity}"',
        attribute=extra.attribute,
        entity=extra.entity,
    )
    span = extra.cell("attribute")
    return Diagnostic(
        "IMP03", Severity.WARNING, span, message, hint=say("give it a row of its own")
    )


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _second_attributes(row: Row, cells: list[str], columns: Mapping[str, int]) -> Iterator[Row]:
    """Attributes that stand further right in a row: a name, a type behind it, and maybe a description."""
    for index in range(columns["description"] + 2, len(cells)):
        name, type_ = cells[index - 1], cells[index]
        if not _NAME.fullmatch(name):
            continue
        if not (_LINK.fullmatch(type_) or _PRIMITIVE.fullmatch(type_)):
            continue
        places = {
            "attribute": index - 1,
            "type": index,
            "description": index + 1,
            "core": index + 5,
        }
        behind = [*cells[index + 1 :], *[""] * 5]
        yield row._replace(
            attribute=name,
            type=type_,
            description=behind[0],
            core=behind[4].casefold() == "x",
            columns=Columns(places),
        )
