"""Which type of the language to write for a type of XSD, or of a programming language, that is none of it (GN05)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compiler.model.elements import PRIMITIVES

# XSD has 49 types. The language has the ten that the guideline lists; each of the others is one of these, narrowed.
# The narrower ones are said by `patroon` or `beperking`, which every reader of the documents can check.
_OF_XSD: Mapping[str, str] = {
    "integer": (
        "byte short int long unsignedByte unsignedShort unsignedInt unsignedLong positiveInteger nonNegativeInteger "
        "negativeInteger nonPositiveInteger gYear gMonth gDay"
    ),
    "decimal": "float double",
    "string": (
        "normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName NOTATION "
        "gYearMonth gMonthDay anyType anySimpleType anyAtomicType"
    ),
    "dateTime": "dateTimeStamp",
    "duration": "yearMonthDuration dayTimeDuration",
    "base64Binary": "hexBinary",
}
_OF_OTHERS: Mapping[str, str] = {
    "string": "text varchar nvarchar longtext clob char str uuid guid tekst enum email untypedAtomic",
    "integer": "bigint smallint tinyint int32 int64 uint getal geheel year jaar",
    "decimal": "number numeric money real currency bedrag percentage",
    "boolean": "bool bit logical janee",
    "dateTime": "timestamp instant moment datumtijd",
    "date": "datum day",
    "time": "tijd",
    "anyURI": "uri url link",
    "base64Binary": "binary blob file bytes bestand",
}
_COLLECTIONS = frozenset(
    ("array", "list", "set", "collection", "sequence", "lijst", "collectie", "reeks")
)
_PREFIX = re.compile(r"xsd?[:._-]")
_ADVICE = {name.casefold(): name for name in PRIMITIVES} | {
    name.casefold(): type_
    for table in (_OF_OTHERS, _OF_XSD)
    for type_, names in table.items()
    for name in names.split()
}


def type_for(name: str) -> str:
    """The primitive type to write instead of `name`, in whatever capitals; empty where it is no type elsewhere.

    >>> type_for("xs:Float"), type_for("Straat")
    ('decimal', '')
    """
    return _ADVICE.get(_PREFIX.sub("", name.casefold(), count=1), "")


def is_collection(name: str) -> bool:
    """Whether `name` is what others call a collection, for which the language has [] behind a type."""
    return name.casefold() in _COLLECTIONS
