"""The statements of one Mermaid class diagram, with the lines that stand in a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.importers.uml.text_diagrams.findings import not_closed, not_understood, too_long
from compiler.importers.uml.text_diagrams.line import MAX_DIAGRAM_LINE, DiagramLine
from compiler.importers.uml.text_diagrams.statements import DiagramStatement, statements_of
from compiler.language.lalr import UnexpectedToken

MERMAID = "Mermaid"
_HEADER = re.compile(r"[ \t]*classDiagram(?:-v2)?[ \t]*;?[ \t]*")
_FRONT = re.compile(r"-{3,}[ \t]*")
_TITLE = re.compile(r"title[ \t]*:[ \t]*([^\n]*)")


@dataclass(slots=True)
class MermaidItem:
    """A statement, where it stands, and the lines that stand in it."""

    statement: DiagramStatement
    line: DiagramLine
    body: list[DiagramLine] = field(default_factory=list)


class MermaidOutline(NamedTuple):
    """A diagram: whether it is a class diagram, the line that says so or something else, and its statements."""

    is_class_diagram: bool
    first: DiagramLine | None
    title: str
    items: list[MermaidItem]
    diagnostics: list[Diagnostic]


def outline_of_mermaid(lines: list[DiagramLine]) -> MermaidOutline:
    """The statements in the `lines` of a diagram. A line that does not fit is told, and passed over."""
    diagnostics: list[Diagnostic] = []
    title, rest = _behind_front_matter(lines)
    lines_left = _without_comments(rest, diagnostics)
    first = next(lines_left, None)
    if first is None or not _HEADER.fullmatch(first.text):
        return MermaidOutline(
            is_class_diagram=False, first=first, title="", items=[], diagnostics=[]
        )
    made = MermaidOutline(
        is_class_diagram=True, first=first, title=title, items=[], diagnostics=diagnostics
    )
    parse = statements_of("mermaid.lark")
    for line in lines_left:
        try:
            item = MermaidItem(parse(line.text), line)
        except UnexpectedToken as unexpected:
            _not_understood(line, unexpected, lines_left, diagnostics)
            continue
        made.items.append(item)
        _take_body(item, lines_left, diagnostics)
    return made


def _behind_front_matter(lines: list[DiagramLine]) -> tuple[str, list[DiagramLine]]:
    """The title that stands between lines of dashes above the diagram, and the lines behind these."""
    begin = next((index for index, line in enumerate(lines) if line.text.strip()), 0)
    if not lines or not _FRONT.fullmatch(lines[begin].text.strip()):
        return "", lines
    title = ""
    for index in range(begin + 1, len(lines)):
        text = lines[index].text.strip()
        if _FRONT.fullmatch(text):
            return title, lines[index + 1 :]
        if found := _TITLE.fullmatch(text):
            title = found[1].strip("\"' ")
    return "", lines


def _without_comments(
    lines: list[DiagramLine], diagnostics: list[Diagnostic]
) -> Iterator[DiagramLine]:
    """The lines that say something: no blank ones, no comments, no `%%{…}%%`."""
    in_setting = False
    for line in lines:
        text = line.text.strip()
        if in_setting or text.startswith("%%{"):
            in_setting = "}%%" not in text
        elif len(text) > MAX_DIAGRAM_LINE:
            diagnostics.append(too_long(line._replace(as_written=False).span(), MAX_DIAGRAM_LINE))
        elif text and not text.startswith("%%"):
            yield line


def _not_understood(
    line: DiagramLine,
    unexpected: UnexpectedToken,
    rest: Iterator[DiagramLine],
    diagnostics: list[Diagnostic],
) -> None:
    token = unexpected.token
    column = min(token.column, len(line.text.rstrip()) or 1)
    span = line.span(column, max(1, len(token.text)))
    diagnostics.append(not_understood(span, line.text, MERMAID))
    if line.text.rstrip().endswith("{"):
        _members(rest, line, diagnostics)


def _take_body(
    item: MermaidItem, rest: Iterator[DiagramLine], diagnostics: list[Diagnostic]
) -> None:
    """What stands between the braces of a class, or of a description of several lines."""
    statement, line = item.statement, item.line
    if statement.rule == "directive":
        if line.text.rstrip().endswith("{"):
            item.body = _members(rest, line, diagnostics)
        return
    body = statement.token("BODY")
    if statement.rule != "declaration" or body is None:
        return
    inside = body.text[1:].strip()
    if inside.endswith("}") and inside.count("}") > inside.count("{"):
        if member := inside[:-1].strip():
            item.body = [_part(line, member)]
        return
    item.body = [*([_part(line, inside)] if inside else []), *_members(rest, line, diagnostics)]


def _members(
    rest: Iterator[DiagramLine], line: DiagramLine, diagnostics: list[Diagnostic]
) -> list[DiagramLine]:
    body = []
    for each in rest:
        text = each.text.strip()
        if text.endswith("}") and text.count("}") > text.count("{"):
            if member := text[:-1].strip():
                body.append(_part(each, member))
            return body
        body.append(each)
    diagnostics.append(not_closed(line.span(), line.text, "}"))
    return body


def _part(line: DiagramLine, text: str) -> DiagramLine:
    """`text`, which is a part of `line`, at its own columns."""
    return line._replace(text=" " * max(0, line.text.find(text)) + text)
