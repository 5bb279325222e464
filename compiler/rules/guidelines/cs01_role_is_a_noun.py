"""CS01: roles and main business functions are one noun."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, breaches, singular
from compiler.rules.rule import Finding, rule

ROLE = Form(say("one noun in the singular"), "Aannemer", ((singular,),))
FUNCTION = ROLE._replace(example="Vastgoedbeheer")


@rule("CS01", severity=Severity.WARNING)
def role_is_a_noun(model: Model) -> Iterator[Finding]:
    """A role and a main business function are one noun in the singular.

    Schrijfwijze van elementen: a role, one that takes a service off (afnemende rol) too, and a main business function
    are always a noun in the singular. It names what somebody is, or what the organisation is for, and one word does. A
    noun that has no singular is passed over, and so is a word that is not in the dictionary.

    Bad:
        rol Huurders  //! CS01 @5 "is no singular" "Huurder"
        afnemende rol "Nieuwe huurder"  //! CS01 @15 "is 2 words"

    Good:
        rol Huurder
        afnemende rol Woningzoekende
        hoofdbedrijfsfunctie Vastgoedbeheer
    """
    yield from breaches(model, ROLE, ElementKind.ROLE, ElementKind.CONSUMING_ROLE)
    yield from breaches(model, FUNCTION, ElementKind.MAIN_FUNCTION)
