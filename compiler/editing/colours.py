"""What each word of a text is, for editors that colour by meaning: names stand for something, the rest has a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compiler.editing.mentions import Mention, Role
from compiler.editing.scanning import Kind, Lexeme, lexemes
from compiler.editing.things import Names

_OF_FORM = {
    Kind.DESCRIPTION: "comment",
    Kind.COMMENT: "comment",
    Kind.TEXT: "string",
    Kind.REGEX: "regexp",
    Kind.NAME: "keyword",
}
_OF_ROLES = {
    Role.STANDARD: "namespace",
    Role.DOMAIN: "namespace",
    Role.ENTITY: "class",
    Role.TYPE: "type",
    Role.ATTRIBUTE: "property",
    Role.OWN: "property",
    Role.IDENTIFIER: "property",
    Role.LIST: "enum",
    Role.CODE: "enumMember",
    Role.PROCESS: "namespace",
    Role.MESSAGE: "interface",
    Role.ENVELOPE: "interface",
    Role.ELEMENT: "class",
    Role.RULE: "macro",
}
COLOURS = (*dict.fromkeys((*_OF_FORM.values(), *_OF_ROLES.values())),)
MARKS = ("declaration", "documentation")


class Coloured(NamedTuple):
    """A stretch of one line and what it is, an entry of `COLOURS`, with `marks`, entries of `MARKS`."""

    line: int
    column: int
    end_column: int
    colour: str
    marks: tuple[str, ...] = ()


def colours_of(
    lines: Sequence[str],
    mentions: Sequence[Mention],
    names: Names,
    first: int = 1,
    last: int = 0,
) -> Iterator[Coloured]:
    """What stands on the lines `first` to `last` (0: the last one), in order."""
    named = {(each.place.line, each.place.column): each for each in mentions}
    for lexeme in lexemes(lines, first, last):
        mention = named.get((lexeme.line, lexeme.column))
        if mention is not None and mention.place.end_column == lexeme.end_column:
            thing = names.thing(mention)
            colour = _OF_ROLES.get(thing.role if thing else mention.role, "type")
            marks = ("declaration",) * mention.declares
            yield Coloured(
                line=lexeme.line,
                column=lexeme.column,
                end_column=lexeme.end_column,
                colour=colour,
                marks=marks,
            )
        elif lexeme.kind in _OF_FORM:
            yield _by_form(lexeme)


def _by_form(lexeme: Lexeme) -> Coloured:
    marks = ("documentation",) * (lexeme.kind is Kind.DESCRIPTION)
    return Coloured(
        line=lexeme.line,
        column=lexeme.column,
        end_column=lexeme.end_column,
        colour=_OF_FORM[lexeme.kind],
        marks=marks,
    )
