"""CS08: application services are verbs in -ing with a singular."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, act_in_ing, adjective, breaches, singular
from compiler.rules.rule import Finding, rule

_FORM = Form(
    say("a verb in -ing, an adjective at the most, and a noun in the singular"),
    "Vastlegging reparatieverzoek",
    ((act_in_ing, singular), (act_in_ing, adjective, singular)),
)


@rule("CS08", severity=Severity.WARNING)
def application_service_ends_in_ing(model: Model) -> Iterator[Finding]:
    r"""An application service is a verb in -ing, an adjective at the most, and one noun in the singular.

    Schrijfwijze van elementen: an application service is about acts, and is always a verb that ends in -ing, sometimes
    an adjective, and always one noun in the singular. What ends in -ing and comes of no verb names no act.

    Bad:
        applicatieservice "Vastleggen klacht"  //! CS08 @19 "does not end in -ing" "Vastlegging klacht"
        applicatieservice "Koning klacht"  //! CS08 @19 "\"Koning\" comes of no verb"

    Good:
        applicatieservice "Vastlegging klacht"
        applicatieservice "Verwerking digitale nota"
    """
    yield from breaches(model, _FORM, ElementKind.APPLICATION_SERVICE)
