"""PlantUML class diagrams → a drawing. The diagrams of a file, and of the files that it includes, are one drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.plantuml.kind import diagram_kind
from compiler.importers.uml.plantuml.outline import PLANTUML, outline_of_plantuml
from compiler.importers.uml.plantuml.preprocessor import Beside, Preprocessor
from compiler.importers.uml.plantuml.reading import PlantumlReader
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder
from compiler.importers.uml.text_diagrams.findings import error, no_class_diagram, not_closed
from compiler.importers.uml.text_diagrams.finishing import finish
from compiler.importers.uml.text_diagrams.line import DiagramLine

_MARK = re.compile(r"[ \t]*@(start|end)(\w+)[^\n]*", re.IGNORECASE)


def read_plantuml(content: bytes, path: str, beside: Beside) -> Drawing:
    """The drawing in the file `path` with these bytes.

    `beside` reads a file by its path from the folder of the main one, for `!include`; None where there is none. It is
    never asked for what lies outside that folder.
    """
    builder = DrawingBuilder()
    preprocessor = Preprocessor(path, beside)
    others: list[tuple[str, Span]] = []
    found: list[Diagnostic] = []
    read = 0
    for kind, lines in _diagrams(preprocessor.lines(content), found):
        if kind != "uml":
            others.append((kind, lines[0].span()))
            continue
        made = outline_of_plantuml(lines[1:])
        is_kind = diagram_kind(made.items)
        if is_kind.is_class_diagram or (made.diagnostics and is_kind.proof is None):
            read += 1
            found += made.diagnostics
            PlantumlReader(builder).read(made.items)
        elif is_kind.proof is not None:
            others.append((is_kind.proof.text, is_kind.proof.span()))
    if not any(each.stops_build for each in preprocessor.diagnostics):
        _tell_others(others, read, path, builder)
    builder.diagnostics += [*preprocessor.diagnostics, *found]
    return finish(builder)


def _tell_others(
    others: Iterable[tuple[str, Span]], read: int, path: str, builder: DrawingBuilder
) -> None:
    """Diagrams of another kind: passed over beside class diagrams, else what is wrong with the file."""
    first = True
    for text, span in others:
        builder.pass_over("other diagram", text, span)
        if not read and first:
            message = say('this is another kind of diagram: "{text}"', text=text.strip()[:60])
            hint = say("only class diagrams are read; import a file that has one")
            builder.diagnostics.append(error("UML02", span, message, hint))
        first = False
    if not read and first:
        builder.diagnostics.append(no_class_diagram(Span(path), PLANTUML))


def _diagrams(
    lines: Iterator[DiagramLine], found: list[Diagnostic]
) -> Iterator[tuple[str, list[DiagramLine]]]:
    """The diagrams among `lines`: what stands behind @start, and the lines, of which the first is that mark.

    What stands between diagrams is no part of any. A file without marks is one diagram.
    """
    outside: list[DiagramLine] = []
    opened: list[DiagramLine] = []
    kind, marked = "", False
    for line in lines:
        mark = _MARK.fullmatch(line.text) if "@" in line.text else None
        if mark is None:
            (opened or outside).append(line)
            continue
        marked = True
        if mark[1].lower() == "start":
            if opened:
                found.append(not_closed(opened[0].span(), opened[0].text, "@enduml"))
                yield kind, opened
            opened, kind = [line], mark[2].lower()
        elif opened:
            yield kind, opened
            opened = []
    if opened:
        found.append(not_closed(opened[0].span(), opened[0].text, "@enduml"))
        yield kind, opened
    elif not marked and any(line.text.strip() for line in outside):
        yield "uml", [DiagramLine("", outside[0].file, outside[0].number), *outside]
