"""Which codes lie below which others (RD03), for the lists that go together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from compiler.model.elements import CodeList
from compiler.model.reference_data import Ancestors


def codes_above(used: Collection[str], lists: Mapping[str, CodeList]) -> dict[str, Any]:
    """Of each list in `used` its codes with those above them, as far as lists in `used` have these.

        {"DETAILSOORT": {"codes": {"ZOL": {"SOORT": ["WON"]}}, "ended": []}, "SOORT": {"codes": {"WON": {}}, …}}

    A list of which no code is above or below another of them is left out. `ended` are codes with an end.
    """
    known = set(used)
    ancestors = Ancestors(lists)
    told = {
        name: dict(_told(lists[name], known, ancestors)) for name in sorted(known & lists.keys())
    }
    above = {list_ for each in told.values() for found in each["codes"].values() for list_ in found}
    return {
        name: each for name, each in told.items() if name in above or any(each["codes"].values())
    }


def _told(
    codelist: CodeList, used: Collection[str], ancestors: Ancestors
) -> Iterator[tuple[str, Any]]:
    codes: dict[str, Any] = {}
    for code in codelist.codes:
        text = code.code.text
        if text not in codes:
            found = ancestors.of(codelist.name.text, text)
            codes[text] = {name: list(above) for name, above in found.items() if name in used}
    yield "codes", codes
    ended = {code.code.text for code in codelist.codes if code.end}
    yield "ended", [text for text in codes if text in ended]
