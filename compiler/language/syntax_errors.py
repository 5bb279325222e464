"""The syntax errors that have a message of their own, each with texts that show it.

A text is parsed until the parser stops; where a user's text stops at the same kind of token in the same state, the
message of that entry is shown. tests/language/test_parse.py parses every example and checks that its own entry is
the one that is found. Where no entry fits, the message names what could have stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from compiler.base.diagnostics import nearest
from compiler.base.wording import NOTHING, Text, listed, say
from compiler.language.cora import ElementKind
from compiler.language.lalr import Token

ParserState = tuple[int, str]

# What keyboards and editors have for the apostrophe of foto's; some people write texts between two of them.
_APOSTROPHES = ("'", "\u2018", "\u2019")
_NAME_BEFORE = re.compile(r"\w[\w-]*\Z")
_NAME_BEHIND = re.compile(r"[\w-]*")


class SyntaxCase(NamedTuple):
    """A message, what to do about it, and malformed examples that lead to it."""

    message: Text
    hint: Text
    examples: tuple[str, ...]


CASES = (
    SyntaxCase(
        say("an attribute has no type"),
        say('write a colon and a type behind it, as in "naam : string"'),
        (
            "entiteit A {\n  naam\n}",
            "entiteit A { naam }",
            "entiteit A {\n  kern naam\n  b : string\n}",
        ),
    ),
    SyntaxCase(
        say("a type is missing behind the colon"),
        say('write a type, as in "naam : string", "soort : SOORTLIJST" or "eenheden : Eenheid[]"'),
        ("entiteit A {\n  naam :\n}", "entiteit A { naam : }"),
    ),
    SyntaxCase(
        say("a name is missing in front of the colon"),
        say('write the attribute\'s name there, as in "naam : string"'),
        ("entiteit A {\n  : string\n}",),
    ),
    SyntaxCase(
        say("an opening brace is missing"),
        say('write "{{" behind the name of the entity and its attributes on lines of their own'),
        ("entiteit A\n  naam : string\n}", "rol B\nentiteit A\n  naam : string\n}"),
    ),
    SyntaxCase(
        say("the name of the entity is missing"),
        say('write it behind the keyword, as in "entiteit Eenheid"'),
        ("entiteit {\n}", "abstract entiteit {\n}", "entiteit\n", "waardeobject {\n}"),
    ),
    SyntaxCase(
        say("the name of the base entity is missing"),
        say('write it behind "is", as in "entiteit NatuurlijkPersoon is Relatie"'),
        ("entiteit A is {\n}", "entiteit A is\n"),
    ),
    SyntaxCase(
        say("the name of the domain is missing"),
        say('write it behind "domein"'),
        ("domein\n", "domein {\n}"),
    ),
    SyntaxCase(
        say("the name of the element is missing"),
        say(
            'write it behind the keyword, more words than one between quotes: rol Huurder, dienst "Sociale huurwoning"'
        ),
        (
            "bedrijfsproces\n",
            "rol (negeer CS01)",
            "werkproces (bedrijfsproces A)",
            "/// tekst\nrol\n",
            "/// tekst\nrol (",
        ),
    ),
    SyntaxCase(
        say("the name of an element has more words than one"),
        say('write it between quotes, as in bedrijfsproces "Behandelen klachten"'),
        (
            "bedrijfsproces Behandelen klachten",
            'bedrijfsproces "Behandelen" "klachten"',
            "/// tekst\ndienst Sociale huurwoning",
        ),
    ),
    SyntaxCase(
        say("an element of the architecture stands in a domain"),
        say("write it at the top of a file, outside the braces"),
        ("domein A {\n  rol B\n}", "domein A { rol B }", "domein A {\n  entiteit B\n  rol C\n}"),
    ),
    SyntaxCase(
        say("a block is not closed"),
        say('write "}}" on a line of its own at the end of the block'),
        (
            "entiteit A {\n  naam : string\n",
            "entiteit A {",
            "bericht A over B {\n  C { naam }\n",
            "bericht A over B {\n  C { naam\n",
            'referentiedata A {\n  AAN "Aan"\n',
            'standaard A {\n  titel "B"\n',
            'omgevingen {\n  doel "B"\n',
            "domein A {\n  entiteit B\n",
        ),
    ),
    SyntaxCase(
        say("a closing brace too many"),
        say("take it away, or look for the block that it should close"),
        ("entiteit A {\n}\n}", "}", "entiteit A {\n}\nentiteit B {\n}\n}"),
    ),
    SyntaxCase(
        say("a message does not say which entity it is about"),
        say('write "bericht Relaties over Relatie {{ … }}"'),
        ("bericht A {\n}", "bericht A\n"),
    ),
    SyntaxCase(
        say("a reference data value has no name"),
        say('write it between quotes behind the code, as in AAN "Aangemaakt"'),
        ("referentiedata A {\n  AAN\n}", "referentiedata A { AAN }"),
    ),
    SyntaxCase(
        say("a description stands above nothing"),
        say("put it right above what it describes, or make it a comment with two slashes"),
        (
            "entiteit A {\n  naam : string\n  /// tekst\n}",
            "/// tekst\n",
            "/// tekst\n// commentaar\nentiteit A\n",
        ),
    ),
    SyntaxCase(
        say("a name is missing behind the dot"),
        say('write "sleutels" there to take the keys only'),
        ("entiteit A { b : C. }", "entiteit A {\n b : C.[]\n}"),
    ),
    SyntaxCase(
        say("a comma is missing before this attribute"),
        say("put a comma, or the end of the line, between two attributes"),
        ("entiteit A { b : date c : date }", "entiteit A { b : date kern c : date }"),
    ),
    SyntaxCase(
        say("a comma is missing between two blocks"),
        say("put a comma, or the end of the line, between them"),
        (
            "bericht A over B { B { alle } C { alle } }",
            "domein A { entiteit B { c : date } entiteit D }",
            "domein A { entiteit B { c : date } referentiedata D }",
        ),
    ),
    SyntaxCase(
        say("an attribute's type is followed by a second type"),
        say("an attribute has one type; write two attributes, or an entity that holds both"),
        ("entiteit A { b : string : integer }",),
    ),
)

_TOKENS = {
    "NAME": say("a name"),
    "TEXT": say("a text between double quotes"),
    "REGEX": say("a regular expression between slashes"),
    "DOC": say("a description (///)"),
    "ARRAY": '"[]"',
    "RBRACE": '"}"',
    "LBRACE": '"{"',
    "LPAR": '"("',
    "RPAR": '")"',
    "COLON": '":"',
    "DOT": '"."',
    "_SEP": say("the end of the line"),
    "$END": say("the end of the file"),
}


def explain_syntax_error(
    token: Token,
    expected: Iterable[str],
    state: ParserState | None,
    state_of: Callable[[str], ParserState | None],
    line: str = "",
    *,
    names_something: bool = False,
) -> tuple[Text, Text]:
    """The message and the hint for a parser that stopped at `token`, in `line`; `names_something`: a name follows it.

    `expected` are the terminals that could have stood there, `state` where the parser stopped (None for a character
    that begins nothing), `state_of` tells the same for an example.
    """
    keyword = nearest(token.text, _keywords(expected), 0.7) if names_something else NOTHING
    if keyword:
        return say("{found} does not fit here", found=f'"{token.text}"'), keyword
    if state is not None and (case := _known_states(state_of).get(state)) is not None:
        return case.message, case.hint
    kind = token.type
    if not kind and token.text == '"':
        return say("a text is not closed"), say(
            'write a double quote at its end; inside a text a quote is written \\"'
        )
    if not kind and token.text == "`":
        return say("a quoted name is not closed"), say(
            "write a back quote at its end, on the same line"
        )
    if not kind and token.text == "/" and _stands_behind("patroon", token, line):
        return say("a regular expression is not closed"), say(
            "write a slash at its end, on the same line; inside it a slash is written \\/"
        )
    if not kind and token.text in _APOSTROPHES:
        return _explain_apostrophe(token, line)
    names = sorted(
        {_TOKENS.get(name, f'"{name.strip("_").lower()}"') for name in expected if name != "_SPACE"}
    )
    found = (
        _TOKENS[kind] if kind in ("$END", "_SEP") else f'"{token.text.split(chr(10), 1)[0][:40]}"'
    )
    hint = say("expected {names}", names=listed(names)) if names else NOTHING
    return say("{found} does not fit here", found=found), hint


def _stands_behind(word: str, token: Token, line: str) -> bool:
    """Whether the word before `token` in its line is `word`."""
    return line[: token.column - 1].split()[-1:] == [word]


def _explain_apostrophe(token: Token, line: str) -> tuple[Text, Text]:
    """That an apostrophe stands in a name, or begins what is meant as a text."""
    at = token.column - 1
    before, behind = _NAME_BEFORE.search(line[:at]), _NAME_BEHIND.match(line[at + 1 :])
    if before is None or behind is None:
        return say("{found} does not fit here", found=f'"{token.text}"'), say(
            "write a text between double quotes, and a name with an apostrophe between back quotes"
        )
    name = f"{before.group()}{token.text}{behind.group()}"
    plain = f"{before.group()}{behind.group()}"
    return say('"{name}" has an apostrophe, and a name has none', name=name), say(
        'write it without, "{plain}", or between back quotes: `{name}`', plain=plain, name=name
    )


def _keywords(expected: Iterable[str]) -> Iterator[str]:
    """The keywords among the terminals `expected`."""
    for name in expected:
        if name == "ELEMENT":
            yield from ElementKind
        elif name not in _TOKENS and name != "_SPACE":
            yield name.strip("_").lower()


@lru_cache(maxsize=4)
def _known_states(state_of: Callable[[str], ParserState | None]) -> dict[ParserState, SyntaxCase]:
    known: dict[ParserState, SyntaxCase] = {}
    for case in CASES:
        for example in case.examples:
            if (state := state_of(example)) is not None:
                known.setdefault(state, case)
    return known
