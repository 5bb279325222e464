"""Types as drawn → types of the language: a primitive, an entity or a list, of one or of many."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.model.elements import PRIMITIVES
from compiler.model.linking.type_advice import type_for

# What the drawn models of others call a type of one value, beside what XSD and programming languages do.
_NAMES = {
    "string": (
        "characterstring char charstring an alphanumeric alfanumeriek varchar2 nvarchar postcode identificatie locale"
    ),
    "integer": (
        "int32 int64 biginteger year jaar counter n numeriek unlimitednatural natural count aantal"
    ),
    "decimal": (
        "double64 float32 float64 bigdecimal measure euro amount geldbedrag percent length area lengte oppervlakte"
    ),
    "boolean": "indicatie janee jn yesno indicator",
    "date": "localdate onvolledigedatum",
    "dateTime": "localdatetime zoneddatetime offsetdatetime datumtijd datetime2 tm_instant datetimeoffset tijdstip",
    "time": "localtime clocktime",
    "anyURI": "href hyperlink",
    "base64Binary": "bytearray image afbeelding document varbinary attachment",
    "duration": "period tijdsduur timespan interval",
}
_PRIMITIVE = {name: type_ for type_, names in _NAMES.items() for name in names.split()}
_TEXTS = ("AN", "A", "CHAR", "VARCHAR", "VARCHAR2", "NVARCHAR")
_NUMBERS = ("N", "DECIMAL", "NUMERIC", "NUMBER")
_OF_LENGTH = re.compile(
    rf"(?P<kind>{'|'.join((*_TEXTS, *_NUMBERS))})\(?\d+(?P<scale>,\d+)?\)?", re.IGNORECASE
)
_OF_MANY = frozenset(
    {
        "list",
        "set",
        "collection",
        "array",
        "arraylist",
        "bag",
        "sequence",
        "orderedset",
        "iterable",
        "ienumerable",
    }
)
_OF_ONE = frozenset({"optional", "nullable", "maybe", "reference", "ref"})
_MOST_LAYERS = 4


class DrawnType(NamedTuple):
    """The name in a type as written, and whether the type is of many."""

    name: str
    many: bool


def taken_apart(written: str) -> DrawnType:
    """What stands in a type as it is written: `List<Eenheid>`, `Eenheid[]`, `Eenheid[0..*]` and `Eenheid?`.

    >>> [tuple(taken_apart(text)) for text in ("List<Eenheid>", "Eenheid [1]", "Map<K, Eenheid>")]
    [('Eenheid', True), ('Eenheid', False), ('Map<K, Eenheid>', False)]
    """
    name, many = written.strip(), False
    for _ in range(_MOST_LAYERS):
        if name.endswith("]") and "[" in name:
            name, _, inside = name[:-1].rpartition("[")
            many = many or inside.strip() not in ("1", "0..1", "1..1")
        elif name.endswith(("*", "+")) and len(name) > 1:
            name, many = name[:-1], True
        elif name.endswith("?") and len(name) > 1:
            name = name[:-1]
        elif inner := _within(name, _OF_MANY):
            name, many = inner, True
        elif inner := _within(name, _OF_ONE):
            name = inner
        else:
            break
        name = name.strip()
    return DrawnType(name, many)


def _within(name: str, outer: frozenset[str]) -> str:
    """What stands between the angles of a type that begins with one of `outer`; empty where it does not."""
    before, _, inner = name.removesuffix(">").partition("<")
    return inner.strip() if name.endswith(">") and before.strip().casefold() in outer else ""


def primitive_for(name: str) -> str:
    """The primitive type that `name` means, in whatever capitals, with a length or without; empty for none.

    >>> [primitive_for(name) for name in ("CharacterString", "AN200", "N8", "N8,2", "LocalDate", "Huurder")]
    ['string', 'string', 'integer', 'decimal', 'date', '']
    """
    plain = name.strip().rpartition("::")[2].rpartition(".")[2].casefold()
    for primitive in PRIMITIVES:
        if plain == primitive.casefold():
            return primitive
    if found := _OF_LENGTH.fullmatch("".join(name.split())):
        if found["kind"].upper() in _TEXTS:
            return "string"
        return "decimal" if found["scale"] else "integer"
    return _PRIMITIVE.get(plain) or type_for(plain)
