"""A typical slip in each construct of the language is one error, at its place; a mend of it makes the model sound.

The table says what is written in the place of what, in a model that is sound. A slip without a mend asks for what only
its writer knows.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic, Severity
from tests.helpers.mending import mended_texts

MODEL = r"""standaard Proef { versie "1.0.0", ids { kern id : string } }
domein Leden
/// Iemand die lid is.
entiteit Lid (meervoud Leden) {
    kern naam : string
    soort : LIDSOORT
    adres : Adres.sleutels
    adressen : Adres[]
}
abstract entiteit Adres (meervoud Adressen) {
    straat : string patroon /^[a-z]+$/
}
entiteit Postadres is Adres (meervoud Postadressen) {
    postbus : string beperking "Alleen cijfers."
}
referentiedata LIDSOORT (domein Leden) {
    GEW "Gewoon lid" vanaf "2020-01-01"
    ERE "Erelid"
}
bedrijfsproces "Behandelen leden"
ketenproces LED "Leden" (bedrijfsproces "Behandelen leden")
bericht Leden over Lid {
    Lid { alle behalve adres }
    Adres { straat }
}
"""


class Slip(NamedTuple):
    """What is meant, what is written, and the one error: its id, line, column, and how message and hint begin."""

    meant: str
    written: str
    id: str
    line: int
    column: int
    message: str
    hint: str
    mended: bool = True


SLIPS = [
    Slip(
        "entiteit Lid",
        "entitiet Lid",
        "SYN01",
        4,
        1,
        '"entitiet" does not fit here',
        'did you mean "entiteit"?',
    ),
    Slip(
        "referentiedata LIDSOORT",
        "referentidata LIDSOORT",
        "SYN01",
        16,
        1,
        '"referentidata" does not fit here',
        'did you mean "referentiedata"?',
    ),
    Slip(
        "bericht Leden",
        "berict Leden",
        "SYN01",
        22,
        1,
        '"berict" does not fit here',
        'did you mean "bericht"?',
    ),
    Slip(
        "domein Leden\n",
        "domien Leden\n",
        "SYN01",
        2,
        1,
        '"domien" does not fit here',
        'did you mean "domein"?',
    ),
    Slip(
        "ketenproces",
        "ketenprocess",
        "SYN01",
        21,
        1,
        '"ketenprocess" does not fit here',
        'did you mean "ketenproces"?',
    ),
    Slip(
        "abstract entiteit",
        "abstact entiteit",
        "SYN01",
        10,
        1,
        '"abstact" does not fit here',
        'did you mean "abstract"?',
    ),
    Slip(
        'bedrijfsproces "Behandelen leden"\nketen',
        'bedrijfproces "Behandelen leden"\nketen',
        "SYN01",
        20,
        1,
        '"bedrijfproces" does not fit here',
        'did you mean "bedrijfsproces"?',
    ),
    Slip(
        "entiteit Lid",
        "entity Lid",
        "SYN01",
        4,
        1,
        '"entity" does not fit here',
        'did you mean "entiteit"?',
    ),
    Slip(
        "Leden over Lid",
        "Leden ove Lid",
        "SYN01",
        22,
        15,
        '"ove" does not fit here',
        'did you mean "over"?',
    ),
    Slip(
        "Postadres is Adres",
        "Postadres si Adres",
        "SYN01",
        13,
        20,
        '"si" does not fit here',
        'write "is"',
    ),
    Slip(
        "Postadres is Adres",
        "Postadres extends Adres",
        "SYN01",
        13,
        20,
        '"extends" does not fit here',
        'write "is"',
    ),
    Slip(
        "kern naam : string",
        "kern naam string",
        "SYN01",
        5,
        21,
        "an attribute has no type",
        'write a colon and a type behind it, as in "na',
    ),
    Slip(
        "kern naam : string",
        "kern naam = string",
        "SYN01",
        5,
        15,
        '"=" does not fit here',
        "write :",
    ),
    Slip(
        "kern naam : string",
        "kern naam :",
        "SYN01",
        5,
        16,
        "a type is missing behind the colon",
        'write a type, as in "naam : string", "soort :',
        mended=False,
    ),
    Slip(
        "kern naam : string",
        "kern naam : String",
        "NAM01",
        5,
        17,
        'type "String" does not exist',
        'write "string"',
    ),
    Slip(
        "kern naam : string",
        "kern naam : strnig",
        "NAM01",
        5,
        17,
        'type "strnig" does not exist',
        'did you mean "string"?',
    ),
    Slip(
        "kern naam : string",
        "kern naam : int",
        "NAM01",
        5,
        17,
        'type "int" does not exist',
        'write "integer"',
    ),
    Slip(
        "kern naam",
        "kren naam",
        "SYN04",
        5,
        5,
        '"kren" is no kind of attribute',
        'did you mean "kern"?',
    ),
    Slip(
        "kern naam",
        "verplicht naam",
        "GM09",
        5,
        5,
        '"verplicht" says nothing about "naam": every attribute is op',
        "leave it out; who receives a message says wha",
    ),
    Slip(
        "patroon /",
        "patron /",
        "SYN04",
        11,
        21,
        '"patron" says nothing about the attribute "straat"',
        'did you mean "patroon"?',
    ),
    Slip(
        'beperking "',
        'beprking "',
        "SYN04",
        14,
        22,
        '"beprking" says nothing about the attribute "postbus"',
        'did you mean "beperking"?',
    ),
    Slip(
        "/^[a-z]+$/",
        "/^[a-z]+$",
        "SYN01",
        11,
        29,
        "a regular expression is not closed",
        "write a slash at its end",
        mended=False,
    ),
    Slip(
        '"Alleen cijfers."',
        '"Alleen cijfers.',
        "SYN01",
        14,
        32,
        "a text is not closed",
        "write a double quote at its end; inside a tex",
        mended=False,
    ),
    Slip(
        "    adressen : Adres[]\n}\n",
        "    adressen : Adres[]\n",
        "SYN01",
        4,
        31,
        "a block is not closed",
        'write "}" on a line of its own before line 9,',
    ),
    Slip(
        '    ERE "Erelid"\n}\n',
        '    ERE "Erelid"\n',
        "SYN01",
        16,
        40,
        "a block is not closed",
        'write "}" on a line of its own before line 19',
    ),
    Slip(
        "    Adres { straat }\n}\n",
        "    Adres { straat }\n",
        "SYN01",
        22,
        24,
        "a block is not closed",
        'write "}" on a line of its own at the end of ',
    ),
    Slip(
        "Lid { alle behalve adres }",
        "Lid { alle behalve adres",
        "SYN01",
        23,
        9,
        "a block is not closed",
        'write "}" on a line of its own before line 24',
    ),
    Slip(
        "(meervoud Leden) {",
        "(meervoud Leden)",
        "SYN01",
        5,
        5,
        "an opening brace is missing",
        'write "{" behind the name of the entity and i',
    ),
    Slip(
        "(meervoud Leden) {",
        "(meervoud Leden {",
        "SYN01",
        4,
        14,
        '"(" is not closed',
        'write ")" behind the last property',
    ),
    Slip(
        "(meervoud Adressen) {",
        "meervoud Adressen) {",
        "SYN01",
        10,
        25,
        '"meervoud" does not fit here',
        'write "(" before it',
    ),
    Slip(
        '    ERE "Erelid"\n}\n',
        '    ERE "Erelid"\n}\n}\n',
        "SYN01",
        20,
        1,
        "a closing brace too many",
        "take it away, or look for the block that it s",
    ),
    Slip(
        "(meervoud Leden)",
        "(meervuod Leden)",
        "SYN04",
        4,
        15,
        '"meervuod" says nothing about "Lid"',
        'did you mean "meervoud"?',
    ),
    Slip(
        "(domein Leden)",
        "(domien Leden)",
        "SYN04",
        16,
        26,
        '"domien" says nothing about "LIDSOORT"',
        'did you mean "domein"?',
    ),
    Slip(
        "(domein Leden)",
        "(domein Ledn)",
        "RD05",
        16,
        33,
        '"LIDSOORT" is said to be of domain "Ledn", and there is no d',
        'did you mean "Leden"?',
    ),
    Slip(
        "soort : LIDSOORT",
        "soort : LIDSORT",
        "NAM01",
        6,
        13,
        'reference data list "LIDSORT" does not exist',
        'did you mean "LIDSOORT"?',
    ),
    Slip(
        "adres : Adres.",
        "adres : Adrs.",
        "NAM01",
        7,
        13,
        'type "Adrs" does not exist',
        'did you mean "Adres"?',
    ),
    Slip(
        "adres : Adres.",
        "adres : adres.",
        "NAM01",
        7,
        13,
        'type "adres" does not exist',
        'write "Adres"',
    ),
    Slip(
        "is Adres",
        "is Adrs",
        "NAM01",
        13,
        23,
        'base "Adrs" does not exist',
        'did you mean "Adres"?',
    ),
    Slip(
        "Adres.sleutels",
        "Adres.sleutel",
        "SYN04",
        7,
        19,
        '"sleutel" is no way to refer to Adres',
        'write "Adres.sleutels" or "Adres"',
    ),
    Slip("Adres[]", "Adres[ ]", "SYN01", 8, 21, '"[" does not fit here', "write []"),
    Slip("Adres[]", "[Adres]", "SYN01", 8, 16, '"[" does not fit here', "write Adres[]"),
    Slip(
        "Adres { straat }",
        "Adres { straatt }",
        "NAM04",
        24,
        13,
        'entity "Adres" has no attribute "straatt"',
        'did you mean "straat"?',
    ),
    Slip(
        "Adres { straat }",
        "Adress { straat }",
        "NAM01",
        24,
        5,
        'entity "Adress" does not exist',
        'did you mean "Adres"?',
    ),
    Slip(
        "alle behalve",
        "ale behalve",
        "SYN04",
        23,
        11,
        '"ale behalve adres" says nothing here',
        'did you mean "alle"?',
    ),
    Slip(
        "alle behalve",
        "alle behlave",
        "SYN04",
        23,
        11,
        '"alle behlave adres" says nothing here',
        'write "alle", "alle ids", or "alle behalve na',
    ),
    Slip(
        "over Lid",
        "over Lit",
        "NAM01",
        22,
        20,
        'entity "Lit" does not exist',
        'did you mean "Lid"?',
    ),
    Slip(
        'ERE "Erelid"', "ERE Erelid", "SYN01", 18, 9, '"Erelid" does not fit here', 'write "Erelid"'
    ),
    Slip(
        'ERE "Erelid"',
        "ERE",
        "SYN01",
        18,
        8,
        "a reference data value has no name",
        "write it between quotes behind the code, as i",
        mended=False,
    ),
    Slip(
        'vanaf "',
        'vanf "',
        "SYN04",
        17,
        22,
        '"vanf" says nothing about the value "GEW"',
        'did you mean "vanaf"?',
    ),
    Slip(
        '(bedrijfsproces "Behandelen leden")',
        '(bedrijfsproces "Behandelen leeden")',
        "NAM01",
        21,
        41,
        'bedrijfsproces "Behandelen leeden" does not exist',
        'did you mean "Behandelen leden"?',
    ),
    Slip('"Erelid"', "'Erelid'", "SYN01", 18, 9, '"\'" does not fit here', 'write "Erelid"'),
    Slip("/// Iemand", "# Iemand", "SYN01", 3, 1, '"#" does not fit here', "write //"),
    Slip(
        "kern naam : string",
        "kern naam : string;",
        "SYN01",
        5,
        23,
        '";" does not fit here',
        "leave it out",
    ),
    Slip(
        "    soort : LIDSOORT",
        "    naam : string\n    soort : LIDSOORT",
        "NAM02",
        6,
        5,
        '"naam" stands twice in entity "Lid"',
        "the first stands at m.vera:5; rename one or t",
        mended=False,
    ),
    Slip(
        "Adres { straat }",
        "Adres { straat id }",
        "SYN04",
        24,
        20,
        'two names in a row: "straat" and "id"',
        "put a comma between them",
    ),
    Slip(
        'versie "1.0.0"',
        'verzie "1.0.0"',
        "STD01",
        1,
        19,
        '"verzie" is no setting of "Proef"',
        'did you mean "versie"?',
    ),
    Slip("ids {", "id {", "STD01", 1, 35, '"id" is no setting of "Proef"', 'did you mean "ids"?'),
    Slip(
        "domein Leden\n/",
        "gedeld domein Leden\n/",
        "SYN01",
        2,
        1,
        '"gedeld" does not fit here',
        'did you mean "gedeeld"?',
    ),
    Slip(
        "abstract entiteit Adres",
        "waardeobjct Adres",
        "SYN01",
        10,
        1,
        '"waardeobjct" does not fit here',
        'did you mean "waardeobject"?',
    ),
    Slip(
        "(meervoud Leden)",
        "(meervoud Leden, negeer GN01)",
        "SUP01",
        4,
        38,
        '"GN01" is passed over without a reason',
        'write negeer GN01 "why"',
        mended=False,
    ),
    Slip(
        'ERE "Erelid"',
        'ERE "Erelid" vorheen "EER"',
        "SYN04",
        18,
        18,
        '"vorheen" says nothing about the value "ERE"',
        'did you mean "voorheen"?',
    ),
    Slip(
        'ERE "Erelid"',
        'ERE "Erelid" ouder LIDSOORT',
        "SYN04",
        18,
        24,
        '"LIDSOORT" is no value for "ouder"',
        "write ouder LIDSOORT.CODE",
        mended=False,
    ),
    Slip(
        'ketenproces LED "Leden" (',
        "ketenproces LED Leden (",
        "SYN01",
        21,
        17,
        '"Leden" does not fit here',
        'expected "(", a regular expression between sl',
        mended=False,
    ),
    Slip(
        'bedrijfsproces "Behandelen leden"\nketen',
        "bedrijfsproces Behandelen leden\nketen",
        "SYN01",
        20,
        27,
        "the name of an element has more words than one",
        "write it between quotes, as in bedrijfsproces",
        mended=False,
    ),
    Slip(
        "kern id : string",
        "kern id : strin",
        "NAM01",
        1,
        51,
        'type "strin" does not exist',
        'did you mean "string"?',
    ),
    Slip(
        "bericht Leden over Lid {",
        "bericht Leden {",
        "SYN01",
        22,
        15,
        "a message does not say which entity it is about",
        'write "bericht Relaties over Relatie { … }"',
        mended=False,
    ),
    Slip(
        "Lid { alle behalve adres }\n    Adres",
        "Lid { alle behalve adres } Adres",
        "SYN01",
        23,
        32,
        "a comma is missing between two blocks",
        "put a comma, or the end of the line, between ",
    ),
    Slip(
        "Adres { straat }",
        "Adres { straat.ingebed }",
        "NAM04",
        24,
        13,
        '"straat" holds no entity, so it has no keys',
        "leave the dot out",
        mended=False,
    ),
    Slip(
        "domein Leden\n/",
        "domein Leden {\n/",
        "SYN01",
        2,
        14,
        "a block is not closed",
        'write "}" on a line of its own before line 20',
    ),
    Slip(
        '(bedrijfsproces "Behandelen leden")\nbericht',
        '(bedrijfsproces "Behandelen leden", versi "1.0.0")\nbericht',
        "SYN04",
        21,
        61,
        '"versi" says nothing about "LED"',
        'did you mean "versie"?',
    ),
]


def errors(text: str) -> list[Diagnostic]:
    found = pipeline.check({"m.vera": text.encode()}).diagnostics
    return [each for each in found if each.severity is Severity.ERROR]


def test_the_model_of_the_table_is_sound() -> None:
    assert errors(MODEL) == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.written.strip())
def test_a_slip_is_one_error_and_its_mend_makes_the_model_sound(slip: Slip) -> None:
    assert slip.meant in MODEL
    text = MODEL.replace(slip.meant, slip.written, 1)
    (error,) = errors(text)
    assert (error.id, error.span.line, error.span.column) == (slip.id, slip.line, slip.column)
    assert error.message.startswith(slip.message)
    assert error.hint.startswith(slip.hint)
    assert bool(error.mends) is slip.mended
    for mend in error.mends:
        assert errors(mended_texts({"m.vera": text}, mend)["m.vera"]) == []


def test_slips_in_the_text_of_several_statements_are_each_told() -> None:
    """The file is read on behind each of them."""
    chosen = [
        ("entiteit Lid", "entitiet Lid"),
        ("vanaf", "vanf"),
        ("Lid { alle", "Lid { ale"),
    ]
    text = MODEL
    for meant, written in chosen:
        text = text.replace(meant, written, 1)
    found = errors(text)
    assert [(each.id, each.span.line) for each in found] == [
        ("SYN01", 4),
        ("SYN04", 17),
        ("SYN04", 23),
    ]


def test_a_comment_for_a_description_is_no_error() -> None:
    for written in ("// Iemand", "//// Iemand"):
        assert errors(MODEL.replace("/// Iemand", written)) == []
