"""How a projection is written: what a message shows of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.source import Name
from compiler.language.declarations import AttributeDecl, ItemDecl, ProjectionDecl
from compiler.language.formatted_names import format_name
from compiler.language.formatted_parts import attribute_lines, description_lines
from compiler.language.layout import INDENT, WIDTH, OutputLine


def projection_lines(
    projection: ProjectionDecl, depth: int, commented: Sequence[int]
) -> Iterator[OutputLine]:
    """One line where it fits and holds no descriptions, types or comments; else a line per attribute.

    `alle behalve` stands last: what follows it is left out.
    """
    yield from description_lines(projection.doc, depth)
    origin = projection.name.line
    flat = _flat(projection)
    has_comments = bool(origin) and any(origin <= line < projection.end for line in commented)
    fits = len(flat) + depth * len(INDENT) <= WIDTH
    if fits and _is_plain(projection) and not has_comments:
        yield OutputLine(depth, flat, origin)
        return
    yield OutputLine(depth, f"{format_name(projection.name.text)} {{", origin, opens=True)
    for word in _opening(projection):
        yield OutputLine(depth + 1, word, projection.line)
    for item in projection.items:
        yield from _member(item, depth + 1)
    yield from _excluded(projection.excluded, depth + 1)
    yield OutputLine(depth, "}", projection.end, closes=True)


def _is_plain(projection: ProjectionDecl) -> bool:
    """Whether its items are names only."""
    return all(isinstance(item, ItemDecl) and item.doc is None for item in projection.items)


def _flat(projection: ProjectionDecl) -> str:
    """The projection on one line."""
    words = _opening(projection)
    words += [_item(item) for item in projection.items if isinstance(item, ItemDecl)]
    if projection.excluded:
        names = [format_name(name.text, in_projection=True) for name in projection.excluded]
        words.append(f"alle behalve {', '.join(names)}")
    name = format_name(projection.name.text)
    return f"{name} {{ {', '.join(words)} }}" if words else f"{name} {{ }}"


def _opening(projection: ProjectionDecl) -> list[str]:
    """The words that stand first and name more than one attribute."""
    words: list[str] = []
    if projection.ids:
        words.append("alle ids")
    if projection.everything and not projection.excluded:
        words.append("alle")
    return words


def _excluded(names: Sequence[Name], depth: int) -> Iterator[OutputLine]:
    """`alle behalve a, b, …`, filled to the width; the first stands behind the words, however long it is."""
    if not names:
        return
    line, origin = "alle behalve", names[0].line
    for number, name in enumerate(names, 1):
        comma = "," if number < len(names) else ""
        word = f" {format_name(name.text, in_projection=True)}{comma}"
        if number > 1 and len(line + word) + depth * len(INDENT) > WIDTH:
            yield OutputLine(depth, line, origin)
            line, origin = INDENT[:-1], name.line
        line += word
    yield OutputLine(depth, line, origin)


def _member(item: ItemDecl | AttributeDecl, depth: int) -> Iterator[OutputLine]:
    if isinstance(item, AttributeDecl):
        yield from attribute_lines([item], depth)
    else:
        yield from description_lines(item.doc, depth)
        yield OutputLine(depth, _item(item), item.name.line)


def _item(item: ItemDecl) -> str:
    obsolete = "vervallen " if item.obsolete else ""
    way = {None: "", True: ".sleutels", False: ".ingebed"}[item.keys]
    return f"{obsolete}{format_name(item.name.text, in_projection=True)}{way}"
