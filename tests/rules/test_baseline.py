"""Living with findings: a baseline accepts those of today, by rule and element; suppressions that find nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.language.formatter import format_source
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.model.places import ElementPlaces, with_elements
from compiler.rules.baseline import accept, baseline_json, baseline_of, parse_baseline
from compiler.rules.run import all_rules, run_rules
from tests.helpers.strategies import linkable

VERAC = str(Path(sys.executable).with_name("verac"))
# Without the finding on identifiers, which every line here would have.
HEAD = 'standaard Voorbeeld { versie "1.0.0", ernst { GM11 uit } }\n'
MODEL = """domein A {
    entiteit Zaak
    abstract entiteit Band
    entiteit Vriendschap is Band { eigenaar : string }
    entiteit Vijandschap is Band { eigenaar : string }
    entiteit Zaakgroep { nummer : string patroon /(/ }
}
domein B { entiteit Zaak }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "model.vera").write_text(HEAD + MODEL, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VERAC, "check", "m", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )


def model_of(text: str) -> Model:
    parsed = parse_text(text, "model.vera")
    model, problems = link_sources([parsed.source])
    assert [*parsed.diagnostics, *problems] == []
    return model


def found_with(folder: Path, *arguments: str) -> list[tuple[str, str, str]]:
    done = run(folder, "--baseline", "b.json", "--format", "json", *arguments)
    return [(each["id"], each["element"], each["accepted"]) for each in json.loads(done.stdout)]


def test_a_baseline_is_by_rule_and_element_and_readable(folder: Path):
    done = run(folder, "--baseline", "b.json", "--update-baseline")
    assert done.returncode == 0
    assert "b.json: 4 elements accepted, by 3 rules" in done.stderr
    assert json.loads((folder / "b.json").read_bytes()) == {
        "verac-baseline": 1,
        "standard": "Voorbeeld",
        "version": "1.0.0",
        "accepted": {
            "GM10": ["Vriendschap.eigenaar"],
            "GN02": ["Zaak", "Zaakgroep"],
            "RE01": ["Zaakgroep.nummer"],
        },
    }


def test_what_is_accepted_is_counted_and_stops_nothing(folder: Path):
    assert run(folder).returncode == 1
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    done = run(folder, "--baseline", "b.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "4 accepted in 1 file\n", "")


def test_lines_may_move_and_a_new_finding_stands_out(folder: Path):
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    text = (
        HEAD
        + "// nieuw\n\n"
        + MODEL.replace("entiteit Zaakgroep {", "entiteit Zaaksoort\n    entiteit Zaakgroep {")
    )
    (folder / "m" / "model.vera").write_text(text, encoding="utf-8")
    assert [each for each in found_with(folder) if not each[2]] == [("GN02", "Zaaksoort", "")]


def test_what_is_no_longer_found_is_named(folder: Path):
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    (folder / "m" / "model.vera").write_text(
        HEAD + MODEL.replace("    entiteit Zaakgroep", "    entiteit Groep"), "utf-8"
    )
    done = run(folder, "--baseline", "b.json")
    assert done.returncode == 1  # the regular expression stands in another entity now
    assert (
        'b.json /accepted/GN02/1: warning[BAS03]: "Zaakgroep" is accepted for GN02, which finds nothing there'
        in done.stdout
    )


def test_errors_in_the_model_itself_cannot_be_accepted(folder: Path):
    (folder / "m" / "model.vera").write_text(
        HEAD + "domein A { entiteit B { c : Onbekend } }", encoding="utf-8"
    )
    done = run(folder, "--baseline", "b.json", "--update-baseline")
    assert (done.returncode, (folder / "b.json").exists()) == (1, False)
    assert "NAM01" in done.stdout

    accepted = {
        "verac-baseline": 1,
        "standard": "Voorbeeld",
        "version": "1.0.0",
        "accepted": {"NAM01": ["B.c"]},
    }
    (folder / "b.json").write_text(json.dumps(accepted), encoding="utf-8")
    assert run(folder, "--baseline", "b.json").returncode == 1


def test_what_is_suppressed_is_not_accepted_as_well(folder: Path):
    text = MODEL.replace(
        "B { entiteit Zaak }", 'B { entiteit Zaak (negeer GN02 "zo gepubliceerd") }'
    )
    (folder / "m" / "model.vera").write_text(HEAD + text, encoding="utf-8")
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    assert json.loads((folder / "b.json").read_bytes())["accepted"]["GN02"] == ["Zaakgroep"]


BROKEN = [
    (b"", "no JSON: a value belongs here"),
    (b"{", "no JSON: a name in double quotes belongs here"),
    (b"\xff\xfe{}", "no JSON: it is not UTF-8 text"),
    (b"[]", 'no "verac-baseline" in it'),
    (b"[" * 100_000, "no JSON: it is nested too deep to be read"),
    (b'{"verac-baseline": 2}', "format 2, and this program knows format 1"),
    (b'{"verac-baseline": 1, "standard": 3, "version": "1", "accepted": {}}', "are texts"),
    (
        b'{"verac-baseline": 1, "standard": "S", "version": "1", "accepted": []}',
        "lists of elements by rule",
    ),
    (
        b'{"verac-baseline": 1, "standard": "S", "version": "1", "accepted": {"GN02": [1]}}',
        "paths of elements",
    ),
    (
        b'{"verac-baseline": 1, "standard": "S", "standard": "S"}',
        '"standard" stands twice in one object',
    ),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN)
def test_a_broken_baseline(content: bytes, reason: str, folder: Path):
    (folder / "b.json").write_bytes(content)
    done = run(folder, "--baseline", "b.json")
    assert done.returncode == 2
    assert 'error[BAS01]: "b.json" is no baseline: ' in done.stderr
    assert reason in done.stderr
    assert "--update-baseline writes it anew" in done.stderr
    assert run(folder, "--baseline", "b.json", "--update-baseline").returncode == 0


def test_a_baseline_that_is_not_there(folder: Path):
    done = run(folder, "--baseline", "b.json")
    assert done.returncode == 2
    assert "verac check --baseline b.json --update-baseline writes it" in done.stderr
    assert run(folder, "--update-baseline").returncode == 2
    assert run(folder, "--baseline", "niet/daar/b.json", "--update-baseline").returncode == 1


def test_a_baseline_of_another_version_still_counts(folder: Path):
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    (folder / "m" / "model.vera").write_text(
        HEAD.replace("1.0.0", "1.1.0") + MODEL, encoding="utf-8"
    )
    done = run(folder, "--baseline", "b.json")
    assert done.returncode == 0
    assert 'warning[BAS02]: the baseline is of version "1.0.0", and this is "1.1.0"' in done.stdout


def test_a_baseline_of_another_standard_does_not(folder: Path):
    run(folder, "--baseline", "b.json", "--update-baseline", "-q")
    (folder / "m" / "model.vera").write_text(
        HEAD.replace("Voorbeeld", "Ander") + MODEL, encoding="utf-8"
    )
    assert {accepted for _, _, accepted in found_with(folder)} == {""}
    done = run(folder, "--baseline", "b.json")
    assert done.returncode == 1
    assert 'error[BAS02]: the baseline is of "Voorbeeld", and this is "Ander"' in done.stdout


@settings(deadline=None, max_examples=50)
@given(linkable())
def test_a_baseline_accepts_what_it_was_made_of_and_survives_its_file(files):
    sources = [parse_text(format_source(file), file.path).source for file in files]
    model = link_sources(sources).model
    found = with_elements(run_rules(model), model)
    baseline = baseline_of(found, "S", "1", {rule.id for rule in all_rules()})
    again = parse_baseline(baseline_json(baseline), "b.json")

    assert again == baseline
    accepted = accept(found, baseline, "b.json", "S", "1")
    assert len(accepted) == len(found)
    assert all(
        each.accepted or each.suppressed or each.id not in baseline.accepted for each in accepted
    )


def test_a_finding_is_about_the_element_that_stands_there():
    text = """standaard Voorbeeld { versie "1.0.0" }
domein A { entiteit Zaak (meervoud Zaken) { kern naam : string, soort : SOORT } }
referentiedata SOORT { EEN "een", TWE "twee" }
ketenproces ABC "Alles"
bericht Zaken over Zaak { Zaak { naam, eigen extra : date } }
werkproces "Openen zaak" (negeer CS07 "voorbeeld")
"""
    places = ElementPlaces(model_of(text))

    def at(line: int, word: str) -> str:
        return places.at(Span("model.vera", line, text.splitlines()[line - 1].index(word) + 1))

    assert at(2, "entiteit Zaak") == "A"
    assert at(2, "Zaak") == "Zaak"
    assert at(2, "naam") == at(2, "string") == "Zaak.naam"
    assert at(2, "soort") == at(2, "SOORT") == "Zaak.soort"
    assert at(3, "TWE") == "SOORT.TWE"
    assert at(4, "ABC") == "ABC"
    assert at(5, "Zaken") == "ABC/Zaken"
    assert at(5, "extra") == "ABC/Zaken/Zaak.extra"
    assert at(6, '"Openen') == at(6, "CS07") == "werkproces Openen zaak"
    assert places.at(Span("other.vera", 1, 1)) == ""
    assert places.at(Span("model.vera")) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('domein A { entiteit Zaak (negeer GN02 "dubbel") }', ["Zaak"]),
        ('domein A { entiteit Zaak { naam : string negeer RE01 "mag" } }', ["naam"]),
        ('domein A { entiteit Zaak { naam : string patroon /(/ negeer RE01 "mag" } }', []),
        ('domein A { entiteit Zaak (negeer GN02 "dubbel") }\ndomein B { entiteit Zaak }', []),
        ('rol Huurder (negeer CS01 "mag")', ["Huurder"]),
        ('rol Huurders (negeer CS01 "mag")', []),
    ],
)
def test_a_suppression_that_passes_over_nothing_is_a_finding(text: str, expected: list[str]):
    found = [each for each in run_rules(model_of(HEAD + text)) if each.id == "SUP02"]
    assert [each.severity for each in found] == [Severity.WARNING] * len(expected)
    for each, _ in zip(found, expected, strict=True):
        assert each.message.endswith("is passed over here, and finds nothing here")


def test_a_rule_that_is_off_is_not_asked_about_its_suppressions():
    manifest = 'standaard V { versie "1.0.0", ernst { GN02 uit, GM11 uit } }'
    text = f'{manifest}\ndomein A {{ entiteit Zaak (negeer GN02 "dubbel") }}'
    assert run_rules(model_of(text)) == ()


def test_accepted_errors_do_not_stop():
    error = Diagnostic("GN02", Severity.ERROR, Span("a.vera", 1, 1, 2), "dubbel")
    assert error.stops_build
    assert not error._replace(accepted="b.json").stops_build
