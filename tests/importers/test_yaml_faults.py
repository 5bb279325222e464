"""What is no YAML is told in words of our own: each is met by a text, and none of the reader's own comes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.importers.release.published import read_documents

FAULTS = {
    "a: b: c": "a colon stands where none can",
    "a: [1": "a list that [ opens is not closed",
    "a: {b": "a mapping that { opens is not closed",
    "a:\n\t- x": "a sign that can begin nothing",
    "- a\nb: c": "a line of a list does not begin with -",
    "'abc": "a text in quotes does not end",
    "a: *x": "an alias (*) of what has no anchor (&)",
    "a: &x 1\nb: &x 2": "an anchor (&) that stands twice",
    "{[a]: b}": "a name that is no single value",
    "a: !foo 1": "a value with a tag (!)",
    'a: "\\q"': "a backslash before",
    "[a,b]]": "something stands behind the document",
    "--- a\n--- b": "the file holds a second document",
    "a: - b": "a list begins in the middle of a line",
    "a: !!int x": "it holds a character or a value that makes no sense",
    "%YAML 9": "it cannot be read here",
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_yaml(text: str, tmp_path: Path) -> None:
    (tmp_path / "Informatiedomeinen").mkdir()
    (tmp_path / "Informatiedomeinen" / "A.yaml").write_text(text, encoding="utf-8")
    found = read_documents(tmp_path, has_processes=False)
    (told,) = (each.message for each in found.diagnostics)
    assert told.startswith(f"the document is no YAML: {FAULTS[text]}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("{a: b}", "a mapping"), ("tekst", '"tekst"'), ("3", "3"), ("true", "true")],
)
def test_what_stands_where_a_list_belongs(value: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "Informatiedomeinen").mkdir()
    text = f"openapi: 3.0.0\npaths: {{}}\nservers: {value}\n"
    (tmp_path / "Informatiedomeinen" / "A.yaml").write_text(text, encoding="utf-8")
    (told,) = read_documents(tmp_path, has_processes=False).diagnostics
    assert told.message == f"a list belongs here, and there is {shown}"
