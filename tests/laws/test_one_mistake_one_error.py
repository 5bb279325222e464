"""One mistake is one error, at the place to mend, and hides no other."""

from __future__ import annotations

import pytest

from compiler import pipeline
from compiler.base.diagnostics import Severity

HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string } }\n'


def errors(text: str) -> list[tuple[str, int, str, str]]:
    """The id, line, message and hint of each error; the first line of `text` is line 1."""
    found = pipeline.check({"m.vera": (HEAD + text).encode()}).diagnostics
    return [
        (each.id, each.span.line - 1, str(each.message), str(each.hint))
        for each in found
        if each.severity is Severity.ERROR
    ]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "domein D\nentiteit adres { straat : string }\nentiteit Lid { a : Adres, b : Adres[] }",
            2,
            '"adres" is referred to as "Adres"',
            'call it "Adres"',
        ),
        (
            "domein D\nabstract entiteit partij\nentiteit Lid is Partij\nentiteit Bond is Partij",
            2,
            '"partij" is referred to as "Partij"',
            'call it "Partij"',
        ),
        (
            'domein D\nentiteit Lid { soort : SOORT }\nreferentiedata Soort (domein D) { EEN "Een" }',
            3,
            '"Soort" is referred to as "SOORT"',
            'call it "SOORT"',
        ),
    ],
)
def test_a_declaration_in_small_letters_is_told_once_and_its_references_are_right(
    text: str, line: int, message: str, hint: str
) -> None:
    assert errors(text) == [("NAM01", line, message, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "domein D\nentiteit Adres\nentiteit Lid { a : adres }",
        "domein D\nentiteit Adres\nentiteit ADRES\nentiteit Lid { a : adres }",
        'domein D\nentiteit Lid { s : Soort }\nreferentiedata SOORT (domein D) { EEN "Een" }',
    ],
)
def test_a_reference_in_small_letters_is_told_at_the_reference(text: str) -> None:
    found = [each for each in errors(text) if each[0] == "NAM01"]
    assert [line for _, line, _, _ in found] == [text.count("\n") + 1 if "Lid { a" in text else 2]


def test_two_entities_of_one_name_are_told_whatever_else_is_unsound() -> None:
    text = (
        "domein A\nentiteit Adres { straat : string }\n"
        "domein B\nentiteit Adres { plaats : string }\nentiteit Lid { a : Adres }\n"
        'ketenproces P "p"\nbericht Leden over Lid { Lid { alle }, Adres { plaats } }'
    )
    assert [(id_, line) for id_, line, _, _ in errors(text)] == [("GN02", 4), ("NAM04", 7)]
    passed_over = text.replace("entiteit Adres { p", 'entiteit Adres (negeer GN02 "x") { p')
    assert [id_ for id_, *_ in errors(passed_over)] == ["NAM04"]
