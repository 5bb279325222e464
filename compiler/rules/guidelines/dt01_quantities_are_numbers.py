"""DT01: what is computed with is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import as_it_is, say
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule

_QUANTITY = re.compile(
    r"(?:aantal|bedrag|percentage|oppervlakte)(?:[A-Z]\w*)?"
    r"|\w*(?i:aantal|bedrag|percentage|oppervlakte|prijs|kosten|saldo|hoogte|lengte|breedte|inkomen)"
)
_DAY = re.compile(r"(?:\w*d|D)atum", re.IGNORECASE)


@rule("DT01", severity=Severity.WARNING)
def quantities_are_numbers(model: Model) -> Iterator[Finding]:
    r"""What is computed with is a number or a date, and no text.

    De verschillende datatypes van attributen: a text is for what nobody computes with, such as a name. Amounts,
    measures and percentages are decimals, counts are integers, and days are dates or moments; a text leaves every
    receiver to guess how the number is written. A number that only names something, such as a postcode, is a text.

    Bad:
        domein A {
            entiteit Factuur {
                totaalbedrag : string  //! DT01 @9 "\"totaalbedrag\" of \"Factuur\" is a text" "decimal"
                aantalRegels : string  //! DT01 @9 "\"aantalRegels\"" "integer"
                vervaldatum  : string  //! DT01 @9 "\"vervaldatum\"" "date or dateTime"
            }
        }

    Good:
        domein A { entiteit Factuur { bedrag : decimal, aantal : integer, vervaldatum : date, volgnummer : string } }
    """
    for entity, attribute, reasons, name in model.written:
        if attribute.target != "string":
            continue
        if _DAY.fullmatch(name):
            right = say("date or dateTime")
        elif _QUANTITY.fullmatch(name):
            right = as_it_is("integer" if "aantal" in name.casefold() else "decimal")
        else:
            continue
        message = say(
            '"{name}" of "{entity}" is a text, and by its name it is computed with',
            name=name,
            entity=entity.name,
        )
        yield Finding(
            attribute.name, message, say("write {name} : {right}", name=name, right=right), reasons
        )
