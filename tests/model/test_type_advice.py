"""Every type of XSD is one of the language, or its advice is one (GN05)."""

from __future__ import annotations

import pytest

from compiler import pipeline
from compiler.model.elements import PRIMITIVES
from compiler.model.linking.type_advice import type_for

# https://www.w3.org/TR/xmlschema11-2/: the built-in types that an attribute could have.
XSD = (
    "anyType anySimpleType anyAtomicType anyURI base64Binary boolean date dateTime dateTimeStamp decimal integer long "
    "int short byte nonNegativeInteger positiveInteger unsignedLong unsignedInt unsignedShort unsignedByte "
    "nonPositiveInteger negativeInteger double duration dayTimeDuration yearMonthDuration float gDay gMonth gMonthDay "
    "gYear gYearMonth hexBinary NOTATION QName string normalizedString token language Name NCName ENTITY ID IDREF "
    "NMTOKEN time ENTITIES IDREFS NMTOKENS"
)


@pytest.mark.parametrize("name", XSD.split(" "))
def test_a_type_of_xsd_is_one_or_has_advice(name: str) -> None:
    assert name in PRIMITIVES or type_for(name) in PRIMITIVES


def hint(type_: str, more: str = "") -> str:
    text = f'standaard S {{ versie "1.0.0" }}\ndomein D {{ entiteit A {{ b : {type_} }} {more} }}'
    (found,) = (
        each for each in pipeline.check({"m.vera": text.encode()}).diagnostics if each.id == "NAM01"
    )
    return str(found.hint)


def test_what_is_nearly_a_name_of_the_model_comes_first() -> None:
    assert hint("long") == 'write "integer"'
    assert hint("Float") == 'write "decimal"'
    assert hint("Datetime") == 'write "dateTime"'
    assert hint("Bestand") == 'write "base64Binary"'
    assert hint("Bestand", ", entiteit bestand") == 'call it "Bestand"'
    assert hint("Tijdvak") == "declare it: entiteit Tijdvak"


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("`xs:long`", 'write "integer"'), ("`xsd:date`", 'write "date"'), ("`xs:token`", 'write "string"'),
        ("number", 'write "decimal"'), ("jaar", 'write "integer"'),
        ("DATE", 'write "date", or declare it: referentiedata DATE'),
        ("NMTOKENS", 'write "string", or declare it: referentiedata NMTOKENS'),
        ("KLEUR", "declare it: referentiedata KLEUR"),
        ("List", "write the type of one of them, with [] behind it: string[]"),
        ("collectie", "write the type of one of them, with [] behind it: string[]"),
    ],
)  # fmt: skip
def test_types_as_others_write_them(type_: str, expected: str) -> None:
    assert hint(type_) == expected


def test_a_list_of_the_model_comes_before_a_type() -> None:
    assert hint("TEKSTEN", '}\nreferentiedata TEKST { A "a"') == 'did you mean "TEKST"?'
