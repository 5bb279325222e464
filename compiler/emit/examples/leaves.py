"""The attributes of an example that embed nothing: texts, numbers, and values of reference data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiler.emit.examples.kinds import Kinds, ObjectKind, Told
from compiler.emit.examples.samples import SamplePlace
from compiler.emit.examples.values import Values, list_of
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.elements import Code

CODE, LABEL = "code", "naam"  # of a value of reference data: the wire calls them so


def is_leaf(prop: SchemaProperty) -> bool:
    """Whether it holds a value, maybe one of reference data."""
    return not prop.ref or bool(list_of(prop))


def is_unfilled(value: Any) -> bool:
    """Whether nothing was found to fill an attribute with."""
    return value in (None, {}, [])


class Leaves:
    """Makes the values of attributes that embed nothing."""

    def __init__(self, values: Values, kinds: Kinds) -> None:
        self._values = values
        self._kinds = kinds

    def told_codes(self, kind: ObjectKind) -> dict[str, str]:
        """The codes by list that say what an object of `kind` is, with their parents: others have to go with them."""
        found: dict[str, str] = {}
        for member in kind.members:
            codelist, text = list_of(member.prop), kind.told.get(member.prop.name)
            if codelist and text:
                found[codelist] = text
                _, code = self._code(member.prop, SamplePlace(""), kind.told, {})
                if code is not None:
                    found |= self._values.parents_of(code) | found
        return found

    def value(
        self, prop: SchemaProperty, place: SamplePlace, told: Told, codes_by_list: dict[str, str]
    ) -> Any:
        """One value of `prop`, also where it holds many; an empty one where nothing fits.

        Args:
            prop: an attribute that holds a value, maybe one of reference data.
            place: where it stands.
            told: the codes by attribute that say what the object around it is.
            codes_by_list: the codes that the object has already; a code is added to it, with its parent.
        """
        if not prop.ref:
            return self._values.value(prop, place)
        text, code = self._code(prop, place, told, codes_by_list)
        if code is not None:
            codes_by_list[list_of(prop)] = text
            codes_by_list |= self._values.parents_of(code) | codes_by_list
        return self._reference(prop, place, text, code)

    def _code(
        self,
        prop: SchemaProperty,
        place: SamplePlace,
        told: Told,
        codes_by_list: Mapping[str, str],
    ) -> tuple[str, Code | None]:
        """The code that `prop` has, with its value where that is known."""
        if prop.name not in told:
            return self._values.code(prop, place, codes_by_list)
        text = told[prop.name] or ""
        return text, self._values.codes(list_of(prop)).get(text)

    def _reference(
        self, prop: SchemaProperty, place: SamplePlace, text: str, code: Code | None
    ) -> dict[str, Any]:
        """A value of reference data as the wire has it: its code and its label, those that the schema shows."""
        members = self._kinds.resolved(prop.ref, place).members
        texts = {member.prop.name for member in members if member.prop.types == ("string", "null")}
        made: dict[str, Any] = {}
        if CODE in texts and text:
            made[CODE] = text
        if LABEL in texts and code is not None and code.label:
            made[LABEL] = code.label
        return made
