"""Errors of jsonschema-rs → the mistakes behind them: of a choice that fails, what the nearest alternative refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from compiler.messages import texts
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import MessageFinding
from compiler.messages.outline import JsonSchema
from compiler.messages.schema_rewriting import WITHOUT
from compiler.model.documents import BASIS

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

# The keywords that refuse a name
REFUSING_NAMES = ("unevaluatedProperties", "additionalProperties")


class Mistake(NamedTuple):
    """A mistake: `keyword` refuses the value at `path`. `kind` is that of jsonschema-rs, with what it expected."""

    path: Path
    keyword: str
    kind: Any


def mistakes_behind(
    errors: Sequence[ValidationError], schema: JsonSchema
) -> list[Mistake | MessageFinding]:
    """The mistakes behind `errors` of `schema`, and a finding for each choice of which no alternative fits."""
    found: list[Mistake | MessageFinding] = []
    for error in errors:
        keyword = error.kind.name
        if keyword in ("anyOf", "oneOf") and hasattr(error.kind, "context"):
            if not _told(error, errors):
                found += _nearest(error, schema)
        else:
            found.append(Mistake(tuple(error.instance_path), keyword, error.kind))
    return found


def entity_of_definition(ref: str) -> str:
    """The entity that the definition at `ref` is of."""
    return ref.rsplit("/", 1)[-1].split(WITHOUT, 1)[0].removesuffix(BASIS)


def _nearest(error: ValidationError, schema: JsonSchema) -> list[Mistake | MessageFinding]:
    """The mistakes in the alternative of a failed choice that comes nearest."""
    path = tuple(error.instance_path)
    branches = [mistakes_behind(branch, schema) for branch in error.kind.context]  # type: ignore[attr-defined]
    if not branches or not any(branches):
        return [Mistake(path, error.kind.name, error.kind)]
    number = min(range(len(branches)), key=lambda n: _weight(branches[n], path))
    best = branches[number]
    own = [each for each in best if isinstance(each, Mistake) and each.path == path]
    lacks = [each.kind.property for each in own if each.keyword == "required"]
    extra = [
        name for each in own if each.keyword in REFUSING_NAMES for name in each.kind.unexpected
    ]
    names = _alternatives(error, schema)
    if not (lacks or extra) or not all(names):
        return best
    told = texts.fits_none(
        path, sorted(set(names)), names[number], sorted(set(lacks)), sorted(set(extra))
    )
    return [told, *(each for each in best if each.path != path)]


def _alternatives(error: ValidationError, schema: JsonSchema) -> list[str]:
    """The names of the entities that a failed choice is between; empty ones for what is no entity."""
    branches: Any = schema
    for step in error.schema_path:
        branches = branches[step]
    return [
        entity_of_definition(branch.get("$ref", "")) if isinstance(branch, Mapping) else ""
        for branch in branches
    ]


def _told(choice: ValidationError, errors: Sequence[ValidationError]) -> bool:
    """Whether a code tells what the object of a failed choice is: then what that one refuses is said already."""
    above = choice.evaluation_path[:-1]
    for error in errors:
        rest = error.evaluation_path[len(above) : len(above) + 3]
        is_told = rest[:1] == ["then"] or (rest[:1] == ["allOf"] and rest[2:3] == ["then"])
        if is_told and error.evaluation_path[: len(above)] == above:
            return True
    return False


def _weight(branch: Sequence[Mistake | MessageFinding], path: Path) -> tuple[bool, int]:
    """How far an alternative is from what stands at `path`: of another type, then the number of mistakes."""
    other_type = any(
        isinstance(each, Mistake) and each.path == path and each.keyword == "type"
        for each in branch
    )
    number = sum(
        len(each.kind.unexpected)
        if isinstance(each, Mistake) and each.keyword in REFUSING_NAMES
        else 1
        for each in branch
    )
    return other_type, number
