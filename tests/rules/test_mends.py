"""What findings propose: in each example of a rule, a mend that is made alone takes its finding away and adds none."""

from __future__ import annotations

import re

import pytest

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic
from compiler.rules.run import all_rules
from tests.helpers.documented_examples import sections
from tests.helpers.mending import left_by
from tests.helpers.rule_models import MANIFEST
from tools.measure_mends import measured, table

EXAMPLES = {
    f"{rule.id}-{number}": (rule.id, section.block)
    for rule in all_rules()
    for number, section in enumerate(
        [each for each in sections(rule.doc) if each.heading == "Bad"], 1
    )
}


def files_of(text: str) -> dict[str, str]:
    has_manifest = re.search(r"^standaard ", text, re.MULTILINE)
    return {"model.vera": text} | ({} if has_manifest else {"manifest.vera": MANIFEST})


def findings(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    return pipeline.review({name: text.encode() for name, text in files.items()}).diagnostics


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_mend_takes_its_finding_away_and_adds_none(name: str) -> None:
    id_, text = EXAMPLES[name]
    files = files_of(text)
    found = findings(files)
    for finding in found:
        if finding.id != id_:
            continue
        for mend in finding.mends:
            assert left_by(files, finding, found, mend=mend) == [], mend


def test_most_examples_have_a_mend() -> None:
    """Where only people can tell what to write there is none: of a name that is English, of a group of attributes."""
    with_mends = {
        id_
        for id_, text in EXAMPLES.values()
        for finding in findings(files_of(text))
        if finding.id == id_ and finding.mends
    }
    without = {rule.id for rule in all_rules()} - with_mends
    assert without == {"AN03", "GM01", "GM02", "GM05", "GN02", "KI02", "RE01", "RR02"}


@pytest.mark.slow
def test_six_of_ten_findings_in_the_standard_are_taken_away_by_their_mend() -> None:
    results = list(measured())
    good = sum(each.mended for each in results)
    assert len(results) > 300
    assert good / len(results) >= 0.6, table(results)
