"""Runs the tables of a grammar over a text: an LALR(1) parser whose lexer knows what may follow.

The next token is looked for with one expression of all terminals, which is compiled once. Where what it finds may not
stand there, the search is repeated among those that may: so is a keyword a name where a name is expected. Both look in
the same order, so that the result is what the second search alone would find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple


class Rule(NamedTuple):
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
    rules: tuple[Rule, ...]
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
        self._any = _matcher(tables.patterns, range(1, len(tables.patterns)))
        self._among: dict[int, re.Pattern[str]] = {}

    def parse(self, text: str) -> Any:
        """What the actions make of `text`. Raises `UnexpectedToken` at the first token that does not fit."""
        terminals, _, silent, steps, goto, _, state = self._tables
        match, notice, rules, final = self._any.match, self._notice, self._rules, self._final
        position, line, line_start = 0, 1, 0
        states: list[int] = [state]
        values: list[Any] = []
        while True:
            found = match(text, position)
            if found is None or found.lastindex not in steps[state]:
                unfit, found = found, self._matcher_at(state).match(text, position)
                if found is None:
                    raise self._unexpected(text, position, unfit, states)
            kind = found.lastindex or 0
            begin, position = found.span(kind)
            step = steps[state].get(kind)
            while step is None or step < 0:
                if step is None:
                    raise self._unexpected(text, begin, found, states)
                origin, size, action, children = rules[~step]
                taken = values[-size:] if size else []
                if size:
                    del values[-size:], states[-size:]
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
                values.append(Token(terminals[kind], token, line, begin - line_start + 1))
            if "\n" in token:
                line += token.count("\n")
                line_start = begin + token.rindex("\n") + 1

    def _matcher_at(self, state: int) -> re.Pattern[str]:
        """Finds what may stand in `state`."""
        if state not in self._among:
            self._among[state] = _matcher(self._tables.patterns, self._tables.steps[state])
        return self._among[state]

    def _unexpected(self, text: str, position: int, found: re.Match[str] | None, states: list[int]) -> UnexpectedToken:
        """What is wrong at `position`, where `found` is a token that does not fit; None where nothing begins there."""
        terminals, here = self._tables.terminals, self._tables.steps[states[-1]]
        if found is None:
            between = re.compile(self._tables.patterns[0]).match(text, position)
            begin = between.end() if between else position
            type_, word = "", text[begin : begin + 1]
            expected = [terminals[kind] for kind in here if terminals[kind] != "$END"]
        else:
            kind = found.lastindex or 0
            begin, end = found.span(kind)
            type_, word = terminals[kind], text[begin:end]
            expected = [terminals[kind] for kind in here if self._may_follow(states, kind)]
        line_start = text.rfind("\n", 0, begin) + 1
        token = Token(type_, word, text.count("\n", 0, begin) + 1, begin - line_start + 1)
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


def _prepared(rule: Rule, actions: Mapping[str, Callable[[list[Any]], Any]]) -> _Prepared:
    """What the loop asks of a rule: children are None where they are all that was taken, each by itself."""
    unnamed = _only if rule.stands_for_one else _as_they_are
    simple = rule.children == tuple((index, False) for index in range(rule.size))
    return rule.origin, rule.size, actions.get(rule.action, unnamed), None if simple else rule.children


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


def _matcher(patterns: tuple[str, ...], kinds: Collection[int]) -> re.Pattern[str]:
    """Finds the next terminal of `kinds`, which is the number of the group that has caught it."""
    groups = (f"({pattern})" if kind in kinds else "((?!))" for kind, pattern in enumerate(patterns[1:], 1))
    return re.compile(f"{patterns[0]}(?:{'|'.join(groups)})")
