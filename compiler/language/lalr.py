"""Runs the tables of a grammar over a text: an LALR(1) parser whose lexer knows what may follow.

The next token is looked for with one expression of all terminals, which is compiled once. Where what it finds may not
stand there, the search is repeated among those that may: so is a keyword a name where a name is expected. Both look in
the same order, so that the result is what the second search alone would find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple


class Production(NamedTuple):
    """One alternative of a grammar rule.

    `size` symbols are taken together into `origin`. `children` are those that count, by their index. `action` is the
    rule whose meaning it has; "" where it only stands for its one child, or is a part of another rule, which gets its
    children one by one. With each child stands whether it is such a part.
    """

    origin: str
    size: int
    action: str
    children: tuple[tuple[int, bool], ...]
    stands_for_one: bool


class Tables(NamedTuple):
    """What a grammar is for the parser.

    A terminal is known by its number; number 0 is what lies between two of them, the last one is the end of the text.
    `terminals` are their names, `patterns` the expressions that find them, in the order in which they are tried,
    `silent` those that no rule has a use for. `steps` say for each state what to do at a terminal: to shift to a state
    (its number) or to reduce by a rule (the complement of its index); `goto` to which state to go behind a rule.
    """

    terminals: tuple[str, ...]
    patterns: tuple[str, ...]
    silent: frozenset[int]
    steps: tuple[dict[int, int], ...]
    goto: tuple[dict[str, int], ...]
    rules: tuple[Production, ...]
    start: int


class Token(NamedTuple):
    """A terminal in a text. `line` and `column`, those of its first character, count from 1."""

    type: str
    text: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return self.text


class UnexpectedToken(Exception):  # noqa: N818 - what the text holds is the news
    """The text cannot go on with `token`, whose type is "" where its character begins nothing.

    `state` is where the parser stopped, `expected` the names of the terminals that could have stood there, in order.
    """

    def __init__(self, token: Token, state: int, expected: list[str]) -> None:
        super().__init__(f"line {token.line}, column {token.column}: {token.text!r}")
        self.token, self.state, self.expected = token, state, expected


class Automaton:
    """Parses texts by `tables`.

    `actions` make something of each rule that has a name, from its children: tokens, and what other actions made.
    `notice` is told of each token that no rule has a use for: where it begins, its text and its line.
    """

    def __init__(
        self,
        tables: Tables,
        actions: Mapping[str, Callable[[list[Any]], Any]],
        notice: Callable[[int, str, int], None],
    ) -> None:
        self._tables, self._notice = tables, notice
        self._final = tables.goto[tables.start]["start"]
        self._rules = [_prepared(rule, actions) for rule in tables.rules]
        self._any = re.compile(
            f"{tables.patterns[0]}(?:{'|'.join(f'({each})' for each in tables.patterns[1:])})"
        )
        self._one = lru_cache(maxsize=None)(
            lambda kind: re.compile(f"{tables.patterns[0]}({tables.patterns[kind]})")
        )

    def parse(self, text: str) -> Any:
        """What the actions make of `text`. Raises `UnexpectedToken` at the first token that does not fit."""
        tables = self._tables
        terminals, silent, steps, goto = tables.terminals, tables.silent, tables.steps, tables.goto
        match, notice, rules, final = self._any.match, self._notice, self._rules, self._final
        new = tuple.__new__  # half the time of calling Token
        position, line, line_start = 0, 1, 0
        state = tables.start
        states: list[int] = [state]
        values: list[Any] = []
        while True:
            found = match(text, position)
            kind = (found.lastindex or 0) if found else 0
            if found and kind in steps[state]:
                begin, position = found.span(kind)
            else:
                kind, begin, position = self._fitting(text, position, states)
            step: int | None = steps[state][kind]
            while step is None or step < 0:
                if step is None:
                    raise self._unexpected(text, begin, kind, states)
                origin, size, action, children = rules[~step]
                if size == 1:
                    taken = [values.pop()]
                    states.pop()
                elif size:
                    taken = values[-size:]
                    del values[-size:], states[-size:]
                else:
                    taken = []
                values.append(action(_gathered(taken, children) if children is not None else taken))
                state = goto[states[-1]][origin]
                states.append(state)
                if state == final:
                    return values[0]
                step = steps[state].get(kind)
            state = step
            states.append(state)
            token = text[begin:position]
            if kind in silent:
                values.append(None)
                notice(begin, token, line)
            else:
                values.append(new(Token, (terminals[kind], token, line, begin - line_start + 1)))
            if "\n" in token:
                line += token.count("\n")
                line_start = begin + token.rindex("\n") + 1

    def _fitting(self, text: str, position: int, states: list[int]) -> tuple[int, int, int]:
        """The first terminal at `position` that may stand there: its number, its begin and its end."""
        for kind in sorted(self._tables.steps[states[-1]]):
            if found := self._one(kind).match(text, position):
                return kind, *found.span(1)
        found = self._any.match(text, position)
        kind = (found.lastindex or 0) if found else 0
        between = re.compile(self._tables.patterns[0]).match(text, position)
        raise self._unexpected(text, between.end() if between else position, kind, states)

    def _unexpected(self, text: str, begin: int, kind: int, states: list[int]) -> UnexpectedToken:
        """What is wrong at `begin`, where a terminal does not fit; `kind` is 0 where none begins there."""
        terminals, here = self._tables.terminals, self._tables.steps[states[-1]]
        if kind:
            found = self._one(kind).match(text, begin)
            word = found[1] if found else ""
            expected = [terminals[each] for each in here if self._may_follow(states, each)]
        else:
            word = text[begin : begin + 1]
            expected = [terminals[each] for each in here if terminals[each] != "$END"]
        token = Token(
            terminals[kind],
            word,
            text.count("\n", 0, begin) + 1,
            begin - text.rfind("\n", 0, begin),
        )
        return UnexpectedToken(token, states[-1], sorted(expected))

    def _may_follow(self, states: list[int], kind: int) -> bool:
        """Whether a terminal can be shifted once all rules that it ends are reduced."""
        states = states.copy()
        while (step := self._tables.steps[states[-1]].get(kind)) is not None:
            if step >= 0:
                return True
            rule = self._tables.rules[~step]
            del states[len(states) - rule.size :]
            states.append(self._tables.goto[states[-1]][rule.origin])
            if states[-1] == self._final:
                return True
        return False


_Prepared = tuple[str, int, Callable[[list[Any]], Any], tuple[tuple[int, bool], ...] | None]


def _prepared(rule: Production, actions: Mapping[str, Callable[[list[Any]], Any]]) -> _Prepared:
    """What the loop asks of a rule: children are None where they are all that was taken, each by itself."""
    unnamed = _only if rule.stands_for_one else _as_they_are
    simple = rule.children == tuple((index, False) for index in range(rule.size))
    return (
        rule.origin,
        rule.size,
        actions.get(rule.action, unnamed),
        None if simple else rule.children,
    )


def _only(children: list[Any]) -> Any:
    return children[0]


def _as_they_are(children: list[Any]) -> Any:
    return children


def _gathered(taken: list[Any], children: tuple[tuple[int, bool], ...]) -> list[Any]:
    """The children among `taken`; the list of a part is of no further use and grows into the new one."""
    gathered: list[Any] | None = None
    for index, is_part in children:
        if is_part:
            if gathered is None:
                gathered = taken[index]
            else:
                gathered += taken[index]
        elif gathered is None:
            gathered = [taken[index]]
        else:
            gathered.append(taken[index])
    return gathered if gathered is not None else []
