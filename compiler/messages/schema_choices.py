"""Choices in the schema of a message: the alternatives, what codes tell, and what is asked where none does."""

from __future__ import annotations

from typing import Any

from compiler.messages.schema_parts import RewrittenSchema, referred_name


def alternatives_of(definition: RewrittenSchema) -> list[RewrittenSchema]:
    """Every reference of a choice, all told: one of them holds for each object. Empty for what is no such choice.

    Either `anyOf` stands beside what codes tell, or (strict) in the `else` of "a code tells".
    """
    told = [part["then"] for part in cases_of(definition)]
    untold = definition.get("anyOf") or untold_of(definition).get("anyOf")
    found = [*told, *(untold or ())]
    return found if untold and all(map(referred_name, found)) else []


def cases_of(definition: RewrittenSchema) -> list[RewrittenSchema]:
    """What `definition` says by codes: `if` one stands there, `then` the object is that."""
    parts = [part for part in definition.get("allOf", ()) if isinstance(part, dict)]
    return [part for part in parts if set(part) == {"if", "then"}]


def untold_of(definition: RewrittenSchema) -> RewrittenSchema:
    """What `definition` asks of an object that no code tells; empty where it makes no such difference."""
    match definition.get("allOf", ()):
        case [*_, {"if": {"anyOf": conditions, **other}, "else": dict(untold), **rest}] if not (
            other or rest
        ) and conditions == [part["if"] for part in cases_of(definition)]:
            return untold
    return {}


def ask_where_untold(definition: RewrittenSchema) -> None:
    """Ask for one of several where no code tells only: what a code tells is one of them."""
    cases, alternatives = cases_of(definition), definition.get("anyOf", [])
    if not cases or not all(part["then"] in alternatives for part in cases):
        return
    untold = untold_of(definition)
    if not untold:
        conditions: RewrittenSchema = {"anyOf": [part["if"] for part in cases]}
        definition["allOf"] = [*definition["allOf"], {"if": conditions, "else": untold}]
    untold["anyOf"] = definition.pop("anyOf")


def ask_in_turn(definition: RewrittenSchema) -> None:
    """Ask for one code after the other, up to the one that tells: each code is looked at once."""
    cases, untold = cases_of(definition), untold_of(definition)
    if not untold or not _exclude_each_other([part["if"] for part in cases]):
        return
    for part in reversed(cases):
        untold = {**part, "else": untold}
    others = [part for part in definition["allOf"][:-1] if part not in cases]
    definition["allOf"] = [*others, untold]


def _exclude_each_other(conditions: list[RewrittenSchema]) -> bool:
    """Whether no object meets two of `conditions`: all ask for codes of one attribute, and none for the same."""
    attributes: set[str] = set()
    codes: list[Any] = []
    for condition in conditions:
        match condition:
            case {
                "properties": {**only},
                "required": [str(attribute)],
            } if set(only) == {attribute}:
                match only[attribute]:
                    case {"properties": {"code": {"enum": [*found]}}, "required": ["code"]}:
                        attributes.add(attribute)
                        codes += found
                    case _:
                        return False
            case _:
                return False
    return len(attributes) == 1 and len(codes) == len(set(map(str, codes)))
