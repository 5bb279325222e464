"""The grammar as tables, which compiler/language/lalr.py runs. The only module that knows lark.

lark reads grammar/vera.lark, sorts its terminals and computes the LALR(1) automaton. That is written down here as plain
values: a run that finds them made needs neither lark nor the time to load it. A wheel brings them along
(hatch_build.py), and `make build` makes them for a checkout (compiler/cli/prepare.py).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift

from compiler.language.lalr import Production, Tables


@lru_cache(maxsize=4)  # half a second, which a service without a cache would spend on every model
def tables_of(grammar: str) -> Tables:
    """The tables of `grammar`, whose first rule is `start`: the same in every process.

    Raises lark's errors where the grammar is wrong, and ValueError where a terminal has a group that catches.
    """
    made = Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)
    lexer: Any = made.parser.lexer
    automaton: Any = made.parser.parser._parse_table  # noqa: SLF001 - lark shows it nowhere else
    patterns = {
        terminal.name: terminal.pattern.to_regexp() for terminal in lexer.root_lexer.terminals
    }
    for name, pattern in patterns.items():
        if re.compile(pattern).groups:
            raise ValueError(f"the terminal {name} has a group that catches: write (?: … )")
    between = (
        "(?:"
        + "|".join(patterns.pop(name) for name in sorted(lexer.root_lexer.ignore_types))
        + ")*+"
    )
    number = {name: index for index, name in enumerate((*patterns, "$END"), 1)}
    states = _in_order(automaton)
    rules: dict[Any, int] = {}
    steps, goto = [], []
    for state in states:
        step: dict[int, int] = {}
        behind: dict[str, int] = {}
        for symbol, (action, target) in sorted(automaton.states[state].items()):
            if symbol not in number:
                behind[symbol] = states[target]
            elif action is Shift:
                step[number[symbol]] = states[target]
            else:
                step[number[symbol]] = ~rules.setdefault(target, len(rules))
        steps.append(step)
        goto.append(behind)
    counted = {rule.expansion[index].name for rule in rules for index, _ in _children(rule)}
    return Tables(
        terminals=("", *number),
        patterns=(between, *patterns.values(), r"\Z"),
        silent=frozenset(index for name, index in number.items() if name not in counted),
        steps=tuple(steps),
        goto=tuple(goto),
        rules=tuple(_rule(rule) for rule in rules),
        start=0,
    )


def _in_order(automaton: Any) -> dict[int, int]:
    """A number for each state of lark's, in the order in which they are met from the start.

    Its own numbers are those of a set, which differ from process to process.
    """
    met = [automaton.start_states["start"]]
    numbers = {met[0]: 0}
    for state in met:  # which grows meanwhile
        for _, (action, target) in sorted(automaton.states[state].items()):
            if action is Shift and target not in numbers:
                numbers[target] = len(met)
                met.append(target)
    return numbers


def _rule(rule: Any) -> Production:
    origin = str(rule.origin.name)
    children = _children(rule)
    stands_for_one = rule.options.expand1 and len(children) == 1
    action = "" if origin.startswith("_") or stands_for_one else origin
    return Production(
        origin=origin,
        size=len(rule.expansion),
        action=action,
        children=children,
        stands_for_one=stands_for_one,
    )


def _children(rule: Any) -> tuple[tuple[int, bool], ...]:
    return tuple(
        (index, not symbol.is_term and symbol.name.startswith("_"))
        for index, symbol in enumerate(rule.expansion)
        if not (symbol.is_term and symbol.filter_out)
    )
