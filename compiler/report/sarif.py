"""Diagnostics → SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.translation import Translate, in_english, translated

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def render_sarif_stream(
    batches: Iterable[Iterable[Diagnostic]],
    titles: Mapping[str, str],
    version: str,
    translate: Translate = in_english,
) -> Iterator[str]:
    """One SARIF log, a part per batch, for diagnostics that come over time.

    Args:
        batches: the diagnostics; their files are paths in the repository.
        titles: what each id means.
        version: that of the program.
        translate: what says texts in the language of the reader.
    """
    yield f'{{\n"$schema": {json.dumps(_SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    before, met = "\n", set()
    for batch in batches:
        for diagnostic in batch:
            met.add(diagnostic.id)
            yield before + json.dumps(
                _result(translated(diagnostic, translate), translate), ensure_ascii=False
            )
            before = ",\n"
    driver = {
        "name": "verac",
        "semanticVersion": version,
        "rules": [
            {"id": id_, "shortDescription": {"text": translate(titles.get(id_, id_))}}
            for id_ in sorted(met)
        ],
    }
    yield (
        '\n],\n"tool": {"driver": '
        + json.dumps(driver, ensure_ascii=False, indent=1)
        + "}\n}]\n}\n"
    )


def _result(diagnostic: Diagnostic, translate: Translate) -> dict[str, Any]:
    text = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    result: dict[str, Any] = {
        "ruleId": diagnostic.id,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(diagnostic)],
    }
    if diagnostic.element:
        result["partialFingerprints"] = {
            "ruleAndElement/v1": f"{diagnostic.id} {diagnostic.element}"
        }
    if diagnostic.suppressed:
        result["suppressions"] = [{"kind": "inSource", "justification": diagnostic.suppressed}]
    elif diagnostic.accepted:
        result["suppressions"] = [
            {"kind": "external", "justification": translate(diagnostic.reason)}
        ]
    return result


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(span.file)}}
    if span.line:
        region = {"startLine": span.line}
        if span.column:
            region |= {"startColumn": span.column, "endColumn": max(span.end_column, span.column)}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    name = diagnostic.element or diagnostic.pointer
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    return location
