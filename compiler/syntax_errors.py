"""The syntax errors that have a message of their own, each with texts that show it.

A text is parsed until the parser stops; where a user's text stops at the same kind of token in the same state, the
message of that entry is shown. tests/test_syntax_errors.py parses every example and checks that its own entry is
the one that is found. Where no entry fits, the message names what could have stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

State = tuple[int, str]


class SyntaxCase(NamedTuple):
    """A message, what to do about it, and malformed examples that lead to it."""

    message: str
    hint: str
    examples: tuple[str, ...]


CASES = (
    SyntaxCase(
        "an attribute has no type",
        'write a colon and a type behind it, as in "naam : string"',
        ("entiteit A {\n  naam\n}", "entiteit A { naam }", "entiteit A {\n  kern naam\n  b : string\n}"),
    ),
    SyntaxCase(
        "a type is missing behind the colon",
        'write a type, as in "naam : string", "soort : SOORTLIJST" or "eenheden : Eenheid[]"',
        ("entiteit A {\n  naam :\n}", "entiteit A { naam : }"),
    ),
    SyntaxCase(
        "a name is missing in front of the colon",
        'write the attribute\'s name there, as in "naam : string"',
        ("entiteit A {\n  : string\n}",),
    ),
    SyntaxCase(
        "an opening brace is missing",
        'write "{" behind the name of the entity and its attributes on lines of their own',
        ("entiteit A\n  naam : string\n}",),
    ),
    SyntaxCase(
        "the name of the entity is missing",
        'write it behind the keyword, as in "entiteit Eenheid"',
        ("entiteit {\n}", "abstract entiteit {\n}", "entiteit\n", "waardeobject {\n}"),
    ),
    SyntaxCase(
        "the name of the base entity is missing",
        'write it behind "is", as in "entiteit NatuurlijkPersoon is Relatie"',
        ("entiteit A is {\n}", "entiteit A is\n"),
    ),
    SyntaxCase("the name of the domain is missing", 'write it behind "domein"', ("domein\n", "domein {\n}")),
    SyntaxCase(
        "the name of the element is missing",
        'write it behind the keyword, more words than one between quotes: rol Huurder, dienst "Sociale huurwoning"',
        (
            "bedrijfsproces\n",
            "rol (negeer CS01)",
            "werkproces (bedrijfsproces A)",
            "/// tekst\nrol\n",
            "/// tekst\nrol (",
        ),
    ),
    SyntaxCase(
        "the name of an element has more words than one",
        'write it between quotes, as in bedrijfsproces "Behandelen klachten"',
        (
            "bedrijfsproces Behandelen klachten",
            'bedrijfsproces "Behandelen" "klachten"',
            "/// tekst\ndienst Sociale huurwoning",
        ),
    ),
    SyntaxCase(
        "an element of the architecture stands in a domain",
        "write it at the top of a file, outside the braces",
        ("domein A {\n  rol B\n}", "domein A { rol B }", "domein A {\n  entiteit B\n  rol C\n}"),
    ),
    SyntaxCase(
        "a block is not closed",
        'write "}" on a line of its own at the end of the block',
        (
            "entiteit A {\n  naam : string\n",
            "entiteit A {",
            "bericht A over B {\n  C { naam }\n",
            "bericht A over B {\n  C { naam\n",
            'referentiedata A {\n  AAN "Aan"\n',
            'standaard A {\n  titel "B"\n',
            "domein A {\n  entiteit B\n",
        ),
    ),
    SyntaxCase(
        "a closing brace too many",
        "take it away, or look for the block that it should close",
        ("entiteit A {\n}\n}", "}"),
    ),
    SyntaxCase(
        "a message does not say which entity it is about",
        'write "bericht Relaties over Relatie { … }"',
        ("bericht A {\n}", "bericht A\n"),
    ),
    SyntaxCase(
        "a reference data value has no name",
        'write it between quotes behind the code, as in AAN "Aangemaakt"',
        ("referentiedata A {\n  AAN\n}", "referentiedata A { AAN }"),
    ),
    SyntaxCase(
        "a description stands above nothing",
        "put it right above what it describes, or make it a comment with two slashes",
        ("entiteit A {\n  naam : string\n  /// tekst\n}", "/// tekst\n", "/// tekst\n// commentaar\nentiteit A\n"),
    ),
    SyntaxCase(
        "a name is missing behind the dot",
        'write "sleutels" there to take the keys only',
        ("entiteit A { b : C. }", "entiteit A {\n b : C.[]\n}"),
    ),
    SyntaxCase(
        "an attribute's type is followed by a second type",
        "an attribute has one type; write two attributes, or an entity that holds both",
        ("entiteit A { b : string : integer }",),
    ),
)

_TOKENS = {
    "NAME": "a name",
    "TEXT": "a text between double quotes",
    "REGEX": "a regular expression between slashes",
    "DOC": "a description (///)",
    "ARRAY": '"[]"',
    "RBRACE": '"}"',
    "LBRACE": '"{"',
    "LPAR": '"("',
    "RPAR": '")"',
    "COLON": '":"',
    "DOT": '"."',
    "_SEP": "the end of the line",
    "$END": "the end of the file",
}


def explain(
    token: str, expected: Iterable[str], state: State | None, state_of: Callable[[str], State | None]
) -> tuple[str, str]:
    """The message and the hint for a parser that stopped at `token`.

    `expected` are the terminals that could have stood there, `state` where the parser stopped (None for a character
    that begins nothing), `state_of` tells the same for an example.
    """
    if state is not None and (case := _known_states(state_of).get(state)) is not None:
        return case.message, case.hint
    kind = getattr(token, "type", "?")
    if kind == "?" and token == '"':
        return "a text is not closed", 'write a double quote at its end; inside a text a quote is written \\"'
    if kind == "?" and token == "`":
        return "a quoted name is not closed", "write a back quote at its end, on the same line"
    names = sorted({_TOKENS.get(name, f'"{name.strip("_").lower()}"') for name in expected if name != "_SPACE"})
    found = _TOKENS[kind] if kind in ("$END", "_SEP") else f'"{str(token).split(chr(10), 1)[0][:40]}"'
    hint = f"expected {_listed(names)}" if names else ""
    return f"{found} does not fit here", hint


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


@lru_cache(maxsize=4)
def _known_states(state_of: Callable[[str], State | None]) -> dict[State, SyntaxCase]:
    known: dict[State, SyntaxCase] = {}
    for case in CASES:
        for example in case.examples:
            if (state := state_of(example)) is not None:
                known.setdefault(state, case)
    return known
