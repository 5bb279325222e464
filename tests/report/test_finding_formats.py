"""Findings in the formats that machines read: SARIF, GitHub, JUnit, JSON; and counted per rule."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.report.github import render_github_stream
from compiler.report.json_list import render_json
from compiler.report.junit import render_junit_stream
from compiler.report.sarif import render_sarif_stream
from compiler.report.text import render_statistics
from tests.helpers import outside

VERAC = str(Path(sys.executable).with_name("verac"))
SARIF = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"  # the schema of OASIS, as it is distributed
MODEL = """standaard Voorbeeld { versie "1.0.0", ernst { RE01 waarschuwing, GM11 uit } }
domein A {
    entiteit Zaak
    entiteit Zaakgroep
    entiteit Band { kenteken : string patroon /(/ }
}
domein B {
    entiteit Zaak (negeer GN02 "zo gepubliceerd")
}
"""
texts = st.text(max_size=20)
diagnostics = st.lists(
    st.builds(
        Diagnostic,
        id=st.sampled_from(["GN02", "RE01", "PL10"]),
        severity=st.sampled_from(Severity),
        span=st.builds(Span, texts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
        message=texts,
        hint=texts,
        suppressed=texts,
        pointer=texts,
        element=texts,
        accepted=texts,
    ),
    max_size=5,
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "een map").mkdir()
    (tmp_path / "een map" / "model.vera").write_text(MODEL, encoding="utf-8")
    return Path("een map")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VERAC, *arguments], check=False, cwd=folder, capture_output=True, text=True, env=os.environ
    )


def test_sarif_says_where_what_and_why(model: Path, tmp_path: Path):
    done = run(tmp_path, "check", str(model), "--format", "sarif")
    (log,) = json.loads(done.stdout)["runs"]
    by_rule = {(each["ruleId"], each["level"]): each for each in log["results"]}
    suppressed, regex = by_rule["GN02", "error"], by_rule["RE01", "warning"]
    (place,) = regex["locations"]

    assert (done.returncode, done.stderr) == (0, "")
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "een%20map/model.vera"
    assert place["physicalLocation"]["region"]["startLine"] == 5
    assert place["logicalLocations"] == [{"fullyQualifiedName": "Band.kenteken"}]
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "zo gepubliceerd"}]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["GN02", "RE01"]
    assert by_rule["GN02", "note"]["partialFingerprints"] == {"ruleAndElement/v1": "GN02 Zaakgroep"}


@pytest.mark.xdist_group("consumers")
def test_sarif_satisfies_the_official_schema(model: Path, tmp_path: Path):
    outside.need_node()
    schema = json.loads((outside.NODE / "node_modules" / SARIF).read_bytes())
    check = jsonschema.Draft7Validator(schema)
    logs = [run(tmp_path, "check", str(model), "--format", "sarif").stdout]
    logs.append(run(tmp_path, "check", "niets", "--format", "sarif").stdout)
    (tmp_path / "bericht.json").write_text('{"id": 1, "soort": "NAT"}', encoding="utf-8")
    repository = Path(__file__).parents[2]
    asked = (
        "--model",
        str(repository / "models/voorbeeld"),
        "--message",
        "LEN/Leningen",
        "--operation",
        "POST",
    )
    logs.append(run(tmp_path, "validate", "bericht.json", "--format", "sarif", *asked).stdout)
    for log in logs:
        assert [error.message for error in check.iter_errors(json.loads(log))] == []
        assert json.loads(log)["runs"][0]["results"]
    assert list(check.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


@given(st.lists(diagnostics, max_size=3))
def test_every_format_holds_every_diagnostic_whatever_it_says(batches: list[list[Diagnostic]]):
    found = [each for batch in batches for each in batch]
    counting = [each for each in found if not each.suppressed and not each.accepted]
    sarif = json.loads("".join(render_sarif_stream(batches, {}, "1.0.0")))
    junit = ET.fromstring("".join(render_junit_stream(batches)))
    github = "".join(render_github_stream(batches))

    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == [each.id for each in found]
    assert len(junit.findall("testsuite/testcase")) == max(len(found), 1)
    assert len(junit.findall(".//failure")) == sum(each.stops_build for each in found)
    assert len(github.split("\n")) == len(counting) + 1
    assert len(json.loads(render_json(found))) == len(found)


def test_github_commands_escape_what_would_end_them():
    (line,) = render_github_stream(
        [
            [
                Diagnostic(
                    "GN02",
                    Severity.HINT,
                    Span("a,b:c.vera", 3, 5, 9),
                    "100%\nweg",
                    "kort",
                    element="Zaak",
                )
            ]
        ]
    )
    assert (
        line
        == "::notice col=5,endColumn=8,file=a%2Cb%3Ac.vera,line=3,title=GN02 Zaak::100%25%0Aweg%0Akort\n"
    )


def test_junit_fails_for_what_stops_a_build(model: Path, tmp_path: Path):
    text = (
        (tmp_path / model / "model.vera")
        .read_text(encoding="utf-8")
        .replace(' (negeer GN02 "zo gepubliceerd")', "")
    )
    (tmp_path / model / "model.vera").write_text(text, encoding="utf-8")
    done = run(tmp_path, "check", str(model), "--format", "junit")
    suite = ET.fromstring(done.stdout.encode())

    assert done.returncode == 1
    assert [
        case.get("classname") for case in suite.iter("testcase") if case.find("failure") is not None
    ] == ["een map/model.vera"]
    assert suite.find(".//failure").get("message").startswith('"Zaak" ')


def test_a_sound_model_is_one_test_that_passes(tmp_path: Path):
    (tmp_path / "model.vera").write_text(
        'standaard S { versie "1.0.0" }\ndomein A', encoding="utf-8"
    )
    suite = ET.fromstring(run(tmp_path, "check", ".", "--format", "junit").stdout.encode())
    assert [case.get("name") for case in suite.iter("testcase")] == ["nothing found"]


def test_statistics_count_per_rule(model: Path, tmp_path: Path):
    done = run(tmp_path, "check", str(model), "--statistics")
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["rule", "warning", "hint", "suppressed", "says"]
    assert [row.split()[:3] for row in rows] == [["GN02", "1", "1"], ["RE01", "1", "A"]]

    found = json.loads(
        run(tmp_path, "check", str(model), "--statistics", "--format", "json").stdout
    )
    assert [(each["id"], each["hint"], each["suppressed"]) for each in found] == [
        ("GN02", 1, 1),
        ("RE01", 0, 0),
    ]


def test_statistics_of_nothing_are_a_head():
    assert render_statistics([], {}) == "rule  says\n"


def test_statistics_are_no_sarif(tmp_path: Path):
    done = run(tmp_path, "check", ".", "--statistics", "--format", "sarif")
    assert (done.returncode, "not as sarif" in done.stderr) == (2, True)


@given(diagnostics)
def test_nothing_in_a_format_for_machines_steers_a_terminal_or_begins_a_line(found):
    """A command of GitHub is one line that begins with what verac says; the others hold no control characters."""
    commands = "".join(render_github_stream([found]))
    counted = [each for each in found if not each.suppressed and not each.accepted]
    lines = commands.split("\n")[:-1]
    assert len(lines) == len(counted)
    assert all(
        re.match(r"::(error|warning|notice) ", line) and line.isprintable() for line in lines
    )
    for page in (
        "".join(render_sarif_stream([found], {}, "1.0.0")),
        "".join(render_junit_stream([found])),
        render_json(found),
    ):
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
