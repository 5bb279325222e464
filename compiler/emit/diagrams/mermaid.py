"""A scene as a class diagram of Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.emit.diagrams.aliases import aliases
from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, LineKind, RowKind, Scene
from compiler.emit.diagrams.stereotypes import multiplicity, of_box, of_row

_RESERVED = frozenset((
    "acctitle", "accdescr", "bt", "call", "callback", "class", "classdef", "classdiagram", "click", "cssclass",
    "default", "direction", "end", "for", "href", "link", "lr", "namespace", "note", "rl", "style", "subgraph", "tb",
    "td",
))  # fmt: skip
# What would end a name or a text, or begin something else. Mermaid knows characters by their number between # and ;.
_SPECIAL = re.compile(r"""["<>{}\[\]()~*$:;#%`\\&\x00-\x1f\x7f-\x9f\u2028\u2029]""")
_MARKUP = re.compile(r"""["<>{};#%`\\&\x00-\x1f\x7f-\x9f\u2028\u2029]""")


def mermaid(scene: Scene) -> str:
    """The text of `scene`. Rows that lead to another box are arrows, in the order of the model."""
    return "".join(f"{line}\n" for line in _lines(scene))


def _lines(scene: Scene) -> Iterator[str]:
    named = aliases(scene.boxes, _RESERVED)
    if scene.title:
        yield "---"
        yield f'title: "{_text(scene.heading)}"'
        yield "---"
    yield "classDiagram"
    yield from (f"  {line}" for line in _boxes(scene, named))
    for line in scene.lines:
        if line.kind is LineKind.GENERALISATION:
            yield f"  {named[line.target]} <|-- {named[line.source]}"
    for box in scene.boxes:
        for row in box.arrows(named):
            yield f"  {_arrow(box, row, named)}"
    for box in scene.boxes:
        if box.description:
            yield f'  note for {named[box.key]} "{_text(box.description)}"'


def _boxes(scene: Scene, named: Mapping[str, str]) -> Iterator[str]:
    """The classes, in the namespaces of their packages."""
    spaces = _namespaces([package.name for package in scene.packages], named.values())
    for package, boxes in scene.packed():
        if package is None:
            for box in boxes:
                yield from _box(box, named, "")
        elif boxes:
            space = spaces[package.name]
            shown = space if space == package.name else f'{space}["{_name(package.name)}"]'
            yield f"namespace {shown} {{"
            for box in boxes:
                yield from _box(box, named, "  ")
            yield "}"


def _namespaces(names: Iterable[str], taken: Iterable[str]) -> Mapping[str, str]:
    """What each package is called: its name where that is a word, which no class has."""
    used = {each.lower() for each in taken} | _RESERVED
    found = {}
    for number, name in enumerate(names, 1):
        made = name if re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) else f"P{number}"
        while made.lower() in used:
            made += "_"
        found[name] = made
        used.add(made.lower())
    return found


def _box(box: Box, named: Mapping[str, str], indent: str) -> Iterator[str]:
    alias = named[box.key]
    shown = alias if alias == box.name else f'{alias}["{_name(box.name)}"]'
    yield f"{indent}class {shown} {{"
    marks = ["enumeration"] if box.kind is BoxKind.CODES else ["abstract"] if box.abstract else []
    for mark in (*marks, *of_box(box)):
        yield f"{indent}  <<{mark}>>"
    for row in box.rows:
        if row.kind is RowKind.CODE:
            yield f"{indent}  {_name(row.name)}" + (f" = {_name(row.held)}" if row.held else "")
        elif not row.leads_to(named):
            yield f"{indent}  {_attribute(row, box)}"
    yield f"{indent}}}"


def _attribute(row: BoxRow, box: Box) -> str:
    if box.kind is BoxKind.DOMAIN:
        return _name(row.name)
    marks = " ".join(f"«{each}»" for each in of_row(row))
    return f"{_name(row.name)} : {_name(row.held)} [{multiplicity(row)}] {marks}".rstrip()


def _arrow(box: Box, row: BoxRow, named: Mapping[str, str]) -> str:
    source, target = named[box.key], named[row.target]
    if box.kind is BoxKind.DOMAIN:
        return f"{source} ..> {target} : {row.held}"
    marks = " ".join(f"«{each}»" for each in of_row(row))
    return f'{source} --> "{multiplicity(row)} {_name(row.name)}" {target} : {marks}'


def _name(text: str) -> str:
    """`text` where a name stands."""
    return _SPECIAL.sub(_numbered, text)


def _text(text: str) -> str:
    """`text` between quotes; its lines are parted as Mermaid wants it."""
    return _MARKUP.sub(_numbered, text).replace("#10;", "\\n")


def _numbered(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"
