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

`remarkable` is for what is allowed and still worth a hint: one quick answer tells whether there is any.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

from compiler.emit.jsonschema.plan import NUMBER_PATTERN
from compiler.messages.outline import Outline, OutlineNode, resolved

RewrittenSchema: TypeAlias = dict[str, Any]
DEFS = "#/$defs/"
_TEXT = {"minLength": 1, "not": {"const": "null"}}  # nothing to say: neither empty nor "null"
WITHOUT = "@"  # X@X-basis: what X asks besides X-basis
_PARTS = ("allOf", "anyOf", "oneOf")
_PART = (
    "if",
    "then",
    "else",
    "not",
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "contains",
)
_NAMED = ("properties", "$defs", "dependentSchemas", "patternProperties")


def working(schema: Mapping[str, Any]) -> RewrittenSchema:
    """A copy of `schema` for one message, never an array of them, in which mistakes are met once."""
    made = copy.deepcopy(dict(schema))
    single = _single(made)
    if single is not None:
        del made["anyOf"]
        made["allOf"] = [*made.get("allOf", []), single]
    for part in _walk(made):
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


def _walk(schema: Any) -> Iterator[RewrittenSchema]:
    """Every schema in `schema` that is an object, itself included."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += _inner(part)


def _inner(schema: RewrittenSchema) -> Iterator[Any]:
    for key in _PARTS:
        yield from schema.get(key, ())
    for key in _PART:
        if key in schema:
            yield schema[key]
    for key in _NAMED:
        yield from schema.get(key, {}).values()


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
                _ask_where_untold(definition)
            alternatives = _alternatives(definition) if isinstance(definition, dict) else []
            if alternatives:
                self._factor(name, definition, alternatives)
                if not self._counts_evaluated:
                    self._leave_out(definition)
                    self._leave_out(_untold(definition))
                _ask_in_turn(definition)

    def _factor(
        self, name: str, definition: RewrittenSchema, alternatives: list[RewrittenSchema]
    ) -> None:
        common = frozenset.intersection(*(self._asks(_name(part)) for part in alternatives)) - {
            name
        }
        shared = max(common, key=lambda base: (len(self._asks(base)), base), default=None)
        if shared is None:
            return
        for part in alternatives:
            part["$ref"] = self._without(part["$ref"], shared)
        definition["allOf"] = [_ref(shared), *definition.get("allOf", ())]

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
        asked = self._definitions.get(_name(part), False)
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
                if isinstance(part, dict) and _name(part):
                    found |= self._asks(_name(part), above | {name})
            alternatives = _alternatives(definition)
            if alternatives:
                found |= frozenset.intersection(
                    *(self._asks(_name(part), above | {name}) for part in alternatives)
                )
            self._asked[name] = frozenset(found)
        return self._asked[name]

    def _without(self, ref: str, shared: str) -> str:
        """A reference to what `ref` asks besides `shared`; `ref` itself where that cannot be told apart."""
        name = _name({"$ref": ref})
        definition = self._definitions[name]
        parts = definition.get("allOf", [])
        apart = _ref(shared) in parts and "unevaluatedProperties" not in definition
        if name != shared and not apart:
            return ref
        rest = f"{name}{WITHOUT}{shared}"
        if rest not in self._definitions:
            kept = [part for part in parts if part != _ref(shared)]
            own = (
                {}
                if name == shared
                else {key: value for key, value in definition.items() if key != "allOf"}
            )
            self._definitions[rest] = own | ({"allOf": kept} if kept and own else {})
        return _ref(rest)["$ref"]


def _explains(keyword: str) -> bool:
    """Whether `keyword` explains and asks nothing."""
    if keyword == NUMBER_PATTERN:
        return False
    return keyword in ("title", "description", "deprecated", "examples") or keyword.startswith("x-")


def _name(part: Any) -> str:
    """The definition that `part` refers to; empty where it says anything else."""
    match part:
        case {"$ref": str(ref), **rest} if ref.startswith(DEFS) and not rest:
            return unquote(ref.removeprefix(DEFS)).replace("~1", "/").replace("~0", "~")
    return ""


def _ref(name: str) -> dict[str, str]:
    """A reference to the definition `name`."""
    return {"$ref": DEFS + quote(name.replace("~", "~0").replace("/", "~1"), safe="@~")}


def _alternatives(definition: RewrittenSchema) -> list[RewrittenSchema]:
    """Every reference of a choice, all told: one of them holds for each object. Empty for what is no such choice.

    Either `anyOf` stands beside what codes tell, or (strict) in the `else` of "a code tells".
    """
    told = [part["then"] for part in _cases(definition)]
    untold = definition.get("anyOf") or _untold(definition).get("anyOf")
    found = [*told, *(untold or ())]
    return found if untold and all(map(_name, found)) else []


def _cases(definition: RewrittenSchema) -> list[RewrittenSchema]:
    """What `definition` says by codes: `if` one stands there, `then` the object is that."""
    parts = [part for part in definition.get("allOf", ()) if isinstance(part, dict)]
    return [part for part in parts if set(part) == {"if", "then"}]


def _untold(definition: RewrittenSchema) -> RewrittenSchema:
    """What `definition` asks of an object that no code tells; empty where it makes no such difference."""
    match definition.get("allOf", ()):
        case [*_, {"if": {"anyOf": conditions, **other}, "else": dict(untold), **rest}] if not (
            other or rest
        ) and conditions == [part["if"] for part in _cases(definition)]:
            return untold
    return {}


def _ask_where_untold(definition: RewrittenSchema) -> None:
    """Ask for one of several where no code tells only: what a code tells is one of them."""
    cases, alternatives = _cases(definition), definition.get("anyOf", [])
    if not cases or not all(part["then"] in alternatives for part in cases):
        return
    untold = _untold(definition)
    if not untold:
        conditions: RewrittenSchema = {"anyOf": [part["if"] for part in cases]}
        definition["allOf"] = [*definition["allOf"], {"if": conditions, "else": untold}]
    untold["anyOf"] = definition.pop("anyOf")


def _ask_in_turn(definition: RewrittenSchema) -> None:
    """Ask for one code after the other, up to the one that tells: each code is looked at once."""
    cases, untold = _cases(definition), _untold(definition)
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


def remarkable(outline: Outline) -> RewrittenSchema:
    """A schema that takes a message unless it holds something worth a hint: see `compiler.messages.hints`.

    It knows names and nothing of types, so that it tells hints from errors: an object has the attributes that its
    place has in `outline`, and a text is neither empty nor "null".
    """
    return _Remarkable().of(outline.root)


class _Remarkable:
    """Makes the schema of a node, and of every one below it: each once, for places may come round."""

    def __init__(self) -> None:
        self._definitions: dict[str, Any] = {}
        self._names: dict[OutlineNode, str] = {}

    def of(self, root: OutlineNode) -> RewrittenSchema:
        """The schema of `root`."""
        return {"$ref": self._ref(root), "$defs": self._definitions}

    def _ref(self, node: OutlineNode) -> str:
        name = self._names.setdefault(node, f"n{len(self._names)}")
        if name not in self._definitions:
            made: RewrittenSchema = {}
            self._definitions[name] = made
            if node.names:
                made |= {"properties": {}, "additionalProperties": False}
                for attribute in sorted(node.names):
                    below = node.deep.get(attribute)
                    made["properties"][attribute] = True if below is None else self._part(below)
            if "array" in node.types:
                made["items"] = self._part(node.item)
            if "string" in node.types:
                made |= _TEXT
        return DEFS + name

    def _part(self, node: OutlineNode) -> Any:
        return dict(_TEXT) if node.types <= {"string", "null"} else {"$ref": self._ref(node)}


def _counts_evaluated(schema: Mapping[str, Any]) -> bool:
    """Whether `schema` asks somewhere that every attribute be evaluated."""
    return has_keyword(schema, "unevaluatedProperties")


def dangling_references(schema: Mapping[str, Any]) -> Iterator[str]:
    """The references in `schema` that lead nowhere in it."""
    for part in _walk(schema):
        ref = part.get("$ref")
        if isinstance(ref, str) and resolved(schema, ref) is None:
            yield ref


def has_keyword(schema: Mapping[str, Any], keyword: str) -> bool:
    """Whether `keyword` stands anywhere in `schema`."""
    return any(keyword in part for part in _walk(schema))
