"""A scene as a class diagram of PlantUML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.emit.diagrams.aliases import aliases
from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, LineKind, Package, RowKind, Scene
from compiler.emit.diagrams.stereotypes import multiplicity, of_box, of_row

# Words that begin a line of another meaning, or stand between two classes.
_RESERVED = frozenset((
    "abstract", "allow_mixin", "allowmixing", "annotation", "archimate", "as", "back", "backward", "bottom", "box",
    "caption", "center", "circle", "class", "contains", "dataclass", "diamond", "down", "end", "endfooter",
    "endheader", "endlegend", "endnote", "entity", "enum", "exception", "extends", "footer", "header", "hide",
    "implements", "interface", "is", "json", "label", "left", "legend", "link", "mainframe", "map", "metaclass",
    "namespace", "newpage", "node", "note", "object", "of", "on", "over", "package", "page", "protocol", "record",
    "remove", "restore", "right", "rotate", "scale", "separator", "set", "show", "skinparam", "split", "sprite",
    "static", "stereotype", "struct", "style", "subtitle", "title", "to", "together", "top", "up", "url", "usecase",
))  # fmt: skip
# What PlantUML reads as something else: as markup, as the end of a name, or as an order to its preprocessor.
_SPECIAL = re.compile(
    r"""["<>{}\[\]:()~*_/\\|!'@#%$&\x00-\x1f\x7f-\x9f\u2028\u2029]|--+|\.\.+|==+"""
)
_MARKUP = re.compile(
    r"""["<>~\\|!'@#%$&\x00-\x1f\x7f-\x9f\u2028\u2029]|\*\*|__|//|--+|\.\.+|==+|^[*.=+-]|[{}\[\]]"""
)
_END = re.compile(r"\s*end\s*\w*\s*$", re.IGNORECASE)
_FRONT = re.compile(r"[-+.=]")


def plantuml(scene: Scene) -> str:
    """The text of `scene`. Rows that lead to another box are arrows, in the order of the model."""
    return "".join(f"{line}\n" for line in _lines(scene))


def _lines(scene: Scene) -> Iterator[str]:
    named = aliases(scene.boxes, _RESERVED)
    yield "@startuml"
    yield "set separator none"
    yield "hide empty members"
    if scene.title:
        yield f"title {_text(scene.heading)}"
    for number, (package, boxes) in enumerate(scene.packed(), 1):
        if package is None:
            for box in boxes:
                yield from _box(box, named)
        else:
            yield from _package(package, f"P{number}_", boxes, named)
    for line in scene.lines:
        if line.kind is LineKind.GENERALISATION:
            yield f"{named[line.source]} --|> {named[line.target]}"
    for box in scene.boxes:
        for row in box.arrows(named):
            yield _arrow(box, row, named)
    yield from _notes(scene.boxes, named)
    yield "@enduml"


def _package(
    package: Package, alias: str, boxes: Iterable[Box], named: Mapping[str, str]
) -> Iterator[str]:
    yield f'package "{_name(package.name)}" as {alias} {{'
    for box in boxes:
        for line in _box(box, named):
            yield f"  {line}"
    yield "}"
    if package.description:
        yield from _note(f"note top of {alias}", package.description)


def _box(box: Box, named: Mapping[str, str]) -> Iterator[str]:
    word = "enum" if box.kind is BoxKind.CODES else "abstract class" if box.abstract else "class"
    alias = named[box.key]
    shown = alias if alias == box.name else f'"{_name(box.name)}" as {alias}'
    yield " ".join((word, shown, *(f"<<{each}>>" for each in of_box(box)), "{"))
    for row in box.rows:
        if row.kind is RowKind.CODE:
            yield f"  {{field}} {_name(row.name)}" + (f" = {_text(row.held)}" if row.held else "")
        elif not row.leads_to(named):
            yield f"  {{field}} {_attribute(row, box)}"
    yield "}"


def _attribute(row: BoxRow, box: Box) -> str:
    """An attribute, or in the picture of a domain what it holds or refers to."""
    if box.kind is BoxKind.DOMAIN:
        return _name(row.name)
    parts = (f"{_name(row.name)} : {_name(row.held)} [{multiplicity(row)}]", *_guillemets(row))
    return " ".join(parts)


def _guillemets(row: BoxRow) -> list[str]:
    return [f"<<{each}>>" for each in of_row(row)]


def _arrow(box: Box, row: BoxRow, named: Mapping[str, str]) -> str:
    source, target = named[box.key], named[row.target]
    if box.kind is BoxKind.DOMAIN:
        return f"{source} ..> {target} : {row.held}"
    role = f'"{multiplicity(row)} {_name(row.name)}"'
    return f"{source} --> {role} {target} : {' '.join(_guillemets(row))}"


def _notes(boxes: Iterable[Box], named: Mapping[str, str]) -> Iterator[str]:
    """Descriptions; those of identifiers that every entity has say nothing of one of them."""
    for box in boxes:
        if box.description:
            yield from _note(f"note top of {named[box.key]}", box.description)
        for row in box.rows:
            told = row.description and not row.standard and not row.leads_to(named)
            if told and _name(row.name) == row.name:
                yield from _note(f"note right of {named[box.key]}::{row.name}", row.description)


def _note(head: str, text: str) -> Iterator[str]:
    yield head
    for line in text.split("\n"):
        told = _text(line)
        if _END.match(told):
            told = told.replace(told.strip()[0], _numbered(told.strip()[0]), 1)
        yield f"  {told}".rstrip()
    yield "end note"


def _name(text: str) -> str:
    """`text` where a name stands: what would end it, or begin something else, by its number."""
    made = _SPECIAL.sub(_numbered, text)
    if _FRONT.match(made):
        made = _numbered(made[0]) + made[1:]
    return made


def _text(text: str) -> str:
    """`text` where a line of text stands, without markup."""
    return _MARKUP.sub(_numbered, text)


def _numbered(found: re.Match[str] | str) -> str:
    return "".join(
        f"<U+{ord(letter):04X}>" for letter in (found if isinstance(found, str) else found[0])
    )
