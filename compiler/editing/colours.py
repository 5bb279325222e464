"""What each word of a text is, for editors that colour by meaning: names stand for something, the rest has a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compiler.editing.mentions import Mention, NameRole
from compiler.editing.scanning import STATEMENT_WORDS, Lexeme, LexemeKind, lexemes
from compiler.editing.things import NameLookup
from compiler.language.actions import ENTITY_PROPERTIES
from compiler.language.actions_attributes import ATTRIBUTE_OPTIONS, MODIFIERS
from compiler.language.actions_lists import CODE_OPTIONS, LIST_PROPERTIES
from compiler.model.manifest_reading import SETTINGS

_KEYWORDS = frozenset(
    word
    for words in (
        *STATEMENT_WORDS, *ENTITY_PROPERTIES, *LIST_PROPERTIES, *ATTRIBUTE_OPTIONS, *MODIFIERS, *CODE_OPTIONS,
        *SETTINGS, "is", "over", "alle", "behalve", "ids", "sleutels", "ingebed", "pad", "bedrijfsproces",
    )
    for word in words.split()
)  # fmt: skip
_OF_FORM = {
    LexemeKind.DESCRIPTION: "comment",
    LexemeKind.COMMENT: "comment",
    LexemeKind.TEXT: "string",
    LexemeKind.REGEX: "regexp",
    LexemeKind.NAME: "keyword",
}
_OF_ROLES = {
    NameRole.STANDARD: "namespace",
    NameRole.DOMAIN: "namespace",
    NameRole.ENTITY: "class",
    NameRole.TYPE: "type",
    NameRole.ATTRIBUTE: "property",
    NameRole.OWN: "property",
    NameRole.IDENTIFIER: "property",
    NameRole.LIST: "enum",
    NameRole.CODE: "enumMember",
    NameRole.PROCESS: "namespace",
    NameRole.MESSAGE: "interface",
    NameRole.ENVELOPE: "interface",
    NameRole.ELEMENT: "class",
    NameRole.RULE: "macro",
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
    names: NameLookup,
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
        elif lexeme.kind in _OF_FORM and _says_something(lexeme):
            yield _by_form(lexeme)


def _says_something(lexeme: Lexeme) -> bool:
    """Whether it has a form, or is a word of the language: another word is a value, and what it means nobody knows."""
    return lexeme.kind is not LexemeKind.NAME or lexeme.text in _KEYWORDS


def _by_form(lexeme: Lexeme) -> Coloured:
    marks = ("documentation",) * (lexeme.kind is LexemeKind.DESCRIPTION)
    return Coloured(
        line=lexeme.line,
        column=lexeme.column,
        end_column=lexeme.end_column,
        colour=_OF_FORM[lexeme.kind],
        marks=marks,
    )
