"""The tables mean what lark means: the same trees, the same places, the same stops."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from compiler.base.resources import grammar_path
from compiler.language import lalr as parse_run
from compiler.language.grammar_tables import tables_of
from compiler.language.lalr import Automaton
from compiler.language.syntax_errors import CASES
from tests.helpers.small_model import REPO

GRAMMAR = grammar_path("vera.lark").read_text(encoding="utf-8")
MODELS = sorted((REPO / "models").rglob("*.vera"))
BITS = (
    " ", "\n", ",", ", ", "{", "}", "(", ")", ":", ".", "[]", "//", "// x\n", "///", "/// x\n", '"', '"x"', "`",
    "`x y`", "/", "/x/", "\\", "\t", "\ufeff", "é", "-", "€", "\u2028", "domein", "entiteit", "rol", "product", "is",
    "over", "afnemende rol", "abstract", "gedeeld", "bericht", "x", "string", "",
)  # fmt: skip


@lru_cache(maxsize=1)
def _lark() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)


@lru_cache(maxsize=1)
def _automaton() -> Automaton:
    tables = tables_of(GRAMMAR)
    names = {rule.action for rule in tables.rules if rule.action}
    actions = {name: lambda children, name=name: (name, *children) for name in names}
    return Automaton(tables, actions, lambda *_: None)


def _plain(tree: Any) -> Any:
    """A tree of lark's as nested tuples, a token as its kind, its text and its place."""
    if isinstance(tree, Tree):
        return (tree.data, *map(_plain, tree.children))
    return (tree.type, str(tree), tree.line, tree.column) if isinstance(tree, Token) else tree


def _by_lark(text: str) -> Any:
    try:
        return _plain(_lark().parse(text))
    except UnexpectedToken as error:
        place = () if error.token.type == "$END" else (error.token.line, error.token.column)
        return ("stops", error.token.type, str(error.token), place, sorted(error.accepts))
    except UnexpectedCharacters as error:
        return (
            "stops",
            "",
            text[error.pos_in_stream],
            (error.line, error.column),
            sorted(error.allowed - {"$END"}),
        )


def _by_tables(text: str) -> Any:
    try:
        return _as_tuples(_automaton().parse(text))
    except parse_run.UnexpectedToken as error:
        token = error.token
        place = () if token.type == "$END" else (token.line, token.column)
        return ("stops", token.type, token.text, place, error.expected)


def _as_tuples(made: Any) -> Any:
    return tuple(map(_as_tuples, made)) if isinstance(made, tuple) else made


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.relative_to(REPO).as_posix())
def test_a_model_has_the_tree_that_lark_gives_it(path: Path):
    text = path.read_text(encoding="utf-8")
    made = _by_tables(text)
    assert made[0] == "start"
    assert made == _by_lark(text)


@pytest.mark.parametrize("text", [example for case in CASES for example in case.examples])
def test_a_malformed_example_stops_where_lark_stops(text: str):
    found = _by_tables(text)
    assert found[0] == "stops"
    assert found == _by_lark(text)


@pytest.mark.parametrize(
    "path", [*MODELS[:3], *MODELS[-8:]], ids=lambda path: path.relative_to(REPO).as_posix()
)
def test_a_damaged_text_means_the_same(path: Path):
    """A line or two of a model, with bits put in, left out and swapped: most of them stop, some do not."""
    chance = random.Random(path.name)
    lines = path.read_text(encoding="utf-8").split("\n")
    stopped = 0
    for _ in range(300):
        first = chance.randrange(len(lines))
        text = "\n".join(lines[first : first + chance.randrange(1, 12)])
        for _ in range(chance.randrange(3)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(BITS) + text[at + chance.choice((0, 0, 1, 3)) :]
        found = _by_tables(text)
        assert found == _by_lark(text), text
        stopped += found[0] == "stops"
    assert stopped > 100


def test_a_text_of_bits_means_the_same():
    chance = random.Random(7)
    made = 0
    for _ in range(4000):
        text = " ".join(chance.choice(BITS) for _ in range(chance.randrange(9)))
        found = _by_tables(text)
        assert found == _by_lark(text), text
        made += found[0] == "start"
    assert made > 100


def test_a_terminal_with_a_group_that_catches_is_refused():
    with pytest.raises(
        ValueError, match=r"the terminal A has a group that catches: write \(\?: … \)"
    ):
        tables_of("start: A\nA: /(a)b/")


def test_a_long_gap_is_no_long_search():
    assert _by_tables("domein A" + " " * 50_000 + "€")[:3] == ("stops", "", "€")
