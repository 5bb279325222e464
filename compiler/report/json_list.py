"""Diagnostics → one JSON list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic
from compiler.base.translation import Translate, in_english, translated
from compiler.report.counts import COUNTED_WEIGHTS, counted_by_id


def render_json(diagnostics: Iterable[Diagnostic], translate: Translate = in_english) -> str:
    """All diagnostics as one JSON list."""
    return "".join(render_json_stream([diagnostics], translate))


def render_json_stream(
    batches: Iterable[Iterable[Diagnostic]], translate: Translate = in_english
) -> Iterator[str]:
    """The text of `render_json`, a part per batch, for diagnostics that come over time."""
    before = "[\n"
    for batch in batches:
        parts = []
        for diagnostic in batch:
            text = json.dumps(_fields(translated(diagnostic, translate)), indent=2)
            parts.append(before + "  " + text.replace("\n", "\n  "))
            before = ",\n"
        if parts:
            yield "".join(parts)
    yield "[]" if before == "[\n" else "\n]"


def _fields(diagnostic: Diagnostic) -> dict[str, str | int]:
    span = diagnostic.span
    return {
        "id": diagnostic.id,
        "severity": diagnostic.severity.value,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        "pointer": diagnostic.pointer,
        "element": diagnostic.element,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "suppressed": diagnostic.suppressed,
        "accepted": diagnostic.accepted,
    }


def render_statistics_json(
    diagnostics: Iterable[Diagnostic], titles: Mapping[str, str], translate: Translate = in_english
) -> str:
    """How often each rule found something, by id, as one JSON list; `titles` says what the ids mean."""
    found = [
        {
            "id": id_,
            "title": translate(titles.get(id_, "")),
            **{weight: counts[weight] for weight in COUNTED_WEIGHTS},
        }
        for id_, counts in counted_by_id(diagnostics).items()
    ]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
