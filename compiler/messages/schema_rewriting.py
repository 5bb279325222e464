"""The schema of a message, said in another way: the same messages pass, and a mistake is met once and at its own place.

A published schema says what is allowed in the way that reads best. Read by a validator, `anyOf` repeats each mistake
of a base for all that is derived from it, with the whole object in its report: twenty times the work. `working`
rewrites that by these laws, so that what is valid stays valid:

    not required [k]                       =  properties {k: false}
    dependentSchemas {k: properties {k: A}} =  properties {k: A}
    (A and B) or (A and C)                 =  A and (B or C)
    A and (A or B)  =  A and (if B then A)  =  A
    (if B then X) and (X or Y)              =  if B then X else (X or Y)
    if B then X, if C then Y, else Z        =  if B then X else (if C then Y else Z), where B and C exclude each other
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from compiler.base.pointers import resolved
from compiler.emit.jsonschema.plan import NUMBER_PATTERN
from compiler.messages.schema_choices import (
    alternatives_of,
    ask_in_turn,
    ask_where_untold,
    untold_of,
)
from compiler.messages.schema_parts import (
    RewrittenSchema,
    has_keyword,
    reference_to,
    referred_name,
    schemas_in,
)

WITHOUT = "@"  # X@X-basis: what X asks besides X-basis


def working(schema: Mapping[str, Any]) -> RewrittenSchema:
    """A copy of `schema` for one message, never an array of them, in which mistakes are met once."""
    made = copy.deepcopy(dict(schema))
    single = _single(made)
    if single is not None:
        del made["anyOf"]
        made["allOf"] = [*made.get("allOf", []), single]
    for part in schemas_in(made):
        _forbid_by_name(part)
        _depend_by_name(part)
    _Factoring(made).run()
    return made


def takes_many(schema: Mapping[str, Any]) -> bool:
    """Whether `schema` takes one message or an array of them."""
    return _single(schema) is not None


def _single(schema: Mapping[str, Any]) -> RewrittenSchema | None:
    """One answer, of a schema that takes one or an array of them."""
    match schema.get("anyOf"):
        case [dict(one), {"type": "array", "items": dict(item), **rest}] if (
            one == item and not rest
        ):
            return one
    return None


def _forbid_by_name(schema: RewrittenSchema) -> None:
    """`not required [k]` becomes `properties {k: false}`: the report then holds that one value, not the object."""
    match schema.get("not"):
        case {"type": "object", "required": [str(name)], **rest} if not rest:
            properties = schema.setdefault("properties", {})
            if name not in properties:
                properties[name] = False
                del schema["not"]


def _depend_by_name(schema: RewrittenSchema) -> None:
    """What hangs on an attribute and asks something of that attribute only may stand among the properties."""
    dependent = schema.get("dependentSchemas", {})
    for name, asked in list(dependent.items()):
        match asked:
            case {"type": "object", "properties": {**only}, **rest} if not rest and set(only) == {
                name
            }:
                properties = schema.setdefault("properties", {})
                if name not in properties:
                    properties[name] = only[name]
                    del dependent[name]
    if not dependent:
        schema.pop("dependentSchemas", None)


class _Factoring:
    """Takes out of a choice what all its alternatives ask, and what is asked already.

    Where attributes are counted as evaluated (`unevaluatedProperties`), only the first: what a message has of A is
    evaluated by A either way, but asking once more for what is asked may count more.
    """

    def __init__(self, schema: RewrittenSchema) -> None:
        self._schema = schema
        self._definitions: dict[str, Any] = schema.get("$defs", {})
        self._asked: dict[str, frozenset[str]] = {}
        self._counts_evaluated = _counts_evaluated(schema)

    def run(self) -> None:
        """Rewrite every definition that is a choice."""
        for name, definition in list(self._definitions.items()):
            if isinstance(definition, dict) and not self._counts_evaluated:
                ask_where_untold(definition)
            alternatives = alternatives_of(definition) if isinstance(definition, dict) else []
            if alternatives:
                self._factor(name, definition, alternatives)
                if not self._counts_evaluated:
                    self._leave_out(definition)
                    self._leave_out(untold_of(definition))
                ask_in_turn(definition)

    def _factor(
        self, name: str, definition: RewrittenSchema, alternatives: list[RewrittenSchema]
    ) -> None:
        common = frozenset.intersection(
            *(self._asks(referred_name(part)) for part in alternatives)
        ) - {name}
        shared = max(common, key=lambda base: (len(self._asks(base)), base), default=None)
        if shared is None:
            return
        for part in alternatives:
            part["$ref"] = self._without(part["$ref"], shared)
        definition["allOf"] = [reference_to(shared), *definition.get("allOf", ())]

    def _leave_out(self, definition: RewrittenSchema) -> None:
        """Leave out of a choice what the properties beside it ask already."""
        properties = definition.get("properties", {})
        for name, asked in properties.items():
            if isinstance(asked, dict) and set(asked) == {"anyOf"}:
                first, *others = asked["anyOf"]
                if all(self._resolved(part) == self._resolved(first) for part in others):
                    properties[name] = first
        if any(self._adds_nothing(part, properties) for part in definition.get("anyOf", ())):
            del definition["anyOf"]
        if "allOf" in definition:
            definition["allOf"] = [
                part
                for part in definition["allOf"]
                if set(part) != {"if", "then"} or not self._adds_nothing(part["then"], properties)
            ]

    def _adds_nothing(self, part: RewrittenSchema, properties: RewrittenSchema) -> bool:
        """Whether `part` refers to a definition that asks no more than `properties` do."""
        asked = self._definitions.get(referred_name(part), False)
        if not isinstance(asked, dict) or set(asked) - {"type", "description", "properties"}:
            return False
        return asked.get("type", "object") == "object" and all(
            name in properties and self._resolved(properties[name]) == self._resolved(inner)
            for name, inner in asked.get("properties", {}).items()
        )

    def _resolved(self, part: Any) -> Any:
        """What `part`, or what it refers to, asks of an attribute: without what only explains it."""
        for _ in range(len(self._definitions)):
            match part:
                case {"$ref": str(ref), **rest} if all(_explains(str(key)) for key in rest):
                    part = resolved(self._schema, ref)
                case _:
                    break
        if not isinstance(part, dict):
            return part
        return {
            key: self._resolved(inner) if key == "items" else inner
            for key, inner in part.items()
            if not _explains(key)
        }

    def _asks(self, name: str, above: frozenset[str] = frozenset()) -> frozenset[str]:
        """The definitions that everything of the definition `name` satisfies, itself among them."""
        if name not in self._asked:
            definition = self._definitions.get(name)
            if name in above or not isinstance(definition, dict):
                return frozenset((name,))
            found = {name}
            for part in definition.get("allOf", ()):
                if isinstance(part, dict) and referred_name(part):
                    found |= self._asks(referred_name(part), above | {name})
            alternatives = alternatives_of(definition)
            if alternatives:
                found |= frozenset.intersection(
                    *(self._asks(referred_name(part), above | {name}) for part in alternatives)
                )
            self._asked[name] = frozenset(found)
        return self._asked[name]

    def _without(self, ref: str, shared: str) -> str:
        """A reference to what `ref` asks besides `shared`; `ref` itself where that cannot be told apart."""
        name = referred_name({"$ref": ref})
        definition = self._definitions[name]
        parts = definition.get("allOf", [])
        apart = reference_to(shared) in parts and "unevaluatedProperties" not in definition
        if name != shared and not apart:
            return ref
        rest = f"{name}{WITHOUT}{shared}"
        if rest not in self._definitions:
            kept = [part for part in parts if part != reference_to(shared)]
            own = (
                {}
                if name == shared
                else {key: value for key, value in definition.items() if key != "allOf"}
            )
            self._definitions[rest] = own | ({"allOf": kept} if kept and own else {})
        return reference_to(rest)["$ref"]


def _explains(keyword: str) -> bool:
    """Whether `keyword` explains and asks nothing."""
    if keyword == NUMBER_PATTERN:
        return False
    return keyword in ("title", "description", "deprecated", "examples") or keyword.startswith("x-")


def _counts_evaluated(schema: Mapping[str, Any]) -> bool:
    """Whether `schema` asks somewhere that every attribute be evaluated."""
    return has_keyword(schema, "unevaluatedProperties")
