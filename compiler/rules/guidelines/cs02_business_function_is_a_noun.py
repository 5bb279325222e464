"""CS02: business functions are nouns."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, act_in_atie, adjective, breaches, singular
from compiler.rules.rule import Finding, rule

_FORM = Form(
    say("a noun in the singular, with an adjective or a noun in -atie at the most"),
    "Financiële administratie",
    ((singular,), (adjective, singular), (act_in_atie, singular), (singular, act_in_atie)),
)


@rule("CS02", severity=Severity.WARNING)
def business_function_is_a_noun(model: Model) -> Iterator[Finding]:
    """A business function is a noun in the singular, with an adjective or a verb in -atie at the most.

    Schrijfwijze van elementen: a business function is a noun in the singular, maybe together with an adjective or with
    a verb that ends in -atie, as in "Registratie huurcontract". It names an ability, and not what is done with it:
    verbs are for processes (CS06, CS07).

    Bad:
        bedrijfsfunctie Reparaties  //! CS02 @17 "is no singular" "Reparatie"
        bedrijfsfunctie "Vastgoed beheer"  //! CS02 @17 "" "Vastgoedbeheer"

    Good:
        bedrijfsfunctie Incasso
        bedrijfsfunctie "Financiële administratie"
        bedrijfsfunctie "Registratie huurcontract"
    """
    yield from breaches(model, _FORM, ElementKind.BUSINESS_FUNCTION)
