"""Which codes lie below which (RD03), as the schema of a message tells it: its keyword `x-parents`.

A schema that was built with codes has it; that of a model gets it here, for it is of one moment with its lists.

    "x-parents": {"DETAILSOORT": {"codes": {"ZOL": {"SOORT": ["WON"]}}, "ended": []}, "SOORT": {"codes": {"WON": {}}}}

A schema may be of others, so that what is not so is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from compiler.emit.jsonschema.plan import PARENTS
from compiler.messages.schema_parts import schemas_in
from compiler.model.code_parents import codes_above
from compiler.model.elements import CodeList
from compiler.model.meaning import LIST_ANNOTATION

KEYWORD = PARENTS


class Parents:
    """The codes above each code, by list: `above` has those of a code, the nearest list first."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        told = schema.get(KEYWORD)
        self._above: dict[str, dict[str, dict[str, frozenset[str]]]] = {}
        self._ended: dict[str, frozenset[str]] = {}
        for name, codelist in told.items() if isinstance(told, Mapping) else ():
            codes = codelist.get("codes") if isinstance(codelist, Mapping) else None
            if isinstance(codes, Mapping):
                self._above[name] = {code: _lists(above) for code, above in codes.items()}
                self._ended[name] = _texts(codelist.get("ended"))

    def lists_above(self, name: str) -> frozenset[str]:
        """The lists in which codes of the list `name` have others above them."""
        return frozenset(above for lists in self._above.get(name, {}).values() for above in lists)

    def codes_below_others(self, name: str) -> Iterator[tuple[str, Mapping[str, frozenset[str]]]]:
        """The codes of the list `name` that have others above them, with these by list."""
        return ((code, above) for code, above in self._above.get(name, {}).items() if above)

    def above(self, name: str, code: Any) -> Mapping[str, frozenset[str]]:
        """The codes above `code` of the list `name`, by list."""
        return self._above.get(name, {}).get(code, {}) if isinstance(code, str) else {}

    def knows(self, name: str, code: str) -> bool:
        """Whether `code` is one of the list `name`, or may be, for its values are kept elsewhere."""
        known = self._above.get(name, {})
        return code in known or not known

    def below(self, name: str, above: tuple[str, Collection[str]], taken: Any) -> list[str]:
        """The codes of the list `name` that may stand below the codes `above` of a list.

        `taken` are the codes that the place takes; None where it takes any, and then ended ones are passed over.
        """
        list_, codes = above
        return [
            code
            for code, lists in self._above.get(name, {}).items()
            if not lists.get(list_, frozenset()).isdisjoint(codes)
            and (code not in self._ended[name] if taken is None else code in taken)
        ]


def _lists(above: Any) -> dict[str, frozenset[str]]:
    told = above.items() if isinstance(above, Mapping) else ()
    found = {name: _texts(codes) for name, codes in told}
    return {name: codes for name, codes in found.items() if codes}


def _texts(values: Any) -> frozenset[str]:
    found = values if isinstance(values, list) else ()
    return frozenset(value for value in found if isinstance(value, str))


def with_parents(schema: Mapping[str, Any], lists: Mapping[str, CodeList]) -> Mapping[str, Any]:
    """`schema` with the parents of the codes of the lists that it names; `lists` are those of the model."""
    used = {
        part[LIST_ANNOTATION]
        for part in schemas_in(schema)
        if isinstance(part.get(LIST_ANNOTATION), str)
    }
    concerned = codes_above(used, lists)
    return {**schema, KEYWORD: concerned} if concerned else schema


def lacks_parents(schema: Mapping[str, Any]) -> bool:
    """Whether `schema` has an attribute that refines another (GM07), and does not say which codes lie below which."""
    return KEYWORD not in schema and any(
        name.lower().startswith("detail") and isinstance(part, dict) and LIST_ANNOTATION in part
        for each in schemas_in(schema)
        for name, part in each.get("properties", {}).items()
    )
