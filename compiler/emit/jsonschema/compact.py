"""The schemas of one message in few words: they take what the published ones take, but nothing in them explains it.

Descriptions and constraints in words are left out. What GET, POST and PATCH define alike stands once. PUT carries every
attribute: it has the same definitions, and beside each that a message embeds one that asks for its attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from compiler.base.pointers import definition_ref, pointer_step
from compiler.base.quick_json import dumps
from compiler.emit.jsonschema.definitions import references
from compiler.emit.jsonschema.plan import (
    NUMBER_PATTERN,
    Case,
    ChoiceDefinition,
    CodesDefinition,
    Definition,
    ObjectDefinition,
    Root,
    SchemaDocument,
    SchemaProperty,
)

_EXPLAINS = frozenset({"x-constraint"})
_ENVELOPE = "Envelop"  # what a message carries beside its entity
_WITH_ALL = "-compleet"  # behind the name of a definition that asks for every attribute
_Value: TypeAlias = dict[str, Any]


class CompactSchemas(NamedTuple):
    """The schemas of a message by operation, and the definitions that they refer to by name, as JSON without blanks."""

    operations: dict[str, str]
    definitions: dict[str, str]


def compact_schemas(documents: Iterable[SchemaDocument]) -> CompactSchemas:
    """What `documents`, the plans of the schemas of one message without codes, say in few words."""
    known = tuple(documents)
    plain = {each.name: _asking_nothing(each) for one in known for each in one.definitions}
    used = {*plain}
    definitions = {name: _plain(each) for name, each in plain.items()}
    envelopes: dict[tuple[SchemaProperty, ...], str] = {}
    operations: dict[str, _Value] = {}
    for document in known:
        root = document.root
        assert root is not None, "a bundle is no message"
        answer = plain[root.ref] if root.array else None
        carried = answer.properties if isinstance(answer, ObjectDefinition) else root.properties
        if carried and carried not in envelopes:
            envelopes[carried] = free_name(_ENVELOPE, used)
            definitions[envelopes[carried]] = _asked_of(carried)
        envelope = [_ref(envelopes[carried])] if carried else []
        if isinstance(answer, ObjectDefinition):
            definitions[root.ref] = {"allOf": [*map(_ref, answer.parents), *envelope]}
        asking = _AskingForAll(document.definitions, used)
        definitions |= asking.definitions()
        operations[document.operation] = _root(root, envelope, asking.names)
    return CompactSchemas(_as_json(operations), _as_json(definitions))


def free_name(name: str, used: set[str]) -> str:
    """`name`, with a number behind it where it is `used`; it is then."""
    made, number = name, 2
    while made in used:
        made, number = f"{name}-{number}", number + 1
    used.add(made)
    return made


def _as_json(values: Mapping[str, _Value]) -> dict[str, str]:
    return {name: dumps(value).decode() for name, value in values.items()}


def _root(root: Root, envelope: list[_Value], names: Mapping[str, str]) -> _Value:
    """What an operation asks of the message itself."""
    entity = _ref(names.get(root.ref, root.ref))
    if root.array:
        return {"anyOf": [entity, {"type": "array", "items": entity}]}
    made: _Value = {"type": "object", "allOf": [entity, *envelope]}
    if root.not_empty:
        kind: _Value = {"type": root.type_of_key}
        if root.type_of_key == "string":
            kind["minLength"] = 1
        made["properties"] = {root.not_empty: kind}
    if root.required:
        made["required"] = list(root.required)
    if root.forbidden:
        made["not"] = {"type": "object", "required": [root.forbidden]}
    return made


# -- definitions -------------------------------------------------------------------------------------------------------


def _is_asking(definition: Definition) -> bool:
    """Whether it asks for every attribute."""
    return isinstance(definition, ObjectDefinition) and bool(definition.required)


def _asking_nothing(definition: Definition) -> ObjectDefinition | ChoiceDefinition:
    """`definition` as operations have it that ask for no attribute."""
    assert not isinstance(definition, CodesDefinition), "no codes were asked for"
    if isinstance(definition, ObjectDefinition) and definition.required:
        return definition._replace(required=())
    return definition


def _plain(definition: ObjectDefinition | ChoiceDefinition) -> _Value:
    if isinstance(definition, ChoiceDefinition):
        added = {
            attribute: [_shown(attribute, place) for place in places]
            for attribute, places in definition.added
        }
        return {"type": "object"} | _choice(definition, {}, added)
    made: _Value = {"type": "object"}
    if definition.parents:
        made["allOf"] = [_ref(parent) for parent in definition.parents]
    return made | _asked_of(definition.properties)


def _choice(
    choice: ChoiceDefinition, names: Mapping[str, str], added: Mapping[str, list[_Value]]
) -> _Value:
    """Any of the alternatives, and that alone which a code tells, where definitions are called by `names`.

    Where no code tells, each attribute that was `added` is as one of these says.
    """
    made: _Value = {"anyOf": [_ref(names.get(name, name)) for name in choice.alternatives]}
    untold = {
        attribute: {"type": "object", "properties": {attribute: _any(values)}}
        for attribute, values in added.items()
    }
    if not choice.cases:
        return made | ({"type": "object", "dependentSchemas": untold} if untold else {})
    told = [_told(case) for case in choice.cases]
    made["allOf"] = [
        {"if": says, "then": _ref(names.get(case.ref, case.ref))}
        for says, case in zip(told, choice.cases, strict=True)
    ]
    if untold:
        alike = {"type": "object", "dependentSchemas": untold}
        made["allOf"].append({"if": {"anyOf": told}, "else": alike})
    return made


def _any(values: list[_Value]) -> _Value:
    return values[0] if len(values) == 1 else {"anyOf": values}


def _shown(attribute: str, place: str) -> _Value:
    """What the definition `place` says of an attribute."""
    return {"$ref": f"{definition_ref(place)}/properties/{pointer_step(attribute)}"}


def _told(case: Case) -> _Value:
    """That a code tells which alternative it is."""
    code = {"properties": {"code": {"enum": list(case.codes)}}, "required": ["code"]}
    says = {"properties": {case.attribute: {"type": "object"} | code}, "required": [case.attribute]}
    return {"type": "object"} | says


def _ref(name: str) -> _Value:
    return {"$ref": definition_ref(name)}


class _AskingForAll:
    """What the definitions of an operation ask beside what those of others do: every attribute, in some of them."""

    def __init__(
        self,
        definitions: Iterable[Definition],
        used: set[str],
    ) -> None:
        self._definitions = {each.name: each for each in definitions}
        self.names = self._named(used)

    def _named(self, used: set[str]) -> dict[str, str]:
        """By name what those are called that ask for every attribute, or refer to one that does."""
        names: dict[str, str] = {}
        found = [name for name, each in self._definitions.items() if _is_asking(each)]
        while found:
            names |= {name: free_name(name + _WITH_ALL, used) for name in found}
            found = [
                name
                for name, each in self._definitions.items()
                if name not in names and not names.keys().isdisjoint(references(each))
            ]
        return names

    def definitions(self) -> dict[str, _Value]:
        """They by the names that they are called by."""
        return {made: self._beside(self._definitions[name]) for name, made in self.names.items()}

    def _beside(self, definition: Definition) -> _Value:
        plain = _ref(definition.name)
        if isinstance(definition, ChoiceDefinition):
            chosen = _choice(definition, self.names, dict(self._added(definition)))
            return chosen | {"allOf": [plain, *chosen.get("allOf", ())]}
        assert isinstance(definition, ObjectDefinition), "no codes were asked for"
        parents = [_ref(self.names[each]) for each in definition.parents if each in self.names]
        embedded = {
            each.name: _value(_ref(self.names[each.ref]), each)
            for each in definition.properties
            if each.ref in self.names
        }
        made: _Value = {"allOf": [plain, *parents]} | _properties(embedded)
        if definition.required:
            made["if"] = {"type": "object", "minProperties": 1}
            made["then"] = {"type": "object", "required": list(definition.required)}
        return made

    def _added(self, choice: ChoiceDefinition) -> Iterator[tuple[str, list[_Value]]]:
        """What is said of attributes that only some alternatives have, of those that one of these embeds."""
        for attribute, places in choice.added:
            called = [self._called_for(attribute, place) for place in places]
            if called != list(places):
                yield attribute, [_shown(attribute, place) for place in called]

    def _called_for(self, attribute: str, place: str) -> str:
        """The definition that says most of an attribute of `place`: where that embeds nothing, it is `place` itself."""
        definition = self._definitions[place]
        assert isinstance(definition, ObjectDefinition), "an attribute is defined in an object"
        embeds = any(
            each.name == attribute and each.ref in self.names for each in definition.properties
        )
        return self.names[place] if embeds else place


# -- properties --------------------------------------------------------------------------------------------------------


def _properties(values: Mapping[str, _Value]) -> _Value:
    return {"type": "object", "properties": {**values}} if values else {}


def _asked_of(properties: Iterable[SchemaProperty]) -> _Value:
    """What is asked of each of `properties`."""
    return _properties({each.name: _property(each) for each in properties})


def _property(prop: SchemaProperty) -> _Value:
    made = _value(_ref(prop.ref) if prop.ref else dict(_type(prop)), prop)
    if prop.deprecated:
        made["deprecated"] = True
    for key, text in prop.annotations:
        if key not in _EXPLAINS:
            made[key] = text
    return made


def _value(single: _Value, prop: SchemaProperty) -> _Value:
    return {"type": "array", "items": single} if prop.many else single


def _type(prop: SchemaProperty) -> Iterator[tuple[str, Any]]:
    yield "type", prop.types[0] if len(prop.types) == 1 else list(prop.types)
    if prop.format:
        yield "format", prop.format
    if prop.encoding:
        yield "contentEncoding", prop.encoding
    if prop.pattern:
        yield "pattern", prop.pattern
    if prop.encoding_pattern:
        yield "allOf", [{"pattern": prop.encoding_pattern}]
    if prop.limits:
        yield "minimum", prop.limits[0]
        yield "maximum", prop.limits[1]
    if prop.digits_pattern:
        yield NUMBER_PATTERN, prop.digits_pattern
