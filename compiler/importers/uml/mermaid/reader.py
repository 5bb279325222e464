"""Mermaid class diagrams → a drawing: a file of one, or the fences of a Markdown page, which are one drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.mermaid.outline import MERMAID, MermaidOutline, outline_of_mermaid
from compiler.importers.uml.mermaid.reading import MermaidReader
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder
from compiler.importers.uml.text_diagrams.file_text import lines_of
from compiler.importers.uml.text_diagrams.findings import error, no_class_diagram, quoted
from compiler.importers.uml.text_diagrams.finishing import finish
from compiler.importers.uml.text_diagrams.line import DiagramLine

# Three back quotes or tildes; what writes Markdown for some wikis has colons.
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,}|:{3,})[ \t]*\{?\.?(\w*)[^`\n]*")


def read_mermaid(content: bytes, path: str) -> Drawing:
    """The drawing in the file `path` with these bytes, which is one diagram."""
    texts, found = lines_of(content, path)
    builder = DrawingBuilder()
    builder.diagnostics += found
    lines = [DiagramLine(text, path, number) for number, text in enumerate(texts, 1)]
    _read([outline_of_mermaid(lines)] if texts else [], path, builder)
    return finish(builder)


def read_markdown(content: bytes, path: str) -> Drawing:
    """The drawing in the fences of the Markdown page `path` with these bytes; places are lines of that page."""
    texts, found = lines_of(content, path)
    builder = DrawingBuilder()
    builder.diagnostics += found
    _read([outline_of_mermaid(lines) for lines in fences_of(texts, path)], path, builder)
    return finish(builder)


def fences_of(texts: list[str], path: str) -> list[list[DiagramLine]]:
    """The lines in each fence of Mermaid. A fence ends at a line of its own signs, or with the page."""
    fences: list[list[DiagramLine]] = []
    mark, is_mermaid = "", False
    for number, text in enumerate(texts, 1):
        bare = text.strip(" \t>")
        if mark:
            if bare.startswith(mark) and not bare.strip(mark[0]):
                mark = ""
            elif is_mermaid:
                fences[-1].append(DiagramLine(text, path, number))
        elif bare[:3] in ("```", "~~~", ":::") and (found := _FENCE.fullmatch(text)):
            is_mermaid = found[2].lower() == "mermaid"
            mark = found[1]
            if is_mermaid:
                fences.append([])
            elif mark[0] == ":":  # on other pages a box of text, in which fences may stand
                mark = ""
    return fences


def _read(outlines: Iterable[MermaidOutline], path: str, builder: DrawingBuilder) -> None:
    others: list[DiagramLine] = []
    read = 0
    for each in outlines:
        if each.is_class_diagram:
            read += 1
            builder.title = builder.title or each.title
            builder.diagnostics += each.diagnostics
            MermaidReader(builder).read(each.items)
        elif each.first is not None:
            others.append(each.first)
    for line in others:
        builder.pass_over("other diagram", line.text, line.span())
    if read or any(each.stops_build for each in builder.diagnostics):
        return
    if not others:
        builder.diagnostics.append(no_class_diagram(Span(path), MERMAID))
        return
    message = say('this is another kind of diagram: "{text}"', text=quoted(others[0].text))
    hint = say("only class diagrams are read; one of Mermaid begins with classDiagram")
    builder.diagnostics.append(error("UML02", others[0].span(), message, hint))
