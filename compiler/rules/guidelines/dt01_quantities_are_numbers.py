"""DT01: what is computed with is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.quantities import Quantity, quantity_of
from compiler.base.dutch.words import words_with
from compiler.base.wording import Text, as_it_is, say
from compiler.model.elements import PRIMITIVES
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import write_type
from compiler.rules.rule import Finding, rule

_COMPUTED = say("it is computed with")
_WHAT: dict[Quantity, tuple[Text, Text]] = {
    Quantity.AMOUNT: (_COMPUTED, as_it_is("decimal")),
    Quantity.MEASURE: (_COMPUTED, as_it_is("decimal")),
    Quantity.COUNT: (_COMPUTED, as_it_is("integer")),
    Quantity.DAY: (_COMPUTED, say("date or dateTime")),
    Quantity.MOMENT: (_COMPUTED, as_it_is("dateTime")),
    Quantity.FILE: (
        say("it is a file"),
        say("base64Binary, or anyURI where it is the address of one"),
    ),
    Quantity.YES_OR_NO: (say("it is yes or no"), as_it_is("boolean")),
    Quantity.MAYBE_YES_OR_NO: (say("it is yes or no"), as_it_is("boolean")),
    Quantity.MAYBE_NUMBER: (say("it may be computed with"), say("decimal or integer")),
    Quantity.MAYBE_TIME: (say("it may be a time"), say("time, dateTime or duration")),
    Quantity.MAYBE_FILE: (
        say("it may be a file"),
        say("base64Binary, or anyURI where it is the address of one"),
    ),
}
_ARE_HINTS = frozenset({
    Quantity.MAYBE_YES_OR_NO, Quantity.MAYBE_NUMBER, Quantity.MAYBE_TIME, Quantity.MAYBE_FILE,
})  # fmt: skip


@rule("DT01", severity=Severity.WARNING, of=(WrittenAttributes,))
def quantities_are_numbers(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
    r"""What is computed with is a number or a date, and no text; a file is binary, yes or no a boolean.

    De verschillende datatypes van attributen: a text is for what nobody computes with, such as a name. Amounts,
    measures and percentages are decimals, counts are integers, and days are dates or moments; a text leaves every
    receiver to guess how the number is written. A file is binary, and what only yes or no can be said of is a boolean.
    A number that only names something, such as a postcode, is a text. What a name says goes by its last noun, or the
    first where that is the subject (`oppervlakteTotaal`). A participle by itself (`verhuurd`) is a hint: most are yes
    or no, and some are not. So is what is often a number, a time or a file, and now and then the name of one
    (`wachttijd`, `document`).

    Bad:
        domein A {
            entiteit Factuur {
                totaalbedrag : string  //! DT01 @9 "\"totaalbedrag\" of \"Factuur\" is a text" "decimal"
                aantalRegels : string  //! DT01 @9 "\"aantalRegels\"" "integer"
                vervaldatum  : string  //! DT01 @9 "\"vervaldatum\"" "date or dateTime"
                bestand      : string  //! DT01 @9 "by its name it is a file" "base64Binary"
                heeftKorting : string  //! DT01 @9 "by its name it is yes or no" "boolean"
            }
        }

    Good:
        domein A {
            entiteit Factuur {
                bedrag : decimal, aantal : integer, vervaldatum : date, bestand : base64Binary, verrekend : boolean
                volgnummer : string, bestandsnaam : string
            }
        }
    """
    words = words_with(model.standard.words)
    for entity, attribute, reasons, name in written:
        if attribute.target != "string":
            continue
        found = quantity_of(name, attribute.many, words)
        if found is None:
            continue
        what, right = _WHAT[found]
        message = say(
            '"{name}" of "{entity}" is a text, and by its name {what}',
            name=name,
            entity=entity.name,
            what=what,
        )
        hint = say("write {name} : {right}", name=name, right=right)
        severity = Severity.HINT if found in _ARE_HINTS else None
        types = [word for word in re.findall(r"\w+", right) if word in PRIMITIVES]
        proposals = tuple(
            proposal
            for type_ in types
            for proposal in write_type(attribute, type_ + "[]" * attribute.many)
        )
        yield Finding(
            attribute.name, message, hint, reasons, severity=severity, proposals=proposals
        )
