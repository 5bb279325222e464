"""CS03: products are nouns."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, adjective, breaches, singular
from compiler.rules.rule import Finding, rule

_FORM = Form(
    say("a noun in the singular, with an adjective before it at the most"),
    "Sociale huurwoning",
    ((singular,), (adjective, singular)),
)


@rule("CS03", severity=Severity.WARNING)
def product_is_a_noun(model: Model) -> Iterator[Finding]:
    """A product is a noun in the singular, with an adjective before it at the most.

    Schrijfwijze van elementen: a product is always a noun in the singular, maybe with an adjective before it. It is one
    of what is offered. A participle before a noun is an adjective.

    Bad:
        product "Sociale huurwoningen"  //! CS03 @9 "is no singular" "huurwoning"

    Good:
        product Parkeerplaats
        product "Sociale huurwoning"
    """
    yield from breaches(model, _FORM, ElementKind.PRODUCT)
