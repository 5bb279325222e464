"""A drawing as short lines, to be compared with what a test expects; and the readers with the files they need."""

from __future__ import annotations

from compiler.importers.uml.drawing import (
    MANY,
    Aggregation,
    Drawing,
    DrawnAssociation,
    DrawnEnd,
    Multiplicity,
)
from compiler.importers.uml.mermaid.reader import read_markdown, read_mermaid
from compiler.importers.uml.plantuml.reader import read_plantuml

_DIAMONDS = {Aggregation.NONE: "", Aggregation.SHARED: "o", Aggregation.COMPOSITE: "*"}
_LEADS = {None: "", True: ">", False: "x"}


def plantuml(text: str, files: dict[str, str] | None = None) -> Drawing:
    """The drawing of a PlantUML diagram, beside `files`."""
    beside = {name: content.encode() for name, content in (files or {}).items()}
    return read_plantuml(f"@startuml\n{text}\n@enduml\n".encode(), "t.puml", beside.get)


def mermaid(text: str) -> Drawing:
    """The drawing of a Mermaid class diagram."""
    return read_mermaid(f"classDiagram\n{text}\n".encode(), "t.mmd")


def markdown(text: str) -> Drawing:
    """The drawing of a Markdown page."""
    return read_markdown(text.encode(), "t.md")


def found(drawing: Drawing) -> list[str]:
    """The findings: id, weight and place."""
    return [f"{each.id} {each.severity.value} {each.span}" for each in drawing.diagnostics]


def facts(drawing: Drawing) -> list[str]:
    """All that is drawn, a line each: packages, classes with what is in them, generalisations, associations."""
    lines = [f"package {each.key}" for each in drawing.packages]
    for each in drawing.classes:
        words = [*(["abstract"] if each.abstract else []), each.kind.value, each.key]
        words += [f'"{each.name}"'] if each.name != each.key.rpartition(".")[2] else []
        words += [f"<{each.parameters}>"] if each.parameters else []
        words += [f"<<{name}>>" for name in each.stereotypes]
        words += [f"({each.text})"] if each.text else []
        lines.append(" ".join(words))
        for attribute in each.attributes:
            signs = [
                *(["/"] if attribute.derived else []),
                *(["id"] if attribute.identifying else []),
            ]
            signs += ["static"] if attribute.static else []
            words = [
                "-",
                *signs,
                f"{attribute.name} : {attribute.type_name}".rstrip(),
                _many(attribute.multiplicity),
            ]
            words += [f"= {attribute.default}" if attribute.default else ""]
            words += [f"<<{name}>>" for name in attribute.stereotypes]
            words += [f"({attribute.text})" if attribute.text else ""]
            lines.append(" ".join(word for word in words if word))
        for value in each.values:
            words = [f"* {value.name}", value.code, f"({value.text})" if value.text else ""]
            lines.append(" ".join(word for word in words if word))
    lines += [
        f"{line.child} {'..|>' if line.realisation else '--|>'} {line.parent}"
        for line in drawing.generalisations
    ]
    lines += map(_association, drawing.associations)
    return lines


def _many(many: Multiplicity | None) -> str:
    return f"[{many.lower}..{'*' if many.upper == MANY else many.upper}]" if many else ""


def _association(each: DrawnAssociation) -> str:
    words = [_end(each.source), "..." if each.dependency else "---", _end(each.target)]
    words += [f": {each.name}"] if each.name else []
    words += [f"<<{name}>>" for name in each.stereotypes]
    words += [f"{name}={value}" for name, value in each.tags]
    words += [f"carrier {each.carrier}"] if each.carrier else []
    words += [f"({each.text})"] if each.text else []
    return " ".join(words)


def _end(end: DrawnEnd) -> str:
    words = [
        end.target + _DIAMONDS[end.aggregation] + _LEADS[end.navigable],
        end.role,
        _many(end.multiplicity),
    ]
    words += [end.text, *(f"{name}={value}" for name, value in end.tags)]
    return " ".join(word for word in words if word)
