"""A line of a text diagram as a statement, by a grammar in grammar/; and the names in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from compiler.base.resources import grammar_path
from compiler.importers.uml.text_diagrams.line import DiagramLine
from compiler.importers.uml.text_diagrams.markup import plain_name
from compiler.importers.uml.text_diagrams.names import Written
from compiler.language.grammar_tables import tables_of
from compiler.language.lalr import Automaton, Token


class DiagramStatement(NamedTuple):
    """What the grammar calls `rule`, with its tokens and the statements in it."""

    rule: str
    parts: list[Any]

    def tokens(self, *types: str) -> list[Token]:
        """Its tokens of `types`, in their order."""
        return [part for part in self.parts if isinstance(part, Token) and part.type in types]

    def token(self, *types: str) -> Token | None:
        """The first of its tokens of `types`."""
        return next(iter(self.tokens(*types)), None)

    def inner(self, rule: str) -> list[DiagramStatement]:
        """The statements in it that the grammar calls `rule`."""
        return [
            part for part in self.parts if isinstance(part, DiagramStatement) and part.rule == rule
        ]


@lru_cache(maxsize=2)
def statements_of(grammar: str) -> Callable[[str], DiagramStatement]:
    """Reads a line by the grammar file `grammar`. It raises UnexpectedToken where the line does not fit."""
    tables = tables_of(grammar_path(grammar).read_text(encoding="utf-8"))
    named = {rule.action for rule in tables.rules if rule.action}
    actions = {name: _action(name) for name in named}
    actions["start"] = lambda parts: parts[0]
    parse: Callable[[str], DiagramStatement] = Automaton(tables, actions, _nothing).parse
    return parse


def _action(rule: str) -> Callable[[list[Any]], Any]:
    return lambda parts: DiagramStatement(rule, parts)


def _nothing(_begin: int, _text: str, _line: int) -> None:
    """Notice a token that no rule has a use for."""


def unquoted(token: Token) -> str:
    """The text of a name, without its quotes."""
    return token.text[1:-1] if token.text[:1] == '"' else token.text


def written(token: Token, line: DiagramLine, separator: str) -> Written:
    """The name that `token` is."""
    is_quoted = token.text[:1] == '"'
    code = unquoted(token)
    return Written(
        code=plain_name(code) if is_quoted else code,
        name=code,
        span=line.span(token.column, len(token.text)),
        quoted=is_quoted,
        separator="" if is_quoted else separator,
    )


def with_alias(first: Token, second: Token | None, line: DiagramLine, separator: str) -> Written:
    """The name of `first as second`: what is quoted is shown, and where nothing is, the second is the alias."""
    if second is None:
        return written(first, line, separator)
    code, shown = (first, second) if second.text[:1] == '"' != first.text[:1] else (second, first)
    made = written(code, line, separator)
    made.name = unquoted(shown)
    made.span = line.span(shown.column, len(shown.text))
    return made
