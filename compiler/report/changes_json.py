"""A comparison → JSON: versions, verdict, and every change with all its facts."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from compiler.base.translation import Translate
from compiler.compare.comparison import Comparison
from compiler.compare.diff import Change
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.texts import describe, name_of
from compiler.compare.tree import Element, TypeFact
from compiler.report.changes_filter import Filter


def changes_json(comparison: Comparison, shown: Filter, translate: Translate) -> str:
    """The comparison as JSON; the sentence about a change is in the language of `translate`, all else in none."""
    changes = [_plain_change(each, translate) for each in comparison.changes if shown.takes(each)]
    counted = Counter(each.verdict.value for each in comparison.changes)
    found = {
        "old": comparison.old_version,
        "new": comparison.new_version,
        "least": comparison.least,
        "step": comparison.step,
        "breaking": len(comparison.breaking),
        "counts": {verdict.value: counted[verdict.value] for verdict in Verdict},
        "changes": changes,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain_change(each: Judged, translate: Translate) -> dict[str, Any]:
    change = each.change
    return {
        "id": each.id,
        "verdict": each.verdict.value,
        "accepted": each.accepted,
        "kind": change.kind.value,
        "subject": change.subject,
        "element": each.name,
        "fact": change.fact,
        "old": _plain(change.old),
        "new": _plain(change.new),
        "proposed": change.proposed,
        "text": translate(describe(change)),
        "file": change.place.file,
        "line": change.place.line,
        "reach": each.reach._asdict(),
        "wire": {
            "lost": [".".join(filter(None, place)) for place in each.effect.lost],
            "altered": [".".join(filter(None, place)) for place in each.effect.altered],
            "resources": [list(resource) for resource in each.effect.resources],
        },
        "consequences": [_consequence(following) for following in change.consequences],
    }


def _consequence(change: Change) -> dict[str, Any]:
    found = {"kind": change.kind.value, "subject": change.subject, "element": name_of(change.path)}
    return found | ({"fact": change.fact} if change.fact else {})


def _plain(value: Any) -> Any:
    """A value of a fact, or an element, as JSON has it."""
    if isinstance(value, Element):
        return {fact: _plain(inner) for fact, inner in value.facts.items()}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, TypeFact):
        return str(value)
    if not isinstance(value, tuple):
        return value
    if _are_paths(value):
        return [name_of(path) for path in value]
    return [_plain(item) for item in value]


def _are_paths(values: tuple[Any, ...]) -> bool:
    """Whether `values` are places of elements, as those that an attribute moved from."""
    return bool(values) and all(
        isinstance(path, tuple) and isinstance(path[0], tuple) for path in values
    )
