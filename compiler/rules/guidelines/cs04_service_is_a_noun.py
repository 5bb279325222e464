"""CS04: services are nouns."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, adjective, breaches, singular
from compiler.rules.rule import Finding, rule

_FORM = Form(
    say(
        "by preference one noun in the singular, with an adjective or a participle before it at the most"
    ),
    "Uitgevoerde reparatie",
    ((singular,), (adjective, singular)),
)


@rule("CS04", severity=Severity.HINT)
def service_is_a_noun(model: Model) -> Iterator[Finding]:
    """A service is rather one noun in the singular, with an adjective or a participle before it.

    Schrijfwijze van elementen: a dienst and a bedrijfsservice are by preference one noun in the singular, maybe with an
    adjective or a past participle before it, as in "Uitgevoerde reparatie". They name what comes of the work, and not
    the work. What the guideline prefers is a hint, and no more.

    Bad:
        dienst "Uitgevoerde reparaties"  //! CS04 @8 "is no singular" "reparatie"
        bedrijfsservice Adviseren  //! CS04 @17 "is no noun"

    Good:
        dienst "Uitgevoerde reparatie"
        dienst Glasverzekering
        bedrijfsservice "Persoonlijk advies"
    """
    yield from breaches(model, _FORM, ElementKind.BUSINESS_SERVICE, ElementKind.SERVICE)
