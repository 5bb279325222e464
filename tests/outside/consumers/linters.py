"""Tools that read documents and say what they think of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from compiler.base.own_yaml import read_own_yaml
from tests.helpers import outside
from tests.outside.consumers.documents import TOOLS, Documents, Findings, Outcome, operations, run


def openapi_spec_validator(documents: Documents) -> Outcome:
    """Whether documents are what the specification of OpenAPI says."""
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    findings = Findings()
    for name, document in documents.read():
        kind = (
            OpenAPIV31SpecValidator
            if document["openapi"].startswith("3.1")
            else OpenAPIV30SpecValidator
        )
        findings.add(name, *(error.message for error in kind(document).iter_errors()))
    return Outcome("documents", len(documents.paths), findings)


def redocly(documents: Documents) -> Outcome:
    """Errors and warnings of Redocly's ruleset `recommended`."""
    outside.need_node()
    options = (
        "--config",
        outside.NODE / "redocly.yaml",
        "--format",
        "json",
        "--max-problems",
        1_000_000,
    )
    said = run(
        [TOOLS / "redocly", "lint", *options, *documents.paths.values()],
        documents.folder,
        accepted=(0, 1),
    )
    findings, reports = Findings(), 0
    for report in _json_values(said):
        reports += 1
        for problem in report["problems"]:
            place = problem["location"][0]
            text = f"{problem['ruleId']}: {problem['message']} ({place.get('pointer', '')})"
            findings.add(documents.of(place["source"]["ref"]), text)
    assert reports == len(documents.paths), "a report per document"
    return Outcome("documents", reports, findings)


def _json_values(text: str) -> Iterator[Any]:
    """The JSON values that follow each other in `text`, with lines that are none between them."""
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        value, end = decoder.raw_decode(text, at)
        yield value
        at = text.find("{", end)


def spectral_oas(documents: Documents) -> Outcome:
    """Errors, warnings and hints of Spectral's own ruleset for OpenAPI."""
    return _spectral(documents, national=False)


def api_design_rules(documents: Documents) -> Outcome:
    """What the national API Design Rules ask."""
    return _spectral(documents, national=True)


def _spectral(documents: Documents, *, national: bool) -> Outcome:
    """What Spectral finds by the national rules, or by all others."""
    rules = read_own_yaml((outside.NODE / "api-design-rules.yaml").read_text(encoding="utf-8"))[
        "rules"
    ]
    findings = Findings()
    for found in json.loads(_said_by_spectral(tuple(documents.paths.values()))):
        rule, place = found["code"], "/".join(map(str, found["path"]))
        if (rule in rules) == national:
            findings.add(documents.of(found["source"]), f"{rule}: {found['message']} ({place})")
    return Outcome("documents", len(documents.paths), findings)


@lru_cache(maxsize=1)
def _said_by_spectral(paths: Sequence[Path]) -> str:
    """What Spectral says of documents by both rulesets, which takes one run."""
    outside.need_node()
    options = ("--quiet", "--ruleset", outside.NODE / "spectral.yaml", "--format", "json")
    return run([TOOLS / "spectral", "lint", *options, *paths], outside.NODE, accepted=(0, 1))


def schemathesis(documents: Documents) -> Outcome:
    """Which operations schemathesis can test."""
    from schemathesis import openapi
    from schemathesis.core.result import Ok

    findings = Findings()
    for name, document in documents.read():
        loaded = set()
        for operation in openapi.from_dict(document).get_all_operations():
            if isinstance(operation, Ok):
                loaded.add(f"{name} {operation.ok().method.upper()} {operation.ok().path}")
            else:
                findings.add(name, str(operation.err()))
        for operation in operations(documents):
            if operation.document == name and operation.name not in loaded:
                findings.add(operation.name, "not loaded")
    return Outcome("operations", len(operations(documents)), findings)
