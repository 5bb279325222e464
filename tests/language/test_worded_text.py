"""Edits of as little as can be: in each way that a member can be written, what is asked for and nothing else."""

from __future__ import annotations

import pytest

from compiler.base.applying import applied
from compiler.base.source import Name
from compiler.language.worded_text import WordedText


def place_of(text: str, words: str) -> Name:
    at = text.index(words)
    before = text[:at]
    column = at - before.rfind("\n")
    return Name(words, "m.vera", before.count("\n") + 1, column, column + len(words))


def edited(text: str, method: str, words: str, *more: str) -> str | None:
    edit = getattr(WordedText("m.vera", text), method)(place_of(text, words), *more)
    if edit is None:
        return None
    changed = applied({"m.vera": text}, [edit])
    assert changed is not None
    return changed["m.vera"]


ON_LINES = "entiteit A {\n    /// Tekst\n    /// meer\n    a : date // zo\n    b : date\n}\n"

CASES = [
    (ON_LINES, "leave_out", "a : date", (), "entiteit A {\n    b : date\n}\n"),
    (ON_LINES, "leave_out", "b", (), ON_LINES.replace("    b : date\n", "")),
    ("entiteit A { a : date, b : date }", "leave_out", "a :", (), "entiteit A { b : date }"),
    ("entiteit A { a : date, b : date }", "leave_out", "b", (), "entiteit A { a : date }"),
    ("entiteit A { a : date }", "leave_out", "a :", (), "entiteit A {  }"),
    ("bericht B over A {\n    A { alle }\n    C { x, y }\n}", "leave_out", "C", (), "bericht B over A {\n    A { alle }\n}"),
    ("entiteit A (meervoud As, zonder x)", "leave_out", "zonder", (), "entiteit A (meervoud As)"),
    ("entiteit A (zonder x) { }", "leave_out", "zonder", (), "entiteit A { }"),
    ("entiteit A (zonder x y)", "leave_value_out", "x", (), "entiteit A (zonder y)"),
    ("entiteit A (zonder x)", "leave_value_out", "x", (), "entiteit A"),
    ("entiteit A (zonder x, meervoud As)", "leave_property_out", "A", ("zonder",), "entiteit A (meervoud As)"),
    ("entiteit A (meervoud As)", "leave_property_out", "A", ("zonder",), None),
    ("entiteit A (meervoud As)", "write_value", "A", ("meervoud", "As", "Azen"), "entiteit A (meervoud Azen)"),
    ("C { alle behalve x, y }", "leave_name_out", "x", (), None),
    ("C { alle behalve x, y }", "leave_name_out", "y", (), "C { alle behalve x }"),
    ("a : A.sleutels[] patroon /x[]/", "write_type", "A", ("B",), "a : B patroon /x[]/"),
    ("a : A", "write_type", "A", ("B[]",), "a : B[]"),
    ('a : A patroon /,{/ beperking "}" // x', "write_behind", "a", ("bron BAG",), 'a : A patroon /,{/ beperking "}" bron BAG // x'),
    ("{ a : A, b : B }", "write_behind", "a", ("bron BAG",), "{ a : A bron BAG, b : B }"),
    ("kern a : A", "write_before", "a :", ("vervallen",), "kern vervallen a : A"),
    ("{ eigen a : A, b }", "write_member", "a :", ("a",), "{ a, b }"),
    ("entiteit A", "write_property", "A", ("zonder", "x"), "entiteit A (zonder x)"),
    ("entiteit A is B { a : date }", "write_property", "A", ("zonder", "x"), "entiteit A is B (zonder x) { a : date }"),
    ("entiteit A (zonder x)", "write_property", "A", ("zonder", "y"), "entiteit A (zonder x y)"),
    ("entiteit A (zonder x, meervoud As)", "write_property", "A", ("zonder", "y"), "entiteit A (zonder x y, meervoud As)"),
    ("entiteit A (\n  zonder x,\n)", "write_property", "A", ("pad", "y"), "entiteit A (\n  zonder x, pad y\n)"),
    ("entiteit A ( )", "write_property", "A", ("pad", "y"), "entiteit A (pad y )"),
    ('lijst A { B "(domein C)" }', "write_property", "A", ("domein", "D"), 'lijst A (domein D) { B "(domein C)" }'),
    ("entiteit A", "add_member", "A", ("a : date",), "entiteit A {\n    a : date\n}"),
    ("entiteit A { }", "add_member", "A", ("a : date",), "entiteit A { a : date }"),
    ("entiteit A { b : date }", "add_member", "A", ("a : date",), "entiteit A { b : date, a : date }"),
    ("  A {\n    b\n  }", "add_member", "A", ("/// t\na",), "  A {\n    b\n      /// t\n      a\n  }"),
    ('a : date negeer GN01 "x" negeer GN02 "y"', "leave_suppression_out", "GN01", (), 'a : date negeer GN02 "y"'),
    ('entiteit A (negeer GN01 "x")', "leave_suppression_out", "GN01", (), "entiteit A"),
    ("/// Een fuot.\nentiteit A {\n  fuot : date\n}", "write_in_texts", "A", ("fuot", "fout"), "/// Een fout.\nentiteit A {\n  fuot : date\n}"),
    ("/// Een fuot, fuot.\nentiteit A", "write_in_texts", "A", ("fuot", "fout"), None),
    ("domein D\nentiteit A // x\nentiteit B", "write_below", "A", ("entiteit C",), "domein D\nentiteit A // x\n\nentiteit C\nentiteit B"),
    ("entiteit A", "write_below", "A", ("entiteit C",), "entiteit A\n\nentiteit C\n"),
    ("entiteit A {", "add_member", "A", ("a : date",), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "method", "words", "more", "expected"), CASES)
def test_an_edit_changes_what_it_says_and_nothing_else(text, method, words, more, expected):
    assert edited(text, method, words, *more) == expected


@pytest.mark.parametrize(
    "method", ["leave_out", "leave_name_out", "leave_value_out", "leave_suppression_out"]
)
def test_a_place_that_is_not_in_the_text_has_no_edit(method):
    text = WordedText("m.vera", "entiteit A { a : date }\n")
    for line, column in ((1, 2), (1, 99), (9, 1), (0, 0)):
        assert getattr(text, method)(Name("a", "m.vera", line, column, column + 1)) is None
