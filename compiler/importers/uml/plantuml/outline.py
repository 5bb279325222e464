"""The statements of one PlantUML diagram with the lines that belong to each: members of a class, the text of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.importers.uml.text_diagrams.findings import not_closed, not_understood
from compiler.importers.uml.text_diagrams.line import DiagramLine
from compiler.importers.uml.text_diagrams.statements import DiagramStatement, statements_of
from compiler.language.lalr import UnexpectedToken

PLANTUML = "PlantUML"
_BLOCK_WORD = re.compile(
    r"[ \t]*(?:(?:left|right|center|top|bottom)[ \t]+)?(title|legend|header|footer)\b",
    re.IGNORECASE,
)
_NOTE_END = re.compile(r"[ \t]*end[ \t]*note[ \t]*", re.IGNORECASE)
_PACKAGE = re.compile(
    r"[ \t]*(?:package|namespace|together|rectangle|folder|frame|node|cloud|database)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PlantumlItem:
    """A statement, where it stands, and its lines; `opened` where a brace opens it that another line closes."""

    statement: DiagramStatement
    line: DiagramLine
    opened: bool = False
    body: list[DiagramLine] = field(default_factory=list)


class PlantumlOutline(NamedTuple):
    """The statements of a diagram, and what was found among them."""

    items: list[PlantumlItem]
    diagnostics: list[Diagnostic]


def outline_of_plantuml(lines: list[DiagramLine]) -> PlantumlOutline:
    """The statements in the `lines` of a diagram. A line that does not fit is told, and passed over."""
    made = PlantumlOutline([], [])
    rest = iter(lines)
    parse = statements_of("plantuml.lark")
    for line in rest:
        bare = line.text.strip()
        if not bare:
            continue
        if bare.lower().startswith("<style"):
            _skip(rest, line, re.compile(r"[ \t]*</style>[ \t]*", re.IGNORECASE), made)
            made.items.append(PlantumlItem(DiagramStatement("directive", []), line))
            continue
        try:
            statement = parse(line.text)
        except UnexpectedToken as unexpected:
            _not_understood(line, unexpected, rest, made)
            continue
        _take(PlantumlItem(statement, line), rest, made)
    return made


def _not_understood(
    line: DiagramLine,
    unexpected: UnexpectedToken,
    rest: Iterator[DiagramLine],
    made: PlantumlOutline,
) -> None:
    token = unexpected.token
    column = min(token.column, len(line.text.rstrip()) or 1)
    made.diagnostics.append(
        not_understood(line.span(column, max(1, len(token.text))), line.text, PLANTUML)
    )
    if line.text.rstrip().endswith("{"):
        if _PACKAGE.match(line.text):
            made.items.append(PlantumlItem(DiagramStatement("together", []), line, opened=True))
        else:
            _skip_braces(rest, line, made)


def _take(item: PlantumlItem, rest: Iterator[DiagramLine], made: PlantumlOutline) -> None:
    statement, line = item.statement, item.line
    rule = statement.rule
    if rule == "opening":
        _open_last(item, rest, made)
        return
    made.items.append(item)
    item.opened = statement.token("OPEN") is not None and statement.token("CLOSE") is None
    if rule == "declaration" and item.opened:
        item.body = _members(rest, line, made)
    elif _takes_note(statement):
        item.body = _until(rest, line, _NOTE_END, "end note", made)
    elif rule in ("directive", "title", "foreign"):
        _take_block(item, rest, made)


def _takes_note(statement: DiagramStatement) -> bool:
    """Whether the text of the note stands on the lines below."""
    if statement.rule == "note_named":
        return statement.token("QUOTED") is None
    return statement.rule in ("note_at", "note_on_link") and statement.token("TEXT") is None


def _open_last(item: PlantumlItem, rest: Iterator[DiagramLine], made: PlantumlOutline) -> None:
    """A brace on a line of its own opens what stands before it."""
    last = made.items[-1] if made.items else None
    if (
        last
        and last.statement.rule in ("declaration", "package")
        and last.statement.token("OPEN") is None
        and not last.opened
    ):
        last.opened = True
        if last.statement.rule == "declaration":
            last.body = _members(rest, last.line, made)
        return
    made.diagnostics.append(not_understood(item.line.span(), item.line.text, PLANTUML))
    made.items.append(PlantumlItem(DiagramStatement("together", []), item.line, opened=True))


def _take_block(item: PlantumlItem, rest: Iterator[DiagramLine], made: PlantumlOutline) -> None:
    """The lines of a block that says how the diagram looks, or of what other diagrams have."""
    text = item.line.text.strip()
    if text.endswith("{"):
        _skip_braces(rest, item.line, made)
        return
    word = _BLOCK_WORD.match(text)
    if word and not text[word.end() :].strip(": \t"):
        closing = re.compile(rf"[ \t]*end[ \t]*{word[1]}[ \t]*", re.IGNORECASE)
        item.body = _until(rest, item.line, closing, f"end {word[1].lower()}", made)
    elif (
        word
        and word[1].lower() == "legend"
        and text[word.end() :].strip().lower() in ("left", "right", "center", "top", "bottom")
    ):
        item.body = _until(
            rest,
            item.line,
            re.compile(r"[ \t]*end[ \t]*legend[ \t]*", re.IGNORECASE),
            "end legend",
            made,
        )


def _members(
    rest: Iterator[DiagramLine], line: DiagramLine, made: PlantumlOutline
) -> list[DiagramLine]:
    body: list[DiagramLine] = []
    for each in rest:
        bare = each.text.strip()
        if bare == "}":
            return body
        if bare:
            body.append(each)
    made.diagnostics.append(not_closed(line.span(), line.text, "}"))
    return body


def _until(
    rest: Iterator[DiagramLine],
    line: DiagramLine,
    closing: re.Pattern[str],
    shown: str,
    made: PlantumlOutline,
) -> list[DiagramLine]:
    body: list[DiagramLine] = []
    for each in rest:
        if closing.fullmatch(each.text):
            return body
        body.append(each)
    made.diagnostics.append(not_closed(line.span(), line.text, shown))
    return body


def _skip(
    rest: Iterator[DiagramLine], line: DiagramLine, closing: re.Pattern[str], made: PlantumlOutline
) -> None:
    _until(rest, line, closing, "</style>", made)


def _skip_braces(rest: Iterator[DiagramLine], line: DiagramLine, made: PlantumlOutline) -> None:
    depth = 1
    for each in rest:
        bare = each.text.strip()
        depth += bare.endswith("{") - bare.startswith("}")
        if depth == 0:
            return
    made.diagnostics.append(not_closed(line.span(), line.text, "}"))
