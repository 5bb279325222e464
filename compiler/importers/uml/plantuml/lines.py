"""The lines of a PlantUML file: without comments, and with those joined that a backslash joins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.importers.uml.text_diagrams.findings import not_closed, too_long
from compiler.importers.uml.text_diagrams.line import MAX_DIAGRAM_LINE, DiagramLine

_INLINE = re.compile(r"/'[^\n]*?'/")


def logical_lines(
    texts: list[str], file: str, diagnostics: list[Diagnostic]
) -> Iterator[DiagramLine]:
    """The lines that say something, in order; what is wrong is added to `diagnostics`."""
    numbered = iter(enumerate(texts, 1))
    for number, text in numbered:
        line = DiagramLine(text, file, number)
        if len(text) > MAX_DIAGRAM_LINE:
            diagnostics.append(too_long(Span(file, number), MAX_DIAGRAM_LINE))
            continue
        bare = text.lstrip()
        if bare.startswith("'"):
            continue
        if "/'" in text:
            if bare.startswith("/'") and "'/" not in bare[2:]:
                behind = _behind_comment(numbered)
                if behind is None:
                    diagnostics.append(not_closed(line.span(), bare, "'/"))
                    return
                line = behind._replace(file=file)
            else:
                line = DiagramLine(_INLINE.sub(_blank, text), file, number)
        if line.text.endswith("\\") and not line.text.endswith("\\\\"):
            line = _continued(line, numbered)
        yield line


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _behind_comment(numbered: Iterator[tuple[int, str]]) -> DiagramLine | None:
    """What stands behind the end of a comment of several lines; None where it does not end."""
    for number, text in numbered:
        if "'/" in text:
            end = text.index("'/") + 2
            return DiagramLine(" " * end + text[end:], "", number)
    return None


def _continued(line: DiagramLine, numbered: Iterator[tuple[int, str]]) -> DiagramLine:
    """`line` with the lines that its backslash joins to it, as far as a line may be long."""
    joined = line.text[:-1]
    for _, text in numbered:
        joined += text.lstrip()[:MAX_DIAGRAM_LINE]
        if not text.endswith("\\") or text.endswith("\\\\") or len(joined) > MAX_DIAGRAM_LINE:
            break
        joined = joined[:-1]
    return DiagramLine(joined, line.file, line.number)
