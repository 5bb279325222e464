"""CS05: information objects are nouns."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, breaches, singular
from compiler.rules.rule import Finding, rule

_FORM = Form(say("one noun in the singular where possible"), "Huurcontract", ((singular,),))


@rule("CS05", severity=Severity.HINT)
def information_object_is_a_noun(model: Model) -> Iterator[Finding]:
    """An information object is one noun in the singular, where that is possible.

    Schrijfwijze van elementen: an information object is a noun in the singular where possible. What has no singular
    (`Betaalgegevens`) is passed over. Because of "where possible" it is a hint.

    Bad:
        informatieobject Huurcontracten  //! CS05 @18 "is no singular" "Huurcontract"

    Good:
        informatieobject Huurcontract
        informatieobject Betaalgegevens
    """
    yield from breaches(model, _FORM, ElementKind.INFORMATION_OBJECT)
