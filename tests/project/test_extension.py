"""The extension for editors without an editor: its texts, snippets and patterns. tests/outside has the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compiler.language.parser import parse_text
from compiler.model.elements import PRIMITIVES
from tools import write_editor_grammar

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"
CHOICE, DEFAULT, STOP = (
    re.compile(pattern)
    for pattern in (r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\$\{\d+:([^}]*)\}", r"\$\d+")
)
# What stands around a snippet that is a part of a statement.
AROUND = {
    "attribuut": "entiteit X {\n%s\n}",
    "sleutels": "entiteit X {\n%s\n}",
    "verzameling": "entiteit X {\n%s\n}",
    "projectie": "bericht X over Y {\n%s\n}",
    "waarde": "referentiedata X {\n%s\n}",
    "negeer": "entiteit X {\na : string %s\n}",
}


def read(path: str) -> Any:
    return json.loads((EXTENSION / path).read_text(encoding="utf-8"))


SNIPPETS = read("snippets/vera.json")


def test_the_grammar_of_the_editor_is_the_one_of_the_compiler() -> None:
    written = write_editor_grammar.GRAMMAR.read_text(encoding="utf-8")
    assert written == write_editor_grammar.grammar(), "run `make docs`"
    assert set(write_editor_grammar.PRIMITIVES) == set(PRIMITIVES)


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_is_sound_text(name: str) -> None:
    snippet = SNIPPETS[name]
    text = "\n".join(snippet["body"])
    for pattern, kept in ((CHOICE, r"\1"), (DEFAULT, r"\1"), (STOP, "")):
        text = pattern.sub(kept, text)
    read_back = parse_text((AROUND.get(snippet["prefix"], "%s") % text) + "\n")
    assert read_back.diagnostics == ()
    assert read_back.source.statements


def test_every_text_of_the_manifest_has_two_languages() -> None:
    used = set(re.findall(r'"%([\w.]+)%"', (EXTENSION / "package.json").read_text("utf-8")))
    english, dutch = read("package.nls.json"), read("package.nls.nl.json")
    assert used == set(english) == set(dutch)
    assert all(dutch.values())


def test_every_text_of_the_program_has_dutch() -> None:
    programs = "".join(path.read_text("utf-8") for path in sorted((EXTENSION / "src").glob("*.ts")))
    said = re.findall(r'\btold\(\s*"((?:[^"\\]|\\.)*)"', programs)
    assert programs.count(" told(") + programs.count("(told(") == len(said) + 1  # its definition
    dutch = read("src/dutch.json")
    assert set(said) == set(dutch)
    for english, text in dutch.items():
        assert sorted(re.findall(r"\{\d\}", english)) == sorted(re.findall(r"\{\d\}", text))


NOWHERE = {"fout.vera": "domein Fout\n\nentiteit Fout {\n    weg : Nergens\n}\n"}
ODD = {
    "vreemd.vera": """\
domein Vreemd

entiteit Onbruikt (meervoud Onbruikten) {
    Naam : string
    is_waar : boolean
    datum : string
}
""",
}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("slips", "weights"), [(NOWHERE, {"error"}), (ODD, {"error", "warning", "hint"})]
)
def test_the_matchers_take_every_finding_of_check(
    verac, small_model: Path, slips: dict[str, str], weights: set[str], language: str
) -> None:
    for name, text in slips.items():
        (small_model / name).write_text(text, "utf-8")
    manifest = small_model / "standaard.vera"
    manifest.write_text(manifest.read_text("utf-8").replace("GM11 uit", "GM11 uit, DT01 hint"))
    asked = ("check", small_model, "--lang", language)
    printed = verac(*asked)
    listed = json.loads(verac(*asked, "--format", "json").out)
    told = [found for matcher in matchers() for found in taken(matcher, printed.out + printed.err)]
    findings = [each for each in listed if not each.get("suppressed")]
    severities = {each["severity"] for each in findings}
    assert severities >= weights, findings
    assert sorted(each[3] for each in told) == sorted(each["id"] for each in findings)
    assert {each[4] for each in told} == severities


def matchers() -> list[dict[str, Any]]:
    return read("package.json")["contributes"]["problemMatchers"]


def taken(matcher: dict[str, Any], printed: str) -> list[tuple[str, ...]]:
    """File, line, column, id and severity of each line of `printed` that a matcher takes."""
    pattern = matcher["pattern"]
    found = []
    for line in printed.splitlines():
        if match := re.search(pattern["regexp"], line):
            place = [match[pattern[part]] for part in ("file", "line", "column", "code")]
            found.append(
                (
                    *place,
                    match[pattern["severity"]] if "severity" in pattern else matcher["severity"],
                )
            )
    return found
